"""Price formation: how a price comes about once bidders are known."""

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from alliance_sim.rules.behaviour.bidding import CostDistribution, equilibrium_markup
from alliance_sim.rules.behaviour.padding import padded_share
from alliance_sim.rules.frozen import Frozen, Share
from alliance_sim.rules.offers import Bidders, Floats, Ints

SetBy = Literal["bids", "buyer"]


@dataclass(frozen=True, slots=True)
class BidBeliefs:
    """What bidders believe when they set a price.

    `rule` is how they bid: at equilibrium, by a margin they adapt, or by a habitual (naive) one.
    `rivals_cost` is the common belief about a rival's pseudo-type (cost less the value of its
    quality), as a ratio to the reference; `pound_per_point` what a quality point is worth under
    the selection rule; `ceiling` the highest acceptable price ratio; `provider_share` what the
    winner bears of cost; `padding_cost` how dear it is to be found padding a target;
    `price_counts` whether asking for less helps a bidder to be chosen; `fee_share` the fee that a
    target contract adds to the target.
    """

    rule: Literal["equilibrium", "adaptive", "naive"]
    rivals_cost: CostDistribution
    pound_per_point: float
    ceiling: float
    provider_share: float
    padding_cost: float
    price_counts: bool = True
    fee_share: float = 0.0


def sealed_bids(bidders: Bidders, beliefs: BidBeliefs) -> Floats:
    """Each bidder's sealed price: its floor and the margin that its bidding rule adds.

    At equilibrium the margin follows from the pseudo-type, floor less the value of quality, so
    that a better bidder charges for being better (Che; Asker and Cantillon). The rivals are those
    who can live with the ceiling. A bidder without a rival, or whose price plays no part in the
    choice, asks for the ceiling. Nobody asks for more than the ceiling or less than its floor;
    one whose floor is above the ceiling asks for its floor, and is out.
    """
    if beliefs.rule == "equilibrium":
        asked = bidders.floor + _equilibrium_margin(bidders, beliefs)
    else:
        asked = bidders.floor * (1 + bidders.markup)
    return np.maximum(np.minimum(asked, beliefs.ceiling), bidders.floor)


def _equilibrium_margin(bidders: Bidders, beliefs: BidBeliefs) -> Floats:
    viable = int(np.count_nonzero(bidders.floor <= beliefs.ceiling))
    if viable < 2 or not beliefs.price_counts:
        return np.maximum(beliefs.ceiling - bidders.floor, 0.0)
    typical, worth = beliefs.rivals_cost.quality_mean, beliefs.pound_per_point
    pseudo = bidders.floor - worth * (bidders.capability - typical)
    # The weakest rival that can live with the ceiling has no quality at all.
    believed = beliefs.rivals_cost.up_to(beliefs.ceiling + worth * typical)
    return equilibrium_markup(pseudo, viable, believed)


def descending_clock(
    floors: Floats, opening: float, decrement: float, tie: Floats
) -> tuple[int, float]:
    """Run a falling price until at most one bidder is left.

    The price at tick t is `opening - t * decrement`; a bidder is in while its floor is not above
    it. The last one in is paid the price at which the second-last left; if the last ones leave
    together, one of them, by lot, is paid the tick before. A decrement of 0 is the continuous
    clock, which ends at the second-lowest floor.

    Returns:
        Row of the winner (-1 if no floor is at or below the opening price) and price paid.
    """
    active = np.flatnonzero(floors <= opening)
    if len(active) == 0:
        return -1, float("nan")
    ranked = active[np.lexsort((tie[active], floors[active]))]
    if len(ranked) == 1:
        return int(ranked[0]), opening
    if decrement == 0:
        return int(ranked[0]), float(floors[ranked[1]])
    # The last tick at which each is in. The tolerance keeps a floor that lies on a tick in the
    # auction at that tick, as exact arithmetic would.
    last = np.floor((opening - floors[ranked]) / decrement + np.finfo(float).eps ** 0.5)
    if last[0] > last[1]:
        return int(ranked[0]), float(opening - (last[1] + 1) * decrement)
    together = ranked[last == last[0]]
    return int(together[np.argmin(tie[together])]), float(opening - last[0] * decrement)


class FirstPrice(Frozen):
    """Sealed bids; the winner is paid what it asked.

    Also called: pay-as-bid, sealed tender.
    Sources: S61, S70.
    """

    kind: Literal["first_price"] = "first_price"

    set_by: SetBy
    """Whether the price is bid or fixed by the buyer at the reference."""

    def bids(self, bidders: Bidders, beliefs: BidBeliefs) -> Floats:
        """Price ratio that each bidder offers, shape (bidders,)."""
        return sealed_bids(bidders, beliefs)

    def paid(
        self, order: Ints, bids: Floats, bidders: Bidders, ceiling: float
    ) -> tuple[int, float]:
        """Row of the winner and the price ratio it is paid."""
        return int(order[0]), float(bids[order[0]])


class DescendingClock(Frozen):
    """Everyone sees the price fall and leaves when it no longer pays to stay.

    Also called: reverse e-auction, descending English auction.
    Sources: S88, S90, S94, S95.
    """

    kind: Literal["descending_clock"] = "descending_clock"

    set_by: SetBy
    """Whether the price is bid or fixed by the buyer at the reference."""

    decrement: float = Field(ge=0)
    """How far the price falls at each tick, as a ratio to the reference price."""

    def bids(self, bidders: Bidders, beliefs: BidBeliefs) -> Floats:
        """The price ratio at which each bidder would leave: its floor."""
        return bidders.floor.copy()

    def paid(
        self, order: Ints, bids: Floats, bidders: Bidders, ceiling: float
    ) -> tuple[int, float]:
        """Row of the winner and the price ratio it is paid."""
        row, price = descending_clock(bids[order], ceiling, self.decrement, bidders.tie[order])
        return int(order[row]), price


class OpenBookTarget(Frozen):
    """Members open their books and agree a target cost with the commissioner.

    The target is the members' expected cost, an agreed contingency, and what they can add without
    being found out; the commissioner's own estimate pulls the padding down.

    Also called: target outturn cost, commercial alignment.
    Sources: S25, S27, S30.
    """

    kind: Literal["open_book_target"] = "open_book_target"

    set_by: SetBy
    """Whether the target is negotiated or fixed by the buyer at the reference."""

    contingency: float = Field(ge=0)
    """Allowance for the unexpected, as a share of expected cost."""

    own_estimate_weight: Share
    """How far the commissioner's own estimate replaces the part of the target that is padding."""

    audit_accuracy: Share
    """Share of padding that the audit of the open book finds."""

    def bids(self, bidders: Bidders, beliefs: BidBeliefs) -> Floats:
        """Target and fee that each member's books support, as a ratio, shape (bidders,)."""
        padding = padded_share(beliefs.provider_share, self.audit_accuracy, beliefs.padding_cost)
        padding *= 1 - self.own_estimate_weight
        target = bidders.floor * (1 + self.contingency + padding)
        asked = target * (1 + beliefs.fee_share)
        # A member whose books show more than the ceiling cannot join below its own cost.
        return np.maximum(np.minimum(asked, beliefs.ceiling), bidders.floor)

    def paid(
        self, order: Ints, bids: Floats, bidders: Bidders, ceiling: float
    ) -> tuple[int, float]:
        """Row of the winner and the target that its books support."""
        return int(order[0]), float(bids[order[0]])


PriceFormation = Annotated[
    FirstPrice | DescendingClock | OpenBookTarget, Field(discriminator="kind")
]
