"""Effort: what a contract pays for, and what it crowds out."""

from dataclasses import dataclass

import numpy as np

from alliance_sim.rules.offers import Floats


@dataclass(frozen=True, slots=True)
class EffortCosts:
    """Technology of effort, money as a share of the service's base cost.

    `verifiable` and `relational` are the money cost of one unit of each effort, `saving` the money
    saved by one unit of cost cutting, `curvature` the rising personal cost k, `substitution` the
    degree gamma to which verifiable and relational effort crowd each other out (-1 to 1),
    `damage_verifiable` and `damage_relational` what a unit of cost cutting does to each part of
    quality.
    """

    verifiable: float
    relational: float
    saving: float
    curvature: float
    substitution: float
    damage_verifiable: float
    damage_relational: float


@dataclass(frozen=True, slots=True)
class Incentives:
    """What a marginal unit is worth to each provider, arrays that broadcast together.

    `cost_share` is the share phi of a marginal pound of cost it bears; `kpi` the money beta per KPI
    point; `outcome` the weight omega + mu (1 - chi m) on a point of residents' outcome;
    `kpi_visibility` kappa, how much of relational quality the KPI sees; `weight_verifiable` and
    `weight_relational` the parts a_v and a_r of the outcome; `human_scale` h, how much of
    relational effort reaches the resident.
    """

    cost_share: Floats
    kpi: Floats
    outcome: Floats
    kpi_visibility: Floats
    weight_verifiable: Floats
    weight_relational: Floats
    human_scale: Floats


@dataclass(frozen=True, slots=True)
class Effort:
    """Chosen efforts and what follows from them, arrays of one shape.

    `verifiable`, `relational` and `cutting` are the efforts v, q and x; `quality_verifiable` and
    `quality_relational` the resulting Q_v and Q_r; `cost` the change in unit cost, as a share of
    the base cost.
    """

    verifiable: Floats
    relational: Floats
    cutting: Floats
    quality_verifiable: Floats
    quality_relational: Floats
    cost: Floats


def own_motivation(mission: Floats, crowding_out: float, monitoring: Floats) -> Floats:
    """Weight of residents' outcomes in a provider's own decisions, after control crowds it out."""
    return mission * np.maximum(0.0, 1 - crowding_out * monitoring)


def choose_effort(costs: EffortCosts, incentives: Incentives) -> Effort:
    """Best efforts of every provider at once: an exact solution of a concave quadratic.

    Maximises  -phi (c_v v + c_q q - b x) + beta (Q_v + kappa Q_r) + M (a_v Q_v + a_r Q_r)
    - (k/2)(v^2 + q^2 + x^2) - k gamma v q  over v, q, x >= 0, with Q_v = v - d_v x and
    Q_r = h (q - d_q x). Cost cutting separates from the other two; for those, the four cases of
    the non-negativity constraints are compared by their first-order conditions.
    """
    k, gamma = costs.curvature, costs.substitution
    phi, beta, weight = incentives.cost_share, incentives.kpi, incentives.outcome
    worth_verifiable = beta + weight * incentives.weight_verifiable
    worth_relational = incentives.human_scale * (
        beta * incentives.kpi_visibility + weight * incentives.weight_relational
    )
    pull_v = worth_verifiable - phi * costs.verifiable
    pull_q = worth_relational - phi * costs.relational
    pull_x = (
        phi * costs.saving
        - costs.damage_verifiable * worth_verifiable
        - costs.damage_relational * worth_relational
    )
    v = (pull_v - gamma * pull_q) / (k * (1 - gamma**2))
    q = (pull_q - gamma * pull_v) / (k * (1 - gamma**2))
    alone_v = np.maximum(pull_v, 0.0) / k
    alone_q = np.maximum(pull_q, 0.0) / k
    v, q = (
        np.where(q < 0, alone_v, np.where(v < 0, 0.0, v)),
        np.where(v < 0, alone_q, np.where(q < 0, 0.0, q)),
    )
    # Both interior values negative leaves each effort to its own sign.
    x = np.maximum(pull_x, 0.0) / k
    return Effort(
        verifiable=v,
        relational=q,
        cutting=x,
        quality_verifiable=v - costs.damage_verifiable * x,
        quality_relational=incentives.human_scale * (q - costs.damage_relational * x),
        cost=costs.verifiable * v + costs.relational * q - costs.saving * x,
    )
