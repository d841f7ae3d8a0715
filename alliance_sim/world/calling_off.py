"""Calling off: lists of providers at agreed prices, and packages offered down the list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alliance_sim.rules.levers import RankedList
from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.matching import match
from alliance_sim.world.packages import packages_in
from alliance_sim.world.procurement import hold_award

if TYPE_CHECKING:
    from alliance_sim.world.model import World

FIRST_NUMBER = 990
"""Luck of the award of a service's list is drawn by this number and the service's on top of it;
no council lets as many lots."""


@dataclass(slots=True, eq=False)
class Framework:
    """A list for one service: who was admitted, best first, and at which price ratio.

    `ends` is the month in which it is opened again; `signed_index` the common cost index when it
    was opened, from which its prices move as the contract says.
    """

    ends: int
    rows: list[int]
    ratios: list[float]
    signed_index: float

    def strike(self, row: int) -> None:
        """One that closes is off the list, also for whoever takes its place in the market."""
        if row in self.rows:
            at = self.rows.index(row)
            del self.rows[at], self.ratios[at]


def open_frameworks(world: "World", council: int, frameworks: dict[int, Framework]) -> None:
    """Open the lists that are due: at the start, and when one has run its time."""
    for service in np.flatnonzero(world.place.commissioned):
        standing = frameworks.get(int(service))
        if standing is not None and world.month < standing.ends:
            continue
        if standing is not None:
            # All on it have to compete anew for what they had.
            world.retendered[standing.rows] = True
        frameworks[int(service)] = _open(world, council, int(service))


def _open(world: "World", council: int, service: int) -> Framework:
    """Hold the competition for a place on the list of one service."""
    mechanism = world.commissioners[council].mechanism
    zones = np.flatnonzero(world.place.zone_council == council)
    number = council * world.lot_stride_council + FIRST_NUMBER + service
    lot = Lot(number, council, np.array([service]), zones, world.month)
    tendering = hold_award(world, lot, mechanism)
    world.note_award(tendering)
    match(world, tendering)
    award = tendering.award
    asked = dict(zip(tendering.bidders.provider.tolist(), award.bids.tolist(), strict=True))
    months = mechanism.selection.lasts(mechanism.continuity.term_months)
    if not award.winners:
        months = max(mechanism.continuity.set_up_months, 1)
    return Framework(
        ends=world.month + months,
        rows=list(award.winners),
        ratios=[asked[row] for row in award.winners],
        signed_index=world.common_cost,
    )


def call_off(world: "World", framework: Framework, lot: Lot) -> Deal | None:
    """Offer a package down the list; None if nobody on it takes it.

    The first takes it that has room, still wants to work for the council, and whose framework price
    pays for the work at what that costs by now. Every offer costs the buyer a call.
    """
    mechanism, market = world.commissioners[lot.council].mechanism, world.market
    assert isinstance(mechanism.selection, RankedList)
    service = int(lot.services[0])
    free = world.room_for(lot) & market.active
    free &= market.trust >= world.values["market.avoidance_trust"]
    costs = world.expected_costs(mechanism, own=True)[:, service]
    calls, taken = 0, None
    for row, ratio in zip(framework.rows, framework.ratios, strict=True):
        calls += 1
        deal = Deal(
            council=lot.council,
            mechanism=mechanism,
            members=np.array([row]),
            price=world.reference * ratio,
            planned=world.expected_units(lot),
            signed_index=framework.signed_index,
            start=world.month,
            end=world.month + mechanism.continuity.term_months,
            held=world.values["fees.power"],
        )
        if free[row] and costs[row] <= deal.prices_now(world.common_cost)[service]:
            taken = deal
            break
    cost = mechanism.selection.call_off_cost * calls * packages_in(world, lot, mechanism)
    council = int(world.accounts.council[lot.council])
    world.ledger.post(world.month, "procurement", council, world.accounts.work, cost)
    return taken
