"""Effort: what a contract pays for, and what it crowds out."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from alliance_sim.rules.compiled import compiled
from alliance_sim.rules.offers import Floats


class EffortCosts(NamedTuple):
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
    relational effort reaches the resident. The rest is ownership (see `ownership.Ownership`):
    how far a saving is the provider's own, and how far damage and improvement that no contract
    speaks of count; 1 each where ownership plays no part. `room` is how far quality can rise above
    that of ordinary service; effort beyond it would be wasted.
    """

    cost_share: Floats
    kpi: Floats
    outcome: Floats
    kpi_visibility: Floats
    weight_verifiable: Floats
    weight_relational: Floats
    human_scale: Floats
    own_saving: Floats | float = 1.0
    own_damage: Floats | float = 1.0
    own_improvement: Floats | float = 1.0
    room: Floats | float = float("inf")


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


def own_motivation(
    mission: Floats,
    crowding_out: float,
    monitoring: Floats,
    incentive: Floats | float = 0.0,
    incentive_crowding: float = 0.0,
    incentive_drop: float = 0.0,
) -> Floats:
    """Weight of residents' outcomes in a provider's own decisions, after what crowds it out.

    Args:
        mission: The weight where nothing crowds it out.
        crowding_out: What full monitoring takes of it, as a share.
        monitoring: Monitoring as it is felt, 0 to 1.
        incentive: Money at stake per point, as a share of price.
        incentive_crowding: What a stake of the whole price takes, as a share; 0 is off.
        incentive_drop: Share that goes as soon as anything at all is at stake; 0 is off.
    """
    held = mission * (1 - incentive_drop * (incentive > 0))
    return held * np.maximum(0.0, 1 - crowding_out * monitoring - incentive_crowding * incentive)


@compiled()
def best_effort(
    costs: EffortCosts,
    cost_share: float,
    kpi: float,
    outcome: float,
    kpi_visibility: float,
    weight_verifiable: float,
    weight_relational: float,
    human_scale: float,
    own_saving: float,
    own_damage: float,
    own_improvement: float,
    room: float,
) -> tuple[float, float, float, float, float, float]:
    """Best efforts of one provider: an exact solution of a concave quadratic.

    Maximises  -phi (c_v v + c_q q - b x) + beta (Q_v + kappa Q_r) + M (a_v Q_v + a_r Q_r)
    - (k/2)(v^2 + q^2 + x^2) - k gamma v q  over v, q, x >= 0, with Q_v = v - d_v x and
    Q_r = h (q - d_q x). Cost cutting separates from the other two; of those, one that is negative
    where both are free is not made at all, and the other is then chosen alone. Ownership scales
    three of the terms: b x, the part of M that damage costs, and the part that v and q bring. An
    effort that would lift its quality beyond `room` stops there, and the other is chosen anew.

    The arguments after the technology are the fields of `Incentives`, each one number.

    Returns:
        Efforts v, q and x, qualities Q_v and Q_r, and the change in unit cost.
    """
    k, gamma = costs.curvature, costs.substitution
    improving = own_improvement * outcome
    worth_verifiable = kpi + improving * weight_verifiable
    worth_relational = human_scale * (kpi * kpi_visibility + improving * weight_relational)
    pull_v = worth_verifiable - cost_share * costs.verifiable
    pull_q = worth_relational - cost_share * costs.relational
    # Damage to which an owner is less alive than to improvement.
    unfelt = (own_improvement - own_damage) * outcome
    pull_x = (
        own_saving * cost_share * costs.saving
        - costs.damage_verifiable * (worth_verifiable - unfelt * weight_verifiable)
        - costs.damage_relational * (worth_relational - human_scale * (unfelt * weight_relational))
    )
    v = (pull_v - gamma * pull_q) / (k * (1 - gamma**2))
    q = (pull_q - gamma * pull_v) / (k * (1 - gamma**2))
    if v < 0 or q < 0:
        alone_v, alone_q = max(pull_v, 0.0) / k, max(pull_q, 0.0) / k
        v, q = (alone_v if q < 0 else 0.0), (alone_q if v < 0 else 0.0)
    x = max(pull_x, 0.0) / k
    most_v = room + costs.damage_verifiable * x
    most_q = room / human_scale + costs.damage_relational * x
    if v > most_v:
        v = most_v
        q = max(pull_q / k - gamma * v, 0.0)
    if q > most_q:
        q = most_q
        v = min(max(pull_v / k - gamma * q, 0.0), most_v)
    return (
        v,
        q,
        x,
        v - costs.damage_verifiable * x,
        human_scale * (q - costs.damage_relational * x),
        costs.verifiable * v + costs.relational * q - costs.saving * x,
    )


@compiled()
def _each(costs: EffortCosts, given: Floats, found: Floats) -> None:
    for i in range(given.shape[1]):
        found[0, i], found[1, i], found[2, i], found[3, i], found[4, i], found[5, i] = best_effort(
            costs,
            given[0, i],
            given[1, i],
            given[2, i],
            given[3, i],
            given[4, i],
            given[5, i],
            given[6, i],
            given[7, i],
            given[8, i],
            given[9, i],
            given[10, i],
        )


def choose_effort(costs: EffortCosts, incentives: Incentives) -> Effort:
    """Best efforts of every provider at once; see `best_effort`."""
    given = (
        incentives.cost_share,
        incentives.kpi,
        incentives.outcome,
        incentives.kpi_visibility,
        incentives.weight_verifiable,
        incentives.weight_relational,
        incentives.human_scale,
        incentives.own_saving,
        incentives.own_damage,
        incentives.own_improvement,
        incentives.room,
    )
    shape = np.broadcast_shapes(*(np.shape(column) for column in given))
    table = np.empty((len(given), *shape))
    for position, column in enumerate(given):
        table[position] = column
    found = np.empty((len(Effort.__dataclass_fields__), *shape))
    _each(costs, table.reshape(len(table), -1), found.reshape(len(found), -1))
    return Effort(*map(np.asarray, found))
