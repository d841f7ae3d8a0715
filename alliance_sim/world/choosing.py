"""Choosing: people with a budget of their own pick who comes."""

from typing import TYPE_CHECKING

import numpy as np

from alliance_sim.rules.levers.choice import ResidentsChoose
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.services import COMMUNITY, HOME
from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.packages import packages_in
from alliance_sim.world.people import OVERLOOKED
from alliance_sim.world.placing import expected_outcome
from alliance_sim.world.procurement import eligible

if TYPE_CHECKING:
    from alliance_sim.world.model import World

CHOSEN = (HOME, COMMUNITY)
"""What people can buy for themselves; the rest is a matter of law or of a few weeks."""


def choose(world: "World", lot: Lot, mechanism: Mechanism) -> Deal | None:
    """The provider that people choose; None where they hold no budget, or nobody can come.

    Who holds a budget is settled once by luck and group. Their picture of each provider is its
    quality as lived, with reach, an error, and the worth of the ties they have.
    """
    rule, service, cell = mechanism.selection, int(lot.services[0]), int(lot.cells[0])
    assert isinstance(rule, ResidentsChoose)
    if service not in CHOSEN or lot.group is None:
        return None
    luck = world.streams.uniform("take_up", 0, lot.cells[:1])[0]
    if luck >= rule.takes_up(lot.group == OVERLOOKED):
        return None
    rows = eligible(world, lot, mechanism)
    costs = world.expected_costs(mechanism, own=True)[rows, service]
    rows = rows[costs <= world.reference[service]]
    brokered = rule.brokerage_cost * rule.help * packages_in(world, lot, mechanism)
    council = int(world.accounts.council[lot.council])
    world.ledger.post(world.month, "procurement", council, world.accounts.work, brokered)
    if len(rows) == 0:
        return None
    who = world.market.number[rows] * world.lot_stride + lot.number
    error = world.streams.normal("choice", world.month, who)
    picture = (
        expected_outcome(world, service, rows, np.full(1, cell)) + rule.spread_of_picture * error
    )
    tied = (rows == world.serves[service, cell]) * world.continuity[rows]
    best = rows[int(np.argmax(picture + rule.tie_weight * tied))]
    return Deal(
        council=lot.council,
        mechanism=mechanism,
        members=np.array([best]),
        price=world.reference.copy(),
        planned=world.expected_units(lot),
        signed_index=world.common_cost,
        start=world.month,
        end=world.month + mechanism.continuity.term_months,
        chosen=True,
    )
