"""Delivery: effort, cost, staff and quality of every provider in every service."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.effort import Effort, Incentives, choose_effort, own_motivation
from alliance_sim.rules.behaviour.trust import felt_monitoring
from alliance_sim.rules.behaviour.workforce import human_scale, next_staff, yearly_turnover
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.world.terms import Terms, empty_terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What providers do this month, arrays of shape (providers, services) unless said.

    `verifiable` and `relational` are quality levels from 0 to 1, `reported` the verifiable level
    as documented; `unit_cost` GBP per unit without fixed overhead; `met` the share of demand that
    staff can serve; `turnover` per year; `felt` monitoring as felt, shape (providers,).
    """

    effort: Effort
    verifiable: Floats
    relational: Floats
    reported: Floats
    unit_cost: Floats
    met: Floats
    turnover: Floats
    felt: Floats


def _within(level: Floats) -> Floats:
    """A level on the scale from 0 to 1."""
    return np.minimum(np.maximum(level, 0.0), 1.0)


def _incentives(world: "World", terms: Terms, felt: Floats, scale: Floats) -> Incentives:
    motivation = own_motivation(world.market.mission, world.values["effort.crowding_out"], felt)
    relational = world.relational_share
    return Incentives(
        cost_share=terms.cost_share[:, None],
        kpi=terms.kpi[:, None],
        outcome=(terms.outcome + motivation)[:, None],
        kpi_visibility=world.kpi_visibility[None, :],
        weight_verifiable=1 - relational[None, :],
        weight_relational=relational[None, :],
        human_scale=scale,
    )


def _cost_ratio(world: "World", rows: NDArray[np.int64] | slice, own: bool = True) -> Floats:
    """Unit cost before effort against base cost, shape (rows, services)."""
    market = world.market
    efficiency = market.efficiency[rows] if own else 1.0
    shocks = world.common_cost + (market.own_cost[rows] if own else 0.0)
    shocks = np.broadcast_to(shocks, market.kind[rows].shape)
    return market.cost_ratio[rows, None] * efficiency * (1 + shocks[:, None])


def _size_overhead(world: "World", rows: NDArray[np.int64] | slice) -> Floats:
    """Overhead that grows with every doubling of volume, as a share of base cost."""
    hours = np.maximum(world.market.staff[rows].sum(axis=1), world.size_unit)
    return world.market.overhead_size[rows] * np.log2(hours / world.size_unit)


def deliver(world: "World", terms: Terms, demand_hours: Floats) -> Delivery:
    """Choose effort, hire and lose staff, and see what quality and cost come of it.

    Args:
        world: The run.
        terms: What each provider is paid and watched by.
        demand_hours: Staff hours wanted this month, shape (providers, services).
    """
    values, market = world.values, world.market
    felt = felt_monitoring(terms.monitoring, market.trust, values["governance.trust_relief"])
    squeezed = _within(1 - market.margin / values["workforce.squeeze_margin"])
    squeezed = np.where(world.income > 0, squeezed, 0.0)
    base = market.base_turnover[:, None]
    size = market.staff.sum(axis=1)[:, None]
    scale = human_scale(
        size,
        world.turnover,
        half_size=values["workforce.half_size"],
        turnover_effect=values["workforce.turnover_on_relations"],
    )
    effort = choose_effort(world.effort_costs, _incentives(world, terms, felt, scale))
    turnover = yearly_turnover(
        base,
        effort.cutting,
        squeezed[:, None],
        cutting_effect=values["workforce.cutting_effect"],
        squeeze_effect=values["workforce.squeeze_effect"],
    )
    world.turnover = turnover
    ready = 1 - values["market.investment_volume"] * (1 - terms.guarantee)
    wanted = demand_hours * ready[:, None]
    market.staff = np.where(
        demand_hours > 0,
        next_staff(market.staff, wanted, turnover, values["workforce.fill_rate"]),
        market.staff * (1 - turnover / 12),
    )
    can = market.staff * values["workforce.stretch"]
    met = np.where(
        demand_hours > 0, np.minimum(can / np.where(demand_hours > 0, demand_hours, 1.0), 1.0), 1.0
    )
    floor = values["effort.quality_floor"] + market.lead()
    verifiable = _within(floor + effort.quality_verifiable)
    # Without money there is no time: what is squeezed first is what nobody measures.
    rushed = values["workforce.squeeze_relational"] * squeezed[:, None]
    relational = _within(floor + effort.quality_relational - rushed)
    burden = values["governance.monitoring_burden"] * felt[:, None]
    everyone = slice(None)
    unit_cost = world.base_cost * (
        _cost_ratio(world, everyone)
        + effort.cost
        + burden
        + _size_overhead(world, everyone)[:, None]
    )
    return Delivery(
        effort=effort,
        verifiable=verifiable,
        relational=relational,
        reported=verifiable * market.records[:, None],
        unit_cost=unit_cost,
        met=met,
        turnover=turnover,
        felt=felt,
    )


def unit_costs_under(world: "World", mechanism: Mechanism, own: bool = True) -> Floats:
    """Expected unit cost net of performance pay under a mechanism's terms, GBP.

    What a bidder works out before it bids: the effort it would choose, what that costs, and what
    KPIs and outcomes would earn it. Shape (providers, services).

    Args:
        world: The run.
        mechanism: The way of buying whose terms count.
        own: Whether each provider's own efficiency and shock count, or only what is common
            knowledge.
    """
    values, market = world.values, world.market
    governance = mechanism.governance
    members = mechanism.selection.seats
    share = world.expected_member_share(
        mechanism, members, float(np.mean(market.trust[market.active]))
    )
    together = share if governance.judged_together else 1.0
    terms = empty_terms(market.rows)
    terms.cost_share[:] = mechanism.contract.cost_share(1.0) * share
    terms.kpi[:] = governance.kpi_stake * together
    terms.outcome[:] = governance.outcome_stake * together
    felt = felt_monitoring(
        np.full(market.rows, governance.monitoring_intensity),
        market.trust,
        values["governance.trust_relief"],
    )
    scale = human_scale(
        np.full((market.rows, 1), world.typical_size),
        np.repeat(market.base_turnover[:, None], market.services, axis=1),
        half_size=values["workforce.half_size"],
        turnover_effect=values["workforce.turnover_on_relations"],
    )
    effort = choose_effort(world.effort_costs, _incentives(world, terms, felt, scale))
    lead = market.lead(own)
    verifiable, relational = effort.quality_verifiable + lead, effort.quality_relational + lead
    weight = world.relational_share
    kpi = verifiable + world.kpi_visibility * relational
    outcome = (1 - weight) * verifiable + weight * relational
    earned = governance.kpi_stake * kpi + governance.outcome_stake * outcome
    burden = values["governance.monitoring_burden"] * felt[:, None]
    ratio = _cost_ratio(world, slice(None), own)
    net = ratio + effort.cost + burden - earned + _size_overhead(world, slice(None))[:, None]
    return np.asarray(world.base_cost * net)
