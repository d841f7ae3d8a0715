"""A further measure: something that a claim is about and the standing outcomes do not hold."""

from collections.abc import Callable
from dataclasses import dataclass

from alliance_sim.metrics.counted import Counted


@dataclass(frozen=True, slots=True)
class Measure:
    """One number read from a finished run, worked out only when it is asked for.

    `higher_is_better` is None where neither direction is; `of` gives NaN for what never happened.
    """

    name: str
    label: str
    unit: str
    meaning: str
    higher_is_better: bool | None
    of: Callable[[Counted], float]
    decimals: int = 2
