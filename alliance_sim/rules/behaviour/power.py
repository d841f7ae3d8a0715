"""Power: standing as weight in decisions, and the advantage of being known already."""

import numpy as np

from alliance_sim.rules.offers import Floats


def decision_weights(standing: Floats, status: float) -> Floats:
    """Each member's weight in a decision: equal, or by professional standing; they sum to one.

    Args:
        standing: Professional standing of each member, not negative.
        status: How far weight follows standing, 0 to 1.
    """
    count = len(standing)
    total = standing.sum()
    by_standing = standing / total if total > 0 else np.full(count, 1 / count)
    return np.asarray((1 - status) / count + status * by_standing)


def deferred(assent: Floats, weights: Floats) -> Floats:
    """Chance that each member does not stand in the way: refusal counts as far as its weight does.

    One with less than an equal share of the weight is overruled in proportion; more than an equal
    share is worth no more than the veto that everybody had.
    """
    heard = np.minimum(len(weights) * weights, 1.0)
    return np.asarray(1 - (1 - assent) * heard)


def regard(standing: Floats, status: float, esteem: float) -> Floats:
    """Points of quality that are seen in each provider because of its standing, above the mean's.

    Args:
        standing: Professional standing of each provider in the place.
        status: How far standing counts, 0 to 1.
        esteem: Points between the highest and no standing.
    """
    return np.asarray(status * esteem * (standing - standing.mean()))


def familiarity(serving: Floats, like: Floats, incumbency: float, imitation: float) -> Floats:
    """Points of quality that are seen in each bidder because it, or its like, is there already.

    Args:
        serving: Share of the lot that each serves now.
        like: Share of the place's money that goes to providers of its kind.
        incumbency: Points for serving all of the lot.
        imitation: Points for being of the kind that has all the money.
    """
    return np.asarray(incumbency * serving + imitation * like)


def gini(amounts: Floats) -> float:
    """Gini coefficient of amounts that are not negative: 0 if equal, near 1 if one has all."""
    total = float(amounts.sum())
    count = len(amounts)
    if total <= 0 or count == 0:
        return float("nan")
    ranks = np.arange(1, count + 1)
    return float(2 * (ranks @ np.sort(amounts)) / (count * total) - (count + 1) / count)
