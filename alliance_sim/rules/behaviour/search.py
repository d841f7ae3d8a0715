"""Looking for the best, or for where something turns, by trying: no formula is assumed."""

from collections.abc import Callable

import numpy as np

GRID = 401
"""Points at which the best is looked for before it is refined."""

HALVINGS = 60
"""Halvings of an interval: what is left is below the precision of its ends."""


def best_of(value: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    """Where a value is highest between two bounds, and how high it is there.

    Args:
        value: Smooth between the points of a grid; it need not have one peak only.
        low: Lower bound.
        high: Upper bound; the same as `low` leaves no choice.
    """
    # Loading the optimiser takes longer than most commands do, and few ask for it.
    from scipy.optimize import minimize_scalar

    if not low < high:
        return low, value(low)
    grid = np.linspace(low, high, GRID)
    tried = [value(float(at)) for at in grid]
    best = int(np.argmax(tried))
    bracket = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, GRID - 1)])
    found = minimize_scalar(
        lambda at: -value(at), bounds=bracket, method="bounded", options={"xatol": 1e-12}
    )
    # The best may lie on a bound, which a bounded search only comes near.
    here, there = (float(grid[best]), tried[best]), (float(found.x), -float(found.fun))
    return max(here, there, key=lambda pair: pair[1])


def turning_point(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Where something that does not hold at `low` begins to hold, for good, on the way to `high`.

    Returns:
        `low` where it holds from the start, `high` where it does not hold before.
    """
    if holds(low):
        return low
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
