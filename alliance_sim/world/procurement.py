"""Buying: who could bid, who does, what they believe, and what the award costs both sides."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.bidding import (
    CostDistribution,
    expected_rents,
    risk_premium,
    winners_curse_correction,
)
from alliance_sim.rules.behaviour.entry import entry_probability
from alliance_sim.rules.levers import BidBeliefs
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.offers import Award, Bidders
from alliance_sim.world.deals import Deal, Lot, fee_of

if TYPE_CHECKING:
    from alliance_sim.world.model import World


@dataclass(frozen=True, slots=True)
class Tendering:
    """One award as it happened: who bid, who won, at what price ratio."""

    lot: Lot
    bidders: Bidders
    award: Award


def eligible(world: "World", lot: Lot, mechanism: Mechanism) -> NDArray[np.int64]:
    """Rows of those who could bid: in the place, able, with room to grow, and willing."""
    market = world.market
    able = market.offers[:, lot.services]
    serves = able.any(axis=1) if mechanism.selection.pools_services else able.all(axis=1)
    room = world.room_for(lot) | mechanism.selection.pools_services
    willing = market.trust >= world.values["market.avoidance_trust"]
    here = (market.council == lot.council) & market.active
    return np.flatnonzero(here & serves & room & willing & (market.kind != world.in_house_kind))


def _costs(
    world: "World", lot: Lot, mechanism: Mechanism, rows: NDArray[np.int64], *, own: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each bidder's cost of the work and of overhead, as ratios to the lot's reference value.

    With `own` false, only what is common knowledge: kinds and work, not anyone's own efficiency.
    """
    if len(rows) == 0:
        return np.zeros(0), np.zeros(0)
    market = world.market
    volume, reference = world.expected_units(lot), world.reference
    costs = world.expected_costs(mechanism, own)[rows]
    able = market.offers[rows][:, lot.services]
    weight = np.where(able, (volume * reference)[lot.services], 0.0)
    worth = weight.sum(axis=1)
    ratio = (costs[:, lot.services] / reference[lot.services] * weight).sum(axis=1)
    ratio = np.where(worth > 0, ratio / np.where(worth > 0, worth, 1.0), 1.0)
    value_month = float(volume @ reference)
    # What a bidder holds already carries part of its overhead.
    carried = value_month + np.maximum(world.income[rows], 0.0)
    overhead = np.where(carried > 0, market.overhead_fixed[rows] / np.maximum(carried, 1.0), 0.0)
    return ratio, overhead


def _premium(
    world: "World", lot: Lot, mechanism: Mechanism, rows: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What bearing cost risk must earn, as a ratio to the lot's value."""
    share = mechanism.contract.cost_share(1.0) / mechanism.selection.seats
    value_year = 12 * float(world.expected_units(lot) @ world.reference)
    return risk_premium(world.market.risk_aversion[rows], share, world.cost_sd, value_year)


def _who(world: "World", lot: Lot, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Identity that a bidder's luck in this lot is drawn by."""
    return world.market.number[rows] * world.lot_stride + lot.number


def _beliefs(world: "World", mechanism: Mechanism, lot: Lot, rows: NDArray[np.int64]) -> BidBeliefs:
    """What bidders commonly believe of a rival, from what is known of the local market."""
    values, market = world.values, world.market
    work, overhead = _costs(world, lot, mechanism, rows, own=False)
    typical = float(np.median(work + overhead + _premium(world, lot, mechanism, rows)))
    width = values["bidding.belief_width"]
    ceiling = values["market.ceiling_ratio"]
    spread = float(market.spread[lot.services].mean()) * values["bidding.belief_spread"]
    worth = mechanism.selection.pound_per_point(2 * width * spread, ceiling)
    quality_sd = values["market.capability_spread"]
    sd = float(np.hypot(spread, worth * quality_sd))
    return BidBeliefs(
        rule=values["bidding.rule"],
        rivals_cost=CostDistribution(
            shape="normal",
            mean=typical,
            sd=sd,
            low=typical - width * sd,
            high=typical + width * sd,
            quality_mean=float(np.median(market.capability[rows])),
        ),
        pound_per_point=worth,
        ceiling=ceiling,
        provider_share=mechanism.contract.cost_share(1.0),
        padding_cost=values["bidding.padding_cost"],
        fee_share=fee_of(mechanism.contract) if mechanism.contract.needs_target else 0.0,
    )


def hold_award(world: "World", lot: Lot, mechanism: Mechanism) -> Tendering:
    """Run one award from the decision to bid to the winner, and book what it costs."""
    month, values, market, streams = world.month, world.values, world.market, world.streams
    rows = eligible(world, lot, mechanism)
    selection = mechanism.selection
    value = float(world.expected_units(lot) @ world.reference) * mechanism.continuity.term_months
    if len(rows):
        beliefs = _beliefs(world, mechanism, lot, rows)
        promised = value * _promise(world, mechanism)
        rents = expected_rents(len(rows), beliefs.rivals_cost)
        probability = entry_probability(
            len(rows), lambda count: rents[count - 1] * promised, selection.bid_cost
        )
        luck = streams.uniform("entry", month, _who(world, lot, rows))
        rows = rows[luck < probability]
    else:
        beliefs = _beliefs(world, mechanism, lot, np.arange(market.rows))
    work, overhead = _costs(world, lot, mechanism, rows, own=True)
    error = values["bidding.common_error_sd"] * (1 - mechanism.governance.open_book)
    estimate = work * (1 + error * streams.normal("cost_estimate", month, _who(world, lot, rows)))
    floors = estimate + overhead + _premium(world, lot, mechanism, rows)
    # Only those who can live with the ceiling are rivals whose estimates count.
    viable = max(int(np.count_nonzero(floors <= beliefs.ceiling)), 1)
    floors = floors + winners_curse_correction(error, viable, values["bidding.awareness"])
    # Performance pay may be worth more than the work costs, but nobody pays for being given work.
    floors = np.maximum(floors, np.finfo(float).eps)
    who = _who(world, lot, rows)
    bidders = Bidders(
        provider=rows,
        floor=floors,
        capability=market.capability[rows],
        writing=market.bid_writing[rows],
        trust=market.trust[rows],
        panel=streams.normal("panel", month, who),
        tie=streams.uniform("tie", month, who),
        markup=market.markup[rows],
        covers=market.offers[rows][:, lot.services],
        proof=work + overhead,
    )
    award = mechanism.award(bidders, beliefs)
    _book_costs(world, lot, mechanism, bidders)
    return Tendering(lot, bidders, award)


def _promise(world: "World", mechanism: Mechanism) -> float:
    """Share of the expected volume that a bidder counts on."""
    weight = world.values["market.investment_volume"]
    return 1 - weight * (1 - mechanism.continuity.volume_guarantee)


def _book_costs(world: "World", lot: Lot, mechanism: Mechanism, bidders: Bidders) -> None:
    """Bidding, evaluating and setting up cost money, whoever wins."""
    selection, continuity = mechanism.selection, mechanism.continuity
    ledger, month, accounts = world.ledger, world.month, world.accounts
    council = accounts.council[lot.council]
    ledger.post(
        month, "bid_cost", accounts.provider[bidders.provider], accounts.work, selection.bid_cost
    )
    procedure = selection.authority_cost + selection.authority_cost_per_bid * len(bidders)
    ledger.post(month, "procurement", council, accounts.work, procedure)
    value_year = 12 * float(world.expected_units(lot) @ world.reference)
    ledger.post(month, "set_up", council, accounts.work, continuity.set_up_cost_share * value_year)


def sign(world: "World", lot: Lot, mechanism: Mechanism, tendering: Tendering) -> Deal | None:
    """Turn an award into a deal; None when nobody acceptable bid."""
    award = tendering.award
    if not award.winners:
        return None
    return Deal(
        council=lot.council,
        mechanism=mechanism,
        members=np.array(award.winners, dtype=np.int64),
        price=world.reference * award.price_ratio,
        planned=world.expected_units(lot),
        signed_index=world.common_cost,
        start=world.month,
        end=world.month + mechanism.continuity.term_months,
    )
