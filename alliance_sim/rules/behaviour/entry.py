"""Entry: who finds a competition worth the cost of bidding."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq
from scipy.special import comb


def entry_probability(potential: int, rent: Callable[[int], float], bid_cost: float) -> float:
    """Chance with which each potential bidder enters, in the symmetric equilibrium.

    A potential bidder does not yet know its cost; it enters while its expected rent, over how many
    others enter, covers the cost of bidding (Levin and Smith 1994).

    Args:
        potential: How many could bid.
        rent: Expected profit of each of n bidders, same money unit as `bid_cost`.
        bid_cost: Cost of preparing one bid.

    Returns:
        Probability in [0, 1]; 1 if bidding pays even when all enter, 0 if it never does.
    """
    if potential == 0:
        return 0.0
    rents = np.array([rent(count) for count in range(1, potential + 1)])
    if rents[-1] >= bid_cost:
        return 1.0
    if rents[0] <= bid_cost:
        return 0.0
    others = np.arange(potential)
    ways = comb(potential - 1, others)

    def gain(probability: float) -> float:
        weights = ways * probability**others * (1 - probability) ** others[::-1]
        return float(weights @ rents) - bid_cost

    return float(brentq(gain, 0.0, 1.0, xtol=1e-10))
