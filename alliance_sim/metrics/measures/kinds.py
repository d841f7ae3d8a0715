"""How kinds of provider fare: how they would be rated, how often they close, who leaves them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_sim.evidence.references import references
from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.market import VOLUNTARY
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.world.market import KINDS

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NEVER = float("nan")
PRIVATE, PUBLIC = ("national_private", "local_private"), ("in_house",)

GOOD = "E3015"
"""Source of the share of all homes that are rated good or better."""


class Work(NamedTuple):
    """Every provider's work in every service and counted month, flat, where there was any.

    `row` is the provider's, `size` the value of all it did that month, `rated` quality as
    documented, `turnover` that of its staff, a year.
    """

    row: NDArray[np.int64]
    value: Floats
    size: Floats
    rated: Floats
    turnover: Floats


def _work(period: Counted) -> Work:
    record, start = period.world.record, period.from_month
    value = record.delivered()[start:]
    there = value > 0
    row = np.broadcast_to(np.arange(value.shape[1])[None, :, None], value.shape)
    size = np.broadcast_to(value.sum(axis=2, keepdims=True), value.shape)
    rated, turnover = (record.table(name)[start:] for name in ("reported", "turnover"))
    return Work(row[there], value[there], size[there], rated[there], turnover[there])


def _place(by: Floats, value: Floats) -> Floats:
    """How far along all work each piece lies, ranked by something, from 0 to 1."""
    order = np.argsort(by, kind="stable")
    place = np.empty(len(by))
    place[order] = (np.cumsum(value[order]) - value[order] / 2) / value.sum()
    return place


def _mean(of: Floats, value: Floats, where: Bools) -> float:
    return float(np.average(of[where], weights=value[where])) if where.any() else NEVER


def _good(work: Work) -> Floats:
    """1 for work that would be rated good: as large a share of all as ratings find in England."""
    fact = references()[GOOD].fact
    assert fact is not None
    assert fact.value is not None
    place = _place(work.rated, work.value)
    line = work.rated[place > 1 - fact.value].min(initial=np.inf)
    return np.asarray(work.rated >= line, dtype=float)


def _is(work: Work, period: Counted, kinds: tuple[str, ...]) -> Bools:
    kind = period.world.market.kind[work.row]
    return np.asarray(np.isin(kind, [KINDS.index(name) for name in kinds]))


def _good_beyond_private(period: Counted, kinds: tuple[str, ...]) -> float:
    work = _work(period)
    good = _good(work)
    ours, private = (
        _mean(good, work.value, _is(work, period, which)) for which in (kinds, PRIVATE)
    )
    return ours - private


def _voluntary(period: Counted) -> float:
    return _good_beyond_private(period, VOLUNTARY)


def _public(period: Counted) -> float:
    return _good_beyond_private(period, PUBLIC)


def _small(period: Counted) -> float:
    """Rated good, the third of work that the smallest do less the third that the largest do."""
    work = _work(period)
    good, place = _good(work), _place(work.size, work.value)
    small, large = place < 1 / 3, place > 1 - 1 / 3
    return _mean(good, work.value, small) - _mean(good, work.value, large)


def _turnover(period: Counted) -> float:
    """Staff turnover, the third of work rated lowest less the third rated highest."""
    work = _work(period)
    place = _place(work.rated, work.value)
    low, high = place < 1 / 3, place > 1 - 1 / 3
    return _mean(work.turnover, work.value, low) - _mean(work.turnover, work.value, high)


def _closures(period: Counted, kinds: tuple[str, ...]) -> float:
    """Closures a year, for each place in the market that such a provider holds."""
    mine = np.isin(period.world.market.kind, [KINDS.index(name) for name in kinds])
    events = period.world.record.history.closed
    closed = sum(one.month > period.from_month and bool(mine[one.row]) for one in events)
    return closed / (float(mine.sum()) * period.years) if mine.any() else NEVER


def _closures_beyond_private(period: Counted) -> float:
    return _closures(period, VOLUNTARY) - _closures(period, PRIVATE)


def _gap(name: str, label: str, unit: str, meaning: str, of: Callable[[Counted], float]) -> Measure:
    return Measure(name, label, unit, meaning, None, of, 3)


MEASURES = (
    _gap(
        "rated_good_voluntary_gap",
        "Rated good: voluntary less private",
        "share",
        "Share of voluntary providers' work that would be rated good, less private firms' share.",
        _voluntary,
    ),
    _gap(
        "rated_good_public_gap",
        "Rated good: the council's own team less private",
        "share",
        "Share of the own team's work that would be rated good, less private firms' share.",
        _public,
    ),
    _gap(
        "rated_good_small_gap",
        "Rated good: small providers less large",
        "share",
        "Share rated good of the third of work that the smallest do, less that of the largest.",
        _small,
    ),
    _gap(
        "turnover_rating_gap",
        "Staff turnover: rated lowest less rated highest",
        "share a year",
        "Turnover in the third of work rated lowest, less that in the third rated highest.",
        _turnover,
    ),
    _gap(
        "closure_voluntary_gap",
        "Closures: voluntary less private",
        "share a year",
        "Closures a year of voluntary providers, less those of private firms.",
        _closures_beyond_private,
    ),
)
