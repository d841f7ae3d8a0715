"""Drift: organisations paid by indicators grow like those for whom indicators were made."""

import numpy as np

from alliance_sim.rules.offers import Floats


def exposure(income: Floats, elsewhere: float, kpi: Floats, full: float) -> Floats:
    """How far each organisation lives under indicators, 0 to 1.

    Args:
        income: What contracts bring it a month, GBP.
        elsewhere: What it has from gifts and other sources a month, GBP.
        kpi: Price at stake on indicators, share per point.
        full: Stake at which a contract is all indicators.
    """
    earned = np.maximum(income, 0.0)
    total = earned + elsewhere
    dependence = np.where(total > 0, earned / np.where(total > 0, total, 1.0), 0.0)
    return np.asarray(dependence * np.minimum(kpi / full, 1.0))


def next_drift(drift: Floats, exposed: Floats, rate: float, back: float) -> Floats:
    """How far each has come towards the norm after a month, 0 to 1; the way back is its own."""
    gap = exposed - drift
    return np.asarray(drift + np.where(gap > 0, rate, back) * gap)
