"""Involvement: how many are heard, what stress leaves of it, and what it does to a design."""

import numpy as np

from alliance_sim.rules.offers import Floats


def involved(breadth: Floats, stress: Floats, anxiety: float) -> Floats:
    """How widely people are really involved: anxious organisations turn to fewer.

    Args:
        breadth: How widely they are meant to be, 0 to 1.
        stress: Stress of whoever runs it, 0 to 1.
        anxiety: Share of involvement that is gone under full stress.
    """
    return np.asarray(breadth * (1 - anxiety * stress))


def stress_of(overspend: float, undelivered: float, much_over: float, much_undone: float) -> float:
    """Stress that a month puts on a council, 0 to 1: by whichever presses harder.

    Args:
        overspend: Spending above budget, as a share of it.
        undelivered: Share of the care asked for that did not come.
        much_over: Overspending at which stress is full.
        much_undone: Undelivered share at which stress is full.
    """
    return float(np.clip(max(overspend / much_over, undelivered / much_undone), 0, 1))


def next_misfit(misfit: Floats, luck: Floats, persistence: float) -> Floats:
    """How far what people in a place need has moved from what is usual; by luck, wide as before.

    Args:
        misfit: So far, a standard normal at rest.
        luck: Standard normals.
        persistence: How much carries over from month to month.
    """
    return np.asarray(persistence * misfit + np.sqrt(1 - persistence**2) * luck)


def design_error(misfit: Floats, spread: float, heard: Floats, correction: float) -> Floats:
    """Share of what a service is worth that is lost because it was designed for other needs.

    Args:
        misfit: How far needs have moved, in standard deviations.
        spread: Error for each standard deviation while nobody is heard.
        heard: How widely people are involved, 0 to 1.
        correction: Share of the error that full involvement takes away.
    """
    return np.asarray(np.minimum(spread * np.abs(misfit) * (1 - correction * heard), 1.0))


def held_up(breadth: float, slowness: float, luck: float) -> bool:
    """Whether those who have to be heard hold up a decision this month, by a uniform draw."""
    return luck < slowness * breadth
