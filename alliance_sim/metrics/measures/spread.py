"""How quality is spread over residents: its low end, its middle, its high end."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure

Floats = NDArray[np.float64]


def _quantile(period: Counted, share: float) -> float:
    """Quality lived through at a share of the value of care, ranked from the worst."""
    lived, value = period.world.record.lived(period.from_month)
    order = np.argsort(lived, kind="stable")
    below = np.cumsum(value[order])
    if not len(below) or below[-1] <= 0:
        return float("nan")
    return float(lived[order][np.searchsorted(below, share * below[-1])])


def _tenth(period: Counted) -> float:
    return _quantile(period, 1 / 10)


def _half(period: Counted) -> float:
    return _quantile(period, 1 / 2)


def _nine_tenths(period: Counted) -> float:
    return _quantile(period, 9 / 10)


def _below_ordinary(period: Counted) -> float:
    """Share of care, by value, that is worse than ordinary service."""
    lived, value = period.world.record.lived(period.from_month)
    total = float(value.sum())
    below = lived < period.world.values["effort.quality_floor"]
    return float(value[below].sum()) / total if total > 0 else float("nan")


SCORE = "score 0 to 1"

MEASURES = (
    Measure(
        "quality_p10", "Quality, worst tenth", SCORE, "A tenth of care is worse.", True, _tenth
    ),
    Measure("quality_p50", "Quality, middle", SCORE, "Half of care is worse.", True, _half),
    Measure(
        "quality_p90",
        "Quality, best tenth",
        SCORE,
        "A tenth of care is better.",
        True,
        _nine_tenths,
    ),
    Measure(
        "below_ordinary_share",
        "Care below ordinary quality",
        "share",
        "Share of care, by value, that is worse than ordinary service.",
        False,
        _below_ordinary,
    ),
)
