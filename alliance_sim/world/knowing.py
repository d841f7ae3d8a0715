"""Knowing people: how far assessors know those whom they assess, and what they get wrong."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.prior_tie import (
    assessed_share,
    assessment_error,
    care_misplaced,
    known_by_some,
)
from alliance_sim.rules.services import ASSESS
from alliance_sim.world.life import AT
from alliance_sim.world.market import KINDS
from alliance_sim.world.part import Part
from alliance_sim.world.people import OVERLOOKED

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def ties(world: "World") -> Floats:
    """Share of the people of each cell whom their assessor knows before, shape (cells,)."""
    market, cells = world.market, world.place.cells
    known = np.array([float(world.values[f"knowing.known_before.{kind}"]) for kind in KINDS])
    who = world.serves[ASSESS] if world.place.commissioned[ASSESS] else _own_team(world)
    partners: dict[int, tuple[NDArray[np.int64], float]] = {}
    for deal in world.posts.deals:
        if len(deal.members) > 1:
            sharing = deal.mechanism.governance.information_sharing
            partners |= {
                int(row): (deal.members[deal.members != row], sharing) for row in deal.members
            }
    out = np.zeros(len(cells.group))
    for g in range(len(out)):
        reach = market.reach if cells.group[g] == OVERLOOKED else np.ones(market.rows)
        knows = known[market.kind] * reach
        row = int(who[g])
        others, sharing = partners.get(row, (np.zeros(0, dtype=np.int64), 0.0))
        out[g] = known_by_some(float(knows[row]), knows[others], sharing)
    return out


def _own_team(world: "World") -> NDArray[np.int64]:
    """Who assesses where assessments are not bought: the council's own team."""
    return np.asarray(world.market.in_house[world.place.cell_council])


class Knowing(Part):
    """Assessors assess sooner whom they know, and judge what people need more or less rightly.

    What is given to people in care rests on assessments made over the years: `error`, shape
    (cells,), moves with those who are newly assessed.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self.misjudged, self.effect, self.saved = (
            float(self.values[f"knowing.{name}"])
            for name in ("misjudged", "tie_effect", "time_saved")
        )
        self.error = np.full(world.place.n_cells, self.misjudged)

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """Whether anybody is judged wrongly, or a tie counts."""
        return values["knowing.misjudged"] > 0 or values["knowing.tie_effect"] > 0

    def offer(self, world: "World") -> None:
        """Whom an assessor knows is assessed sooner, and more rightly."""
        tie = ties(world) if self.effect > 0 else np.zeros(world.place.n_cells)
        if self.effect > 0:
            care = world.care
            care.assessed[:] = assessed_share(care.assessed, tie, self.effect, self.saved)
        in_care = world.sums[:, AT["in_care"]]
        new = np.minimum(world.sums[:, AT["assessed"]] / np.maximum(in_care, 1.0), 1.0)
        now = assessment_error(self.misjudged, tie, self.effect)
        self.error += np.where(in_care > 0, new, 0.0) * (now - self.error)
        if in_care.sum() > 0:
            error = float((self.error * in_care).sum() / in_care.sum())
            world.record.note("assessment_error", error)

    def share(self, world: "World") -> None:
        """Care that is there does not all go where it is needed."""
        misplaced = care_misplaced(self.error)
        world.care.met[:] *= 1 - misplaced
        world.pressures.misplaced = misplaced
