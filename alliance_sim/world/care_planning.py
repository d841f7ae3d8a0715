"""Care planning: time taken to plan together, and plans built with a person's own network."""

from typing import TYPE_CHECKING

import numpy as np

from alliance_sim.rules.behaviour.care_planning import made_together, next_planned
from alliance_sim.rules.services import ASSESS
from alliance_sim.world.life import AT
from alliance_sim.world.people import IN_CARE, OVERLOOKED, cells_of_places

if TYPE_CHECKING:
    from alliance_sim.world.model import World

MONTHS = 12
"""Everyone in care is reviewed once in so many months."""


class Planning:
    """Assessments and reviews take longer, and more plans are made together with the person."""

    def __init__(self, world: "World", time: float) -> None:
        self.together = made_together(time, float(world.values["care_planning.half_time"]))
        self.stale = float(world.values["care_planning.stale"])
        self.planned = np.zeros(world.place.n_cells)
        # Longer work: more hours of staff, and a case that costs as much more and is worth it.
        for of_service in (world.staff_hours, world.base_cost, world.reference):
            of_service[ASSESS] *= 1 + time

    @classmethod
    def begin(cls, world: "World") -> "Planning | None":
        """There where planning takes any time and assessments are bought."""
        time = float(world.values["care_planning.time"])
        return cls(world, time) if time and world.place.commissioned[ASSESS] else None

    def before(self, world: "World") -> None:
        """People live by the plans there are."""
        world.care.planned[:] = self.planned

    def after(self, world: "World") -> None:
        """Each assessment or review makes a plan, and plans go out of date."""
        sums = world.sums
        known = np.maximum(sums[:, AT["known"]], 1.0)
        seen = np.minimum(sums[:, AT["assessed"]] * world.place.cell_assessments / known, 1.0)
        self.planned = next_planned(self.planned, seen, self.together, self.stale)


class NetworkPlans:
    """Whoever assesses and knows a person's network plans with it: fewer paid hours, more asked."""

    def __init__(self, world: "World", drawn: float) -> None:
        self.drawn = drawn
        self.cost = float(world.values["carers.network_cost"])
        self.cell = cells_of_places(world.place.cells)

    @classmethod
    def begin(cls, world: "World") -> "NetworkPlans | None":
        """There where plans draw on the network at all."""
        drawn = float(world.values["carers.network_planning"])
        return cls(world, drawn) if drawn else None

    def before(self, world: "World") -> None:
        """How far a plan made this month draws on the network: as far as the assessor knows it."""
        known = np.full(world.place.n_cells, world.offering.quality_floor)
        if world.place.commissioned[ASSESS]:
            by = world.serves[ASSESS]
            reach = np.where(world.place.cells.group == OVERLOOKED, world.market.reach[by], 1.0)
            known = world.delivery.relational[by, ASSESS] * reach
        world.care.network[:] = self.drawn * known

    def after(self, world: "World") -> None:
        """Those in care are reviewed once a year; sitting down with the network takes time."""
        people = world.people
        turn = (np.arange(len(self.cell)) + world.month) % MONTHS == 0
        seen = turn & (people.stage == IN_CARE)
        people.network[seen] = world.care.network[self.cell[seen]]
        reviews = np.bincount(self.cell[seen], minlength=world.place.n_cells)
        plans = reviews + world.sums[:, AT["assessed"]]
        place, accounts = world.place, world.accounts
        by_council = np.bincount(place.cell_council, plans, minlength=place.n_councils)
        pounds = np.asarray(by_council * place.scale * self.cost, dtype=np.float64)
        world.ledger.post(world.month, "involvement", accounts.council, accounts.work, pounds)
