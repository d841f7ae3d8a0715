"""Whether a study's rows lie as an estimator needs them, told from the rows themselves."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.studies.problem import AnalysisError

NEAR = 1e-9
"""Places in the unit interval that differ by less are the same."""


def sobol_blocks(places: Values) -> tuple[int, bool]:
    """Length of one block of a Sobol design, and whether it has second-order rows.

    A block holds a point A, then A with each factor in turn taken from a second point B, then
    (for second order) B with each factor in turn taken from A, then B.

    Args:
        places: shape (rows, factors).

    Raises:
        AnalysisError: The rows do not lie so.
    """
    rows, factors = places.shape
    for second in (True, False):
        length = (2 * factors + 2) if second else factors + 2
        if rows == 0 or rows % length:
            continue
        blocks = places.reshape(-1, length, factors)
        a, b = blocks[:, 0], blocks[:, -1]
        own = np.eye(factors, dtype=bool)
        wanted = np.where(own, b[:, None], a[:, None])
        fits = np.abs(blocks[:, 1 : factors + 1] - wanted).max() < NEAR
        if second and fits:
            other = np.where(own, a[:, None], b[:, None])
            fits = np.abs(blocks[:, factors + 1 : -1] - other).max() < NEAR
        if fits:
            return length, second
    raise AnalysisError(
        "Sobol indices need the rows of a Sobol design, in their order; run a study with "
        "'design: {kind: sobol}'"
    )


def morris_steps(places: Values) -> tuple[int, int]:
    """Length of one trajectory of a Morris design, and the number of levels of its grid.

    Each row of a trajectory moves one factor by one step, and every factor moves once.

    Args:
        places: shape (rows, factors).

    Raises:
        AnalysisError: The rows do not lie so.
    """
    rows, factors = places.shape
    length = factors + 1
    if rows and rows % length == 0:
        steps = np.abs(np.diff(places.reshape(-1, length, factors), axis=1))
        moved = steps > NEAR
        size = float(steps.max())
        even = np.abs(steps[moved] - size).max(initial=0.0) < NEAR
        once = (moved.sum(axis=2) == 1).all() and (moved.sum(axis=1) == 1).all()
        # A grid of p levels is stepped over by p / (2 (p - 1)) of its width, p being even.
        if even and once and size > 1 / 2:
            return length, round(2 * size / (2 * size - 1))
    raise AnalysisError(
        "Morris effects need the rows of a Morris design, in their order; run a study with "
        "'design: {kind: morris}'"
    )


def whole_blocks(known: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """The rows of those blocks in which every row has a value."""
    return np.repeat(known.reshape(-1, length).all(axis=1), length)
