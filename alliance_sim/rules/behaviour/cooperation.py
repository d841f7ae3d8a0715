"""Cooperation: how far a relationship sustains joint effort against the urge to free-ride."""

from alliance_sim.rules.offers import Floats


def detection(peer_visibility: float, trust: float, members: int) -> float:
    """Chance that shirking is noticed: falls as members grow in number, rises with trust.

    Below two members there is nobody to shirk on and the result is the visibility times trust.
    """
    crowd = 2 / max(members, 2)
    return min(1.0, peer_visibility * trust * crowd)


def sustained_cooperation(detected: float, discount: float) -> float:
    """Degree of cooperation g in [0, 1] that the repeated game sustains.

    With R = d delta / (1 - delta), shirking for one period pays unless g <= 2R / (1 + R); full
    cooperation from delta = 1/2 when every shirker is seen (relational contracts, Levin 2003).

    Args:
        detected: Chance d that shirking in a review period is noticed.
        discount: Weight delta of the next review period, including the chance of going on.
    """
    if discount >= 1:
        return 1.0 if detected > 0 else 0.0
    reward = detected * discount / (1 - discount)
    return min(1.0, 2 * reward / (1 + reward))


def effective_share(own_share: Floats, cooperation: float) -> Floats:
    """Share of the joint result that each member acts on: s + (1 - s) g, any shape.

    The degree of cooperation g that can be sustained is the same for large and small shares.
    """
    return own_share + (1 - own_share) * cooperation
