"""Bidding: what a bidder asks for, given its cost and what it believes of its rivals."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.special import ndtr

from alliance_sim.rules.offers import Floats


@dataclass(frozen=True, slots=True)
class CostDistribution:
    """Common belief about one rival's cost (or pseudo-type): bounded, on a fine grid.

    `shape` is normal (cut at the bounds) or uniform; `mean` and `sd` in the money unit of the
    award; `low` and `high` bound the support; `quality_mean` is the quality that a typical rival
    is believed to have, 0 to 1.
    """

    shape: str
    mean: float
    sd: float
    low: float
    high: float
    quality_mean: float = 0.0

    def survival(self, cost: Floats) -> Floats:
        """Chance that a rival's cost is above `cost`."""
        if self.shape == "uniform":
            return np.clip((self.high - cost) / (self.high - self.low), 0, 1)
        top, bottom = ndtr([(self.high - self.mean) / self.sd, (self.low - self.mean) / self.sd])
        inside = np.clip(cost, self.low, self.high)
        below = (ndtr((inside - self.mean) / self.sd) - bottom) / (top - bottom)
        return np.clip(1 - below, 0, 1)

    def up_to(self, ceiling: float) -> "CostDistribution":
        """The same belief about a rival who is known to be no dearer than a ceiling."""
        return replace(self, high=max(min(self.high, ceiling), self.low))


GRID = 801
"""Points of the numerical grid on which equilibrium margins are tabulated."""


@lru_cache(maxsize=512)
def _markup_table(bidders: int, belief: CostDistribution) -> tuple[Floats, Floats]:
    """Cost grid and equilibrium margin on it, for `bidders` symmetric risk-neutral bidders.

    The sealed first-price bid is cost plus the integral of S(t)^(n-1) from the cost to the upper
    bound, over S(cost)^(n-1), with S the survival function of a rival's cost.
    """
    grid, survive = _survival_table(belief)
    power = survive ** (bidders - 1)
    steps = (power[1:] + power[:-1]) / 2 * np.diff(grid)
    above = np.concatenate([np.cumsum(steps[::-1])[::-1], [0.0]])
    with np.errstate(invalid="ignore", divide="ignore"):
        margin = np.where(power > 0, above / power, 0.0)
    # Near the upper bound both integrals vanish; the margin falls to zero there.
    thin = power < np.finfo(float).eps
    margin[thin] = np.minimum(margin[thin], belief.high - grid[thin])
    return grid, margin


def equilibrium_markup(cost: Floats, bidders: int, belief: CostDistribution) -> Floats:
    """Margin over cost in the symmetric equilibrium of a sealed first-price award.

    Args:
        cost: Each bidder's cost or pseudo-type, shape (bidders,).
        bidders: How many bid, at least 2.
        belief: Distribution of a rival's cost.

    Returns:
        Margin, same unit and shape; 0 for a cost at or above the upper bound. A cost below the
        lower bound asks what the lower bound would: that wins already, so it gives nothing away.
    """
    below = np.maximum(belief.low - cost, 0.0)
    if belief.high <= belief.low:
        return below
    grid, margin = _markup_table(bidders, belief)
    return np.asarray(np.interp(cost, grid, margin) + below)


@lru_cache(maxsize=64)
def _survival_table(belief: CostDistribution) -> tuple[Floats, Floats]:
    """Cost grid and the chance that a rival's cost lies above each point of it."""
    grid = np.linspace(belief.low, belief.high, GRID)
    return grid, belief.survival(grid)


@lru_cache(maxsize=512)
def expected_rents(most: int, belief: CostDistribution) -> tuple[float, ...]:
    """Expected profit from taking part, before its cost is known, among 1 to `most` bidders.

    The gap between the lowest and second-lowest cost, shared by the chance of winning; the same
    for every standard award format (revenue equivalence). With one bidder, the gap to the upper
    bound.
    """
    if belief.high <= belief.low:
        return (0.0,) * most
    grid, survive = _survival_table(belief)
    count = np.arange(1, most + 1)[:, None]
    fewer = survive ** (count - 1)
    first = fewer * survive
    second = np.where(count > 1, first + count * fewer * (1 - survive), 1.0)
    return tuple((np.trapezoid(second - first, grid, axis=1) / count[:, 0]).tolist())


def expected_rent(bidders: int, belief: CostDistribution) -> float:
    """A bidder's expected profit among `bidders`; see `expected_rents`."""
    return expected_rents(bidders, belief)[-1]


@lru_cache(maxsize=256)
def expected_largest_error(bidders: int) -> float:
    """Mean of the largest of `bidders` standard normal errors (0 for one)."""
    x = np.linspace(-9, 9, 4001)
    density = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    return float(np.trapezoid(x * bidders * density * ndtr(x) ** (bidders - 1), x))


def winners_curse_correction(error_sd: float, bidders: int, awareness: float) -> float:
    """What to add to a cost estimate because the lowest estimate tends to be an underestimate.

    Args:
        error_sd: Standard deviation of the estimate of the common part of cost.
        bidders: How many bid.
        awareness: 0 for a naive bidder, 1 for one who corrects in full.
    """
    return awareness * error_sd * expected_largest_error(bidders)


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


def learned_markup(markup: float, won: bool, step: float) -> float:
    """Adaptive bidding: a winner asks for a little more next time, a loser for a little less."""
    return markup * (1 + step) if won else markup * (1 - step)
