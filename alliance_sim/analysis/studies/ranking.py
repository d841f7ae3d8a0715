"""Which factor leads a ranking, said no more surely than the intervals allow."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.studies.cases import Target
from alliance_sim.analysis.studies.luck import Luck
from alliance_sim.analysis.studies.wording import first_of

NAMED = 3
"""How many factors a sentence names."""


@dataclass(frozen=True)
class Ranking:
    """How much each factor counts for one target, and the intervals' lower and upper ends."""

    target: Target
    size: Values
    low: Values
    high: Values
    luck: Luck
    least: float = 0.0
    """A factor of this size or less is no rival of the first."""

    @property
    def leaders(self) -> list[int]:
        """The first factor, and those whose intervals reach into its own."""
        order = [int(place) for place in np.argsort(-self.size, kind="stable")]
        best = order[0]
        rivals = (
            place
            for place in order[1:]
            if self.high[place] > self.low[best] and self.size[place] > self.least
        )
        return [best, *rivals]


def headline(rankings: Sequence[Ranking], names: Sequence[str], one: str, several: str) -> str:
    """Which factor counts most for the first target that luck does not drown.

    Args:
        rankings: by target, the most important target first.
        names: the factors' names, in the order of the rankings.
        one: a sentence with `{who}` and `{what}`, of one factor.
        several: the same of several.
    """
    first = rankings[0].target.words
    moved = [ranking for ranking in rankings if ranking.size.max(initial=0.0) > 0]
    if not moved:
        return f"Nothing that was varied moves {first}"
    clear = next((ranking for ranking in moved if not ranking.luck.dominates), None)
    if clear is None:
        return f"Luck drowns what the factors do to {first}"
    leaders = [names[place] for place in clear.leaders]
    if len(leaders) == 1:
        return one.format(who=leaders[0], what=clear.target.words)
    said = several.format(who=first_of(leaders, NAMED), what=clear.target.words)
    return f"{said}; which of them most is not clear"
