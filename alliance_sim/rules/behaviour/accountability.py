"""Accountability: when a council has failed in public, and what nobody alone answers for."""

import numpy as np

from alliance_sim.rules.offers import Bools, Floats


def overspent(spent: Floats, budget: Floats, tolerance: float) -> Bools:
    """Whether a year's spending lies further above the budget than is let pass."""
    return np.asarray(spent > budget * (1 + tolerance))


def falls_short(quality: Floats, floor: float) -> Bools:
    """Whether a year's quality, as an inspection finds it, is too low; not where there was none."""
    return np.asarray(np.isfinite(quality) & (quality < floor))


def unanswered(shares: Floats, together: bool) -> float:
    """Share of a contract for which no one member answers.

    Where each is judged by its own work, somebody answers for all of it. Where all are judged
    together, it is the chance that two pounds of it were earned by different members.
    """
    return 1 - float(shares @ shares) if together else 0.0
