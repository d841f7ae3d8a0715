"""Plans against what came: how far off they were, how much of them came true, who kept up."""

import numpy as np

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure


def _gap(period: Counted) -> float:
    noted = period.noted("plan_gap")
    return mean(noted) if np.isfinite(noted).any() else 0.0


def _realised(period: Counted) -> float:
    """Without a plan, what is asked for is all that anybody was told to expect."""
    noted = period.noted("plan_realised")
    if np.isfinite(noted).any():
        return mean(noted)
    return 1 - mean(period.column("undelivered_share"))


def _lag(period: Counted) -> float:
    """How far staff, against its own mean, lies from need, against its own."""
    staff, need = period.column("staff_hours_capacity"), period.column("needed_hours")
    if staff.mean() <= 0 or need.mean() <= 0:
        return float("nan")
    return float(np.abs(staff / staff.mean() - need / need.mean()).mean())


MEASURES = (
    Measure(
        "plan_gap",
        "Distance between plan and need",
        "share",
        "Home care hours planned against those wanted, at the plan's detail; 0 without a plan.",
        False,
        _gap,
        3,
    ),
    Measure(
        "plan_realised",
        "Realised share of the plan",
        "share",
        "Home care hours given against those announced, or asked for where nothing is planned.",
        True,
        _realised,
    ),
    Measure(
        "staff_lag",
        "Distance between staff and need",
        "share",
        "How far staff hours move otherwise than need does, mean over months.",
        False,
        _lag,
        3,
    ),
)
