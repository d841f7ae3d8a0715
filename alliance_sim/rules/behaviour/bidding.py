"""Bidding: what a bidder asks for, given its cost and what it believes of its rivals."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from alliance_sim.rules.behaviour.distributions import CostDistribution, Distribution
from alliance_sim.rules.behaviour.quadrature import WEIGHTS, cells
from alliance_sim.rules.offers import Bools, Floats

__all__ = [
    "NEUTRAL",
    "Attitude",
    "CostDistribution",
    "equilibrium_markup",
    "expected_lowest_two",
    "expected_rent",
    "expected_rents",
    "fixed_price_rents",
    "learned_markup",
    "risk_premium",
]

TINY = 1e-280
"""A chance of winning below this is none: dividing by it would say nothing."""


@dataclass(frozen=True, slots=True)
class Attitude:
    """How a bidder weighs an uncertain profit against a certain one, alike for all bidders.

    `exponent` is that of the worth of a profit x, `x ** exponent`: 1 is neutral, less is averse
    (constant relative risk aversion). `absolute` is constant absolute risk aversion, per unit of
    the award's money. One of the two may differ from neutral.
    """

    exponent: float = 1.0
    absolute: float = 0.0


NEUTRAL = Attitude()
"""A pound for sure is worth a pound on average."""


@lru_cache(maxsize=512)
def _margin_table(
    rivals: int, belief: Distribution, attitude: Attitude, top: float, known: bool
) -> tuple[Floats, Floats]:
    """Knots from the lower bound to `top`, and the equilibrium margin at each."""
    knots, survive, width, nodes, inside, _ = cells(belief, top)
    if known and top < belief.high:
        # A rival who can live with the ceiling is not above it.
        beyond = survive[-1]
        survive, inside = (survive - beyond) / (1 - beyond), (inside - beyond) / (1 - beyond)
    power = rivals / attitude.exponent
    win, win_inside = survive**power, inside**power
    if attitude.absolute:
        # Profits are weighed from the lower bound on, so that no exponential overflows.
        win = win * np.exp(-attitude.absolute * (knots - knots[0]))
        win_inside = win_inside * np.exp(-attitude.absolute * (nodes - knots[0]))
    pieces = (win_inside @ WEIGHTS) * width
    above = np.concatenate([np.cumsum(pieces[::-1])[::-1], [0.0]])
    likely = win > TINY
    margin = np.divide(above, win, out=np.zeros_like(win), where=likely)
    if attitude.absolute:
        margin = (
            -np.log1p(-np.minimum(attitude.absolute * margin, 1 - np.finfo(float).eps))
            / attitude.absolute
        )
    if not likely.all():
        # The chance of winning vanishes towards the top, and so does the margin.
        last = int(np.count_nonzero(likely)) - 1
        ends = [knots[last], top]
        margin[last + 1 :] = np.interp(knots[last + 1 :], ends, [margin[last], 0.0])
    return knots, margin


def equilibrium_markup(
    cost: Floats,
    bidders: int,
    belief: Distribution,
    *,
    attitude: Attitude = NEUTRAL,
    ceiling: float | None = None,
    known: bool = False,
) -> Floats:
    """Margin over cost in the symmetric equilibrium of a sealed first-price award.

    With G the chance that no rival is cheaper, `S ** (bidders - 1)`, the margin m at cost c is the
    integral of G from c to the ceiling over G(c) for neutral bidders. Constant relative risk
    aversion raises G to one over the exponent; with constant absolute aversion r the condition of
    best response is linear in `exp(-r bid)` and gives
    `m = -log(1 - r integral of G(t) exp(-r (t - c)) dt / G(c)) / r`.

    Args:
        cost: Each bidder's cost or pseudo-type, any shape.
        bidders: How many bid, at least 2.
        belief: Distribution of a rival's cost.
        attitude: Towards risk.
        ceiling: Highest acceptable bid; the upper bound of the support if not given.
        known: Whether it is known who can live with the ceiling, so that all `bidders` can; else
            each of them may turn out to be no rival.

    Returns:
        Margin, same unit and shape; 0 for a cost at or above the upper bound or ceiling. A cost
        below the lower bound asks what the lower bound would: that wins already, so it gives
        nothing away.
    """
    below = np.maximum(belief.low - cost, 0.0)
    top = belief.high if ceiling is None else min(ceiling, belief.high)
    if top <= belief.low:
        return below
    centre, scale, plain = belief.standard()
    if attitude.absolute:
        attitude = Attitude(attitude.exponent, attitude.absolute * scale)
    most = plain.high if top == belief.high else (top - centre) / scale
    knots, margin = _margin_table(bidders - 1, plain, attitude, most, known)
    return np.asarray(np.interp((cost - centre) / scale, knots, margin) * scale + below)


def expected_rents(
    most: int, belief: Distribution, ceiling: float | None = None
) -> tuple[float, ...]:
    """Expected profit from taking part, before its cost is known, among 1 to `most` bidders.

    The integral of F S^(n-1) up to the ceiling: the gap between the lowest and the second-lowest
    cost (or the ceiling), shared by the chance of winning. The same for every standard award
    format (revenue equivalence). With one bidder, the gap to the ceiling, or to the upper bound
    if none is given.
    """
    top = belief.high if ceiling is None else min(ceiling, belief.high)
    beyond = 0.0 if ceiling is None else max(ceiling - belief.high, 0.0)
    if top <= belief.low:
        return beyond, *(0.0,) * (most - 1)
    centre, scale, plain = belief.standard()
    standard = _rents(most, plain, plain.high if top == belief.high else (top - centre) / scale)
    # A lone bidder is paid the ceiling even where no cost comes near it.
    return (standard[0] * scale + beyond, *(rent * scale for rent in standard[1:]))


@lru_cache(maxsize=512)
def _rents(most: int, belief: Distribution, top: float) -> tuple[float, ...]:
    *_, inside, weight = cells(belief, top)
    weighted, survive = (weight * (1 - inside)).ravel(), inside.ravel()
    # Row n is the chance that n rivals are all dearer.
    powers = np.cumprod(np.broadcast_to(survive, (most - 1, survive.size)), axis=0)
    return float(weighted.sum()), *(powers @ weighted).tolist()


def expected_rent(bidders: int, belief: Distribution) -> float:
    """A bidder's expected profit among `bidders`; see `expected_rents`."""
    return expected_rents(bidders, belief)[-1]


def fixed_price_rents(most: int, belief: Distribution, price: float) -> tuple[float, ...]:
    """Expected profit from taking part where all are paid one price, among 1 to `most` bidders.

    Price plays no part in the choice, so that each of those who can live with it is as likely to
    be chosen as any other: the expected gap to the price, times the chance of being chosen.
    """
    top, count = min(price, belief.high), np.arange(1, most + 1)
    if top <= belief.low:
        # Nobody can live with the price, or all cost the same and share what it leaves.
        return tuple((max(price - belief.low, 0.0) / count).tolist())
    *_, inside, weight = cells(belief, top)
    gap = float((weight * (1 - inside)).sum()) + max(price - belief.high, 0.0)
    willing = 1 - float(belief.survival(np.array([top]))[0])
    chosen = (1 - (1 - willing) ** count) / (count * willing)
    return tuple((gap * chosen).tolist())


def expected_lowest_two(bidders: int, belief: Distribution) -> tuple[float, float]:
    """Expected lowest and second-lowest of the values of `bidders` (the bound where there is one).

    The first is what the cheapest costs; the second what it is paid on average under every
    standard format.
    """
    if belief.high <= belief.low:
        return belief.low, belief.low
    *_, inside, weight = cells(belief, belief.high)
    none_below = inside**bidders
    one_below = bidders * (1 - inside) * inside ** (bidders - 1)
    lowest = belief.low + float((weight * none_below).sum())
    return lowest, lowest + float((weight * one_below).sum())


def risk_premium(
    risk_aversion: Floats, cost_share: float, cost_sd: float, value_year: float
) -> Floats:
    """Premium for bearing cost risk, as a share of the yearly value (CARA, normal risk).

    Args:
        risk_aversion: Constant absolute risk aversion per GBP, shape (bidders,).
        cost_share: Share of a marginal pound of cost that the provider bears.
        cost_sd: Standard deviation of a year's cost, as a share of its value.
        value_year: Value of a year of the contract, GBP.
    """
    return risk_aversion / 2 * cost_share**2 * cost_sd**2 * value_year


def learned_markup(markup: Floats, won: Bools, step: float) -> Floats:
    """Adaptive bidding: a winner asks for a little more next time, a loser for a little less."""
    return markup * (1 + np.where(won, step, -step))
