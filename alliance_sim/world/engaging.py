"""Forums, secondments and calls: what a month of them costs both sides, and what it teaches."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.shared_knowledge import left_of, next_knowledge
from alliance_sim.world.relations import lever_of, outside, runs

if TYPE_CHECKING:
    from alliance_sim.rules.mechanisms import Mechanism
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def engage(world: "World") -> None:
    """A month of whatever forum, secondments and calls each council has set."""
    if runs(world, "forum"):
        _hold_forum(world)
    if runs(world, "secondments"):
        _swap_staff(world)
    if runs(world, "calls"):
        _call(world)


def estimate_left(
    world: "World", mechanism: "Mechanism", rows: NDArray[np.int64]
) -> Floats | float:
    """What forum and secondments leave of each bidder's error of estimate, as a share of it."""
    values, forum = world.values, mechanism.governance.forum
    known = world.relations.knowledge[rows]
    if not forum and not known.any():
        return 1.0
    told = 1 - values["relations.forum_information"] * forum
    return left_of(np.full(len(rows), told), values["relations.knowledge_on_error"], known)


def bid_cost_of(world: "World", mechanism: "Mechanism") -> float:
    """Cost of preparing one bid: less is left to find out where a forum has told it."""
    saved = world.values["relations.forum_bid_saving"] * mechanism.governance.forum
    return float(mechanism.selection.bid_cost * (1 - saved))


def _hold_forum(world: "World") -> None:
    """All providers of the place come, with a contract or without."""
    values, market = world.values, world.market
    here = outside(world)
    level = lever_of(world, "forum")
    each = level[market.council] * here
    market.trust += values["relations.forum_trust"] * each * (1 - market.trust)
    _spend(
        world,
        values["relations.forum_hours_council"] * level,
        values["relations.forum_hours_provider"] * each,
    )


def _swap_staff(world: "World") -> None:
    """Staff of council and providers in work change places; both sides learn, and miss them."""
    values, market, relations = world.values, world.market, world.relations
    each = lever_of(world, "secondments")[market.council] * outside(world) * world.holds
    relations.knowledge = next_knowledge(
        relations.knowledge,
        values["relations.secondment_learning"] * each,
        values["relations.knowledge_fading"],
    )
    whole = np.ones(market.rows)
    known = relations.knowledge
    relations.blur = left_of(whole, values["relations.knowledge_on_noise"], known)
    relations.quarrel = left_of(whole, values["relations.knowledge_on_disputes"], known)
    hours = values["relations.secondment_hours"] * each
    _spend(world, _by_council(world, hours), hours)


def _call(world: "World") -> None:
    """Directors and chief executives of providers in work speak; now and then an idea comes up."""
    values, market = world.values, world.market
    each = lever_of(world, "calls")[market.council] * outside(world) * world.holds
    hours = values["relations.call_hours"] * each
    _spend(world, _by_council(world, hours), hours)
    chance = values["relations.idea_rate"] / 12 * each * market.trust
    idea = world.streams.uniform("call_idea", world.month, market.number) < chance
    market.efficiency[idea] *= 1 - values["relations.idea_saving"]


def _by_council(world: "World", hours: Floats) -> Floats:
    """Hours added up over each council's providers, shape (councils,)."""
    added = np.bincount(world.market.council, hours, minlength=world.place.n_councils)
    return added.astype(float)


def _spend(world: "World", council: Floats, provider: Floats) -> None:
    """Charge hours of managers to both sides; what costs nobody anything is not entered."""
    rate, accounts, month = world.values["relations.hour_cost"], world.accounts, world.month
    post = world.ledger.post
    post(month, "governance", accounts.council, accounts.work, rate * council)
    post(month, "governance", accounts.provider, accounts.work, rate * provider)
