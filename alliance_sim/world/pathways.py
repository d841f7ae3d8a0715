"""Pathways: hand-offs across the boundary between two providers fail, and people are lost there."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.chasing import followed_up
from alliance_sim.rules.services import ASSESS, COMMUNITY, HOME, REABLE
from alliance_sim.world.life import AT

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]

WAYS = ((ASSESS, HOME), (REABLE, HOME), (ASSESS, COMMUNITY))
"""The ways from one service to the next, in the order of `_kept`."""


def _kept(world: "World") -> tuple[Floats, Floats, Floats]:
    care = world.care
    return care.handoff_care, care.handoff_home, care.handoff_community


class Pathways:
    """What the boundary between two providers costs those who are handed across it."""

    def __init__(self, world: "World") -> None:
        values = world.values
        self.loss = float(values["pathways.boundary_loss"])
        self.lost = float(values["pathways.lost"])
        self.saved = float(values["pathways.chasing"])
        self.effort = float(values["pathways.chasing_effort"])
        self.cost = float(values["pathways.chasing_cost"])
        self._chased = np.zeros((len(WAYS), world.place.n_cells))

    @classmethod
    def begin(cls, world: "World") -> "Pathways | None":
        """There as soon as a boundary loses anything or anyone follows up what is lost."""
        part = cls(world)
        return part if part.loss or part.lost or part.saved else None

    def before(self, world: "World") -> None:
        """Fewer hand-offs work between two providers; partners follow up some that failed."""
        care, serves, bought = world.care, world.serves, world.place.commissioned
        terms = world.terms
        for way, ((first, second), kept) in enumerate(zip(WAYS, _kept(world), strict=True)):
            self._chased[way] = 0.0
            if not (bought[first] and bought[second]):
                continue
            giver, taker = serves[first], serves[second]
            kept *= 1 - self.loss * (giver != taker)
            stake = np.minimum(terms.outcome[giver], terms.outcome[taker])
            visible = np.minimum(terms.peer[giver], terms.peer[taker])
            if self.saved:
                self._chased[way] = (1 - kept) * followed_up(stake, visible, self.effort)
                kept += self.saved * self._chased[way]
        working, ways = care.handoff_care.copy(), 1
        for service, kept in ((REABLE, care.handoff_home), (COMMUNITY, care.handoff_community)):
            if bought[service]:
                working, ways = working + kept, ways + 1
        care.handoffs[:] = working / ways
        care.lost_care[:] = care.lost_home[:] = self.lost

    def after(self, world: "World") -> None:
        """Both sides of a boundary pay for what they follow up."""
        if not self.saved:
            return
        bought = world.place.commissioned
        ways = [way for way, (one, two) in enumerate(WAYS) if bought[one] and bought[two]]
        if not ways:
            return
        tried = world.sums[:, AT["handoffs_tried"]] * world.place.scale
        each = self.cost * tried / len(ways)
        account = world.accounts.provider
        for way in ways:
            half = each * self._chased[way] / 2
            for service in WAYS[way]:
                payer = account[world.serves[service]]
                world.ledger.post(world.month, "chasing", payer, world.accounts.work, half)
