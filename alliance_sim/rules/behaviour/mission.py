"""Motivated providers: how far a mission is their own, and what still has to be paid for."""

from collections.abc import Callable

from alliance_sim.rules.behaviour.search import best_of
from alliance_sim.rules.offers import Floats


def matched_mission(mission: Floats, fit: Floats, mismatch_loss: float) -> Floats:
    """Mission as far as the work fits it: providers work for aims that are theirs too.

    Args:
        mission: Worth of an outcome point to a provider that agrees with the aims in full.
        fit: How far the aims are shared, 0 to 1, same shape.
        mismatch_loss: Share of the mission that is lost where nothing is shared; 0 is off.
    """
    return mission * (1 - mismatch_loss * (1 - fit))


def best_bonus(worth: float, effort: Callable[[float], float]) -> float:
    """Bonus for success that leaves a buyer most, where nobody can be fined for failure.

    The bonus is paid on success alone and cannot be negative (limited liability). Effort is the
    chance of success; a mission that matches does part of the work for nothing, so that matching
    economises on bonuses (Besley and Ghatak 2005).

    Args:
        worth: What success is worth to the buyer, above 0.
        effort: Chance of success under a bonus, as the provider chooses it.
    """
    return best_of(lambda bonus: effort(bonus) * (worth - bonus), 0.0, worth)[0]
