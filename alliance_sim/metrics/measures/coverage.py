"""Coverage: whom the council knows of, by group."""

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.world.people import OVERLOOKED, WELL_CONNECTED


def _known(period: Counted, group: int) -> float:
    record, start = period.world.record, period.from_month
    here = period.world.place.cells.group == group
    people = record.in_cells("residents", start)[:, here].sum()
    known = record.in_cells("known", start)[:, here].sum()
    return float(known / people) if people > 0 else float("nan")


def _overlooked(period: Counted) -> float:
    return _known(period, OVERLOOKED)


def _gap(period: Counted) -> float:
    return _known(period, WELL_CONNECTED) - _known(period, OVERLOOKED)


MEASURES = (
    Measure(
        "known_overlooked_share",
        "Overlooked people known",
        "share",
        "Share of overlooked people whom the council knows of.",
        True,
        _overlooked,
        3,
    ),
    Measure(
        "coverage_gap",
        "Gap in coverage",
        "share",
        "Share known among the well connected less that among the overlooked.",
        False,
        _gap,
        3,
    ),
)
