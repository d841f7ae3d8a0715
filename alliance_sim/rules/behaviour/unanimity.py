"""Unanimity: a joint decision passes when every member assents."""

import numpy as np

from alliance_sim.rules.offers import Floats


def assent_probability(
    trust: Floats,
    aligned: Floats,
    base: Floats | float,
    trust_effect: float,
    alignment_effect: float,
) -> Floats:
    """Chance that each member agrees to a proposal this month: logistic in trust and alignment.

    Args:
        trust: Trust of each member, 0 to 1.
        aligned: How far the proposal is in its interest: the share by which its own work would
            grow or, negative, shrink, -1 to 1.
        base: Log odds of assent at no trust.
        trust_effect: What full trust adds to the log odds.
        alignment_effect: What a proposal that doubles its work adds to the log odds.
    """
    log_odds = base + trust_effect * trust + alignment_effect * aligned
    return 1 / (1 + np.exp(-log_odds))


def passes(assent: Floats, luck: Floats) -> bool:
    """Whether all members assent, each by its own uniform draw."""
    return bool((luck < assent).all())
