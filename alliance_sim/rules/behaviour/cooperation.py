"""Cooperation: how far a relationship sustains joint effort against the urge to free-ride."""

import numpy as np

from alliance_sim.rules.offers import Floats


def detection(peer_visibility: float, trust: float, members: int) -> float:
    """Chance that shirking is noticed: falls as members grow in number, rises with trust.

    Below two members there is nobody to shirk on and the result is the visibility times trust.
    """
    crowd = 2 / max(members, 2)
    return min(1.0, peer_visibility * trust * crowd)


def least_to_lose(shares: Floats) -> float:
    """How far the member with the least to lose holds back the others, 1 where all are equal.

    Members do the share of the work that they hold of the result. One that shirks for a period
    saves its own extra effort, and afterwards forgoes its share of what the others' extra effort
    brings; as a ratio to that of equal members, what it stands to lose is
    a = sum over the others of s (1 - s), over (1 - own share)^2. The smallest ratio binds. A member
    without work has nothing to shirk.

    Args:
        shares: Members' shares of work and result; they add up to 1.
    """
    working = shares[shares > 0]
    if len(working) < 2:
        return 1.0
    rest = 1 - working
    others = float(working @ rest) - working * rest
    return float(np.min(others / rest**2))


def sustained_cooperation(detected: float, discount: float, weakest: float = 1.0) -> float:
    """Degree of cooperation g in [0, 1] that the repeated game sustains.

    With R = d delta / (1 - delta), shirking for one period pays unless g <= 2R / (1 + R); full
    cooperation from delta = 1/2 when every shirker is seen (relational contracts, Levin 2003).

    Args:
        detected: Chance d that shirking in a review period is noticed.
        discount: Weight delta of the next review period, including the chance of going on.
        weakest: What the member with the least to lose stands to lose; see `least_to_lose`.
    """
    if discount >= 1:
        return min(1.0, 2 * weakest) if detected > 0 else 0.0
    reward = detected * discount / (1 - discount)
    return min(1.0, 2 * reward / (1 + reward) * weakest)


def effective_share(own_share: Floats, cooperation: float) -> Floats:
    """Share of the joint result that each member acts on: s + (1 - s) g, any shape.

    The degree of cooperation g that can be sustained is the same for large and small shares.
    """
    return own_share + (1 - own_share) * cooperation
