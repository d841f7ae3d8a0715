"""Outreach: the chance that any of those who work in a neighbourhood finds someone."""

import numpy as np

from alliance_sim.rules.offers import Floats


def found_by_any(chances: Floats) -> Floats:
    """Chance of being found by at least one, each finding by itself; shape (finders, ...) in.

    >>> float(found_by_any(np.array([[0.5], [0.5]]))[0])
    0.75
    """
    return np.asarray(1 - np.prod(1 - chances, axis=0))
