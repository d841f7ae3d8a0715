"""How widely people were involved, and how far services missed what they need."""

import numpy as np

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure


def _noted(period: Counted, name: str) -> float:
    noted = period.noted(name)
    return mean(noted) if np.isfinite(noted).any() else 0.0


def _involvement(period: Counted) -> float:
    return _noted(period, "involvement")


def _error(period: Counted) -> float:
    return _noted(period, "design_error")


MEASURES = (
    Measure(
        "involvement_index",
        "Breadth of involvement",
        "index 0 to 1",
        "How widely residents and others are really involved, mean over places and months.",
        True,
        _involvement,
    ),
    Measure(
        "design_error",
        "Services that miss what is needed",
        "share",
        "Share of what services are worth that is lost to a design for other needs, mean.",
        False,
        _error,
        3,
    ),
)
