"""Believing: council and provider each judge from the month whether the other can be trusted."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.belief import next_belief
from alliance_sim.world.relations import outside

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def believe(world: "World") -> None:
    """Both sides update on what they saw this month; trust follows what they believe.

    A council sees how far a provider keeps its promises. A provider sees whether its contract is
    put out again, pay is withheld, or fees are cut by surprise. How closely it is watched was known
    from the start: that costs trust every month, but is no news of what the council is like.
    """
    rate, values, market = world.values["belief.rate"], world.values, world.market
    if not rate or world.month <= world.scenario.warm_up:
        return
    relations = world.relations
    kept = _kept_share(world) * ~world.broken
    fair = ~world.retendered & ~relations.surprised
    fair &= world.withheld <= values["belief.withheld_bar"]
    dealing = outside(world) & (world.holds | world.retendered)
    prior = np.full(market.rows, float(values["trust.initial"]))
    terms = values["belief.honest"], values["belief.feigned"], values["belief.memory"]
    for belief, sign in ((relations.in_provider, kept), (relations.in_council, fair)):
        belief[dealing] = next_belief(belief, sign.astype(float), prior, *terms)[dealing]
    mutual = np.sqrt(relations.in_provider * relations.in_council)
    market.trust[dealing] += rate * (mutual - market.trust)[dealing]
    if dealing.any():
        world.record.note("belief_in_providers", float(relations.in_provider[dealing].mean()))
        world.record.note("belief_in_council", float(relations.in_council[dealing].mean()))


def _kept_share(world: "World") -> Floats:
    """Share of what was wanted of each provider that it served, shape (providers,)."""
    wanted = world.demand_by_provider
    total = wanted.sum(axis=1)
    served = (wanted * world.delivery.met).sum(axis=1)
    return np.where(total > 0, served / np.where(total > 0, total, 1.0), 1.0)
