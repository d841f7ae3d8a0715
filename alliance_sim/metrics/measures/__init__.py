"""Further measures by name: one file for each subject, one line here for each file."""

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures import (
    agreed,
    attribution,
    awards,
    carers,
    community,
    coverage,
    effort,
    firms,
    governing,
    ideas,
    involved,
    involvement,
    kinds,
    lowest,
    money_and_time,
    objectives,
    pathways,
    planning,
    power,
    pressure,
    ratings,
    relations,
    spread,
    targets,
    voice,
    voluntary,
    watching,
    worth,
    years,
)
from alliance_sim.metrics.measures.measure import Measure

SUBJECTS = (
    agreed,
    attribution,
    awards,
    carers,
    community,
    coverage,
    effort,
    firms,
    governing,
    ideas,
    involved,
    involvement,
    kinds,
    lowest,
    money_and_time,
    objectives,
    pathways,
    planning,
    power,
    pressure,
    ratings,
    relations,
    spread,
    targets,
    voice,
    voluntary,
    watching,
    worth,
    years,
)
"""The files of measures."""

MEASURES: dict[str, Measure] = {one.name: one for subject in SUBJECTS for one in subject.MEASURES}
"""Every further measure by its public name."""


def measure(period: Counted, name: str) -> float:
    """One further measure of a finished run.

    Raises:
        KeyError: There is none of that name.
    """
    return float(MEASURES[name].of(period))


__all__ = ["MEASURES", "Measure", "measure"]
