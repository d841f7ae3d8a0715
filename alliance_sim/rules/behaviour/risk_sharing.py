"""Risk sharing: what it costs parties to bear a risk, and the split that costs them least.

A party's risk tolerance is how much it can bear: one over its absolute risk aversion, in GBP. A
party that does not mind risk at all has an infinite tolerance.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import brentq

from alliance_sim.rules.behaviour.bidding import risk_premium
from alliance_sim.rules.offers import Floats

HALVINGS = 60
"""Halvings of a share: what is left of it is below the precision of a float."""

TINY = 1e-15
"""Precision of the price of the last slice, against what it costs whoever bears it best."""

STEP = 1e-4
"""Half the slice of risk whose premium counts as that of the last slice."""


def premium_of_each(shares: Floats, tolerances: Floats, variance: float) -> Floats:
    """What each party would pay to be rid of its share of a risk, in the unit of tolerance.

    Args:
        shares: Share of the risk that each bears, shape (parties,).
        tolerances: Risk tolerance of each, GBP, above 0; infinite for one that minds no risk.
        variance: Variance of the whole risk, GBP squared.

    Raises:
        ValueError: A tolerance is not above 0, the variance is negative, or lengths differ.
    """
    shares, tolerances = _checked(shares, tolerances)
    if not variance >= 0:
        raise ValueError(f"a variance cannot be negative, and is {variance}")
    borne: Any = shares
    return np.asarray(risk_premium(1 / tolerances, borne, float(np.sqrt(variance)), 1.0))


def risk_premium_of_shares(
    shares: Sequence[float] | Floats, tolerances: Sequence[float] | Floats, variance: float
) -> float:
    """What all parties together would pay to be rid of a risk that they share in this way.

    Args:
        shares: Share of the risk that each bears; the efficient split has the least premium.
        tolerances: Risk tolerance of each, GBP.
        variance: Variance of the whole risk, GBP squared.

    Raises:
        ValueError: As `premium_of_each` says.
    """
    each = premium_of_each(np.asarray(shares, float), np.asarray(tolerances, float), variance)
    return float(each.sum())


def efficient_shares(tolerances: Sequence[float] | Floats) -> Floats:
    """Shares of a risk whose premium, summed over parties, is least (Borch; Wilson).

    Found by trial: a price is put on the last slice of risk, each party takes as much as it bears
    at that price, and the price rises until all of the risk is taken. Parties of infinite
    tolerance take all of it between them, in equal parts.

    Args:
        tolerances: Risk tolerance of each, any one unit, shape (parties,).

    Returns:
        Shares that add up to 1, same shape; they depend on tolerances alone, not on the risk.

    Raises:
        ValueError: There is nobody to bear the risk, or a tolerance is not above 0.
    """
    given = np.asarray(tolerances, float)
    if given.ndim != 1 or given.size == 0:
        raise ValueError("there is nobody to bear the risk: tolerances must be a list of numbers")
    _checked(given, given)
    unlimited = np.isinf(given)
    if unlimited.any():
        return unlimited / np.count_nonzero(unlimited)
    bearable = given / given.max()
    # At twice what the whole risk would cost the least able, everyone would take all of it.
    dearest = 2 * float(_last_slice(np.ones(given.size), bearable).max())
    price = brentq(
        lambda price: float(_taken_at(price, bearable).sum()) - 1, 0.0, dearest, xtol=TINY
    )
    shares = _taken_at(float(price), bearable)
    return shares / shares.sum()


def _last_slice(shares: Floats, tolerances: Floats) -> Floats:
    """What the last slice of its share costs each party."""
    more: Any = shares + STEP
    less: Any = shares - STEP
    aversion = 1 / tolerances
    dearer = risk_premium(aversion, more, 1.0, 1.0) - risk_premium(aversion, less, 1.0, 1.0)
    return np.asarray(dearer / (2 * STEP))


def _taken_at(price: float, tolerances: Floats) -> Floats:
    """How much each takes, of the whole at most, when bearing the last slice earns a price."""
    low, high = np.zeros(tolerances.size), np.ones(tolerances.size)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        dear = _last_slice(middle, tolerances) > price
        low, high = np.where(dear, low, middle), np.where(dear, middle, high)
    return high


def _checked(shares: Floats, tolerances: Floats) -> tuple[Floats, Floats]:
    if shares.shape != tolerances.shape:
        raise ValueError(f"{shares.size} shares cannot be borne by {tolerances.size} parties")
    if not (tolerances > 0).all():
        raise ValueError(f"risk tolerances must be above 0: {tolerances.tolist()}")
    return shares, tolerances
