"""What partners can expect from a target cost before they know their own cost."""

from functools import lru_cache

import numpy as np

from alliance_sim.rules.behaviour.distributions import Distribution
from alliance_sim.rules.behaviour.quadrature import cells


@lru_cache(maxsize=256)
def target_rents(
    most: int,
    belief: Distribution,
    *,
    on_top: float,
    fee: float,
    share: float,
    ceiling: float,
) -> tuple[float, ...]:
    """Expected profit from taking part, among 1 to `most` who open their books.

    A member of cost c agrees the target and fee that its books support, no more than the ceiling,
    and keeps the fee and its share of the gap between target and cost. Price plays no part in the
    choice: with more bidders than places each is chosen less often, with fewer each does more of
    the work, so that either way each expects one part in as many as take part.

    Args:
        most: Largest number of bidders.
        belief: Distribution of a member's cost, as a ratio to the reference.
        on_top: Contingency and padding, as a share of cost.
        fee: Fee, as a share of the target.
        share: Share of the gap between target and cost that the provider side keeps.
        ceiling: Highest acceptable target with fee.
    """
    if belief.high <= belief.low:
        knots, chance = np.array([belief.low]), np.ones(1)
    else:
        found = cells(belief, belief.high)
        knots = (found.knots[1:] + found.knots[:-1]) / 2
        chance = found.survive[:-1] - found.survive[1:]
    agreed = np.minimum(knots * (1 + on_top) * (1 + fee), ceiling)
    target = agreed / (1 + fee)
    kept = fee * target + share * (target - knots)
    profit = float((np.where(knots <= ceiling, kept, 0.0) * chance).sum())
    return tuple((profit / np.arange(1, most + 1)).tolist())
