"""Deciding together: whether members agree to a change, and how long it takes them."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.power import decision_weights, deferred
from alliance_sim.rules.behaviour.unanimity import assent_probability, passes
from alliance_sim.world.deals import Deal

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def agree(world: "World", deal: Deal, before: Floats, after: Floats) -> bool:
    """Whether a change of plan passes this month, by each member's hours before and after it."""
    if deal.mechanism.governance.decides == "commissioner":
        return True
    grown = np.where(before > 0, after / np.where(before > 0, before, 1.0) - 1, np.sign(after))
    luck = world.streams.uniform("assent", world.month, world.market.number[deal.members])
    return decide(world, deal, np.clip(grown, -1, 1), luck)


def decide(
    world: "World", deal: Deal, aligned: Floats, luck: Floats, others: Floats | float = 0.0
) -> bool:
    """Whether a proposal passes this month.

    Args:
        world: The run.
        deal: Whose members decide.
        aligned: How far it is in each one's interest, -1 to 1.
        luck: A uniform for each.
        others: What else adds to each one's log odds of agreeing.
    """
    values, market = world.values, world.market
    assent = assent_probability(
        market.trust[deal.members],
        aligned,
        values["governance.assent_base"] + others,
        values["governance.assent_trust"],
        values["governance.assent_alignment"],
    )
    status = values["power.status"]
    if status > 0:
        assent = deferred(assent, decision_weights(market.standing[deal.members], status))
    if deal.mechanism.governance.decides == "lead":
        # The lead, chosen first, decides for all.
        assent, luck = assent[:1], luck[:1]
    passed = passes(assent, luck)
    world.record.add("proposals")
    world.record.add("proposals_passed", float(passed))
    return passed
