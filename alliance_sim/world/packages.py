"""Packages of care: what is let one by one, how many there are, when each runs out."""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.services import ASSESS, REABLE, SERVICES
from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.life import AT
from alliance_sim.world.people import GROUPS

if TYPE_CHECKING:
    from alliance_sim.world.model import World

PEOPLE = {"home_care": "in_care", "advocacy": "voiceless_known", "community_connection": "joined"}
"""Whom each lasting service is for; of the others, every case is a package."""


def package_lots(
    world: "World", council: int, bought: NDArray[np.int64], first: int, due: int
) -> list[Lot]:
    """One lot for each service, neighbourhood and group: the finest in which care is placed."""
    zones = np.flatnonzero(world.place.zone_council == council)
    where = [
        (service, zone, group) for service in bought for zone in zones for group in range(GROUPS)
    ]
    return [
        Lot(first + 1 + at, council, np.array([service]), np.array([zone]), due, group=group)
        for at, (service, zone, group) in enumerate(where)
    ]


def packages_in(world: "World", lot: Lot, mechanism: Mechanism) -> float:
    """How many procurements an award of this lot stands for: one, or one for each package.

    Real scale. Packages of one service, neighbourhood and group that are let together cost both
    sides what they would one by one. A list to call them off from is one procurement.
    """
    if not mechanism.selection.by_package or lot.group is None:
        return 1.0
    count = 0.0
    for service in lot.services:
        if service in (ASSESS, REABLE):
            month = float(world.demand_units[service, lot.cells].sum())
            count += month * mechanism.continuity.term_months
        else:
            people = world.sums[lot.cells, AT[PEOPLE[SERVICES[service]]]]
            count += float(people.sum()) * world.place.scale
    return count


def packages_alike(deals: list[Deal]) -> list[int]:
    """For each deal, the packages that its provider holds: all of them are one relationship.

    One for a deal that is not a package.
    """
    who = [int(deal.members[0]) if deal.mechanism.selection.by_package else None for deal in deals]
    held = Counter(who)
    return [1 if row is None else held[row] for row in who]


def first_end(lots: list[Lot], lot: Lot, start: int, term: int) -> int:
    """When a package that was let with all others runs out: evenly over the term, never at once."""
    at = next(number for number, other in enumerate(lots) if other is lot)
    return start + 1 + at * term // len(lots)
