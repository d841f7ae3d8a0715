"""Two ways to scale: copy a design from place to place, or seed a platform and let it grow."""

import numpy as np

from alliance_sim.rules.offers import Floats


def sites_of_copying(places: int, months: int, each: int) -> int:
    """Places that have the design when every place that has it hands it on once in `each` months.

    Args:
        places: How many places there are.
        months: Months since the first one had it.
        each: Months that a copy takes.
    """
    return min(places, 2 ** (months // each))


def quality_of_copy(rank: Floats, fidelity: float) -> Floats:
    """What is left of a design at the copy with this rank (0 is the original).

    Every place that has it is copied at the same time, so the second is a copy of the original, the
    third and fourth are copies of those two, and so on: each generation keeps `fidelity` of the one
    before.
    """
    generation = np.ceil(np.log2(rank + 1))
    return np.asarray(fidelity**generation)


def next_coverage(coverage: Floats, growth: float) -> Floats:
    """How far a seeded arrangement reaches in each place after a month: slow, quick, slow."""
    return np.asarray(coverage + growth * coverage * (1 - coverage))


def adapted(quality: Floats, adaptation: float) -> Floats:
    """How well an arrangement suits each place after a month in which people there shaped it."""
    return np.asarray(quality + adaptation * (1 - quality))
