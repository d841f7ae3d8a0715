"""Delivery: effort, cost, staff and quality of every provider in every service."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.community.teams import scale_saving
from alliance_sim.rules.behaviour.effort import (
    EffortCosts,
    Incentives,
    best_effort,
    choose_effort,
    own_motivation,
)
from alliance_sim.rules.behaviour.trust import felt_monitoring
from alliance_sim.rules.behaviour.workforce import (
    human_scale,
    next_network,
    next_staff,
    squeeze,
    yearly_turnover,
)
from alliance_sim.rules.compiled import compiled
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.world.terms import Terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Delivery(NamedTuple):
    """What providers do this month, arrays of shape (providers, services) unless said.

    `cutting` is the cost cutting they choose; `verifiable` and `relational` are quality levels from
    0 to 1, `reported` the verifiable level as documented; `unit_cost` GBP per unit without fixed
    overhead; `can` the hours that staff can work, `met` the share of demand that they can serve;
    `turnover` per year; `felt` monitoring as felt, shape (providers,).
    """

    cutting: Floats
    verifiable: Floats
    relational: Floats
    reported: Floats
    unit_cost: Floats
    can: Floats
    met: Floats
    turnover: Floats
    felt: Floats


class Working(NamedTuple):
    """Rules of providers' months that are the same for all; see the parameters of those names."""

    crowding_out: float
    incentive_crowding: float
    incentive_drop: float
    quality_floor: float
    trust_relief: float
    monitoring_burden: float
    sound_margin: float
    small_size: float
    half_size: float
    turnover_on_relations: float
    continuity_on_relations: float
    cutting_effect: float
    squeeze_effect: float
    squeeze_relational: float
    fill_rate: float
    stretch: float
    investment_volume: float
    network_growth: float
    network_seed: float
    network_loss: float
    scale_economy: float


class Standing(NamedTuple):
    """How each provider stands this month, arrays of shape (providers,) unless said.

    `lead` is capability above that of an ordinary provider; `cost_ratio` unit cost before effort
    against base cost, shape (providers, services); `reserves` and `floor` GBP; `earning` whether
    money came in last month; `network` whether it is a community network; `continuity` the standing
    of ties with those it serves, 0 to 1; `unsettled` points of relational quality that unrest among
    staff takes; `own_*` are ownership, as the effort rule takes it; the last two the share of
    monitoring that teams keep away from those who care, and the hours a month of the largest team,
    endless where a provider works as a whole.
    """

    mission: Floats
    trust: Floats
    lead: Floats
    cost_ratio: Floats
    overhead_size: Floats
    records: Floats
    base_turnover: Floats
    margin: Floats
    reserves: Floats
    floor: Floats
    earning: NDArray[np.bool_]
    network: NDArray[np.bool_]
    continuity: Floats
    unsettled: Floats
    own_saving: Floats
    own_damage: Floats
    own_improvement: Floats
    shield: Floats
    largest_team: Floats


class Services(NamedTuple):
    """What sets services apart, arrays of shape (services,)."""

    relational_share: Floats
    kpi_visibility: Floats
    base_cost: Floats


_motivation: Any = compiled(forceinline=True)(own_motivation)
_felt: Any = compiled(forceinline=True)(felt_monitoring)
_squeeze: Any = compiled(forceinline=True)(squeeze)
_turnover: Any = compiled(forceinline=True)(yearly_turnover)
_staff: Any = compiled(forceinline=True)(next_staff)
_network: Any = compiled(forceinline=True)(next_network)
_scale: Any = compiled(forceinline=True)(human_scale)
_saving: Any = compiled(forceinline=True)(scale_saving)


@compiled(forceinline=True)
def _within(level: float) -> float:
    """A level on the scale from 0 to 1."""
    return min(max(level, 0.0), 1.0)


@compiled(nogil=True)
def month_of_providers(
    rules: Working,
    costs: EffortCosts,
    services: Services,
    terms: Terms,
    standing: Standing,
    demand_hours: Floats,
    staff: Floats,
    turnover: Floats,
    out: Delivery,
) -> None:
    """Effort, staff, quality and cost of every provider; moves `staff` and `turnover`, fills `out`.

    Staff, turnover and demand (hours wanted) have shape (providers, services).
    """
    for row in range(staff.shape[0]):
        felt = _felt(terms.monitoring[row], standing.trust[row], rules.trust_relief)
        out.felt[row] = felt
        weight = terms.outcome[row] + _motivation(
            standing.mission[row],
            rules.crowding_out,
            felt * (1 - standing.shield[row]),
            terms.kpi[row] + terms.outcome[row],
            rules.incentive_crowding,
            rules.incentive_drop,
        )
        squeezed = 0.0
        if standing.earning[row]:
            squeezed = _squeeze(
                standing.margin[row],
                rules.sound_margin,
                standing.reserves[row],
                standing.floor[row],
            )
        # What is lost between people is lost in the team, however large the organisation.
        size = min(staff[row].sum(), standing.largest_team[row])
        ready = 1 - rules.investment_volume * (1 - terms.guarantee[row])
        burden = rules.monitoring_burden * felt
        floor = rules.quality_floor + standing.lead[row]
        for service in range(staff.shape[1]):
            effort = best_effort(
                costs,
                terms.cost_share[row],
                terms.kpi[row],
                weight,
                services.kpi_visibility[service],
                1 - services.relational_share[service],
                services.relational_share[service],
                _scale(
                    size,
                    turnover[row, service],
                    standing.continuity[row],
                    rules.half_size,
                    rules.turnover_on_relations,
                    rules.continuity_on_relations,
                ),
                standing.own_saving[row],
                standing.own_damage[row],
                standing.own_improvement[row],
                max(1 - floor, 0.0),
            )
            leave = _turnover(
                standing.base_turnover[row],
                effort[2],
                squeezed,
                rules.cutting_effect,
                rules.squeeze_effect,
            )
            wanted = demand_hours[row, service]
            # Staff for whom there is no work here leave without being replaced.
            hire = wanted * ready if wanted > 0 else 0.0
            if standing.network[row]:
                staff[row, service] = _network(
                    staff[row, service],
                    hire,
                    leave,
                    rules.network_growth,
                    rules.network_seed,
                    rules.network_loss,
                )
            else:
                staff[row, service] = _staff(staff[row, service], hire, leave, rules.fill_rate)
            can = staff[row, service] * rules.stretch
            verifiable = _within(floor + effort[3])
            out.cutting[row, service] = effort[2]
            out.verifiable[row, service] = verifiable
            # Without money there is no time: what is squeezed first is what nobody measures.
            rushed = rules.squeeze_relational * squeezed
            related = floor + effort[4] - rushed
            out.relational[row, service] = _within(related - standing.unsettled[row])
            out.reported[row, service] = verifiable * standing.records[row]
            out.unit_cost[row, service] = services.base_cost[service] * (
                standing.cost_ratio[row, service] + effort[5] + burden
            )
            out.can[row, service] = can
            out.met[row, service] = min(can / wanted, 1.0) if wanted > 0 else 1.0
            out.turnover[row, service] = turnover[row, service] = leave
        # Overhead grows with every doubling of the staff that there now is.
        grown = np.log2(max(staff[row].sum(), rules.small_size) / rules.small_size)
        for service in range(staff.shape[1]):
            out.unit_cost[row, service] += (
                services.base_cost[service] * standing.overhead_size[row] * grown
            )
        if rules.scale_economy > 0:
            together = min(staff[row].sum(), standing.largest_team[row])
            spared = _saving(together, rules.small_size, rules.scale_economy)
            for service in range(staff.shape[1]):
                out.unit_cost[row, service] -= services.base_cost[service] * spared


def _cost_ratio(world: "World", own: bool = True) -> Floats:
    """Unit cost before effort and overhead against base cost, shape (providers, services)."""
    market = world.market
    efficiency = market.efficiency if own else 1.0
    shocks = world.common_cost + (market.own_cost if own else np.zeros(market.rows))
    return (market.cost_ratio * (1 + shocks))[:, None] * efficiency


def deliver(world: "World", terms: Terms, demand_hours: Floats) -> Delivery:
    """Choose effort, hire and lose staff, and see what quality and cost come of it.

    Args:
        world: The run.
        terms: What each provider is paid and watched by.
        demand_hours: Staff hours wanted this month, shape (providers, services).
    """
    market = world.market
    terms = world.pressures.agree(world, terms)
    tables = [np.empty_like(market.staff) for _ in range(len(Delivery._fields) - 1)]
    delivery = Delivery(*[*tables, np.empty(market.rows)])
    standing = Standing(
        mission=market.mission_in(terms.co_design),
        trust=market.trust,
        lead=market.lead(),
        cost_ratio=_cost_ratio(world),
        overhead_size=market.overhead_size,
        records=market.records,
        base_turnover=market.base_turnover,
        margin=market.margin,
        reserves=world.reserves,
        floor=world.values["workforce.squeeze_reserves_months"] * world.month_cost,
        # A council's own team has no margin to lose.
        earning=(world.income > 0) & (market.kind != world.in_house_kind),
        network=market.network,
        continuity=world.continuity,
        unsettled=market.unsettled,
        own_saving=market.own_saving,
        own_damage=market.own_damage,
        own_improvement=market.own_improvement,
        shield=market.shield,
        largest_team=market.largest_team,
    )
    if world.month and world.managing.on:
        terms, standing = world.managing.shape(world, terms, standing)
    world.acted_on = terms, standing, market.staff.sum(axis=1)
    month_of_providers(
        world.working,
        world.effort_costs,
        world.service_traits,
        terms,
        standing,
        demand_hours,
        market.staff,
        world.turnover,
        delivery,
    )
    return delivery


def unit_costs_under(world: "World", mechanism: Mechanism, own: bool = True) -> Floats:
    """Unit price at which a mechanism's terms just pay for the expected cost, GBP.

    What a bidder works out before it bids: the effort it would choose, what that costs, and what
    KPIs and outcomes would earn it on top of each pound of price. Shape (providers, services).

    Args:
        world: The run.
        mechanism: The way of buying whose terms count.
        own: Whether each provider's own efficiency and shock count, or only what is common
            knowledge.
    """
    market, rules = world.market, world.working
    governance = mechanism.governance
    members = mechanism.selection.seats
    share = world.expected_member_share(
        mechanism, members, float(np.mean(market.trust[market.active]))
    )
    together = share if governance.judged_together else 1.0
    felt = felt_monitoring(
        np.asarray(governance.monitoring_intensity), market.trust, rules.trust_relief
    )
    contract, floor = mechanism.contract, rules.quality_floor
    # Key results are at stake from ordinary service to the best there is.
    stake = governance.outcome_stake + contract.key_result_stake() / (1 - floor)
    on_outcomes = (stake + contract.outcome_stake()) * together
    on_kpis = governance.kpi_stake * together
    motivation = own_motivation(
        market.mission_in(np.asarray(governance.co_design)),
        rules.crowding_out,
        felt * (1 - market.shield),
        on_kpis + on_outcomes,
        rules.incentive_crowding,
        rules.incentive_drop,
    )
    scale = human_scale(
        np.minimum(world.typical_size, market.largest_team),
        market.base_turnover,
        np.asarray(world.continuity.mean()),
        rules.half_size,
        rules.turnover_on_relations,
        rules.continuity_on_relations,
    )
    weight = world.relational_share
    lead = market.lead(own)[:, None]
    effort = choose_effort(
        world.effort_costs,
        Incentives(
            cost_share=np.asarray(contract.cost_share(1.0) * share),
            kpi=np.asarray(on_kpis),
            outcome=(on_outcomes + motivation)[:, None],
            kpi_visibility=world.kpi_visibility,
            weight_verifiable=1 - weight,
            weight_relational=weight,
            human_scale=scale[:, None],
            own_saving=market.own_saving[:, None],
            own_damage=market.own_damage[:, None],
            own_improvement=market.own_improvement[:, None],
            room=np.maximum(1 - floor - lead, 0.0),
        ),
    )
    # Quality has a top and a bottom, in expectation as in fact.
    verifiable, relational = (
        np.clip(floor + lead + quality, 0, 1) - floor
        for quality in (effort.quality_verifiable, effort.quality_relational)
    )
    kpi = verifiable + world.kpi_visibility * relational
    outcome = (1 - weight) * verifiable + weight * relational
    earned = governance.kpi_stake * kpi + stake * outcome
    earned = earned + contract.paid_for_outcomes(floor + outcome)
    hours = np.maximum(market.staff.sum(axis=1), rules.small_size)
    grown = market.overhead_size * np.log2(hours / rules.small_size)
    fixed = rules.monitoring_burden * felt + grown
    if rules.scale_economy > 0:
        together = np.minimum(hours, market.largest_team)
        fixed = fixed - scale_saving(together, rules.small_size, rules.scale_economy)
    cost = world.base_cost * (_cost_ratio(world, own) + effort.cost + fixed[:, None])
    # Performance pay is a share of the price; where it would take all of it, no price is enough.
    return np.asarray(cost / np.maximum(1 + earned, np.finfo(float).eps))
