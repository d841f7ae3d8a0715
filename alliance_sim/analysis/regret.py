"""Regret: what having chosen an option costs against the one that turns out best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alliance_sim.analysis.estimates import NOTHING, Values


@dataclass(frozen=True)
class Regret:
    """How much one option would be regretted, in the unit of what is compared."""

    option: str
    best_in: float
    """Futures in which it is best; a tie is shared."""

    mean: float
    """Mean over all futures, those where it is best counted as none."""

    worst: float
    """In the future in which it is regretted most."""

    of: int
    """Futures in which every option has a value."""


def regrets(values: Values, options: Sequence[str], higher_is_better: bool) -> list[Regret]:
    """The regret of each option over the same futures, in their order.

    Args:
        values: what is compared, shape (futures, options).
        options: their names.
        higher_is_better: the direction.

    >>> [one.mean for one in regrets(np.array([[3.0, 1.0], [0.0, 4.0]]), ["a", "b"], True)]
    [2.0, 1.0]
    """
    known = values[np.isfinite(values).all(axis=1)]
    if len(known) == 0:
        return [Regret(option, 0.0, NOTHING, NOTHING, 0) for option in options]
    gains = known if higher_is_better else -known
    best = gains.max(axis=1, keepdims=True)
    lost, first = best - gains, gains == best
    shared = (first / first.sum(axis=1, keepdims=True)).sum(axis=0)
    return [
        Regret(
            option,
            float(shared[place]),
            float(lost[:, place].mean()),
            float(lost[:, place].max()),
            len(known),
        )
        for place, option in enumerate(options)
    ]


def least(found: Sequence[Regret], *, worst: bool = False) -> str:
    """The option with the least mean regret, or the least worst regret; the first of equals."""
    return min(found, key=lambda one: one.worst if worst else one.mean).option
