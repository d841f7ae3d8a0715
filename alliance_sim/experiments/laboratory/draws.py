"""Bidders of a textbook market, as many awards' worth as are asked for."""

from dataclasses import dataclass

import numpy as np

from alliance_sim.experiments.laboratory.market import TextbookMarket
from alliance_sim.rules.behaviour.common_value import curse
from alliance_sim.rules.behaviour.quality_bidding import best_responses
from alliance_sim.rules.levers import BidBeliefs
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.offers import Bidders, Floats


@dataclass(frozen=True, slots=True)
class Drawn:
    """Bidders as the rules see them, and what the work costs them and their quality in truth.

    `cost` and `quality` have shape (awards, bidders). Under a contract that shares cost, `cost` is
    that before any saving.
    """

    bidders: Bidders
    cost: Floats
    quality: Floats


def draw(
    way: Mechanism,
    market: TextbookMarket,
    beliefs: BidBeliefs,
    chance: float,
    awards: int,
    rng: np.random.Generator,
) -> Drawn:
    """Draw the bidders of so many awards; nothing is drawn that plays no part."""
    shape = awards, market.bidders
    nothing = np.zeros(shape)
    cost, quality = _own(way, market, beliefs, rng, shape)
    present = rng.random(shape) < chance if chance < 1 else None
    floor = _floor(market, cost, rng, present)
    markup = nothing
    if market.margin:
        markup = np.divide(market.margin, floor, out=np.zeros(shape), where=floor != 0)
    noisy = way.selection.quality_noise_sd > 0
    return Drawn(
        Bidders(
            provider=np.arange(market.bidders),
            floor=floor,
            capability=quality,
            writing=nothing,
            trust=nothing,
            panel=rng.standard_normal(shape) if noisy else nothing,
            tie=rng.random(shape),
            markup=markup,
            covers=np.ones((market.bidders, 1), dtype=bool),
            proof=cost,
            present=present,
        ),
        cost,
        quality,
    )


def _own(
    way: Mechanism,
    market: TextbookMarket,
    beliefs: BidBeliefs,
    rng: np.random.Generator,
    shape: tuple[int, int],
) -> tuple[Floats, Floats]:
    """Each bidder's cost and quality."""
    technology = market.technology
    if technology is None:
        common = market.error is not None
        cost = market.costs.quantile(rng.random((shape[0], 1) if common else shape))
        given = market.quality
        quality = given.quantile(rng.random(shape)) if given is not None else np.ones(shape)
        return np.broadcast_to(cost, shape), quality
    slope = technology.slope.quantile(rng.random(shape))
    if market.standard is not None:
        quality = np.full(shape, market.standard)
    else:
        points = getattr(way.selection, "quality_points", None)
        response = best_responses(technology, beliefs.pound_per_point, points)
        quality = np.interp(slope, response.slope, response.quality)
    cost = technology.cost(slope, quality)
    if technology.fixed is not None:
        cost = cost + technology.fixed.quantile(rng.random(shape))
    return cost, quality


def _floor(
    market: TextbookMarket,
    cost: Floats,
    rng: np.random.Generator,
    present: np.ndarray | None,
) -> Floats:
    """The least that each would accept, as far as it knows."""
    if market.error is not None:
        estimate = cost + market.error.quantile(rng.random(cost.shape))
        if market.rule != "corrected":
            return estimate
        count = np.full(len(cost), market.bidders)
        if present is not None:
            count = np.count_nonzero(present, axis=1)
        known = np.array([curse(market.error, max(n, 1)) for n in range(market.bidders + 1)])
        return estimate + market.awareness * known[count][:, None]
    if market.shared is None:
        return cost
    if market.share == 0:
        # Bids bring in nothing and so say nothing: everyone asks the same.
        return np.full(cost.shape, market.costs.low)
    return market.shared.floor(cost, market.share)
