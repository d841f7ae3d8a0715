"""A menu of cost shares: each provider picks the share that suits how efficient it is.

An efficient provider takes a large share of cost for a large fee, a dear one a small share for a
small fee. To make it pick as it should, an efficient one must be left a rent, which grows with the
shares that dearer ones are offered; so their shares are kept low (Laffont and Tirole 1986).
"""

from functools import lru_cache

import numpy as np

from alliance_sim.rules.behaviour.cost_share import SharedWork
from alliance_sim.rules.behaviour.distributions import Distribution
from alliance_sim.rules.behaviour.search import best_of

STEP = 1e-6
"""Difference in cost that two neighbouring types have, as a share of the support's width."""


def burden(work: SharedWork, cost: float, share: float) -> float:
    """What a share of its cost costs a provider of this type: its part of cost, and the effort."""
    saved = work.saving(share)
    return share * (cost - saved) + work.effort_cost * saved**2 / 2


@lru_cache(maxsize=4096)
def menu_share(work: SharedWork, types: Distribution, cost: float, fund_cost: float) -> float:
    """Share of cost that a menu means for a type, found by trying shares from 0 to 1.

    Weighed are cost and effort of this type, at what public money costs, and the rent that its
    share leaves to all who are cheaper: they could have picked it too. Best type by type where
    the chance of being cheaper, against that of being this type, rises with cost.

    Args:
        work: How far cost falls with the share, and at what effort. Risk plays no part.
        types: Distribution of cost before any saving.
        cost: The type, between the bounds of `types`.
        fund_cost: What raising a pound costs others beyond the pound.

    Raises:
        ValueError: The type lies outside the support.
    """
    if not types.low <= cost <= types.high:
        raise ValueError(f"a type between {types.low:g} and {types.high:g} is wanted, not {cost:g}")
    at = np.array([cost])
    cheaper, this = 1 - float(types.survival(at)[0]), float(types.density(at)[0])
    step = STEP * (types.high - types.low)

    def gain(share: float) -> float:
        saved = work.saving(share)
        spent = cost - saved + work.effort_cost * saved**2 / 2
        rent = (burden(work, cost, share) - burden(work, cost - step, share)) / step
        return -(this * (1 + fund_cost) * spent + fund_cost * cheaper * rent)

    return best_of(gain, 0.0, 1.0)[0]
