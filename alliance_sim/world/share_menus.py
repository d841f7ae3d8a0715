"""Shares picked from a menu: each winner's share of cost by how efficient it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from alliance_sim.rules.behaviour.cost_share import SharedWork
from alliance_sim.rules.behaviour.distributions import CostDistribution
from alliance_sim.rules.behaviour.share_menu import menu_share
from alliance_sim.rules.mechanisms import Mechanism

if TYPE_CHECKING:
    from alliance_sim.world.deals import Lot
    from alliance_sim.world.model import World


def from_menu(
    world: "World", lot: "Lot", mechanism: Mechanism, winners: Sequence[int]
) -> Mechanism:
    """The same way of buying, with the winners' own share of gain and pain where a menu is offered.

    Only a gain share of one share for all outturns has a menu. Efficiency is the provider's own,
    against the distribution that providers are drawn from; of several members the mean counts.
    """
    contract, values = mechanism.contract, world.values
    if not values["market.share_menu"] or contract.kind != "gain_share" or contract.bands:
        return mechanism
    market, width = world.market, float(values["bidding.belief_width"])
    spread = float(market.spread[lot.services].mean())
    if spread == 0:
        return mechanism
    types = CostDistribution("normal", 1.0, spread, 1 - width * spread, 1 + width * spread)
    efficiency = float(market.efficiency[np.ix_(winners, lot.services)].mean())
    share = menu_share(
        SharedWork(effort_cost=world.effort_costs.curvature / world.effort_costs.saving**2, risk=0),
        types,
        min(max(efficiency, types.low), types.high),
        float(values["market.fund_cost"]),
    )
    picked = contract.model_copy(update={"provider_share": share})
    return mechanism.model_copy(update={"contract": picked})
