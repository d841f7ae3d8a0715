"""Residents' part in decisions and in bringing in staff."""

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure


def _sum(period: Counted, name: str) -> float:
    noted = period.noted(name)
    return float(noted[noted == noted].sum())


def _vetoes(period: Counted) -> float:
    return _sum(period, "residents_vetoes") / period.years


def _influence(period: Counted) -> float:
    asked = _sum(period, "residents_asked")
    return _sum(period, "residents_vetoes") / asked if asked > 0 else float("nan")


def _inducted(period: Counted) -> float:
    return mean(period.noted("staff_inducted"))


MEASURES = (
    Measure(
        "residents_vetoes_year",
        "Moves that residents stopped",
        "a year",
        "Joint decisions that residents' representatives stopped.",
        None,
        _vetoes,
        1,
    ),
    Measure(
        "residents_influence",
        "Residents' say in decisions",
        "share",
        "Share of joint decisions put to residents' representatives that they changed.",
        None,
        _influence,
        2,
    ),
    Measure(
        "staff_inducted_share",
        "Staff inducted by residents",
        "share",
        "Share of staff whom people who use services helped to bring in.",
        None,
        _inducted,
        2,
    ),
)
