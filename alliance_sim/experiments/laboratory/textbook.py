"""Awards in a textbook market, drawn in batches through the rules that the simulation uses."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from alliance_sim.evidence import catalogue
from alliance_sim.experiments.laboratory.draws import Drawn, draw
from alliance_sim.experiments.laboratory.market import MarketError, TextbookMarket
from alliance_sim.experiments.laboratory.sample import (
    Sample,
    bids_of,
    entrants_of,
    joined,
    of_winners,
)
from alliance_sim.rules.behaviour.bidding import expected_lowest_two, learned_markup
from alliance_sim.rules.behaviour.cost_share import best_share
from alliance_sim.rules.behaviour.distributions import Distribution, Moved, empirical
from alliance_sim.rules.behaviour.entry import entry_probability
from alliance_sim.rules.behaviour.quality_bidding import (
    TYPES,
    given_types,
    optimal_points,
    pseudo_types,
)
from alliance_sim.rules.levers import BidBeliefs
from alliance_sim.rules.mechanisms import MECHANISMS, Mechanism
from alliance_sim.rules.offers import Awards, Bidders, Floats
from alliance_sim.scenario import load_text

AT_ONCE = 2**19
"""Bids worked out at a time: enough to be quick, few enough to stay in the machine's cache."""

PLAIN: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "selection": {
        "scored_bids": {"price_weight": 1.0, "low_bid_ratio": 0.0},
        "lowest_price": {"quality_floor": 0.0, "recheck": False},
        "capability_first": {},
    },
    "price": {
        "first_price": {},
        "second_price": {},
        "descending_clock": {"decrement": 0.0, "minimum_bidders": 1},
        "open_book_target": {},
    },
}
"""What a textbook leaves out, by lever and kind: nothing but cost decides, and no friction."""

FREE = {"authority_cost": 0.0, "authority_cost_per_bid": 0.0, "bid_cost": 0.0}
"""Costs of the procedure: in a textbook market the entry cost stands for all of them."""


def textbook_way(name: str, settings: Mapping[str, Any] | None = None) -> Mechanism:
    """A way of buying as textbooks have it, or with some of the simulation's settings back in.

    Args:
        name: A name in `MECHANISMS`.
        settings: Settings by lever and field, such as `price.decrement`; a lever's `kind` too.

    Raises:
        InputError: A name or setting is not known, or a value is not allowed.
    """
    settings = dict(settings or {})
    option: dict[str, Any] = {"mechanism": name}
    for lever, kinds in PLAIN.items():
        start = MECHANISMS[name].PRESET[lever] if name in MECHANISMS else ""
        kind = settings.get(f"{lever}.kind", start)
        option[lever] = {"kind": kind, **kinds.get(str(kind), {})}
    option["selection"] |= {**FREE, "quality_noise_sd": 0.0}
    for path, value in settings.items():
        lever, _, field = path.partition(".")
        option.setdefault(lever, {})[field] = value
    document = {
        "title": "A textbook market",
        "place": {"councils": ["Bexley"], "residents": 1},
        "months": 1,
        "warm_up": 0,
        "services": ["home_care"],
        "options": {"award": option},
    }
    return load_text(json.dumps(document), "award").options["award"]


def optimal_rule(way: Mechanism, market: TextbookMarket) -> Mechanism:
    """The same with the scoring rule that makes the buyer best off: quality discounted.

    Raises:
        MarketError: Bidders do not choose quality, or bids are not scored.
    """
    if market.technology is None or way.selection.kind != "scored_bids":
        raise MarketError("the optimal scoring rule needs scored bids and a cost of quality")
    worth = way.selection.pound_per_point(1.0, 1.0)
    points = optimal_points(market.technology, worth)
    return way.model_copy(
        update={"selection": way.selection.model_copy(update={"quality_points": points})}
    )


def beliefs_in(way: Mechanism, market: TextbookMarket) -> BidBeliefs:
    """What bidders believe in a textbook market: all of it true."""
    costs, ceiling = market.costs, highest(way, market)
    spread = costs.high - costs.low
    worth = way.selection.pound_per_point(spread, ceiling)
    shifted = market.shared is not None and market.share > 0
    believed: Distribution = costs
    if market.technology is not None:
        points = getattr(way.selection, "quality_points", None)
        believed = _pseudo(market, worth, points)
    elif market.quality is not None and worth > 0:
        believed = given_types(costs, market.quality, worth)
    elif shifted and market.shared is not None:
        added = float(market.shared.floor(np.zeros(1), market.share)[0])
        believed = Moved(costs, added) if added else costs
    values = catalogue().values({})
    return BidBeliefs(
        rule="naive" if market.rule == "corrected" else market.rule,
        rivals_cost=believed,
        pound_per_point=worth,
        ceiling=ceiling,
        provider_share=market.share,
        padding_cost=float(values["bidding.padding_cost"]),
        attitude=market.attitude,
        outside=market.outside,
        reckoned=market.bidders,
        common_error=market.error,
    )


def _pseudo(market: TextbookMarket, worth: float, points: Any) -> Distribution:
    """Pseudo-types where quality is chosen, or costs of the quality demanded of all."""
    technology = market.technology
    if technology is None:
        return market.costs
    if market.standard is None:
        return pseudo_types(technology, worth, points)
    if technology.fixed is None:
        slope = technology.slope.quantile(np.linspace(0, 1, TYPES))
        return empirical(technology.cost(slope, np.array(market.standard)))
    # The fixed part, less a slope that counts against it.
    scale = float(technology.cost(np.ones(1), np.array(market.standard))[0])
    return given_types(technology.fixed, technology.slope, -scale)


def highest(way: Mechanism, market: TextbookMarket) -> float:
    """Highest acceptable price: the market's, or one that keeps nobody out."""
    if market.ceiling is not None:
        return market.ceiling
    if market.technology is not None:
        fixed = market.technology.fixed.high if market.technology.fixed else 0.0
        dearest = float(
            market.technology.cost(np.array([market.technology.slope.high]), np.ones(1))[0]
        )
        return fixed + dearest + way.selection.pound_per_point(1.0, 1.0)
    if market.error is not None:
        # An estimate errs by no more than the width of the error, and so does a margin on it.
        return market.costs.high + 3 * (market.error.high - market.error.low) + market.margin
    top = market.costs.high
    if market.quality is not None:
        # The best of the dearest may ask for all that its quality is worth.
        worth = way.selection.pound_per_point(top - market.costs.low, top)
        top += worth * (market.quality.high - market.quality.low)
    if market.shared is not None and market.share > 0:
        top = float(market.shared.floor(np.array([top]), market.share)[0])
    return top


def entry_chance(way: Mechanism, market: TextbookMarket) -> float:
    """Chance with which each of those who could bid does; 1 where bidding is free."""
    if market.entry_cost == 0:
        return 1.0
    rents = way.rents(market.bidders, beliefs_in(way, market))
    return entry_probability(
        market.bidders, lambda count: rents[count - 1] * _kept(market), market.entry_cost
    )


def _kept(market: TextbookMarket) -> float:
    """What a pound more in the bid brings the winner."""
    return market.share if market.shared is not None else 1.0


def sample(way: Mechanism, market: TextbookMarket, repeat: int, seed: int = 1) -> Sample:
    """Draw awards, each with bidders, costs and luck of its own.

    Args:
        way: The way of buying.
        market: Who could bid.
        repeat: Awards, at least 1. Adaptive bidders go through them in histories.
        seed: The same seed, the same awards.

    Returns:
        One row an award, in the order of drawing; of adaptive bidders, history by history.
    """
    if repeat < 1:
        raise MarketError(f"repeat: must be at least 1, found {repeat}")
    _check_scores(way, market)
    rng, beliefs = np.random.default_rng(seed), beliefs_in(way, market)
    chance = entry_chance(way, market)
    if market.rule == "adaptive":
        return _histories(way, market, beliefs, chance, repeat, rng)
    parts, done = [], 0
    while done < repeat:
        count = min(max(AT_ONCE // market.bidders, 1), repeat - done)
        drawn = draw(way, market, beliefs, chance, count, rng)
        made = way.awards(drawn.bidders, beliefs)
        parts.append(_outcome(way, market, beliefs, drawn, made, np.arange(done, done + count)))
        done += count
    return joined(parts)


def _check_scores(way: Mechanism, market: TextbookMarket) -> None:
    """Price scores are about prices above zero."""
    if way.selection.kind != "scored_bids":
        return
    lowest = market.costs.low + (market.error.low if market.error is not None else 0.0)
    if lowest < 0:
        raise MarketError(
            f"costs: scored bids need costs of at least 0, found {lowest:g}; give bounds, or let "
            "price alone decide with --mechanism reverse_auction"
        )


def _histories(
    way: Mechanism,
    market: TextbookMarket,
    beliefs: BidBeliefs,
    chance: float,
    repeat: int,
    rng: np.random.Generator,
) -> Sample:
    """Many markets side by side, in each of which the same bidders meet again and again."""
    rounds = min(market.history, repeat)
    markets = repeat // rounds
    markup = np.full((markets, market.bidders), market.margin)
    parts = []
    for _ in range(rounds):
        drawn = draw(way, market, beliefs, chance, markets, rng)
        bidders = replace(drawn.bidders, markup=markup)
        made = way.awards(bidders, beliefs)
        parts.append(
            _outcome(
                way, market, beliefs, replace(drawn, bidders=bidders), made, np.arange(markets)
            )
        )
        won = np.zeros((markets, market.bidders + 1), dtype=bool)
        np.put_along_axis(won, made.members, True, axis=1)
        learned = learned_markup(markup, won[:, :-1], market.step)
        markup = np.where(bidders.here, learned, markup)
    return joined(parts)


def _outcome(
    way: Mechanism,
    market: TextbookMarket,
    beliefs: BidBeliefs,
    drawn: Drawn,
    made: Awards,
    history: Any,
) -> Sample:
    members, price = made.members, made.price_ratio
    cost = of_winners(drawn.cost, members)
    rent = price - cost
    if market.shared is not None:
        floor = of_winners(drawn.bidders.floor, members)
        rent = market.share * (price - floor)
        price = market.shared.payment(price, cost, market.share)
    lowest, mean = bids_of(made)
    entrants = entrants_of(drawn.bidders)
    fallback = np.nan if market.outside is None else market.outside
    true = of_winners(drawn.quality, members)
    gain = np.full(len(price), np.nan)
    if market.technology is not None:
        worth = way.selection.pound_per_point(1.0, 1.0)
        gain = worth * true - price
    return Sample(
        price=price,
        winner_cost=cost,
        rent=rent,
        quality_true=true,
        quality_scored=of_winners(made.scored_quality, members),
        lowest_bid=lowest,
        mean_bid=mean,
        entrants=entrants,
        buyer_cost=np.where(np.isfinite(price), price, fallback),
        buyer_gain=gain,
        entry_cost=entrants * market.entry_cost,
        by_lot=made.by_lot.astype(float),
        history=history,
    )


def bid_at(way: Mechanism, market: TextbookMarket, costs: Floats) -> Floats:
    """What a bidder of each cost asks where all who could bid do, shape as `costs`.

    Raises:
        MarketError: Quality differs between bidders: a bid then depends on more than cost.
    """
    if market.quality is not None or market.technology is not None:
        raise MarketError("a bid by cost alone needs bidders of the same quality")
    beliefs = beliefs_in(way, market)
    floor = np.repeat(np.asarray(costs, dtype=float)[:, None], market.bidders, axis=1)
    same = np.zeros(floor.shape)
    bidders = Bidders(
        provider=np.arange(market.bidders),
        floor=floor,
        capability=same,
        writing=same,
        trust=same,
        panel=same,
        tie=same,
        markup=np.divide(market.margin, floor, out=same.copy(), where=floor != 0),
        covers=np.ones((market.bidders, 1), dtype=bool),
    )
    return way.awards(bidders, beliefs).bids[:, 0]


def auction_share(market: TextbookMarket, least: float) -> tuple[float, float]:
    """Share of cost left with the winner that makes an auctioned contract cheapest, and its price.

    Payments are expectations over the market's costs: the winner's floor is the lowest, and its
    bid is on average the second-lowest, whatever the format.

    Args:
        market: With `shared`; its own share plays no part.
        least: Smallest share to consider, above 0.

    Raises:
        MarketError: The market says nothing of what happens to cost after the award.
    """
    shared = market.shared
    if shared is None:
        raise MarketError("shared: must say what effort and risk cost the winner")
    lowest, second = expected_lowest_two(market.bidders, market.costs)

    def payment(share: float) -> float:
        bid = shared.floor(np.array([second]), share)
        return float(shared.payment(bid, np.array([lowest]), share)[0])

    return best_share(payment, least)
