"""What providers add to what all of them bring about, against what they are paid."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import YEAR, Counted
from alliance_sim.metrics.market import VOLUNTARY
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.world.attributing import contributions
from alliance_sim.world.market import KINDS

Floats = NDArray[np.float64]


def _shares(period: Counted) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Of outside providers with contracts at the end: share added, share paid, whether voluntary.

    Who has a seat counts, whether it was given any work or not.
    """
    world = period.world
    market = world.market
    income = np.maximum(world.record.income[-YEAR:].sum(axis=0), 0.0)
    paid = np.zeros(market.rows, dtype=bool)
    for deal in world.deals():
        paid[deal.members] = True
    paid &= market.active & (market.kind != world.in_house_kind)
    voluntary = np.isin(market.kind, [KINDS.index(kind) for kind in VOLUNTARY])
    added = np.zeros(market.rows)
    for council in range(world.place.n_councils):
        rows = np.flatnonzero(paid & (market.council == council))
        if len(rows):
            added[rows] = contributions(world, rows, council) * income[rows].sum()
    total = float(income[paid].sum())
    if total <= 0:
        return added[paid], income[paid], voluntary[paid]
    return added[paid] / total, income[paid] / total, voluntary[paid]


def _gap(period: Counted) -> float:
    added, funded, _ = _shares(period)
    return float(np.abs(added - funded).sum()) / 2 if len(added) else float("nan")


def _voluntary(period: Counted) -> float:
    added, _, voluntary = _shares(period)
    return float(added[voluntary].sum()) if len(added) else float("nan")


MEASURES = (
    Measure(
        "contribution_gap",
        "Money that goes elsewhere than contributions",
        "share",
        "Share of providers' income that is not where what they add (Shapley value) is, last year.",
        None,
        _gap,
    ),
    Measure(
        "voluntary_contribution_share",
        "Voluntary sector's contribution",
        "share",
        "Share of what providers add (Shapley value) that the voluntary sector adds, at the end.",
        None,
        _voluntary,
    ),
)
