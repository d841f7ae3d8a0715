"""Ratings made from records, beside what residents live through."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import YEAR, Counted
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.metrics.measures.served import SCORE, weighted, work
from alliance_sim.metrics.wellbeing import ELEMENTS
from alliance_sim.rules.services import HOME
from alliance_sim.world.people import GROUPS

Floats = NDArray[np.float64]


def _inspected(period: Counted) -> tuple[Floats, Floats, Floats]:
    """Rating, quality as lived and wellbeing at each yearly inspection, flat over providers.

    A rating is the month's mean of what records report and what an inspector sees of relations. A
    provider is rated while it works. Wellbeing is that of those it serves at home, NaN for none.
    """
    world, start = period.world, period.from_month
    record = world.record
    serves, value = work(period)
    visible = world.kpi_visibility[None, :, None]
    weight = world.relational_share[None, :, None]
    relational = record.level("relational", start)
    seen = (record.level("reported", start) + visible * relational) / (1 + visible)
    lived = (1 - weight) * record.level("verifiable", start) + weight * relational
    well = sum(
        world.values[f"wellbeing.weight.{element}"] * record.people(element, start)
        for element in ELEMENTS
    )
    people = record.people("residents", start)
    rows = []
    for month in range(YEAR - 1, len(serves), YEAR):
        for row in np.unique(serves[month][value[month] > 0]):
            done = np.where(serves[month] == row, value[month], 0.0)
            home = (serves[month][HOME] == row) & (value[month][HOME] > 0)
            felt = weighted(
                np.asarray(well[month] / people[month])[home], np.asarray(people[month])[home]
            )
            rows.append((weighted(seen[month], done), weighted(lived[month], done), felt))
    found = np.array(rows).reshape(-1, 3)
    return found[:, 0], found[:, 1], found[:, 2]


def _false_failing(period: Counted) -> float:
    rating, lived, _ = _inspected(period)
    line = period.world.values["monitoring.failing_line"]
    failing = rating < line
    return float((lived[failing] >= line).sum() / len(rating)) if len(rating) else float("nan")


def _failing(period: Counted) -> float:
    rating, _, _ = _inspected(period)
    line = period.world.values["monitoring.failing_line"]
    return float((rating < line).mean()) if len(rating) else float("nan")


def _correlation(one: Floats, other: Floats) -> float:
    """Correlation of what is there in both; NaN where one does not vary."""
    there = np.isfinite(one) & np.isfinite(other)
    one, other = one[there], other[there]
    if len(one) < GROUPS or one.std() == 0 or other.std() == 0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def _with_quality(period: Counted) -> float:
    rating, lived, _ = _inspected(period)
    return _correlation(rating, lived)


def _with_wellbeing(period: Counted) -> float:
    rating, _, felt = _inspected(period)
    return _correlation(rating, felt)


def _records(period: Counted) -> float:
    record, start = period.world.record, period.from_month
    _, value = work(period)
    true = weighted(record.level("verifiable", start), value)
    return weighted(record.level("reported", start), value) / true


MEASURES = (
    Measure(
        "ratings_failing_share",
        "Rated failing",
        "share",
        "Yearly ratings below the line.",
        None,
        _failing,
        3,
    ),
    Measure(
        "ratings_false_failing_share",
        "Rated failing though people live well",
        "share",
        "Yearly ratings below the line of providers whose care, as lived, is not.",
        False,
        _false_failing,
        3,
    ),
    Measure(
        "rating_quality_correlation",
        "Rating with quality as lived",
        "correlation",
        "How far ratings and lived quality go together, over providers and years.",
        True,
        _with_quality,
    ),
    Measure(
        "rating_wellbeing_correlation",
        "Rating with wellbeing",
        "correlation",
        "How far ratings and the wellbeing of those served at home go together.",
        True,
        _with_wellbeing,
    ),
    Measure(
        "records_kept",
        "Documentation",
        SCORE,
        "What records show of checkable quality, against what there is.",
        True,
        _records,
    ),
)
