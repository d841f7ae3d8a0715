"""What money and time do to a place: waiting, and how long it takes to recover."""

import numpy as np

from alliance_sim.metrics.counted import YEAR, Counted, mean
from alliance_sim.metrics.measures.measure import Measure

QUARTER = YEAR // 4
"""Months before a sudden change that say how things were."""


def _waiting(period: Counted) -> float:
    waiting = period.world.record.in_cells("waiting", period.from_month).sum(axis=1)
    return mean(np.asarray(waiting * period.world.place.scale))


def _planned(period: Counted) -> float:
    return mean(period.noted("planned_share"))


def _recovery(period: Counted) -> float:
    """Months until unmet need is back near where it was; until the end if it never is."""
    record, start = period.world.record, period.from_month
    columns = record.columns
    unmet = columns["unmet_need_hours"] / columns["needed_hours"]
    struck = np.flatnonzero(record.noted("sudden_changes") > 0)
    took = []
    for month in struck[struck >= max(start, 1)]:
        before = unmet[max(month - QUARTER, 0) : month].mean()
        back = unmet[month:] <= before * (1 + period.world.values["sudden.recovered"])
        took.append(int(np.argmax(back)) if back.any() else len(back))
    return float(np.mean(took)) if took else float("nan")


MEASURES = (
    Measure(
        "waiting_people",
        "People waiting",
        "people",
        "People who wait to be assessed, mean over months.",
        False,
        _waiting,
        0,
    ),
    Measure(
        "planned_share",
        "Planned hours",
        "share",
        "Share of assessed hours that the council plans, mean over months.",
        True,
        _planned,
    ),
    Measure(
        "recovery_months",
        "Time to recover",
        "months",
        "From a sudden change until unmet need is back near where it was, mean.",
        False,
        _recovery,
        1,
    ),
)
