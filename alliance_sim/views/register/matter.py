"""How much each number matters in the story that is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from alliance_sim.analysis.choosing import VALUE, Choice
from alliance_sim.analysis.formats import gbp, number, the
from alliance_sim.analysis.influence import judged
from alliance_sim.evidence import Parameter, catalogue
from alliance_sim.experiments.axes import has_range
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.frame import answer as answers
from alliance_sim.views.packaged.assumptions import screened
from alliance_sim.views.wording import say

TEN = 10
"""How many numbers the banner counts among."""


@dataclass(frozen=True)
class Matter:
    """What is known of how much numbers matter in a story."""

    swings: Mapping[str, float]
    """GBP by path, those that matter most first."""

    still: frozenset[str]
    """Numbers that the story does not use."""

    pair: str
    """Which difference is moved, in words."""

    def of(self, parameter: Parameter) -> str:
        """How much a number matters, in words."""
        if parameter.path in self.swings:
            rank = [*self.swings].index(parameter.path) + 1
            swing = gbp(self.swings[parameter.path])
            of = number(len(self.swings))
            return say("evidence", "influence_of", swing=swing, rank=number(rank), of=of)
        if not has_range(parameter):
            return say("evidence", "no_range")
        return say("evidence", "not_in_use" if parameter.path in self.still else "not_tried")

    @property
    def judged(self) -> int:
        """How many of the numbers that matter most are judgement."""
        known = {path: one.status for path, one in catalogue().parameters.items()}
        return judged([*self.swings][:TEN], known)


def matter(asked: Asked) -> Matter | None:
    """How much each number matters by value for money; None where that is not packaged."""
    return None if asked.own else _matter(asked.story)


@lru_cache
def _matter(story: str) -> Matter | None:
    asked = Asked(story)
    screen = screened(story, asked.scenario().digest)
    answer = answers.full(asked)
    if screen is None or answer is None:
        return None
    finished = answer.finished
    chosen = Choice(VALUE, finished.scale, finished.scale.gbp_per_point_year)
    best = chosen.winner(finished.comparison.values, finished.comparison.options)
    if not best.second:
        return None
    moved = screen.influences(best.best, best.second, chosen.results)
    return Matter(
        {one.path: one.swing for one in moved},
        screen.still,
        f"{the(best.best)} less {the(best.second)}",
    )
