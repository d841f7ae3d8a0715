"""What money and time do to a place: waiting, and how long it takes to recover."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import YEAR, Counted, mean
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.metrics.parties import parties

QUARTER = YEAR // 4
"""Months before a sudden change that say how things were."""


def _waiting(period: Counted) -> float:
    waiting = period.world.record.in_cells("waiting", period.from_month).sum(axis=1)
    return mean(np.asarray(waiting * period.world.place.scale))


def _noted(period: Counted, name: str, without: float) -> float:
    """Mean of what was noted; what holds without the mechanism where it is off."""
    found = mean(period.noted(name))
    return without if np.isnan(found) else found


def _planned(period: Counted) -> float:
    return _noted(period, "planned_share", 1.0)


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


def _broken(period: Counted) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Where home care has broken down, and who was in care there, shape (months, cells)."""
    record, start = period.world.record, period.from_month
    asked = record.in_cells("paid_need_hours", start)
    met = record.in_cells("delivered_hours", start) / np.where(asked > 0, asked, 1.0)
    broken = (asked > 0) & (met < period.world.values["reserve_team.threshold"])
    return np.asarray(broken), record.in_cells("in_care", start)


def _in_breakdown(period: Counted) -> float:
    broken, people = _broken(period)
    return float((broken * people).sum() / people.sum()) if people.sum() > 0 else float("nan")


def _response(period: Counted) -> float:
    """Months that home care of a cell stays broken down once it is, mean over spells."""
    broken, _ = _broken(period)
    begins = broken & ~np.vstack([np.zeros((1, broken.shape[1]), dtype=bool), broken[:-1]])
    return float(broken.sum() / begins.sum()) if begins.any() else float("nan")


def _prevention(period: Counted) -> float:
    return _noted(period, "prevention_share", 0.0)


def _averted(period: Counted) -> float:
    return _noted(period, "need_averted", 0.0)


def _joint(period: Counted) -> float:
    found = parties(period)
    return sum(found[f"party_{one}_gbp"] for one in ("commissioner", "nhs", "providers"))


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
    Measure(
        "breakdown_share",
        "Care that has broken down",
        "share",
        "Months in care in which a provider met too little of what was needed.",
        False,
        _in_breakdown,
        3,
    ),
    Measure(
        "breakdown_months",
        "Length of a breakdown",
        "months",
        "How long home care stays broken down once it is, mean over neighbourhoods' groups.",
        False,
        _response,
        1,
    ),
    Measure(
        "prevention_share",
        "Prevention",
        "share of budget",
        "Share of the budget that goes into prevention, mean over months.",
        None,
        _prevention,
        3,
    ),
    Measure(
        "need_averted",
        "Need averted",
        "share",
        "Share of need that prevention averts, mean over months.",
        True,
        _averted,
        3,
    ),
    Measure(
        "joint_surplus_gbp",
        "Result of all parties",
        "GBP a year",
        "Results of council, health service and providers added up.",
        True,
        _joint,
        0,
    ),
)
