"""Ideas: how often they come, what they are worth to who has them, how they are used up."""

import numpy as np

from alliance_sim.rules.offers import Floats

MONTHS = 12
"""Months in a year."""


def stirred(rivals: Floats, half: float, spent: float) -> Floats:
    """How far rivals stir a provider to look for something new: an inverted U, 1 at its peak.

    Somebody who may lose its work looks harder the more could take it; the more of them there are,
    the less of what an idea brings is left to pay for finding it. The peak is at the root of
    `half` times `spent`.

    Args:
        rivals: Rivals that each provider feels, not negative.
        half: Rivals at which the fear of losing is half of what it can be.
        spent: Rivals at which half of the means to look are gone.
    """
    peak = spent / (np.sqrt(spent) + np.sqrt(half)) ** 2
    return np.asarray(rivals / (rivals + half) * spent / (spent + rivals) / peak)


def combined(reached: Floats) -> Floats:
    """How far others' knowledge that reaches a provider makes something new of it, 0 to 1.

    The first source adds most; nothing reaches one who shares with nobody.
    """
    return np.asarray(reached / (1 + reached))


def arrival(yearly: Floats) -> Floats:
    """Chance of an idea in a month, at so many a year."""
    return np.asarray(1 - np.exp(-yearly / MONTHS))


def size(scale: float, spread: float, luck: float) -> float:
    """How much an idea would bring: about its usual size, worthless at worst.

    Args:
        scale: Usual size.
        spread: Standard deviation, as a share of that.
        luck: A standard normal.
    """
    return scale * max(1 + spread * luck, 0.0)


def kept_and_won(left: float, renewal: float, rivals: float, horizon: float) -> tuple[float, float]:
    """Months over which an idea pays under terms as they are, and in work won again, as expected.

    Args:
        left: Months left of the contract.
        renewal: Chance that it is extended.
        rivals: Others who could win it if it is not.
        horizon: Months that are looked ahead.
    """
    later = max(horizon - left, 0.0)
    return min(left, horizon) + renewal * later, (1 - renewal) * later / (1 + rivals)


def room(stock: Floats, limit: float) -> Floats:
    """What is still to be had of the size of an idea: less, the more was found before."""
    return np.asarray(np.clip(1 - stock / limit, 0, 1)) if limit > 0 else np.zeros_like(stock)


def copied(stock: Floats, flow: Floats, seen: Floats, copying: float, imitation: float) -> Floats:
    """What each learns from others in a month: from those who share, and by looking at the best.

    Args:
        stock: What each has, shape (providers,).
        flow: How much of what one knows reaches another, shape (providers, providers).
        seen: Whether one can see the other at work at all, same shape.
        copying: Share of the distance that full sharing closes in a year.
        imitation: Share of the distance to the best that looking closes in a year.
    """
    ahead = np.maximum(stock[None, :] - stock[:, None], 0.0)
    shared = copying / MONTHS * (flow * ahead).sum(axis=1)
    best = np.where(seen, ahead, 0.0).max(axis=1, initial=0.0)
    return np.asarray(np.minimum(shared + imitation / MONTHS * best, best))
