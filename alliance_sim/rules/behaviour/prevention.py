"""Prevention: a stock built by spending, need averted by the stock, and whether to spend at all."""

import math

import numpy as np

from alliance_sim.rules.offers import Floats

STEPS = 60
"""Levels of spending that are compared, between none and the most."""

MONTHS = 12
"""Months in a year."""


def next_stock(stock: float, arriving: float, decay: float) -> float:
    """What prevention has built up, in years of the whole budget, a month later.

    Args:
        stock: What there is.
        arriving: What was spent long enough ago to count now.
        decay: Share of the stock that wears off in a year.
    """
    return stock * (1 - decay / MONTHS) + arriving


def averted(stock: Floats | float, most: float, half_stock: float) -> Floats:
    """Share of need that a stock averts: `most` in the end, half of that at `half_stock`."""
    return np.asarray(most * stock / (stock + half_stock))


def chosen_share(
    horizon_years: float,
    most_share: float,
    stock: float,
    lag_months: int,
    decay: float,
    most: float,
    half_stock: float,
    worth: float,
    discount: float,
) -> float:
    """Share of the budget to spend on prevention, by what it brings within a horizon.

    The spender keeps up one share for as long as it looks ahead, and counts what that averts in
    the same time. What comes later it does not count.

    Args:
        horizon_years: How far it looks ahead; at 0 nothing is ever worth it.
        most_share: The most it may spend.
        stock: What has been built up.
        lag_months: From spending until it counts.
        decay: Share of the stock that wears off in a year.
        most: Share of need that prevention can avert at all.
        half_stock: Stock at which half of that is averted, in years of the budget.
        worth: What averting all need for a year is worth to the spender, in years of its budget,
            less what it takes off for the risk that prevention does not work.
        discount: Yearly rate at which it discounts.
    """
    months = np.arange(1, round(horizon_years * MONTHS) + 1)
    if len(months) == 0 or most_share == 0:
        return 0.0
    weight = (1 + discount) ** (-months / MONTHS)
    shares = np.linspace(0.0, most_share, STEPS + 1)
    kept = 1 - decay / MONTHS
    counted = np.maximum(months - lag_months, 0)
    full = (1 - kept**counted) / (1 - kept) if kept < 1 else counted.astype(float)
    built = shares[:, None] / MONTHS * full + stock * kept**months
    gain = (averted(built, most, half_stock) * worth - shares[:, None]) @ weight
    return float(shares[int(np.argmax(gain))])


def payoff(z: float, spread: float) -> float:
    """How much of what prevention promises it brings, 1 on average; lognormal."""
    return math.exp(spread * z - spread * spread / 2)
