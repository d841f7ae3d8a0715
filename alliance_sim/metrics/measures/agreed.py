"""What awards came to: agreed prices, how often the lowest won, contracts given back."""

import numpy as np

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.world.history import Signed

NEVER = float("nan")


def _signed(period: Counted) -> list[Signed]:
    """Contracts signed in the counted months, by someone who competed for them."""
    return [
        one
        for one in period.world.record.history.signed
        if one.month > period.from_month and len(one.tendering.bidders)
    ]


def _price(period: Counted) -> float:
    """Agreed prices over the reference, by value."""
    signed, reference = _signed(period), period.world.reference
    value = np.array([float(one.deal.planned @ reference) for one in signed])
    ratio = np.array([one.tendering.award.price_ratio for one in signed])
    return float(value @ ratio) / float(value.sum()) if value.sum() > 0 else NEVER


def _lowest_wins(period: Counted) -> float:
    """Share of awards with a choice that went to the lowest bid."""
    won, chances = 0, 0
    for one in _signed(period):
        award, who = one.tendering.award, one.tendering.bidders.provider
        if np.isfinite(award.bids).sum() < 2 or len(award.winners) != 1:
            continue
        chances += 1
        won += int(who[int(np.nanargmin(award.bids))]) == award.winners[0]
    return won / chances if chances else NEVER


def _cover(one: Signed) -> float:
    """Price agreed over what the work would cost the winner by its own books."""
    bidders, award = one.tendering.bidders, one.tendering.award
    proof = bidders.floor if bidders.proof is None else bidders.proof
    at = np.flatnonzero(bidders.provider == award.winners[0])[0]
    return float(award.price_ratio / proof[at])


def _given_back(period: Counted, *, low: bool) -> float:
    """Share of contracts that were given back, of those won at a low price or of all others.

    A price is low if it does not cover what the work costs the winner by its own books.
    """
    back = {id(one.deal) for one in period.world.record.history.given_back}
    alone = [one for one in _signed(period) if len(one.deal.members) == 1]
    some = [id(one.deal) in back for one in alone if (_cover(one) < 1) == low]
    return float(np.mean(some)) if some else NEVER


def _low(period: Counted) -> float:
    return _given_back(period, low=True)


def _other(period: Counted) -> float:
    return _given_back(period, low=False)


def _gap(period: Counted) -> float:
    return _low(period) - _other(period)


MEASURES = (
    Measure(
        "agreed_price_ratio",
        "Agreed price over the reference",
        "ratio",
        "Prices agreed in awards (or targets with fee) over the reference price, by value.",
        None,
        _price,
        3,
    ),
    Measure(
        "lowest_price_wins_share",
        "Awards to the lowest price",
        "share",
        "Share of awards with two bids or more that the lowest bid won.",
        None,
        _lowest_wins,
    ),
    Measure(
        "given_back_low_share",
        "Contracts won below cost and given back",
        "share",
        "Share given back of contracts won at a price that does not cover the winner's own cost.",
        False,
        _low,
        3,
    ),
    Measure(
        "given_back_gap",
        "Given back: won below cost, less all others",
        "share",
        "Share given back of contracts won below the winner's own cost, less that of all others.",
        None,
        _gap,
        3,
    ),
)
