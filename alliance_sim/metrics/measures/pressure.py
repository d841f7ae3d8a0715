"""Pressure for results on each level, and how far leaders' words and their targets differ."""

import numpy as np

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.metrics.measures.served import at_work, weighted, work
from alliance_sim.rules.behaviour.professing import enacted_weight, gap_between
from alliance_sim.world.record import BASIS

INDEX = "index 0 to 1"


def _noted(period: Counted, name: str) -> float:
    """The mean of what was noted; 0 where nothing presses."""
    noted = period.noted(name)
    return mean(noted) if np.isfinite(noted).any() else 0.0


def _council(period: Counted) -> float:
    return _noted(period, "pressure_council")


def _managers(period: Counted) -> float:
    return _noted(period, "pressure_managers")


def _stress(period: Counted) -> float:
    return _noted(period, "stress")


def _turnover(period: Counted) -> float:
    return mean(period.column("staff_turnover_year"))


def _gap(period: Counted) -> float:
    world = period.world
    kpi, outcome = (
        at_work(period, world.record.basis[:, BASIS.index(name)]) for name in ("kpi", "outcome")
    )
    relational = world.relational_share[None, :, None]
    enacted = enacted_weight(kpi, outcome, world.kpi_visibility[None, :, None], relational)
    return weighted(gap_between(relational, enacted), work(period)[1])


MEASURES = (
    Measure(
        "pressure_council",
        "Pressure on councils",
        INDEX,
        "From missed targets and overspending; 0 where pressure is switched off.",
        None,
        _council,
        3,
    ),
    Measure(
        "pressure_managers",
        "Pressure on providers' managers",
        INDEX,
        "What is passed on of it.",
        None,
        _managers,
        3,
    ),
    Measure(
        "stress",
        "Stress at the front line",
        INDEX,
        "What is passed on of that.",
        False,
        _stress,
        3,
    ),
    Measure(
        "staff_turnover_year",
        "Staff turnover",
        "share a year",
        "Care workers who leave in a year, weighted by what was delivered.",
        False,
        _turnover,
        3,
    ),
    Measure(
        "words_gap",
        "Gap between words and targets",
        "points",
        "Weight of relations in what people live through against that in what is at stake.",
        False,
        _gap,
        3,
    ),
)
