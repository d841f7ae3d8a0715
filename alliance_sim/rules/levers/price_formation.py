"""Price formation: how a price comes about once bidders are known."""

from typing import Annotated, Literal, NamedTuple

import numpy as np
from pydantic import Field

from alliance_sim.rules.behaviour.bidding import expected_rents, fixed_price_rents
from alliance_sim.rules.behaviour.padding import padded_share
from alliance_sim.rules.behaviour.reserve import optimal_reserve
from alliance_sim.rules.behaviour.target_rents import target_rents
from alliance_sim.rules.frozen import Frozen, Share
from alliance_sim.rules.levers.clock import run_clock
from alliance_sim.rules.levers.sealed import BidBeliefs, sealed_bids
from alliance_sim.rules.offers import Bidders, Bools, Floats, Ints

__all__ = [
    "BidBeliefs",
    "DescendingClock",
    "FirstPrice",
    "OpenBookTarget",
    "Paid",
    "PriceFormation",
    "SecondPrice",
]

SetBy = Literal["bids", "buyer"]


class Paid(NamedTuple):
    """Winner's row (-1 for none), price ratio and whether lots were drawn, shape (awards,)."""

    winner: Ints
    price: Floats
    by_lot: Bools


class Formation(Frozen):
    """What every way for a price to come about has in common."""

    set_by: SetBy
    """Whether the price comes about by bids or is fixed by the buyer at the reference."""

    reserve: Literal["ceiling", "optimal"]
    """Highest acceptable price: the market's ceiling, or below it the one that makes buying
    cheapest on average, given what the buyer's alternative costs."""

    def highest(self, beliefs: BidBeliefs) -> float:
        """Highest acceptable price ratio."""
        if self.set_by == "buyer":
            return 1.0
        if self.reserve == "ceiling" or beliefs.outside is None:
            return beliefs.ceiling
        return min(beliefs.ceiling, optimal_reserve(beliefs.rivals_cost, beliefs.outside))

    def rents(self, most: int, beliefs: BidBeliefs, seats: int) -> tuple[float, ...]:
        """Expected profit from taking part, before costs are known, among 1 to `most` bidders.

        As a ratio to the value of the lot. Where price plays no part in the choice, all who can
        live with the price are as likely to be chosen; else it is what competition leaves.
        """
        if self.set_by == "buyer":
            return fixed_price_rents(most, beliefs.rivals_cost, 1.0)
        if not beliefs.price_counts:
            return fixed_price_rents(most, beliefs.rivals_cost, beliefs.ceiling)
        return expected_rents(most, beliefs.rivals_cost, beliefs.highest_type)


def levels(prices: Floats, points: Floats, order: Ints, worth: float) -> Floats:
    """Prices less the worth of quality, of those in an order of rows; infinite for the others."""
    inside = np.zeros((len(prices), prices.shape[1] + 1), dtype=bool)
    # The last column collects the empty places of an order.
    np.put_along_axis(inside, order, True, axis=1)
    return np.where(inside[:, :-1], prices - worth * points if worth else prices, np.inf)


def first_in(order: Ints, prices: Floats) -> Paid:
    """The first of an order is paid its own price."""
    if order.shape[1] == 0:
        nobody = np.full(len(order), -1)
        return Paid(nobody, np.full(len(order), np.nan), np.zeros(len(order), dtype=bool))
    winner = order[:, 0]
    own = np.take_along_axis(prices, np.maximum(winner, 0)[:, None], axis=1)[:, 0]
    price = np.where(winner >= 0, own, np.nan)
    return Paid(winner, price, np.zeros(len(order), dtype=bool))


class FirstPrice(Formation):
    """Sealed bids; the winner is paid what it asked.

    Also called: pay-as-bid, sealed tender.
    Sources: S61, S70.
    """

    kind: Literal["first_price"] = "first_price"

    def bids(
        self, bidders: Bidders, beliefs: BidBeliefs, points: Floats, competing: Bools
    ) -> Floats:
        """Price ratio that each bidder offers, shape (awards, bidders)."""
        return sealed_bids(bidders, beliefs, points, competing)

    def paid(
        self, order: Ints, bids: Floats, points: Floats, bidders: Bidders, beliefs: BidBeliefs
    ) -> Paid:
        """The best bidder, at its own price."""
        return first_in(order, bids)


class SecondPrice(Formation):
    """Sealed bids; the winner is paid what its closest rival would have let it ask.

    That is the second-lowest bid, adjusted for what the two differ in scored quality. Nobody gains
    by asking for more or less than its floor.

    Also called: Vickrey auction, second-score auction.
    Sources: S118.
    """

    kind: Literal["second_price"] = "second_price"

    def bids(
        self, bidders: Bidders, beliefs: BidBeliefs, points: Floats, competing: Bools
    ) -> Floats:
        """Each bids its floor."""
        return bidders.floor

    def paid(
        self, order: Ints, bids: Floats, points: Floats, bidders: Bidders, beliefs: BidBeliefs
    ) -> Paid:
        """The best bidder, at the price that would have put it level with the second."""
        return _last_in(order, bids, points, bidders, beliefs, 0.0)


class DescendingClock(Formation):
    """Everyone sees the price fall and leaves when it no longer pays to stay.

    Where bids are scored for quality too, what falls is the price less the worth of each bidder's
    scored quality: a better bidder may stand that much above its rivals.

    Also called: reverse e-auction, descending English auction.
    Sources: S88, S90, S94, S95, S99.
    """

    kind: Literal["descending_clock"] = "descending_clock"

    decrement: float = Field(ge=0)
    """How far the price falls at each tick, as a ratio to the reference price."""

    visibility: Literal["price", "rank"]
    """What bidders see: the best offer, which all start from together at the ceiling, or only
    whether they lead, each coming down from the offer that it would habitually have made."""

    extends: bool
    """Whether the auction goes on as long as somebody undercuts; else it closes on schedule."""

    ticks: int = Field(ge=1)
    """Ticks until the scheduled close."""

    minimum_bidders: int = Field(ge=1)
    """With fewer who qualify and can live with the opening price, the auction is called off."""

    ties: Literal["lot", "quality"]
    """How those who leave together are told apart: by lot, or by scored quality first."""

    def bids(
        self, bidders: Bidders, beliefs: BidBeliefs, points: Floats, competing: Bools
    ) -> Floats:
        """The price ratio at which each bidder would leave: its floor."""
        return bidders.floor

    def paid(
        self, order: Ints, bids: Floats, points: Floats, bidders: Bidders, beliefs: BidBeliefs
    ) -> Paid:
        """The last one in, at the price at which the clock stops."""
        if not beliefs.price_counts:
            return first_in(order, np.full_like(bids, beliefs.ceiling))
        start: Floats | None = None
        if self.visibility == "rank":
            start = np.minimum(bidders.floor * (1 + bidders.markup), beliefs.ceiling)
        called_off = np.count_nonzero(order >= 0, axis=1) < self.minimum_bidders
        return _last_in(
            np.where(called_off[:, None], -1, order),
            bids,
            points,
            bidders,
            beliefs,
            self.decrement,
            start=start,
            preference=points if self.ties == "quality" else None,
            most_ticks=None if self.extends else self.ticks,
        )


def _last_in(
    order: Ints,
    bids: Floats,
    points: Floats,
    bidders: Bidders,
    beliefs: BidBeliefs,
    decrement: float,
    *,
    start: Floats | None = None,
    preference: Floats | None = None,
    most_ticks: int | None = None,
) -> Paid:
    """Run the clock on prices less the worth of quality, and give that worth back to the winner."""
    worth, ceiling = beliefs.pound_per_point, beliefs.ceiling
    opening = np.full((1, 1), ceiling) if start is None else start - worth * points
    stopped = run_clock(
        levels(bids, points, order, worth),
        opening,
        decrement,
        bidders.tie,
        preference=preference,
        most_ticks=most_ticks,
    )
    price = stopped.level
    if worth and points.shape[1]:
        own = np.take_along_axis(points, np.maximum(stopped.winner, 0)[:, None], axis=1)[:, 0]
        price = np.minimum(price + worth * own, ceiling)
    return Paid(stopped.winner, price, stopped.by_lot)


class OpenBookTarget(Formation):
    """Members open their books and agree a target cost with the commissioner.

    The target is the members' expected cost, an agreed contingency, and what they can add without
    being found out; the commissioner's own estimate pulls the padding down.

    Also called: target outturn cost, commercial alignment.
    Sources: S25, S27, S30.
    """

    kind: Literal["open_book_target"] = "open_book_target"

    contingency: float = Field(ge=0)
    """Allowance for the unexpected, as a share of expected cost."""

    own_estimate_weight: Share
    """How far the commissioner's own estimate replaces the part of the target that is padding."""

    audit_accuracy: Share
    """Share of padding that the audit of the open book finds."""

    def bids(
        self, bidders: Bidders, beliefs: BidBeliefs, points: Floats, competing: Bools
    ) -> Floats:
        """Target and fee that each member's books support, as a ratio."""
        asked = bidders.floor * (1 + self._on_top(beliefs)) * (1 + beliefs.fee_share)
        # A member whose books show more than the ceiling cannot join below its own cost.
        return np.maximum(np.minimum(asked, beliefs.ceiling), bidders.floor)

    def paid(
        self, order: Ints, bids: Floats, points: Floats, bidders: Bidders, beliefs: BidBeliefs
    ) -> Paid:
        """The best bidder, at the target that its books support."""
        return first_in(order, bids)

    def rents(self, most: int, beliefs: BidBeliefs, seats: int) -> tuple[float, ...]:
        """What a target leaves a member, times the chance and size of its part in the work."""
        if self.set_by == "buyer":
            return super().rents(most, beliefs, seats)
        return target_rents(
            most,
            beliefs.rivals_cost,
            on_top=self._on_top(beliefs),
            fee=beliefs.fee_share,
            share=beliefs.provider_share,
            ceiling=beliefs.ceiling,
        )

    def _on_top(self, beliefs: BidBeliefs) -> float:
        """Contingency and the padding that stays in a target, as a share of expected cost."""
        padding = padded_share(beliefs.provider_share, self.audit_accuracy, beliefs.padding_cost)
        return self.contingency + padding * (1 - self.own_estimate_weight)


PriceFormation = Annotated[
    FirstPrice | SecondPrice | DescendingClock | OpenBookTarget, Field(discriminator="kind")
]
