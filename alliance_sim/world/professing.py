"""Professing: leaders say what counts, providers see what their targets make count."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.professing import enacted_weight, gap_between, trust_in_words
from alliance_sim.world.delivery import Standing
from alliance_sim.world.terms import Terms
from alliance_sim.world.watching import by_work, of_governance, somewhere

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Professing:
    """Words that trust hangs on, as far as targets bear them out."""

    def __init__(self, world: "World") -> None:
        self.values = world.values
        self.on = somewhere(world, "words")

    def shape(self, world: "World", terms: Terms, standing: Standing) -> tuple[Terms, Standing]:
        """Nothing here: words act through trust."""
        return terms, standing

    def month(self, world: "World") -> None:
        """Trust moves with words and with what gives them the lie."""
        market, terms = world.market, world.terms
        enacted = enacted_weight(
            terms.kpi[:, None],
            terms.outcome[:, None],
            world.kpi_visibility,
            world.relational_share,
        )
        gap = by_work(world, gap_between(world.relational_share, enacted))
        words = of_governance(world, "words") * world.holds
        market.trust[:] = trust_in_words(
            market.trust, words, gap, self.values["words.gain"], self.values["words.gap_loss"]
        )
