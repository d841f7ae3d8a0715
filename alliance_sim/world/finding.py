"""Finding: whoever works in a neighbourhood may come upon people nobody knew of."""

from typing import TYPE_CHECKING

import numpy as np

from alliance_sim.rules.behaviour.outreach import found_by_any
from alliance_sim.world.life import AT
from alliance_sim.world.market import KINDS
from alliance_sim.world.people import OVERLOOKED

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class Finding:
    """Every service finds people, as far as its kind of provider reaches their group."""

    def __init__(self, world: "World", by_contact: float) -> None:
        values = world.values
        self.by_contact = by_contact
        self.cost = float(values["outreach.cost"])
        connected = [float(values[f"outreach.reach_connected.{kind}"]) for kind in KINDS]
        self.reach_connected = np.array(connected)[world.market.kind]

    @classmethod
    def begin(cls, world: "World") -> "Finding | None":
        """There where contact finds anyone."""
        by_contact = float(world.values["outreach.by_contact"])
        return cls(world, by_contact) if by_contact else None

    def before(self, world: "World") -> None:
        """Add to outreach what all who serve a cell find between them."""
        place = world.place
        overlooked = place.cells.group == OVERLOOKED
        chances = []
        for service in np.flatnonzero(place.commissioned):
            by = world.serves[service]
            reach = np.where(overlooked, world.market.reach[by], self.reach_connected[by])
            work = world.delivery.relational[by, service] * world.delivery.met[by, service]
            chances.append(self.by_contact * reach * work)
        outreach = world.care.outreach
        self._found = found_by_any(np.array(chances))
        outreach[:] = 1 - (1 - outreach) * (1 - self._found)
        # Who was still unknown when the month began.
        unknown = world.sums[:, AT["residents"]] - world.sums[:, AT["known"]]
        found = np.maximum(unknown, 0.0) * self._found
        by_council = np.bincount(place.cell_council, found, minlength=place.n_councils)
        pounds = np.asarray(by_council * place.scale * self.cost, dtype=np.float64)
        accounts = world.accounts
        world.ledger.post(world.month, "involvement", accounts.council, accounts.work, pounds)

    def after(self, world: "World") -> None:
        """Nothing more: whoever is found waits to be assessed."""
