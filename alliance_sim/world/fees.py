"""Fees under a buyer without rivals: ceilings, indexation held back, cuts across the board."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.buyer_power import (
    allowing_for_cuts,
    ceiling_under_power,
    trust_after_cut,
)
from alliance_sim.world.relations import outside

if TYPE_CHECKING:
    from alliance_sim.rules.mechanisms import Mechanism
    from alliance_sim.world.commissioner import Commissioner
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def highest_fee(world: "World", bare_cost: float) -> float:
    """Highest acceptable price ratio, given what the work alone costs a typical bidder."""
    ceiling = float(world.values["market.ceiling_ratio"])
    power = world.values["fees.power"]
    return ceiling_under_power(ceiling, bare_cost, power) if power else ceiling


def floors_with_cuts(world: "World", mechanism: "Mechanism", floors: Floats) -> Floats:
    """What bidders would accept, allowing for the cuts that they have been told of."""
    cut, known = world.values["fees.cut"], 1 - world.values["fees.secrecy"]
    if not cut or not known or mechanism.governance.decides == "unanimous":
        return floors
    cuts = mechanism.continuity.term_months / world.values["fees.cut_every"]
    return allowing_for_cuts(floors, cut, known, cuts / 2)


def cut_fees(world: "World", commissioner: "Commissioner") -> None:
    """Where a cut is due, it is taken off every price that the council can change alone."""
    values, relations = world.values, world.relations
    relations.surprised[world.market.council == commissioner.council] = False
    cut = values["fees.cut"]
    since = world.month - commissioner.live_from
    if not cut or since < 12 or (since - 12) % int(values["fees.cut_every"]) != 0:
        return
    hit = np.zeros(world.market.rows, dtype=bool)
    for lot in commissioner.lots:
        deal = lot.deal
        if deal is None or deal is commissioner.cover or deal.start == world.month:
            continue
        if deal.mechanism.governance.decides == "unanimous":
            continue
        deal.price = deal.price * (1 - cut)
        hit[deal.members] = True
    hit &= outside(world)
    secrecy = values["fees.secrecy"]
    losses = values["fees.surprise_loss"], values["fees.open_loss"]
    trust = world.market.trust
    trust[hit] = trust_after_cut(trust[hit], cut, secrecy, *losses)
    relations.surprised |= hit & (secrecy > 1 / 2)
    relations.count("fee_cuts")
