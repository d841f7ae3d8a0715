"""Chasing: partners who share in the outcome follow up what was lost between them."""

import numpy as np

from alliance_sim.rules.offers import Floats


def followed_up(stake: Floats, visible: Floats, effort: float) -> Floats:
    """Share of failed hand-offs that two providers follow up, the best for them.

    Following up the share m is worth the stake that both have in the outcome, as far as each sees
    what the other does, and takes effort / 2 * m^2. Nobody chases what they are not paid for or
    cannot see.

    >>> float(followed_up(np.array(0.05), np.array(0.8), 0.1))
    0.4

    Args:
        stake: The smaller of the two providers' stakes in residents' outcome, a share of price.
        visible: The smaller of how far each of the two shows the other what it does, 0 to 1.
        effort: What it takes to follow up everything, a share of price.
    """
    return np.minimum(stake * visible / max(effort, float(np.finfo(float).eps)), 1.0)
