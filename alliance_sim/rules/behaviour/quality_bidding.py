"""Quality that bidders choose: what they offer under a scoring rule, and which rule is best.

After Che (1993) and Asker and Cantillon (2008): under a score of worth of quality less price, a
bidder offers the quality that makes worth less its cost greatest, whatever the competition, and
price and quality then compete as one number, the pseudo-type. Everything is found numerically, on
a grid of quality and of types, from the distributions and the cost of quality.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from alliance_sim.rules.behaviour.bidding import expected_lowest_two
from alliance_sim.rules.behaviour.distributions import Bounded, Distribution, empirical
from alliance_sim.rules.offers import Floats

QUALITIES = 1001
"""Points of quality, 0 to 1, among which a bidder looks for its best."""

TYPES = 513
"""Types for which the best quality is tabulated, evenly in chance."""

LATTICE = 512
"""Types in each of two dimensions, evenly in chance, whose pseudo-types make a distribution."""

EVENLY = (np.arange(LATTICE) + 0.5) / LATTICE
"""Middles of so many steps of equal chance."""

Curve = tuple[tuple[float, float], ...]
"""Pairs of quality and the points it earns, a straight line between."""


@dataclass(frozen=True, slots=True)
class QualityCost:
    """What quality costs bidders: a fixed part and a slope, both their own.

    Quality q, 0 to 1, costs `fixed + slope * q ** curvature / curvature`. `slope` is the
    distribution of slopes, `fixed` that of fixed parts (none if not given).
    """

    slope: Distribution
    curvature: float
    fixed: Distribution | None = None

    def cost(self, slope: Floats, quality: Floats) -> Floats:
        """Cost of quality apart from the fixed part; arrays that broadcast."""
        return slope * quality**self.curvature / self.curvature


@dataclass(frozen=True, slots=True)
class Responses:
    """What each slope offers under a rule: arrays of shape (types,), slopes rising.

    `quality` is the best quality and `surplus` the worth of its points less its cost.
    """

    slope: Floats
    quality: Floats
    surplus: Floats


@lru_cache(maxsize=64)
def best_responses(technology: QualityCost, worth: float, points: Curve | None) -> Responses:
    """Quality that each slope offers when a point is worth so much.

    Args:
        technology: What quality costs.
        worth: Price of one point.
        points: Points that quality earns; one for one if not given.
    """
    slope = technology.slope.quantile(np.linspace(0, 1, TYPES))
    grid = np.linspace(0, 1, QUALITIES)
    earned = grid if points is None else np.interp(grid, *np.array(points).T)
    return Responses(slope, *_best(technology, slope, worth * earned, grid))


def _best(
    technology: QualityCost, slope: Floats, earned: Floats, grid: Floats
) -> tuple[Floats, Floats]:
    """Best quality and surplus of each slope, refined by a parabola through the best three."""
    surplus = earned - technology.cost(slope[:, None], grid)
    middle = np.clip(surplus.argmax(axis=1), 1, len(grid) - 2)
    rows = np.arange(len(slope))
    before, at, after = (surplus[rows, middle + step] for step in (-1, 0, 1))
    bend = before - 2 * at + after
    shift = np.divide(before - after, 2 * bend, out=np.zeros_like(at), where=bend < 0)
    shift = np.clip(shift, -1, 1)
    step = grid[1] - grid[0]
    return grid[middle] + shift * step, at - (before - after) * shift / 4


def optimal_points(technology: QualityCost, worth: float) -> Curve:
    """The rule that makes the buyer best off: quality discounted against its full worth.

    Better quality is asked of low slopes only at the price of a rent to them. The best rule has
    slope t offer what would be best if its slope were `t + F(t)/f(t)`; the points that make it do
    so rise with quality as fast as the quality's cost does for whom it is meant.

    Args:
        technology: What quality costs; its fixed part plays no part.
        worth: The buyer's own worth of a quality point.

    Returns:
        Points by quality, 0 to 1, never more than the quality itself; to be used with the same
        worth of a point.
    """
    grid = np.linspace(0, 1, QUALITIES)
    slope = technology.slope.quantile(np.linspace(0, 1, TYPES))
    below = 1 - technology.slope.survival(slope)
    virtual = slope + below / technology.slope.density(slope)
    wanted, _ = _best(technology, virtual, worth * grid, grid)
    # Which slope a quality is meant for; below all of them quality earns its full worth.
    middles = (grid[1:] + grid[:-1]) / 2
    meant_for = np.interp(middles, wanted[::-1], slope[::-1])
    rise = meant_for * middles ** (technology.curvature - 1)
    rise = np.where(middles < wanted[-1], worth, np.where(middles > wanted[0], 0.0, rise))
    points = np.concatenate([[0.0], np.cumsum(rise * np.diff(grid))]) / worth
    return tuple(zip(grid.tolist(), points.tolist(), strict=True))


@lru_cache(maxsize=64)
def pseudo_types(technology: QualityCost, worth: float, points: Curve | None) -> Bounded:
    """Distribution of cost less the worth of points at each bidder's best quality.

    It stands in the place of cost in the equilibrium of a scored award: a low one wins.
    """
    response = best_responses(technology, worth, points)
    if technology.fixed is None:
        return empirical(-response.surplus)
    surplus = np.interp(EVENLY, np.linspace(0, 1, TYPES), response.surplus)
    ends = technology.fixed.low - response.surplus[0], technology.fixed.high - response.surplus[-1]
    return _pooled(technology.fixed.quantile(EVENLY)[:, None] - surplus, *ends)


@lru_cache(maxsize=64)
def given_types(costs: Distribution, quality: Distribution, worth: float) -> Bounded:
    """Distribution of cost less the worth of quality where both are given, and independent."""
    pooled = costs.quantile(EVENLY)[:, None] - worth * quality.quantile(EVENLY)
    return _pooled(pooled, costs.low - worth * quality.high, costs.high - worth * quality.low)


def _pooled(values: Floats, low: float, high: float) -> Bounded:
    """A distribution from equally likely values, at steps of equal chance between its bounds."""
    ranked = np.sort(values.ravel())
    chance = (np.arange(len(ranked)) + 0.5) / len(ranked)
    inside = np.interp(np.linspace(0, 1, TYPES), chance, ranked)
    return empirical(np.concatenate([[low], inside[1:-1], [high]]))


def best_standard(technology: QualityCost, worth: float, bidders: int) -> tuple[float, float]:
    """Best quality to demand of all where price alone decides, and the buyer's gain from it.

    The buyer pays the second-lowest cost of that quality on average.
    """
    grid = np.linspace(0, 1, QUALITIES)
    _, second = expected_lowest_two(bidders, technology.slope)
    quality, gain = _best(technology, np.array([second]), worth * grid, grid)
    return float(quality[0]), float(gain[0])
