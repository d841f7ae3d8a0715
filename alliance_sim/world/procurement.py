"""Buying: who could bid, who does, what they believe, and what the award costs both sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from alliance_sim.rules.behaviour.bidding import NEUTRAL, Attitude, risk_premium
from alliance_sim.rules.behaviour.common_value import error, winners_curse_correction
from alliance_sim.rules.behaviour.cost_share import in_bid
from alliance_sim.rules.behaviour.distributions import CostDistribution
from alliance_sim.rules.behaviour.entry import entry_probability
from alliance_sim.rules.levers import BidBeliefs, Governance
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.offers import Award, Bidders
from alliance_sim.world.buying_on import bought_in, buyer_of, most_paid
from alliance_sim.world.deals import Deal, Lot, fee_of
from alliance_sim.world.engaging import bid_cost_of, estimate_left
from alliance_sim.world.familiar import shown_beyond
from alliance_sim.world.fees import floors_with_cuts, highest_fee
from alliance_sim.world.fitting_shares import with_fitting_share
from alliance_sim.world.market import KINDS, NETWORK
from alliance_sim.world.packages import packages_in

if TYPE_CHECKING:
    from alliance_sim.world.model import World


Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


RESERVED = {
    "voluntary_sector": (KINDS.index("voluntary_sector"),),
    "voluntary_and_community": (KINDS.index("voluntary_sector"), NETWORK),
}
"""Kinds of provider for whom a contract can be reserved."""


@dataclass(frozen=True, slots=True)
class Tendering:
    """One award as it happened: who bid, who won, at what price ratio.

    `error` is how far estimates of cost were wrong on average, as a share of cost.
    """

    lot: Lot
    bidders: Bidders
    award: Award
    error: float = 0.0


def eligible(world: "World", lot: Lot, mechanism: Mechanism) -> Rows:
    """Rows of those who could bid: in the place, able, with room to grow, and willing."""
    market = world.market
    if mechanism.selection.own_team:
        return market.in_house[[lot.council]]
    able = market.offers[:, lot.services]
    any_of = mechanism.selection.pools_services or mechanism.selection.leads
    serves = able.any(axis=1) if any_of else able.all(axis=1)
    # Nobody on a list, and no partner, has to take all of the work.
    parts = mechanism.selection.pools_services or mechanism.selection.listed
    parts = parts or mechanism.selection.leads
    room = True if parts else world.room_for(lot)
    willing = market.trust >= world.values["market.avoidance_trust"]
    here = (market.council == lot.council) & market.active
    if lot.under is not None:
        here[lot.under.members] = False
    if mechanism.selection.open_to != "everyone":
        here &= np.isin(market.kind, RESERVED[mechanism.selection.open_to])
    return np.flatnonzero(here & serves & room & willing & (market.kind != world.in_house_kind))


@dataclass(frozen=True, slots=True)
class Worth:
    """What a lot is worth at reference prices, GBP, and the units a month it is expected to need.

    `units` has shape (services,); `month` and `year` are that long's value.
    """

    units: Floats
    month: float
    year: float

    def part(self, among: int) -> "Worth":
        """What each of several reckons with."""
        if among == 1:
            return self
        return Worth(self.units / among, self.month / among, self.year / among)


def worth_of(world: "World", lot: Lot) -> Worth:
    """A lot's expected units and value."""
    units = world.expected_units(lot)
    month = float(units @ world.reference)
    return Worth(units, month, 12 * month)


def _costs(
    world: "World", lot: Lot, worth: Worth, mechanism: Mechanism, rows: Rows, *, own: bool
) -> tuple[Floats, Floats]:
    """Each bidder's cost of the work and of overhead, as ratios to the lot's reference value.

    With `own` false, only what is common knowledge: kinds and work, not anyone's own efficiency.
    """
    market, services = world.market, lot.services
    reference = world.reference[services]
    value = worth.units[services] * reference
    if mechanism.selection.leads:
        costs = (bought_in(world, lot.council, mechanism)[services] / reference)[None, :]
        value = np.broadcast_to(value, (len(rows), len(services)))
    else:
        costs = world.expected_costs(mechanism, own)[rows][:, services] / reference
        value = value * market.offers[rows][:, services]
    total = value.sum(axis=1)
    ratio = np.ones(len(rows))
    np.divide((costs * value).sum(axis=1), total, out=ratio, where=total > 0)
    # What a bidder holds already carries part of its overhead.
    carried = worth.month + np.maximum(world.income[rows], 0.0)
    overhead = np.where(carried > 0, market.overhead_fixed[rows] / np.maximum(carried, 1.0), 0.0)
    return ratio, overhead


def _premium(world: "World", worth: Worth, mechanism: Mechanism, rows: Rows) -> Floats:
    """What bearing cost risk must earn, as a ratio to the lot's value, put into the price.

    A lead lets work on at fixed prices, and the risk of cost with it.
    """
    if mechanism.selection.leads:
        return np.zeros(len(rows))
    share = mechanism.contract.cost_share(1.0) / mechanism.selection.seats
    premium = risk_premium(world.market.risk_aversion[rows], share, world.cost_sd, worth.year)
    return in_bid(premium, share)


def _who(world: "World", lot: Lot, rows: Rows) -> Rows:
    """Identity that a bidder's luck in this lot is drawn by."""
    return world.market.number[rows] * world.lot_stride + lot.number


def estimate_error(values: Mapping[str, Any], governance: Governance) -> float:
    """Spread of a cost estimate's error, as a share of cost.

    An open book takes it away; so, in part, does understanding one another, by shared records and
    by designing the service together.
    """
    engagement = (governance.information_sharing + governance.co_design) / 2
    understood = values["bidding.understanding"] * engagement
    return float(values["bidding.common_error_sd"] * (1 - governance.open_book) * (1 - understood))


def _beliefs(
    world: "World", mechanism: Mechanism, lot: Lot, worth: Worth, rows: Rows
) -> BidBeliefs:
    """What bidders commonly believe of a rival, from what is known of the local market."""
    values, market, selection = world.values, world.market, mechanism.selection
    work, overhead = _costs(world, lot, worth, mechanism, rows, own=False)
    ceiling = highest_fee(world, _middle(work)) if lot.under is None else most_paid(world, lot)
    known = work + overhead + _premium(world, worth, mechanism, rows)
    known = floors_with_cuts(world, mechanism, known)
    # One who is known to be too dear is nobody's rival, if there is anyone else.
    serious = known <= ceiling
    typical = _middle(known[serious] if serious.any() else known)
    width = values["bidding.belief_width"]
    spread = float(market.spread[lot.services].mean()) * values["bidding.belief_spread"]
    per_point = selection.pound_per_point(2 * width * spread, ceiling)
    sd = float(np.hypot(spread, per_point * values["market.capability_spread"]))
    shown = np.clip(market.capability[rows] + shown_beyond(world, lot, rows), 0, 1)
    return BidBeliefs(
        rule=values["bidding.rule"],
        rivals_cost=CostDistribution(
            shape="normal",
            mean=typical,
            sd=sd,
            low=typical - width * sd,
            high=typical + width * sd,
        ),
        pound_per_point=per_point,
        typical_quality=float(selection.points(np.array([_middle(shown)]))[0]),
        ceiling=ceiling,
        provider_share=mechanism.contract.cost_share(1.0),
        padding_cost=values["bidding.padding_cost"],
        fee_share=fee_of(mechanism.contract) if mechanism.contract.needs_target else 0.0,
        attitude=_attitude(world, worth, rows),
        outside=_outside(world, lot, worth, mechanism),
    )


def _middle(values: Floats) -> float:
    """Median of a handful of values: sorting them takes a fraction of what numpy's median does."""
    ranked = np.sort(values)
    return float(ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2


def _attitude(world: "World", worth: Worth, rows: Rows) -> Attitude:
    """How averse the typical bidder is to losing the award."""
    if not world.values["bidding.risk_averse_bids"]:
        return NEUTRAL
    return Attitude(absolute=_middle(world.market.risk_aversion[rows]) * worth.year)


def _outside(world: "World", lot: Lot, worth: Worth, mechanism: Mechanism) -> float | None:
    """What the council's own team would cost, as a ratio, where the reserve asks for it."""
    if mechanism.price.reserve == "ceiling":
        return None
    return own_team_cost(world, lot, mechanism, worth)


def own_team_cost(
    world: "World", lot: Lot, mechanism: Mechanism, worth: Worth | None = None
) -> float:
    """What the council's own team would cost for a lot, as a ratio to its reference value."""
    worth = worth or worth_of(world, lot)
    own_team = world.market.in_house[[lot.council]]
    work, overhead = _costs(world, lot, worth, mechanism, own_team, own=True)
    return float(work[0] + overhead[0])


def hold_award(world: "World", lot: Lot, mechanism: Mechanism) -> Tendering:
    """Run one award from the decision to bid to the winner, and book what it costs."""
    whole = worth_of(world, lot)
    worth = whole.part(max(mechanism.selection.listed, 1))
    rows = eligible(world, lot, mechanism)
    everyone = rows if len(rows) else np.arange(world.market.rows)
    beliefs = _beliefs(world, mechanism, lot, worth, everyone)
    rows = _entrants(world, lot, worth, mechanism, beliefs, rows)
    bidders, wrong = _prepare(world, lot, worth, mechanism, beliefs, rows)
    award = mechanism.award(bidders, beliefs)
    _book_costs(world, lot, whole, mechanism, bidders)
    return Tendering(lot, bidders, award, wrong)


def _entrants(
    world: "World",
    lot: Lot,
    worth: Worth,
    mechanism: Mechanism,
    beliefs: BidBeliefs,
    rows: Rows,
) -> Rows:
    """Who of those who could bid finds it worth the cost."""
    if len(rows) == 0 or mechanism.selection.own_team:
        return rows
    months = mechanism.selection.lasts(mechanism.continuity.term_months)
    promised = worth.month * months * _promise(world, mechanism)
    rents = mechanism.rents(len(rows), beliefs)
    bid = bid_cost_of(world, mechanism) * packages_in(world, lot, mechanism)
    # Each reckons as if what a bid costs itself cost all.
    costs = bid + world.managing.evidencing.cost(world, lot, rows)
    chances = {
        cost: entry_probability(len(rows), lambda count: rents[count - 1] * promised, cost)
        for cost in set(costs.tolist())
    }
    probability = np.array([chances[cost] for cost in costs.tolist()])
    luck = world.streams.uniform("entry", world.month, _who(world, lot, rows))
    if mechanism.selection.asked is not None:
        # Those asked are picked by luck; the rest do not hear of it.
        heard = np.sort(np.append(luck, 1.0))[min(mechanism.selection.asked, len(luck))]
        probability = np.minimum(probability, heard)
    entered = rows[luck < probability]
    worth_of_a_point = beliefs.pound_per_point
    world.managing.evidencing.invest(world, lot, entered, worth_of_a_point, promised)
    return entered


def _prepare(
    world: "World",
    lot: Lot,
    worth: Worth,
    mechanism: Mechanism,
    beliefs: BidBeliefs,
    rows: Rows,
) -> tuple[Bidders, float]:
    """What each entrant brings: its estimate of cost, what it shows, and its luck.

    Also how far estimates are wrong on average.
    """
    month, values, market, streams = world.month, world.values, world.market, world.streams
    who = _who(world, lot, rows)
    work, overhead = _costs(world, lot, worth, mechanism, rows, own=True)
    sd, shape = estimate_error(values, mechanism.governance), values["bidding.error_shape"]
    luck = streams.normal("cost_estimate", month, who)
    if shape != "normal":
        luck = error(shape, 1.0).quantile(ndtr(luck))
    left = estimate_left(world, mechanism, rows)
    wrong = sd * left * luck
    floors = work * (1 + wrong) + overhead + _premium(world, worth, mechanism, rows)
    # Only those who can live with the ceiling are rivals whose estimates count.
    viable = max(int(np.count_nonzero(floors <= beliefs.ceiling)), 1)
    sd *= float(np.mean(left)) if len(rows) else 1.0
    floors = floors + winners_curse_correction(sd, viable, values["bidding.awareness"], shape)
    floors = floors_with_cuts(world, mechanism, floors)
    bidders = Bidders(
        provider=rows,
        # Performance pay may be worth more than the work costs, but nobody pays to be given work.
        floor=np.maximum(floors, np.finfo(float).eps),
        capability=market.capability[rows],
        writing=shown_beyond(world, lot, rows),
        trust=market.trust[rows],
        panel=streams.normal("panel", month, who),
        tie=streams.uniform("tie", month, who),
        markup=market.markup[rows],
        covers=market.offers[rows][:, lot.services],
        proof=work + overhead,
    )
    return bidders, float(np.abs(wrong).mean()) if len(rows) else 0.0


def _promise(world: "World", mechanism: Mechanism) -> float:
    """Share of the expected volume that a bidder counts on."""
    weight = world.values["market.investment_volume"]
    return 1 - weight * (1 - mechanism.continuity.volume_guarantee)


def _book_costs(
    world: "World", lot: Lot, worth: Worth, mechanism: Mechanism, bidders: Bidders
) -> None:
    """Bidding, evaluating and setting up cost money, whoever wins."""
    selection, continuity = mechanism.selection, mechanism.continuity
    ledger, month, accounts = world.ledger, world.month, world.accounts
    council = buyer_of(world, lot)
    count = packages_in(world, lot, mechanism)
    ledger.post(
        month,
        "bid_cost",
        accounts.provider[bidders.provider],
        accounts.work,
        bid_cost_of(world, mechanism) * count
        + world.managing.evidencing.cost(world, lot, bidders.provider),
    )
    procedure = selection.authority_cost + selection.authority_cost_per_bid * len(bidders)
    ledger.post(month, "procurement", council, accounts.work, procedure * count)
    set_up = continuity.set_up_cost_share * worth.year
    ledger.post(month, "set_up", council, accounts.work, set_up)


def sign(world: "World", lot: Lot, mechanism: Mechanism, tendering: Tendering) -> Deal | None:
    """Turn an award into a deal; None when nobody acceptable bid."""
    award = tendering.award
    if not award.winners:
        return None
    members = np.array(award.winners, dtype=np.int64)
    return Deal(
        council=lot.council,
        mechanism=with_fitting_share(world, lot, mechanism, members),
        members=members,
        price=world.reference * award.price_ratio,
        planned=world.expected_units(lot),
        signed_index=world.common_cost,
        start=world.month,
        end=world.month + mechanism.continuity.term_months,
        held=world.values["fees.power"],
    )
