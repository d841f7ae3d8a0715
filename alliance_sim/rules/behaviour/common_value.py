"""Common values: the lowest of several estimates of one cost is an underestimate."""

from functools import lru_cache

import numpy as np

from alliance_sim.rules.behaviour.bidding import expected_lowest_two
from alliance_sim.rules.behaviour.distributions import Bounded, Distribution, normal, uniform
from alliance_sim.rules.behaviour.quadrature import cells
from alliance_sim.rules.offers import Floats


def error(shape: str, sd: float) -> Bounded:
    """Distribution of an estimate's error: mean 0, this standard deviation.

    Raises:
        ValueError: The shape is neither normal nor uniform.
    """
    if shape == "normal":
        return normal(0.0, sd)
    if shape == "uniform":
        # A uniform's variance is a third of the square of its half-width.
        return uniform(-sd * 3**0.5, sd * 3**0.5)
    raise ValueError(f"errors are normal or uniform, not {shape}")


@lru_cache(maxsize=512)
def curse(errors: Distribution, bidders: int) -> float:
    """How far the lowest of `bidders` estimates lies below the truth on average (0 for one)."""
    alone, _ = expected_lowest_two(1, errors)
    lowest, _ = expected_lowest_two(bidders, errors)
    return alone - lowest


def winners_curse_correction(
    error_sd: float, bidders: int, awareness: float, shape: str = "normal"
) -> float:
    """What to add to a cost estimate because the lowest estimate tends to be an underestimate.

    Args:
        error_sd: Standard deviation of the estimate of the common part of cost.
        bidders: How many bid.
        awareness: 0 for a naive bidder, 1 for one who corrects in full.
        shape: Distribution of the error: normal or uniform.
    """
    return awareness * error_sd * curse(error(shape, 1.0), bidders)


@lru_cache(maxsize=512)
def common_value_margin(errors: Distribution, bidders: int) -> float:
    """Margin over the own estimate in the equilibrium of a sealed award for a common cost.

    Nothing is known of the cost but the estimates (a diffuse prior), so that all add one margin m.
    A bidder whose error is e and who asks d more than that is paid `m + d + e` above cost if every
    other error exceeds `e + d`. With errors of density g and survival S, no d but 0 is best where
    `(n - 1) m E[g S^(n-2)] = 1/n - (n - 1) E[e g S^(n-2)]`, expectations over the own error.

    Args:
        errors: Distribution of an estimate's error.
        bidders: How many bid, at least 2.

    Raises:
        ValueError: Fewer than two bid: a lone bidder has no equilibrium margin.
    """
    if bidders < 2:
        raise ValueError("a lone bidder asks for whatever the ceiling allows")
    *_, nodes, inside, weight = cells(errors, errors.high)
    density = errors.density(nodes)
    weight = weight * density**2 * inside ** (bidders - 2) * (bidders - 1)
    return float((1 / bidders - (weight * nodes).sum()) / weight.sum())


def estimates_error(shape: str, sd: float, luck: Floats) -> Floats:
    """Errors from uniform luck on (0, 1), same shape; none where the spread is 0."""
    return error(shape, sd).quantile(luck) if sd > 0 else np.zeros_like(luck)
