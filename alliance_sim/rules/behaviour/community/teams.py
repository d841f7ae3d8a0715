"""Team size: what is lost between people in a large organisation, and what largeness saves.

Self-managed teams stay small, run themselves with hardly an office, and keep monitoring away from
those who care; their hour is dearer and the same need takes fewer of them.

Also called: Buurtzorg model, neighbourhood care teams.
Sources: S111, S112.
Departures: self-management is a trait of a kind of provider and holds for all of it.
"""

import numpy as np

from alliance_sim.rules.offers import Floats


def scale_saving(size: Floats, small_size: float, economy: float) -> Floats:
    """Share of unit cost that working on a larger scale saves, by hours a month worked together.

    Args:
        size: Hours a month of those who work as one.
        small_size: Size at which savings begin.
        economy: Share of cost saved with every doubling.
    """
    return economy * np.log2(np.maximum(size, small_size) / small_size)
