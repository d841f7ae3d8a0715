"""Shared knowledge: what each side learns of the other, how it fades, and what it makes smaller."""

from alliance_sim.rules.offers import Floats


def next_knowledge(knowledge: Floats, learning: Floats, fading: float) -> Floats:
    """What each side knows of the other's costs and priorities after a month, 0 to 1.

    Args:
        knowledge: Before the month.
        learning: Share of what is still unknown that is learned this month.
        fading: Share of what is known that no longer holds a month later.
    """
    return knowledge + learning * (1 - knowledge) - fading * knowledge


def left_of(whole: Floats, effect: float, known: Floats) -> Floats:
    """What is left of an error or a quarrel between those who know one another.

    Args:
        whole: The error between strangers.
        effect: Share of it that full knowledge takes away.
        known: How well they know one another, 0 to 1.
    """
    return whole * (1 - effect * known)
