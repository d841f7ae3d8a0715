"""Changes of need in the middle of a contract, and what agreeing anew costs both sides."""

from typing import TYPE_CHECKING

import numpy as np

from alliance_sim.rules.behaviour.renegotiation import renegotiation_cost
from alliance_sim.rules.services import SERVICES
from alliance_sim.world.buying_on import buyer_of

if TYPE_CHECKING:
    from alliance_sim.world.model import World


def renegotiate(world: "World") -> None:
    """Book what agreeing anew costs where needs changed under a contract that pays a price.

    What is wanted of a service changes in a council by luck alone, the same under every way of
    buying. Council and providers bear half each.
    """
    values, ledger, accounts, month = world.values, world.ledger, world.accounts, world.month
    chance, friction = values["market.change_probability"] / 12, values["market.change_friction"]
    if chance == 0 or friction == 0:
        return
    places = np.arange(world.place.n_councils * len(SERVICES))
    luck = world.streams.uniform("change_of_need", month, places)
    changed = (luck < chance).reshape(world.place.n_councils, len(SERVICES))
    for lot in world.lots():
        deal = lot.deal
        if deal is None:
            continue
        year = 12 * deal.prices_now(world.common_cost) * deal.planned
        cost = renegotiation_cost(
            changed[lot.council] * year, friction, deal.mechanism.contract.reimburses_cost
        )
        half = float(np.sum(cost)) / 2
        if half == 0:
            continue
        own = accounts.provider[deal.members]
        council = buyer_of(world, lot)
        ledger.post(month, "renegotiation", council, accounts.work, half)
        ledger.post(month, "renegotiation", own, accounts.work, half / len(deal.members))
