"""What the model says: a figure, and how far chance may have moved it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from alliance_sim.rules.offers import Bools, Floats

Figure = float | bool | tuple[float, ...] | None
"""One figure: a number, yes or no, several numbers that belong together, or none."""

BATCHES = 50
"""Parts that a sample is cut into, to see how much a statistic varies from one to the next."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its standard error, 0 where nothing was drawn."""

    value: Figure
    se: float = 0.0


@dataclass(frozen=True, slots=True)
class Ask:
    """What an adapter is asked for: names of outputs, draws for each sample, and the seed."""

    outputs: Sequence[str]
    draws: int
    seed: int


Found = dict[str, Estimate]
"""What an adapter found, by the name of the output."""


def exact(**figures: Figure) -> Found:
    """Figures that no chance plays a part in."""
    return {name: Estimate(figure) for name, figure in figures.items()}


def mean_of(values: Floats) -> Estimate:
    """Mean of independent draws; those that are not known (NaN) are left out."""
    known = values[np.isfinite(values)]
    if len(known) == 0:
        return Estimate(None)
    spread = float(known.std(ddof=1)) if len(known) > 1 else float("inf")
    return Estimate(float(known.mean()), spread / len(known) ** 0.5)


def share_of(events: Bools) -> Estimate:
    """Share of draws in which something happened.

    Its error is that of a sample in which it happened once more, so that what never happened is
    not taken for impossible.
    """
    happened, count = int(np.count_nonzero(events)), len(events)
    likely = (happened + 1) / (count + 1)
    return Estimate(happened / count, (likely * (1 - likely) / count) ** 0.5)


def statistic_of(statistic: Callable[..., float], *columns: Floats, scale: float = 1.0) -> Estimate:
    """A statistic of a whole sample, its standard error from parts of the sample.

    Args:
        statistic: Of columns of draws.
        columns: Arrays of shape (draws,).
        scale: What to multiply the statistic by.
    """
    parts = [np.array_split(column, BATCHES) for column in columns]
    each = [statistic(*part) for part in zip(*parts, strict=True)]
    error = float(np.std(each, ddof=1)) / len(each) ** 0.5
    return Estimate(scale * statistic(*columns), scale * error)
