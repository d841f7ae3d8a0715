"""What inspections find and miss, and the failing care that people live through meanwhile."""

import numpy as np

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.metrics.measures.served import work

HOURS = "hours a year"


def _harm(period: Counted) -> float:
    world, start = period.world, period.from_month
    record = world.record
    serves, value = work(period)
    weight = world.relational_share[None, :, None]
    lived = (1 - weight) * record.level("verifiable", start)
    lived = lived + weight * record.level("relational", start)
    failing = (serves >= 0) & (lived < world.values["monitoring.failing_line"])
    hours = value / world.reference[None, :, None] * world.staff_hours[None, :, None]
    return float(hours[failing].sum()) / period.years


def _detected(period: Counted) -> float:
    return float(np.nansum(period.noted("harm_detected"))) / period.years


def _undetected(period: Counted) -> float:
    return _harm(period) - _detected(period)


def _share(period: Counted, part: str, whole: float) -> float:
    return float(np.nansum(period.noted(part))) / whole if whole > 0 else float("nan")


def _power(period: Counted) -> float:
    return _share(period, "found_failing", float(np.nansum(period.noted("visits_to_failing"))))


def _false_alarms(period: Counted) -> float:
    visits, failing = (
        float(np.nansum(period.noted(name))) for name in ("visits", "visits_to_failing")
    )
    return _share(period, "wrongly_failing", visits - failing)


def _aim(period: Counted) -> float:
    return _share(period, "visits_to_failing", float(np.nansum(period.noted("visits"))))


MEASURES = (
    Measure(
        "harm_hours",
        "Failing care",
        HOURS,
        "Hours of care delivered below the line, whole place.",
        False,
        _harm,
        0,
    ),
    Measure(
        "harm_detected_hours",
        "Failing care, found",
        HOURS,
        "Of these, hours from providers that are under an action plan.",
        None,
        _detected,
        0,
    ),
    Measure(
        "harm_undetected_hours",
        "Failing care, not found",
        HOURS,
        "Of these, the rest: nobody has acted.",
        False,
        _undetected,
        0,
    ),
    Measure(
        "inspection_power",
        "Failing and found failing",
        "share",
        "True positives: of inspections of failing providers, those that find it.",
        True,
        _power,
    ),
    Measure(
        "inspection_false_alarms",
        "Sound and found failing",
        "share",
        "False positives: of inspections of sound providers, those that find failure.",
        False,
        _false_alarms,
    ),
    Measure(
        "inspections_aimed",
        "Inspections of failing providers",
        "share",
        "Of all inspections, those that went where care was failing.",
        True,
        _aim,
        3,
    ),
)
