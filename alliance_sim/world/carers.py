"""Unpaid carers: who knows whom, who joins, and what they win from the council together."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.coalition import next_influence, ready_to_join
from alliance_sim.world.people import OVERLOOKED, WAITING, cells_of_places

if TYPE_CHECKING:
    from alliance_sim.world.model import World

NAMES = (
    "organising",
    "join_strain",
    "pull",
    "leave",
    "company",
    "threshold",
    "memory",
    "respite_share",
    "respite_relief",
    "respite_cost",
    "involving",
    "involving_cost",
)
"""Parameters of the group `carers` that the part keeps."""


class Carers:
    """One carer for each resident with informal support; strain is the residents' column.

    `contacts` are the carers whom each could know, as places, and `knows` whether it does, both of
    shape (residents, contacts); `joined` who has joined, shape (residents,); `influence` what the
    joined have on each council, 0 to 1, shape (councils,). A newcomer's carer knows whom the
    place's last carer could know, and has joined nothing.
    """

    def __init__(self, world: "World") -> None:
        values, place = world.values, world.place
        self.rule = {name: float(values[f"carers.{name}"]) for name in NAMES}
        self.cell = cells_of_places(place.cells)
        self.council = place.cell_council[self.cell]
        self.overlooked = place.cells.group[self.cell] == OVERLOOKED
        count, each = len(self.cell), max(int(values["carers.contacts"]), 1)
        self.who = np.arange(count)
        one = self.who[:, None] * each + np.arange(each)
        luck = world.streams.uniform("carer_ties", 0, one.ravel()).reshape(one.shape)
        self.contacts = self._neighbours(luck)
        met = world.streams.uniform("carer_ties", 1, one.ravel()).reshape(one.shape)
        shy = self.overlooked[:, None] | self.overlooked[self.contacts]
        self.knows = met < np.where(shy, float(values["carers.ties_overlooked"]), 1.0)
        self.joined = np.zeros(count, dtype=bool)
        self.influence = np.zeros(place.n_councils)

    def _neighbours(self, luck: NDArray[np.float64]) -> NDArray[np.int64]:
        """Places in the same council, picked by luck."""
        contacts = np.zeros(luck.shape, dtype=np.int64)
        for council in np.unique(self.council):
            here = np.flatnonzero(self.council == council)
            contacts[here] = here[(luck[here] * len(here)).astype(np.int64)]
        return contacts

    @classmethod
    def begin(cls, world: "World") -> "Carers | None":
        """There where carers organise."""
        return cls(world) if float(world.values["carers.organising"]) else None

    def before(self, world: "World") -> None:
        """Where carers are heard, people are partners in what is planned."""
        co_design = world.care.co_design
        heard = self.rule["involving"] * self.influence[world.place.cell_council]
        co_design += heard * (1 - co_design)

    def after(self, world: "World") -> None:
        """Carers join and leave, keep each other company, and the council answers."""
        rule, people = self.rule, world.people
        caring = people.support0 > 0
        self.joined &= caring & (people.arrived != world.month)
        friends = (self.joined[self.contacts] & self.knows).mean(axis=1)
        luck = world.streams.uniform("carer", world.month, self.who)
        joins = ready_to_join(people.strain, friends, rule["join_strain"], rule["pull"])
        joins &= caring & ~self.joined & (luck < rule["organising"])
        leaves = self.joined & (luck >= 1 - rule["leave"] * (1 - people.strain))
        self.joined = (self.joined | joins) & ~leaves
        people.strain[self.joined] *= 1 - rule["company"] * friends[self.joined]
        councils = world.place.n_councils
        share = np.bincount(self.council, self.joined, councils) / np.maximum(
            np.bincount(self.council, caring, councils), 1.0
        )
        self.influence = next_influence(self.influence, share, rule["threshold"], rule["memory"])
        self._answer(world)
        world.record.note("carers_joined", float(self.joined.sum() / max(caring.sum(), 1)))
        world.record.note("carers_influence", float(self.influence.mean()))

    def _answer(self, world: "World") -> None:
        """The council pays for respite, and for carers' part in planning."""
        rule, people, accounts = self.rule, world.people, world.accounts
        strained = (people.strain >= rule["join_strain"]) & (people.support0 > 0)
        asks = strained & (self.joined | (people.stage >= WAITING))
        luck = world.streams.uniform("carer", world.month, self.who + len(self.who))
        given = asks & (luck < rule["respite_share"] * self.influence[self.council])
        people.strain[given] *= 1 - rule["respite_relief"]
        breaks = np.bincount(self.council[given], minlength=world.place.n_councils)
        pounds = np.asarray(breaks * world.place.scale * rule["respite_cost"], dtype=np.float64)
        world.ledger.post(world.month, "respite", accounts.council, accounts.work, pounds)
        pounds = rule["involving_cost"] * self.influence
        world.ledger.post(world.month, "involvement", accounts.council, accounts.work, pounds)
