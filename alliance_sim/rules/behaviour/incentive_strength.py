"""How strong an incentive should be: strong enough to move effort, weak enough to be borne.

The strength of an incentive is a number that a buyer can choose: the stake on a KPI, the share of
a marginal pound of cost, a member's share of a joint result. Effort answers by the effort rule and
risk costs by the rule for its premium; the best strength is found by trying.
"""

from collections.abc import Callable

import numpy as np

from alliance_sim.rules.behaviour.effort import Effort, EffortCosts, Incentives, choose_effort
from alliance_sim.rules.behaviour.search import best_of
from alliance_sim.rules.offers import Floats


def strain(costs: EffortCosts, effort: Effort) -> Floats:
    """What effort takes out of those who make it, in money, beyond what it costs."""
    v, q, x = effort.verifiable, effort.relational, effort.cutting
    alone = (v**2 + q**2 + x**2) / 2
    return np.asarray(costs.curvature * (alone + costs.substitution * v * q))


def net_worth(costs: EffortCosts, counted: Incentives, effort: Effort) -> Floats:
    """What effort brings to those who are counted, less the strain of making it.

    Args:
        costs: Technology of effort.
        counted: What a unit is worth to all who count: with all of cost, every outcome at its
            full worth and no KPI it is what the deal as a whole gains.
        effort: What is done, whoever was paid for it.
    """
    kpi = effort.quality_verifiable + counted.kpi_visibility * effort.quality_relational
    outcome = (
        counted.weight_verifiable * effort.quality_verifiable
        + counted.weight_relational * effort.quality_relational
    )
    worth = counted.kpi * kpi + counted.outcome * outcome - counted.cost_share * effort.cost
    return np.asarray(worth - strain(costs, effort))


def joint_certainty_equivalent(
    costs: EffortCosts, paid: Incentives, counted: Incentives, premium: float, members: int = 1
) -> float:
    """What a deal is worth to all parties together, risk paid for.

    Args:
        costs: Technology of effort.
        paid: What effort is worth to the one who makes it: it decides what is done.
        counted: What it is worth to all; see `net_worth`.
        premium: What bearing the risk costs all parties together.
        members: Equal members, each with an effort and a worth of its own.
    """
    worth = net_worth(costs, counted, choose_effort(costs, paid))
    return members * float(np.sum(worth)) - premium


def best_strength(
    worth: Callable[[float], float], low: float = 0.0, high: float = 1.0
) -> tuple[float, float]:
    """The strength that a deal is worth most at, and that worth.

    Args:
        worth: Joint certainty equivalent at a strength.
        low: Weakest incentive to consider; below 0 the incentive would work against what it pays.
        high: Strongest.
    """
    return best_of(worth, low, high)
