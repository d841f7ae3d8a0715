"""Cooperation: how far a relationship sustains joint effort against the urge to free-ride."""

import numpy as np

from alliance_sim.rules.behaviour.search import best_of, turning_point
from alliance_sim.rules.offers import Floats

ENOUGH = 1e-12
"""Cooperation that pays to within this much is sustained, as in exact arithmetic."""

MOST = 2.0
"""Twice full cooperation: beyond it the extra effort costs more than it brings."""


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


def sustained_cooperation(
    detected: float, discount: float, weakest: float = 1.0, outside: float = 0.0
) -> float:
    """Degree of cooperation g in [0, 1] that the repeated game sustains.

    With R = d delta / (1 - delta), shirking for one period pays unless g <= 2R / (1 + R); full
    cooperation from delta = 1/2 when every shirker is seen (relational contracts, Levin 2003).

    Args:
        detected: Chance d that shirking in a review period is noticed.
        discount: Weight delta of the next review period, including the chance of going on.
        weakest: What the member with the least to lose stands to lose; see `least_to_lose`.
        outside: What members would have in each period beyond the fallback if they parted, such
            as from a better formal contract, where full cooperation brings 1/2. A good way out
            makes promises hollow (Baker, Gibbons and Murphy 1994); 0 is off.
    """
    if outside > 0:
        return min(1.0, _sustained_with(detected, discount, outside) * weakest)
    if discount >= 1:
        return min(1.0, 2 * weakest) if detected > 0 else 0.0
    reward = detected * discount / (1 - discount)
    return min(1.0, 2 * reward / (1 + reward) * weakest)


def worth_of_cooperation(degree: float) -> float:
    """What extra effort of a degree brings in a period, the extra strain taken off; 1/2 at most."""
    return degree - temptation(degree)


def temptation(degree: float) -> float:
    """What a member saves that leaves out its extra effort for one period."""
    return degree**2 / 2


def _sustained_with(detected: float, discount: float, outside: float) -> float:
    """Largest degree at which keeping one's word pays, found by trying; 0 if there is none."""
    later = detected * discount
    if later <= 0:
        return 0.0

    def pays(degree: float) -> float:
        lost = later * (worth_of_cooperation(degree) - outside)
        return lost - (1 - discount) * temptation(degree)

    best, most = best_of(pays, 0.0, MOST)
    if most < -ENOUGH:
        return 0.0
    return turning_point(lambda degree: pays(degree) < -ENOUGH, best, MOST)


def effective_share(own_share: Floats, cooperation: float) -> Floats:
    """Share of the joint result that each member acts on: s + (1 - s) g, any shape.

    The degree of cooperation g that can be sustained is the same for large and small shares.
    """
    return own_share + (1 - own_share) * cooperation
