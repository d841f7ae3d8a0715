"""Sealed bids: each bidder's price, set without seeing anyone else's."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from alliance_sim.rules.behaviour.bidding import NEUTRAL, Attitude, equilibrium_markup
from alliance_sim.rules.behaviour.common_value import common_value_margin
from alliance_sim.rules.behaviour.distributions import Distribution
from alliance_sim.rules.offers import Bidders, Bools, Floats


@dataclass(frozen=True, slots=True)
class BidBeliefs:
    """What bidders believe when they set a price, the same in every award of a batch.

    `rule` is how they bid: at equilibrium, by a margin they adapt, or by a habitual (naive) one.
    `rivals_cost` is the common belief about a rival's pseudo-type (cost less the value of its
    quality), as a ratio to the reference; `pound_per_point` what a quality point is worth under
    the selection rule; `ceiling` the highest acceptable price ratio; `provider_share` what the
    winner bears of cost; `padding_cost` how dear it is to be found padding a target;
    `price_counts` whether asking for less helps a bidder to be chosen; `fee_share` the fee that a
    target contract adds to the target; `attitude` that of sealed bidders towards risk; `outside`
    what the buyer's alternative costs, as a ratio; `typical_quality` the quality points that a
    rival is believed to have. `reckoned` is the number of bidders that all reckon with; where it
    is not given, they know how many can live with the ceiling. Where `common_error` is given, cost
    is the same for all, floors are estimates of it, and this is the distribution of their error.
    """

    rule: Literal["equilibrium", "adaptive", "naive"]
    rivals_cost: Distribution
    pound_per_point: float
    ceiling: float
    provider_share: float
    padding_cost: float
    price_counts: bool = True
    fee_share: float = 0.0
    attitude: Attitude = NEUTRAL
    outside: float | None = None
    reckoned: int | None = None
    common_error: Distribution | None = None
    typical_quality: float = 0.0

    @property
    def highest_type(self) -> float:
        """Highest pseudo-type that can live with the ceiling: one of no quality at all."""
        return self.ceiling + self.pound_per_point * self.typical_quality


def sealed_bids(bidders: Bidders, beliefs: BidBeliefs, points: Floats, competing: Bools) -> Floats:
    """Each bidder's sealed price: its floor and the margin that its bidding rule adds.

    At equilibrium the margin follows from the pseudo-type, floor less the value of quality, so
    that a better bidder charges for being better (Che; Asker and Cantillon). The rivals are those
    who qualify and can live with the ceiling. A bidder without a rival, or whose price plays no
    part in the choice, asks for the ceiling. Nobody asks for more than the ceiling or less than
    its floor; one whose floor is above the ceiling asks for its floor, and is out.

    Args:
        bidders: A batch, shape (awards, bidders).
        beliefs: Their common beliefs.
        points: Quality points that each expects to be given, same shape.
        competing: Who takes part and qualifies, same shape.
    """
    if beliefs.rule == "equilibrium":
        asked = bidders.floor + _equilibrium_margin(bidders, beliefs, points, competing)
    else:
        asked = bidders.floor * (1 + bidders.markup)
    return np.maximum(np.minimum(asked, beliefs.ceiling), bidders.floor)


def _equilibrium_margin(
    bidders: Bidders, beliefs: BidBeliefs, points: Floats, competing: Bools
) -> Floats:
    floor, ceiling = bidders.floor, beliefs.ceiling
    if not beliefs.price_counts:
        return np.maximum(ceiling - floor, 0.0)
    viable = np.count_nonzero(competing & (floor <= ceiling), axis=1)
    if beliefs.reckoned is not None:
        viable = np.minimum(np.count_nonzero(competing, axis=1), beliefs.reckoned)
    pseudo = floor
    if beliefs.pound_per_point:
        pseudo = floor - beliefs.pound_per_point * (points - beliefs.typical_quality)
    counts = np.unique(viable)
    if len(counts) == 1:
        return _margin(pseudo, floor, int(counts[0]), beliefs)
    margin = np.zeros(floor.shape)
    for count in counts:
        rows = viable == count
        margin[rows] = _margin(pseudo[rows], floor[rows], int(count), beliefs)
    return margin


def _margin(pseudo: Floats, floor: Floats, count: int, beliefs: BidBeliefs) -> Floats:
    """Margins in the awards in which so many compete."""
    if count < 2:
        return np.maximum(beliefs.ceiling - floor, 0.0)
    if beliefs.common_error is not None:
        return np.full(floor.shape, common_value_margin(beliefs.common_error, count))
    return equilibrium_markup(
        pseudo,
        count,
        beliefs.rivals_cost,
        attitude=beliefs.attitude,
        ceiling=beliefs.highest_type,
        known=beliefs.reckoned is None,
    )
