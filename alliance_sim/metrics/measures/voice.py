"""Poor care: how long it lasts, whom it harms, and how those without a voice fare."""

import numpy as np

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure

ELEMENTS = ("informed", "partner", "resources", "expertise", "connected")


def _lasts(period: Counted, whose: str) -> float:
    """Months of poor care for each time it began: the mean length of a spell."""
    begun = period.noted(f"poor_care_begun{whose}").sum()
    return float(period.noted(f"poor_care{whose}").sum() / begun) if begun > 0 else float("nan")


def _all(period: Counted) -> float:
    return _lasts(period, "")


def _voiceless(period: Counted) -> float:
    return _lasts(period, "_voiceless")


def _harm(period: Counted) -> float:
    return float(period.noted("poor_care").sum()) * period.world.place.scale / period.years


def _gap(period: Counted) -> float:
    """At the end of the run, by the weighted mean of the elements."""
    people, values = period.world.people, period.world.values
    level = sum(
        values[f"wellbeing.weight.{element}"] * getattr(people, element) for element in ELEMENTS
    )
    voiceless = people.voiceless > 0
    if voiceless.all() or not voiceless.any():
        return float("nan")
    return float(np.mean(level[~voiceless]) - np.mean(level[voiceless]))


MEASURES = (
    Measure(
        "poor_care_months",
        "Months of poor care",
        "months",
        "How long care that has gone wrong goes on until it is found out or ends by itself.",
        False,
        _all,
        2,
    ),
    Measure(
        "poor_care_months_voiceless",
        "Months of poor care, without a voice",
        "months",
        "The same for people who cannot speak up.",
        False,
        _voiceless,
        2,
    ),
    Measure(
        "poor_care_harm_year",
        "Time in poor care",
        "person-months a year",
        "Months that people spend in care that has gone wrong, for the whole place.",
        False,
        _harm,
        0,
    ),
    Measure(
        "voice_gap",
        "Gap of people without a voice",
        "points on the 0 to 1 scale",
        "Wellbeing of others less that of people without a voice, at the end of the run.",
        False,
        _gap,
        3,
    ),
)
