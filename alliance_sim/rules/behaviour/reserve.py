"""Reserve: the highest price worth accepting for a buyer that has something to fall back on."""

from functools import lru_cache

import numpy as np

from alliance_sim.rules.behaviour.distributions import Distribution

GRID = 401
"""Points at which the best reserve is looked for before it is refined."""


@lru_cache(maxsize=256)
def optimal_reserve(belief: Distribution, outside: float) -> float:
    """Ceiling that makes buying cheapest on average, given what falling back costs.

    A lower ceiling is paid less often, for fewer can live with it. The best one is where the
    saving on one bidder, `(outside - r) F(r)`, is greatest. It does not depend on how many bid
    where F/f rises with cost (Myerson; Riley and Samuelson), as in all families here but some
    empirical ones. Found numerically from the distribution.

    Args:
        belief: Distribution of a bidder's cost.
        outside: What the buyer's alternative costs, same unit.

    Returns:
        A price between the support's bounds; the lower bound where falling back is cheaper still.
    """
    # Loading the optimiser takes longer than most commands do, and few ask for it.
    from scipy.optimize import minimize_scalar

    if outside <= belief.low or belief.high <= belief.low:
        return belief.low

    def loss(price: float) -> float:
        return -(outside - price) * (1 - float(belief.survival(np.array([price]))[0]))

    grid = np.linspace(belief.low, belief.high, GRID)
    saving = (outside - grid) * (1 - belief.survival(grid))
    best = int(np.argmax(saving))
    bracket = grid[max(best - 1, 0)], grid[min(best + 1, GRID - 1)]
    found = minimize_scalar(loss, bounds=bracket, method="bounded", options={"xatol": 1e-10})
    # The best may lie on a bound, which a bounded search only comes near.
    ends = [float(found.x), float(grid[best])]
    return min(ends, key=loss)
