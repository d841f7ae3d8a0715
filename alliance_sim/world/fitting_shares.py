"""Shares of cost that fit those who win: picked from a menu, or worked out for the deal."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.bidding import risk_premium
from alliance_sim.rules.behaviour.cost_share import SharedWork
from alliance_sim.rules.behaviour.distributions import CostDistribution
from alliance_sim.rules.behaviour.effort import Incentives, own_motivation
from alliance_sim.rules.behaviour.incentive_strength import (
    best_strength,
    joint_certainty_equivalent,
)
from alliance_sim.rules.behaviour.share_menu import menu_share
from alliance_sim.rules.behaviour.trust import felt_monitoring
from alliance_sim.rules.mechanisms import Mechanism

if TYPE_CHECKING:
    from alliance_sim.world.deals import Lot
    from alliance_sim.world.model import World


def with_fitting_share(
    world: "World", lot: "Lot", mechanism: Mechanism, rows: NDArray[np.int64]
) -> Mechanism:
    """The same way of buying, with a share of gain and pain that fits the winners.

    Only a gain share of one share for all outturns is touched, and only where the scenario says
    by what rule; otherwise the contract's own share stands.
    """
    contract, rule = mechanism.contract, world.values["market.share_rule"]
    if rule == "stated" or contract.kind != "gain_share" or contract.bands:
        return mechanism
    find = _from_menu if rule == "menu" else _worked_out
    fitting = contract.model_copy(update={"provider_share": find(world, lot, mechanism, rows)})
    return mechanism.model_copy(update={"contract": fitting})


def _from_menu(world: "World", lot: "Lot", mechanism: Mechanism, rows: NDArray[np.int64]) -> float:
    """The share meant for how efficient the members are, on average.

    Efficiency is held against the distribution that providers are drawn from.
    """
    market, costs = world.market, world.effort_costs
    spread = float(market.spread[lot.services].mean())
    width = float(world.values["bidding.belief_width"]) * spread
    if width == 0:
        # Where all are alike there is nothing to find out, and no rent to save on.
        return 1.0
    types = CostDistribution("normal", 1.0, spread, 1 - width, 1 + width)
    efficiency = float(market.efficiency[rows][:, lot.services].mean())
    return menu_share(
        SharedWork(effort_cost=costs.curvature / costs.saving**2, risk=0.0),
        types,
        min(max(efficiency, types.low), types.high),
        float(world.values["market.fund_cost"]),
    )


def _worked_out(world: "World", lot: "Lot", mechanism: Mechanism, rows: NDArray[np.int64]) -> float:
    """The share at which effort, damage and risk together leave the parties most.

    Reckoned for members of average traits who share alike; the buyer does not mind risk.
    """
    market, values, governance = world.market, world.values, mechanism.governance
    value_year = 12 * float(world.expected_units(lot) @ world.reference)
    acted_on = world.expected_member_share(mechanism, len(rows), float(market.trust[rows].mean()))
    together = acted_on if governance.judged_together else 1.0
    stakes = governance.kpi_stake * together, governance.outcome_stake * together
    felt = felt_monitoring(
        np.asarray(governance.monitoring_intensity),
        market.trust[rows],
        world.working.trust_relief,
    )
    mission = float(
        own_motivation(
            market.mission_in(np.asarray(governance.co_design))[rows],
            world.working.crowding_out,
            felt,
            sum(stakes),
            world.working.incentive_crowding,
            world.working.incentive_drop,
        ).mean()
    )
    relational = float(world.relational_share[lot.services].mean())

    def incentives(cost_share: float, kpi: float, outcome: float) -> Incentives:
        return Incentives(
            cost_share=np.array([cost_share]),
            kpi=np.array([kpi]),
            outcome=np.array([outcome]),
            kpi_visibility=np.array([world.kpi_visibility[lot.services].mean()]),
            weight_verifiable=np.array([1 - relational]),
            weight_relational=np.array([relational]),
            human_scale=np.ones(1),
        )

    counted = incentives(1.0, 0.0, float(values["market.outcome_worth"]) + mission)

    def worth(share: float) -> float:
        paid = incentives(share * acted_on, stakes[0], stakes[1] + mission)
        borne = risk_premium(
            market.risk_aversion[rows], share / len(rows), world.cost_sd, value_year
        )
        return joint_certainty_equivalent(world.effort_costs, paid, counted, float(borne.sum()))

    return best_strength(worth)[0]
