"""Renegotiation: what it costs when needs change under a contract that did not foresee it."""

import numpy as np

from alliance_sim.rules.offers import Bools, Floats


def renegotiation_cost(
    changed: Floats | Bools | float, friction: Floats | float, reimburses_cost: Bools | bool
) -> Floats:
    """Cost of agreeing anew: disputes, advisers, work that stands still.

    A contract that pays a price must be agreed anew when what is wanted changes; one that pays
    what care costs goes on as it is (after Bajari and Tadelis 2001). Arguments broadcast.

    Args:
        changed: Whether needs have changed, or the chance that they do.
        friction: What agreeing anew costs, in money.
        reimburses_cost: Whether the contract pays actual cost.
    """
    return np.asarray(changed * np.where(reimburses_cost, 0.0, friction))
