"""A reserve team: the council's own staff kept ready for when care falls over."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.services import HOME
from alliance_sim.world.life import AT
from alliance_sim.world.part import Part

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class ReserveTeam(Part):
    """Staff who are paid whether needed or not, and step in where home care breaks down.

    An emergency is a cell in which the provider meets less than a share of the hours planned. The
    team shares its hours out over all emergencies of its council, in proportion to what is missing.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self.hours: Floats = np.zeros(world.place.n_councils)
        self.worked: Floats = np.zeros(world.place.n_councils)

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While there is a team."""
        return bool(values["reserve_team.size"] > 0)

    def begin(self, world: "World") -> None:
        """The team is as large as a share of the hours that were wanted at the start."""
        if world.month == 1 and world.place.commissioned[HOME]:
            wanted = world.demand_hours[HOME]
            by_council = np.bincount(
                world.place.cell_council, wanted, minlength=world.place.n_councils
            )
            self.hours = self.values["reserve_team.size"] * by_council

    def share(self, world: "World") -> None:
        """Fill in where care has broken down."""
        care, place = world.care, world.place
        self.worked = np.zeros(place.n_councils)
        if not place.commissioned[HOME]:
            return
        planned = world.pressures.planned
        right = np.ones(place.n_cells) if planned is None else planned
        asked = world.sums[:, AT["paid_need_hours"]] * place.scale * world.staff_hours[HOME]
        broken = care.met < self.values["reserve_team.threshold"] * right
        missing = np.where(broken, (right - care.met) * asked, 0.0)
        wanted = np.bincount(place.cell_council, missing, minlength=place.n_councils)
        part = np.minimum(self.hours / np.where(wanted > 0, wanted, 1.0), 1.0)
        self.worked = part * wanted
        given = missing * part[place.cell_council]
        added = np.where(asked > 0, given / np.where(asked > 0, asked, 1.0), 0.0)
        met = care.met + added
        # The reserve's hours are paid for as such, whoever is short.
        world.pressures.own_part = np.where(met > 0, care.met / np.where(met > 0, met, 1.0), 1.0)
        care.met[:] = met
        world.record.note("reserve_used", float(self.worked.sum() / max(self.hours.sum(), 1.0)))

    def settle(self, world: "World") -> None:
        """Readiness costs something, work costs all of it."""
        market, month, accounts = world.market, world.month, world.accounts
        team = market.in_house
        hour = world.base_cost[HOME] / world.staff_hours[HOME]
        hour = hour * market.cost_ratio[team] * (1 + world.common_cost)
        idle = self.values["reserve_team.idle_cost"] * (self.hours - self.worked)
        cost = hour * (self.worked + idle)
        own = accounts.provider[team]
        world.ledger.post(month, "care_payment", accounts.council, own, cost)
        world.ledger.post(month, "care_cost", own, accounts.work, cost)
