"""Coalition: strained carers join others they know, and together they are heard."""

import numpy as np

from alliance_sim.rules.offers import Bools, Floats


def ready_to_join(strain: Floats, friends: Floats, alone: float, pull: float) -> Bools:
    """Who would join this month: the strained, and sooner where those they know have joined.

    Args:
        strain: Strain of each carer, 0 to 1.
        friends: Share of the carers whom each could know who have joined.
        alone: Strain at which someone joins who knows nobody there.
        pull: How much of that threshold friends take away.
    """
    return np.asarray(strain >= alone * (1 - pull * friends))


def next_influence(influence: Floats, share: Floats, threshold: float, memory: float) -> Floats:
    """Influence of organised carers on a council after a month, 0 to 1.

    None below the threshold, full at twice the threshold, gained and lost at `memory` a month.

    Args:
        influence: Influence before.
        share: Share of carers who have joined.
        threshold: Share from which the council listens.
        memory: Share of the way gone in a month.
    """
    target = np.clip(share / max(threshold, float(np.finfo(float).eps)) - 1, 0, 1)
    return np.asarray(influence + memory * (target - influence))
