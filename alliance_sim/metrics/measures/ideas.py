"""Ideas taken up, of which kind, and how long it takes to decide together."""

import numpy as np

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure

A_YEAR = "a year"


def _sum(period: Counted, name: str) -> float:
    """How often something happened in the counted months."""
    return float(np.nansum(period.noted(name)))


def _taken_up(period: Counted) -> float:
    return _sum(period, "ideas_taken_up") / period.years


def _raising(period: Counted) -> float:
    return _sum(period, "ideas_raising") / period.years


def _saving(period: Counted) -> float:
    return _taken_up(period) - _raising(period)


def _deadlocked(period: Counted) -> float:
    return _sum(period, "ideas_deadlocked") / period.years


def _idea_months(period: Counted) -> float:
    taken_up = _sum(period, "ideas_taken_up")
    return _sum(period, "idea_months") / taken_up if taken_up else float("nan")


def _decision_months(period: Counted) -> float:
    """Proposals made, again and again until they pass, for each that passes."""
    passed = _sum(period, "proposals_passed")
    return _sum(period, "proposals") / passed if passed else float("nan")


def _saved(period: Counted) -> float:
    at_work = period.world.holds
    return mean(period.world.change.ideas.saved[at_work])


def _raised(period: Counted) -> float:
    at_work = period.world.holds
    return mean(period.world.change.ideas.raised[at_work])


MEASURES = (
    Measure("ideas_taken_up", "Ideas taken up", A_YEAR, "By all providers.", None, _taken_up, 1),
    Measure(
        "ideas_saving",
        "Ideas that save cost",
        A_YEAR,
        "Taken up by all providers.",
        None,
        _saving,
        1,
    ),
    Measure(
        "ideas_raising",
        "Ideas that raise quality",
        A_YEAR,
        "Taken up by all providers.",
        None,
        _raising,
        1,
    ),
    Measure(
        "ideas_deadlocked",
        "Ideas dropped undecided",
        A_YEAR,
        "Ideas that partners could not agree on.",
        False,
        _deadlocked,
        1,
    ),
    Measure(
        "idea_months",
        "Months to decide on an idea",
        "months",
        "From an idea to its being taken up, mean.",
        False,
        _idea_months,
        1,
    ),
    Measure(
        "decision_months",
        "Months to decide together",
        "months",
        "Months in which a joint proposal was on the table, for each that passed.",
        False,
        _decision_months,
        1,
    ),
    Measure(
        "know_how_saving",
        "Cost saved by ideas",
        "share of cost",
        "What providers at work save by ideas of their own and of others, at the end, mean.",
        True,
        _saved,
        3,
    ),
    Measure(
        "know_how_quality",
        "Quality gained by ideas",
        "points on the 0 to 1 scale",
        "What providers at work gain by ideas of their own and of others, at the end, mean.",
        True,
        _raised,
        3,
    ),
)
