"""Subcontracting: a lead's own contract, and the work that it lets on."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.buying_on import most_paid, subcontract_of
from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.posts import Posts
from alliance_sim.world.procurement import hold_award, sign
from alliance_sim.world.tallying import Seen, Tally

if TYPE_CHECKING:
    from alliance_sim.world.commissioner import Commissioner
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def let_to_lead(world: "World", commissioner: "Commissioner", head: Lot) -> None:
    """Find a lead for everything; all that is let on is then let anew by it.

    A lead whose contract ends may stay for another term, and its subcontractors with it.
    """
    mechanism = commissioner.mechanism
    if commissioner.renew(head):
        return
    lots = commissioner.lots
    ending = [lot.deal for lot in (head, *lots) if lot.deal not in (None, commissioner.cover)]
    world.note_retendered([deal for deal in ending if deal is not None])
    tendering = hold_award(world, head, mechanism)
    world.note_award(tendering)
    head.deal = sign(world, head, mechanism, tendering)
    wait = max(mechanism.continuity.set_up_months, 1)
    head.due = world.month + wait if head.deal is None else head.deal.end
    for lot in lots:
        lot.under, lot.deal, lot.due = head.deal, None, world.month


def let_on(world: "World", lot: Lot) -> Deal | None:
    """A lead lets a lot to a subcontractor; failing one, it does the work itself if it can.

    None where there is no lead, or nobody can do the work at its price.
    """
    if lot.under is None:
        return None
    way = subcontract_of(lot.under.mechanism)
    tendering = hold_award(world, lot, way)
    world.note_award(tendering)
    deal = sign(world, lot, way, tendering)
    lead = lot.under.members
    able = bool(world.market.offers[lead][:, lot.services].all())
    if deal is not None or not able or not world.room_for(lot)[lead[0]]:
        return deal
    return Deal(
        council=lot.council,
        mechanism=way,
        members=lead.copy(),
        price=world.reference * most_paid(world, lot),
        planned=world.expected_units(lot),
        signed_index=world.common_cost,
        start=world.month,
        end=world.month + way.continuity.term_months,
    )


def roll_up(world: "World", posts: Posts, seen: Seen, done: Tally) -> None:
    """What subcontractors did counts for the lead too, at its own price and stakes."""
    table, delivery, services = posts.table, world.delivery, world.service_traits
    for p in range(len(table.row)):
        sub = int(table.deal[p])
        head = int(posts.heads[sub])
        if head < 0:
            continue
        row, service, seat = int(table.row[p]), int(table.service[p]), int(posts.head_seat[head])
        ratio = world.prices[head, service] / world.prices[sub, service]
        value = done.seat_value[table.seat[p]] * ratio
        relational = delivery.relational[row, service] - seen.floor
        reported = delivery.reported[row, service] - seen.floor
        verifiable = delivery.verifiable[row, service] - seen.floor
        weight = services.relational_share[service]
        kpi = reported + services.kpi_visibility[service] * relational + seen.flattery[row]
        outcome = (1 - weight) * verifiable + weight * relational
        stake = value * (table.kpi_stake[head] * kpi + table.outcome_stake[head] * outcome)
        for of_seat, of_deal, amount in (
            (done.seat_value, done.deal_value, value),
            (done.seat_cost, done.deal_cost, done.seat_value[table.seat[p]]),
            (done.seat_stake, done.deal_stake, stake),
        ):
            of_seat[seat] += amount
            of_deal[head] += amount
        done.deal_outcome[head] += value * outcome


def paid_on(world: "World", posts: Posts, paid: Floats) -> Floats:
    """What each provider pays its subcontractors, given what each seat was paid; (providers,)."""
    out = np.zeros(world.market.rows)
    of = posts.seat_deal
    for seat in np.flatnonzero(posts.heads[of] >= 0):
        lead = int(posts.deals[posts.heads[of[seat]]].members[0])
        out[lead] += paid[seat]
    return out


def watch(world: "World", posts: Posts, cost: Floats) -> Floats:
    """Charge leads for watching their subcontractors; returns what is left to the councils.

    Args:
        world: The run.
        posts: Who serves under which contract.
        cost: What watching each provider costs, GBP, shape (providers,).
    """
    left, accounts = cost.copy(), world.accounts
    for number in np.flatnonzero(posts.heads >= 0):
        lead = posts.deals[posts.heads[number]].members
        for row in posts.deals[number].members:
            if row != lead[0] and left[row] > 0:
                payer = int(accounts.provider[lead[0]])
                world.ledger.post(world.month, "monitoring", payer, accounts.work, float(left[row]))
                left[row] = 0.0
    return left
