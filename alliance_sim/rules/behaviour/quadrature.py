"""Integrals over a distribution: a support cut into cells, with a few exact nodes in each."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from alliance_sim.rules.behaviour.distributions import Distribution
from alliance_sim.rules.offers import Floats

CELLS = 128
"""Cells that a support is cut into, half evenly in cost and half evenly in chance."""

NODES, WEIGHTS = (side / 2 for side in np.polynomial.legendre.leggauss(4))
"""Gauss-Legendre nodes (about the middle) and weights of one cell, for a cell of width 1."""


class Cells(NamedTuple):
    """Knots of shape (cells + 1,), and within each cell nodes of shape (cells, nodes).

    `survive` is the survival function at the knots, `inside` at the nodes; `width` is that of the
    cells; `weight` what a node's value counts in an integral, shape (cells, nodes).
    """

    knots: Floats
    survive: Floats
    width: Floats
    nodes: Floats
    inside: Floats
    weight: Floats


@lru_cache(maxsize=128)
def cells(belief: Distribution, top: float) -> Cells:
    """A support from its lower bound up to `top`, ready to integrate over."""
    knots = belief.knots(CELLS, top)
    width = np.diff(knots)
    nodes = (knots[:-1] + width / 2)[:, None] + width[:, None] * NODES
    weight = width[:, None] * WEIGHTS
    return Cells(knots, belief.survival(knots), width, nodes, belief.survival(nodes), weight)
