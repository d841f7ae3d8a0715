"""Unanimity: a joint decision passes when every member assents."""

import numpy as np

from alliance_sim.rules.offers import Floats


def assent_probability(trust: Floats, base: float, trust_effect: float) -> Floats:
    """Chance that each member agrees to a proposal this month: logistic in its trust.

    Args:
        trust: Trust of each member, 0 to 1.
        base: Log odds of assent at no trust.
        trust_effect: What full trust adds to the log odds.
    """
    return 1 / (1 + np.exp(-(base + trust_effect * trust)))


def passes(assent: Floats, luck: Floats) -> bool:
    """Whether all members assent, each by its own uniform draw."""
    return bool((luck < assent).all())
