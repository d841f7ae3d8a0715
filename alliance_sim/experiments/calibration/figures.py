"""Figures that a calibration can be held to, and what the model gives for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from alliance_sim.evidence.strict_yaml import read
from alliance_sim.experiments.compare import Results
from alliance_sim.experiments.fit import TARGETS, measures
from alliance_sim.scenario import Scenario

OF_TWO_OPTIONS = ("auction_saving",)
"""Published figures that need another option beside the one that is fitted."""


@dataclass(frozen=True)
class Figure:
    """What is known of one quantity.

    Attributes:
        name: Its name in a calibration file.
        label: What it is, in words.
        unit: Its unit.
        value: The figure.
        error: How far off is as good as right, in the same unit.
        source: Ids of the evidence; empty for a user's own.
    """

    name: str
    label: str
    unit: str
    value: float
    error: float
    source: tuple[str, ...] = ()


@cache
def published() -> Mapping[str, Figure]:
    """The published figures by name; half their published range is taken as their error."""
    return {
        name: Figure(
            name,
            str(one["label"]),
            str(one["unit"]),
            float(one["published"]),
            (float(one["high"]) - float(one["low"])) / 2,
            tuple(one["source"]),
        )
        for name, one in read(TARGETS).data.items()
        if name not in OF_TWO_OPTIONS
    }


def measured(
    scenario: Scenario, results: Results, option: str, names: Sequence[str]
) -> dict[str, float]:
    """What an option gives for figures, means over its futures.

    Args:
        scenario: What was simulated.
        results: Its runs.
        option: The option.
        names: Published figures, or outcomes.
    """
    ours = measures(scenario, results, option)
    outcomes = results.outcomes
    mine = outcomes[outcomes.option == option]
    return {name: float(ours[name] if name in ours else mine[name].mean()) for name in names}
