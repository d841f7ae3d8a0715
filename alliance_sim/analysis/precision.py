"""How many futures it takes to tell two options apart, or to know a difference well."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from scipy.special import ndtri, stdtrit

from alliance_sim.analysis.estimates import CONFIDENCE, Estimate, Values, estimate

CHANCE = 0.8
"""How surely a run of so many futures would tell the two apart, if they differ as they seem to."""


@dataclass(frozen=True)
class Apart:
    """Two options, how far apart they are, and how many futures it takes to be sure of it."""

    b: str
    a: str
    difference: Estimate
    """b less a, paired by future."""

    needed: float
    """Futures; infinite where they come to the same."""


def futures_needed(difference: Estimate) -> float:
    """Futures after which the 95 % interval of a paired difference leaves out 0.

    If the difference and its spread are what they seem, so many futures tell the two apart in
    four of five tries. NaN where there is no spread to reckon with.

    >>> from alliance_sim.analysis.estimates import Estimate
    >>> futures_needed(Estimate(1.0, 2.0, -1.0, 3.0, 20))
    32.0
    """
    mean, sd = difference.mean, difference.sd
    if not (math.isfinite(mean) and math.isfinite(sd)):
        return float("nan")
    if sd == 0:
        return 2.0 if mean else math.inf
    if mean == 0:
        return math.inf
    reach = float(ndtri((1 + CONFIDENCE) / 2) + ndtri(CHANCE))
    return float(max(2, math.ceil((reach * sd / mean) ** 2)))


def pairs(values: Values, options: Sequence[str]) -> list[Apart]:
    """Every two options, the later in the scenario less the earlier.

    Args:
        values: what is compared, shape (futures, options).
        options: their names.
    """
    found = []
    for a, b in combinations(range(len(options)), 2):
        apart = estimate(values[:, b] - values[:, a])
        found.append(Apart(options[b], options[a], apart, futures_needed(apart)))
    return found


def half_width(sd: float, replications: int) -> float:
    """Half of the width of the 95 % interval of a mean (Student's t).

    Args:
        sd: standard deviation between replications.
        replications: how many; infinite with fewer than two, unless nothing varies.

    >>> round(half_width(1.0, 5), 3)
    1.242
    """
    if sd == 0:
        return 0.0
    if replications < 2:
        return math.inf
    reach = float(stdtrit(replications - 1, (1 + CONFIDENCE) / 2))
    return reach * sd / math.sqrt(replications)


def replications_for(sd: float, wanted: float) -> float:
    """The least number of replications whose 95 % interval reaches no farther than is wanted.

    It is at least 2; infinite where nothing is wanted but luck varies.

    >>> replications_for(1.0, 0.2)
    99.0
    """
    if sd == 0:
        return 2.0
    if not wanted > 0:
        return math.inf
    low, high = 1, 2
    while half_width(sd, high) > wanted:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if half_width(sd, middle) > wanted:
            low = middle
        else:
            high = middle
    return float(high)
