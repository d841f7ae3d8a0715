"""Adapters: what bidders know, choose and decide (B6 to B9, B13, B21)."""

from dataclasses import replace

import numpy as np

from alliance_sim.experiments.laboratory import TextbookMarket, auction_share, beliefs_in
from alliance_sim.experiments.laboratory.textbook import entry_chance, optimal_rule
from alliance_sim.experiments.verification.estimates import (
    Ask,
    Estimate,
    Found,
    exact,
    mean_of,
    share_of,
    statistic_of,
)
from alliance_sim.experiments.verification.textbook import drawn, sealed
from alliance_sim.rules.behaviour.common_value import common_value_margin, curse
from alliance_sim.rules.behaviour.cost_share import SharedWork
from alliance_sim.rules.behaviour.distributions import Distribution, normal, uniform
from alliance_sim.rules.behaviour.quality_bidding import (
    QualityCost,
    best_responses,
    best_standard,
)
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.offers import Bidders

FAR = 10.0
"""Errors that a common cost is kept away from nothing by."""

ALMOST_NOTHING = 1e-5
"""The smallest share of cost and bid that stands for 'next to cost plus'."""

ROOM = 8.0
"""Standard deviations of scored quality that a panel's scale, 0 to 1, has room for."""


def winners_curse(ask: Ask, *, n: int, w: float, margin: float, sigma: float) -> Found:
    """B6: one cost for all, estimated with error."""

    def market(error: Distribution) -> TextbookMarket:
        far = FAR * (w + sigma)
        return TextbookMarket(uniform(far, far + w), n, rule="naive", margin=margin, error=error)

    even, bell = market(uniform(-w, w)), market(normal(0, sigma))
    aware = drawn(ask, sealed(), replace(even, rule="equilibrium"))
    return {
        "naive_profit_uniform": mean_of(drawn(ask, sealed(), even).rent),
        "naive_profit_normal": mean_of(drawn(ask, sealed(), bell).rent),
        "rnne_winner_profit_uniform": mean_of(aware.rent),
    } | exact(
        breakeven_margin_uniform=curse(uniform(-w, w), n),
        breakeven_margin_normal=curse(normal(0, sigma), n),
        rnne_margin_uniform=common_value_margin(uniform(-w, w), n),
    )


def _scored(
    v: float, slope: Distribution, fixed: Distribution | None, n: int
) -> tuple[Mechanism, TextbookMarket, float]:
    """A scored tender of quality that bidders choose, and the unit that quality is counted in.

    The model's quality runs from 0 to 1: it is counted in the highest that anybody would offer.
    """
    unit = v / slope.low
    scaled = uniform(slope.low * unit**2, slope.high * unit**2)
    by = sealed(formula="monetised_quality", point_worth=v * unit, price_weight=0.5)
    return by, TextbookMarket(scaled, n, technology=QualityCost(scaled, 2.0, fixed)), unit


def scored_quality(ask: Ask, *, n: int, v: float, theta_lo: float, theta_hi: float) -> Found:
    """B7: a scoring auction, the rule that is best for the buyer, and a minimum standard."""
    by, market, unit = _scored(v, uniform(theta_lo, theta_hi), None, n)
    awards = drawn(ask, by, market)
    best = drawn(ask, optimal_rule(by, market), market)
    assert market.technology is not None
    standard, _ = best_standard(market.technology, v * unit, n)
    # Where all offer the same quality, price alone decides.
    floored = drawn(ask, sealed(), replace(market, standard=standard))
    found = {
        "buyer_utility_scoring": mean_of(awards.buyer_gain),
        "expected_quality": mean_of(awards.quality_true * unit),
        "expected_price": mean_of(awards.price),
        "buyer_utility_optimal_rule": mean_of(best.buyer_gain),
        "expected_quality_optimal_rule": mean_of(best.quality_true * unit),
        "best_min_quality_standard": Estimate(standard * unit),
        "buyer_utility_price_only_with_best_min_quality": mean_of(
            v * unit * floored.quality_true - floored.price
        ),
    }
    for name in ask.outputs:
        if name.startswith("bid_price_theta"):
            digits = name.removeprefix("bid_price_theta")
            slope = float(f"{digits[0]}.{digits[1:] or '0'}") * unit**2
            found[name] = Estimate(_price_of_type(by, market, slope))
    return found


def _price_of_type(by: Mechanism, market: TextbookMarket, slope: float) -> float:
    """What a bidder of a slope asks for the quality that it offers."""
    assert market.technology is not None
    beliefs = beliefs_in(by, market)
    response = best_responses(market.technology, beliefs.pound_per_point, None)
    quality = np.full((1, market.bidders), np.interp(slope, response.slope, response.quality))
    nothing = np.zeros(quality.shape)
    bidders = Bidders(
        provider=np.arange(market.bidders),
        floor=market.technology.cost(np.full(quality.shape, slope), quality),
        capability=quality,
        writing=nothing,
        trust=nothing,
        panel=nothing,
        tie=nothing,
        markup=nothing,
        covers=np.ones((market.bidders, 1), dtype=bool),
    )
    return float(by.awards(bidders, beliefs).bids[0, 0])


def pseudo_types(ask: Ask, *, n: int, v: float, f_max: float) -> Found:
    """B8: fixed cost and slope both private, slopes between 1 and 2."""
    by, market, unit = _scored(v, uniform(1, 2), uniform(0, f_max), n)
    awards = drawn(ask, by, market)
    best = v * unit * awards.quality_true - awards.winner_cost
    return {
        "expected_top_pseudotype": mean_of(best),
        "buyer_utility": mean_of(awards.buyer_gain),
    }


def entry(ask: Ask, *, entry_cost: float, N: int, ceiling: float) -> Found:
    """B9: who bids where bidding costs something; the buyer falls back on the ceiling."""
    if entry_cost <= 0:
        raise ValueError("entry_cost: must be above 0, or any number would bid")
    costs = uniform(0, 1)
    market = TextbookMarket(costs, N, ceiling=ceiling, outside=ceiling, entry_cost=entry_cost)
    by = sealed()
    chance, awards = entry_chance(by, market), drawn(ask, by, market)
    # Rents for more bidders than there are: until one more would not pay.
    enough = N
    while by.rents(enough, beliefs_in(by, market))[-1] >= entry_cost:
        enough *= 2
    pays = np.array(by.rents(enough, beliefs_in(by, market))) >= entry_cost
    work = np.where(awards.awarded, awards.winner_cost, ceiling)
    spent = mean_of(work + awards.entry_cost) if chance < 1 else Estimate(None)
    return {
        "entry_prob": Estimate(chance),
        "expected_entrants": mean_of(awards.entrants),
        "prob_no_bid": share_of(awards.entrants == 0),
        "expected_buyer_cost": mean_of(awards.buyer_cost),
        "identity_cmin_plus_entry": spent,
        "pure_free_entry_n": Estimate(float(np.count_nonzero(pays))),
    }


def auctioned_share(
    ask: Ask, *, n: int, spread: float, r_sigma2: float, d: float, cost_lo: float
) -> Found:
    """B13: bids paid in part, the rest of cost paid as it arises."""
    market = TextbookMarket(uniform(cost_lo, cost_lo + spread), n, shared=SharedWork(d, r_sigma2))
    best, _ = auction_share(market, ALMOST_NOTHING)

    def payment(share: float) -> Estimate:
        return mean_of(drawn(ask, sealed(), replace(market, share=share)).price)

    return {
        "provider_share": Estimate(best),
        "expected_payment_optimal": payment(best),
        "expected_payment_fixed_price": payment(1.0),
        "expected_payment_near_cost_plus": payment(ALMOST_NOTHING),
        "expected_payment_cost_plus_random_winner": payment(0.0),
    }


def noisy_quality(ask: Ask, *, n: int, noise_sd: float) -> Found:
    """B21: quality seen through a panel's error, price without weight."""
    spread = float(np.hypot(1, noise_sd))
    middle, unit = 0.5, 0.5 / (ROOM * spread)
    by = sealed(price_weight=0.0, quality_noise_sd=noise_sd * unit)
    market = TextbookMarket(uniform(1, 2), n, quality=normal(middle, unit))
    awards, anyone = drawn(ask, by, market), drawn(ask, by, replace(market, bidders=1))

    def slope(true: np.ndarray, seen: np.ndarray) -> float:
        return float(np.cov(true, seen)[0, 1] / np.var(seen, ddof=1))

    return {
        "expected_true_quality_of_winner": mean_of((awards.quality_true - middle) / unit),
        "expected_measured_quality_of_winner": mean_of((awards.quality_scored - middle) / unit),
        "reliability": statistic_of(slope, anyone.quality_true, anyone.quality_scored),
    }
