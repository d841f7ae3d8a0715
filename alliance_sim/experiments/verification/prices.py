"""Adapters: what private costs become in sealed bids and on the clock (B1 to B5)."""

import re

import numpy as np

from alliance_sim.experiments.laboratory import TextbookMarket
from alliance_sim.experiments.verification.estimates import (
    Ask,
    Estimate,
    Found,
    exact,
    mean_of,
    share_of,
    statistic_of,
)
from alliance_sim.experiments.verification.textbook import bid, clock, drawn, sealed
from alliance_sim.rules.behaviour.bidding import Attitude
from alliance_sim.rules.behaviour.distributions import Distribution, exponential, power, uniform

FILES_AWARDS = 500_000
"""Awards behind the file's own simulated figures of the clock, as it says of itself."""


def _bids_at(ask: Ask, market: TextbookMarket) -> Found:
    """Bids at the costs that outputs name: `bid_at_c05` is that at a cost of 0.5.

    A cost outside the support stands for the same share of the way through it.
    """
    low, high = market.costs.low, market.costs.high
    found: Found = {}
    for name in ask.outputs:
        if name.startswith("bid_at_c"):
            at = _number_in(name.removeprefix("bid_at_c"))
            cost = at if low <= at <= high else low + at * (high - low)
            found[name] = Estimate(bid(sealed(), market, cost))
    return found


def _number_in(digits: str) -> float:
    """A number as names write it: `0`, `05` for 0.5, `15` for 1.5."""
    return float(f"{digits[0]}.{digits[1:] or '0'}")


def first_price_uniform(ask: Ask, *, n: int, a: float, b: float) -> Found:
    """B1: sealed first-price awards with evenly spread costs."""
    market = TextbookMarket(uniform(a, b), n)
    first, second = (drawn(ask, sealed(kind), market) for kind in ("first_price", "second_price"))
    return {
        "expected_winner_cost": mean_of(first.winner_cost),
        "expected_price": mean_of(first.price),
        "expected_rent": mean_of(first.rent),
        "var_price_first": statistic_of(np.var, first.price),
        "var_price_second": statistic_of(np.var, second.price),
    } | _bids_at(ask, market)


def first_price_averse(ask: Ask, *, n: int, alpha: float) -> Found:
    """B1b: bidders of constant relative risk aversion, sealed and on the clock."""
    market = TextbookMarket(uniform(0, 1), n, attitude=Attitude(exponent=alpha))
    middle = (market.costs.low + market.costs.high) / 2
    room = market.costs.high - middle
    return {
        "expected_price_first": mean_of(drawn(ask, sealed(), market).price),
        "expected_price_open": mean_of(drawn(ask, clock(), market).price),
        "markup_coefficient": Estimate((bid(sealed(), market, middle) - middle) / room),
    }


def _first_price(ask: Ask, costs: Distribution, n: int) -> Found:
    market = TextbookMarket(costs, n)
    awards = drawn(ask, sealed(), market)
    return {
        "expected_winner_cost": mean_of(awards.winner_cost),
        "expected_price": mean_of(awards.price),
    } | _bids_at(ask, market)


def first_price_power(ask: Ask, *, n: int, k: float) -> Found:
    """B2: more or less mass on low costs."""
    return _first_price(ask, power(k, 0, 1), n)


def first_price_exponential(ask: Ask, *, n: int, lam: float, b: float) -> Found:
    """B3: exponential costs, cut at b or not at all."""
    costs = exponential(lam, 0, b)
    market = TextbookMarket(costs, n)
    low = costs.low
    return _first_price(ask, costs, n) | exact(markup=bid(sealed(), market, low) - low)


def open_auction(ask: Ask, *, n: int) -> Found:
    """B4: second price, and a clock that falls by steps."""
    market = TextbookMarket(uniform(0, 1), n)
    found = {"expected_price_vickrey": mean_of(drawn(ask, sealed("second_price"), market).price)}
    steps = {re.search(r"\d*\.\d+", name) for name in ask.outputs} - {None}
    for step in {match.group() for match in steps if match}:
        awards = drawn(ask, clock(float(step)), market)
        # The file's own standard error is that of as many awards as it drew.
        spread = statistic_of(np.std, awards.price, scale=FILES_AWARDS**-0.5)
        found |= {
            f"clock_price_decrement_{step}_mc": mean_of(awards.price),
            f"clock_price_decrement_{step}_se": spread,
            f"tie_share_{step}_mc": share_of(awards.by_lot > 0),
        }
    return found


def reserve_price(ask: Ask, *, V: float, n: int, reserve: float, optimal: bool) -> Found:
    """B5: a ceiling, given or the best that the buyer can find; V is what falling back costs."""
    if optimal:
        market, by = TextbookMarket(uniform(0, 1), n, outside=V), sealed()
        by = by.model_copy(update={"price": by.price.model_copy(update={"reserve": "optimal"})})
    else:
        market, by = TextbookMarket(uniform(0, 1), n, ceiling=reserve, outside=V), sealed()
    awards = drawn(ask, by, market)
    return {
        "expected_buyer_cost": mean_of(awards.buyer_cost),
        "prob_no_award": share_of(~awards.awarded),
    }
