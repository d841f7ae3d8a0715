"""Relations after a month: trust, who leaves, who gives contracts back, who comes."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.trust import TrustRates
from alliance_sim.rules.services import HOME
from alliance_sim.world.believing import believe
from alliance_sim.world.buying_on import buyer_of
from alliance_sim.world.developing import develop
from alliance_sim.world.engaging import engage
from alliance_sim.world.history import Closed, GivenBack
from alliance_sim.world.ideas import find_ideas
from alliance_sim.world.life import AT
from alliance_sim.world.market import IN_HOUSE
from alliance_sim.world.moving import move_on
from alliance_sim.world.planning import disappoint
from alliance_sim.world.relations import note_counts
from alliance_sim.world.trusting import Happened, continuity_of, trust_month
from alliance_sim.world.warning import listen, rescue

if TYPE_CHECKING:
    from alliance_sim.world.commissioner import Commissioner
    from alliance_sim.world.model import World


def relate(world: "World", rates: TrustRates) -> None:
    """Trust moves with kept and broken promises, engagement and monitoring."""
    market, values = world.market, world.values
    if world.managing.on:
        world.managing.month(world)
    engage(world)
    continuity_of(
        world.serves[HOME],
        world.sums[:, AT["in_care"]],
        world.sums[:, AT["tie_months"]],
        world.living.tie_half,
        world.continuity,
    )
    trust_month(
        rates,
        float(values["trust.rivals"]),
        float(values["trust.pair_speed"]),
        world.terms,
        Happened(
            holds=world.holds,
            wanted=world.demand_by_provider,
            met=world.delivery.met,
            felt=world.delivery.felt,
            withheld=np.asarray(world.withheld * world.relations.quarrel),
            broken=world.broken,
            retendered=world.retendered,
        ),
        market.trust,
        market.pair_trust,
    )
    disappoint(world)
    world.change.involvement.after(world)
    believe(world)
    world.broken = np.zeros(market.rows, dtype=bool)
    world.retendered = np.zeros(market.rows, dtype=bool)


def adapt(world: "World") -> None:
    """Providers look at their money and decide: go on, hand back, close; newcomers arrive."""
    market = world.market
    listen(world)
    closing = market.closing(world.month)
    if world.pressures.failing is not None:
        closing |= world.pressures.failing & market.active
    for commissioner in world.commissioners:
        _hand_backs(world, commissioner)
    world.reserves = market.firms.behind(world, world.ledger.pounds(world.accounts.provider))
    closing |= market.firms.fail(world)
    for row in np.flatnonzero((closing | (world.reserves < 0)) & market.active):
        agent = world.providers[row]
        if agent.is_finished(bool(closing[row])):
            _close(world, agent.row)
            agent.exited_month = float(world.month)
    coming = np.flatnonzero(~market.active & (market.back_in <= world.month))
    attractive = [row for row in coming if _trust_here(world, int(market.council[row])) > 0]
    if attractive:
        rows = np.array(attractive)
        market.arrive(rows, world.month)
        world.change.ideas.forget(rows)
        world.relations.begin(rows, market.trust)
        world.put_in_reserves(rows)
    find_ideas(world)
    develop(world)
    move_on(world)
    note_counts(world)


def _trust_here(world: "World", council: int) -> float:
    """How far the council's providers' trust lies above the point at which providers stay away."""
    market = world.market
    mine = (market.council == council) & market.active & (market.kind != IN_HOUSE)
    if not mine.any():
        return 1.0
    return float(market.trust[mine].mean()) - world.values["market.avoidance_trust"]


def _hand_backs(world: "World", commissioner: "Commissioner") -> None:
    ledger, accounts, values = world.ledger, world.accounts, world.values
    losing = world.market.margin < 0
    if not losing.any():
        return
    for lot in commissioner.contracts:
        deal = lot.deal
        if deal is None or deal is commissioner.cover:
            continue
        row = int(deal.members[0])
        if not losing[row] or not world.providers[row].hands_back(deal):
            continue
        if rescue(world, commissioner, lot, deal):
            continue
        planned = bool(world.relations.warned[row])
        value_year = 12 * float(deal.planned @ deal.price)
        ledger.post(
            world.month,
            "handback_charge",
            accounts.provider[row],
            buyer_of(world, lot),
            values["market.handback_cost_share"] * value_year,
        )
        world.handbacks += 1
        # What both have planned breaks no promise.
        world.broken[row] = not planned
        world.record.history.given_back.append(GivenBack(world.month, deal))
        if HOME in lot.services:
            _displace(world, row, lot.cells, commissioner.council)
        commissioner.fall_back(lot, planned)
        # The loss ended with the contract.
        world.market.margin[row] = 0.0


def _close(world: "World", row: int) -> None:
    """A provider closes: its people are moved, its owners take or bear what is left."""
    market, ledger, accounts = world.market, world.ledger, world.accounts
    market.active[row] = False
    market.back_in[row] = world.month + int(world.values["market.entry_months"])
    world.exits += 1
    world.record.history.closed.append(Closed(world.month, row))
    commissioner = world.commissioners[int(market.council[row])]
    _displace(world, row, np.flatnonzero(world.serves[HOME] == row), commissioner.council)
    if commissioner.lose(row, bool(world.relations.warned[row])):
        world.broken[row] = True
    market.staff[row] = 0.0
    market.firms.take(world, row)
    balance = float(ledger.pounds(int(accounts.provider[row])))
    if balance < 0:
        ledger.post(world.month, "write_off", accounts.owners, accounts.provider[row], -balance)
    else:
        ledger.post(
            world.month, "opening_reserves", accounts.provider[row], accounts.owners, balance
        )


def _displace(world: "World", row: int, cells: NDArray[np.int64], council: int) -> None:
    """Finding new care for those whom a provider leaves costs the council."""
    moved = cells[world.serves[HOME, cells] == row]
    people = float(world.sums[moved, AT["in_care"]].sum()) * world.place.scale
    world.ledger.post(
        world.month,
        "transition",
        world.accounts.council[council],
        world.accounts.work,
        people * world.values["market.transition_cost"],
    )
