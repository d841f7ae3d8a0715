"""Goals: time for the person's own long-term goals against time for the day's tasks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.horizon import expected_years, time_to_grow
from alliance_sim.rules.services import HOME
from alliance_sim.world.budget import YEAR
from alliance_sim.world.life import AT
from alliance_sim.world.part import Part

if TYPE_CHECKING:
    from alliance_sim.world.deals import Deal
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Goals(Part):
    """Home care divides its time by how far ahead the council looks and the contract lasts.

    Time for long-term goals is taken from tasks, which shows in checkable quality at once. What it
    grows, a cell's people gain over years, as far as care is good with people, and lose in part
    when the provider changes.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self.grown: Floats = np.zeros(world.place.n_cells)
        self.time: Floats = np.zeros(world.market.rows)
        self.served: Floats = np.zeros(world.place.n_cells)

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While anyone looks ahead."""
        return bool(values["goals.horizon_years"] > 0)

    def work(self, world: "World") -> None:
        """Tasks give way to goals."""
        people = world.sums[:, AT["residents"]]
        self.served = world.sums[:, AT["in_care"]] / np.where(people > 0, people, 1.0)
        self.time[:] = 0.0
        for deal in world.posts.deals:
            self.time[deal.members] = np.maximum(self.time[deal.members], self._time(deal))
        lost = self.values["goals.task_loss"] * self.time
        for table in (world.delivery.verifiable, world.delivery.reported):
            table[:, HOME] *= 1 - lost

    def _time(self, deal: "Deal") -> float:
        """Share of time for long-term goals under a contract."""
        values, continuity = self.values, deal.mechanism.continuity
        lasts = expected_years(continuity.term_months, continuity.renewal_probability)
        ahead = min(float(values["goals.horizon_years"]), lasts)
        return time_to_grow(ahead, values["goals.rise"], values["goals.worth"])

    def share(self, world: "World") -> None:
        """What has grown is felt, as part of how well people in the cell live."""
        values, care = self.values, world.care
        if not world.place.commissioned[HOME]:
            return
        server = world.serves[HOME]
        changed = world.changed[HOME] > 0
        self.grown[changed] *= world.tie_kept[HOME][changed]
        aim = values["goals.gain"] * self.time[server] * world.delivery.relational[server, HOME]
        self.grown += values["goals.rise"] / YEAR * (aim - self.grown)
        care.level[:] += self.grown * self.served
        world.record.note("time_to_grow", float(self.time[server].mean()))
