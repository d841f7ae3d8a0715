"""Evidence of relational work: what showing it costs, and when having it pays."""

import numpy as np

from alliance_sim.rules.offers import Bools, Floats


def unseen_share(relational: Floats, visibility: Floats, value: Floats) -> float:
    """Part of a lot's worth that is relational and that indicators do not see, by value.

    Args:
        relational: Relational share of each service.
        visibility: How much of it indicators see.
        value: Worth of each service in the lot.
    """
    total = float(value.sum())
    return float((value * relational * (1 - visibility)).sum()) / total if total > 0 else 0.0


def still_to_show(ready: Floats, unseen: float) -> Floats:
    """How much a bidder would still have to show, 0 to 1: what is unseen, where it is not ready."""
    return unseen * (1 - ready)


def invests(price: Floats, points: Floats, worth: float, profit_basis: float, rivals: int) -> Bools:
    """Whether evidence pays for a bidder: what a better score earns, if it wins, against its price.

    Args:
        price: What evidence costs it, GBP.
        points: Points of scored quality that it would bring.
        worth: What a point is worth in the price, as a ratio to the reference price.
        profit_basis: Value promised over the term, GBP.
        rivals: Bidders, itself included; each may win.
    """
    return np.asarray((points > 0) & (points * worth * profit_basis / max(rivals, 1) > price))
