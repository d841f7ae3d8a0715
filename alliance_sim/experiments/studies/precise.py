"""Whether a row has had futures enough: the half-width of a paired interval."""

import math
from collections.abc import Sequence

import numpy as np

from alliance_sim.experiments.studies.study import Until

LEVEL = 0.95
"""Confidence of the interval."""


def half_width(differences: Sequence[float]) -> float:
    """Half the width of the 95 % interval of a mean of paired differences, by Student's t.

    Infinite for fewer than two values that are known.
    """
    # Seconds to load, which only studies that look at precision should wait for.
    from scipy.stats import t

    known = np.array([one for one in differences if math.isfinite(one)])
    if known.size < 2:
        return math.inf
    reach = float(t.ppf((1 + LEVEL) / 2, known.size - 1))
    return reach * float(known.std(ddof=1)) / math.sqrt(known.size)


def is_enough(wanted: Sequence[Until], differences: Sequence[Sequence[float]]) -> bool:
    """Whether every wanted difference is precise.

    Args:
        wanted: What is wanted.
        differences: For each of them the differences so far, one a future, in any order.
    """
    return all(
        # In order of size, since the last digit of a sum depends on the order.
        half_width(sorted(found)) <= one.half_width
        for one, found in zip(wanted, differences, strict=True)
    )
