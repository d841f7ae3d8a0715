"""Watching providers: where attention goes, who is visited, and how failing practice is mended."""

import numpy as np

from alliance_sim.rules.offers import Floats


def next_attention(
    attention: Floats, seen: Floats, ordinary: float, ease_range: float, speed: float
) -> Floats:
    """Attention to each provider after a month, as a multiple of what the contract states.

    At the quality of ordinary service attention settles at 1. It goes to nothing where quality is
    seen to lie `ease_range` above that, and to twice as much where it lies as far below.

    Args:
        attention: Attention before.
        seen: Quality as the buyer sees it, 0 to 1.
        ordinary: Quality of ordinary service.
        ease_range: Points above ordinary at which there is nothing left to watch.
        speed: Share of the way that is gone in a month.
    """
    wanted = np.clip(1 - (seen - ordinary) / ease_range, 0, 2)
    return np.asarray(attention + speed * (wanted - attention))


def answering(stated: Floats, response: Floats, attention: Floats) -> Floats:
    """Monitoring that answers, as far as `response` says, to what has been seen; 0 to 1."""
    return np.clip(stated * (1 + response * (attention - 1)), 0, 1)


def visit_chances(
    rate: Floats, risk_based: Floats, seen: Floats, there: Floats, spread: float
) -> Floats:
    """Chance that each provider is visited this month.

    Going where risk is seen moves visits, and does not add any: a provider seen `spread` points
    below another gets e times as many of the visits that follow risk.

    Args:
        rate: Visits to each provider a month, were they spread evenly.
        risk_based: Share of them that follows risk.
        seen: Quality as the buyer sees it.
        there: 1 for those who can be visited, 0 for the rest.
        spread: Points of quality that make risk e times as large.
    """
    if not there.any():
        return np.zeros_like(rate)
    worst = seen[there > 0].min()
    risk = there * np.exp(-(seen - worst) / spread)
    relative = risk * there.sum() / risk.sum()
    return np.minimum(there * rate * (1 - risk_based + risk_based * relative), 1.0)


def next_lapse(lapse: Floats, own: float, watched: Floats, planned: Floats) -> Floats:
    """What is left of a lapse into poor practice after a month of putting things right.

    Args:
        lapse: What there was, 0 to 1.
        own: Share that a provider puts right by itself.
        watched: Share that being watched adds.
        planned: Share that an action plan adds, 0 without one.
    """
    return lapse * (1 - np.minimum(own + watched + planned, 1.0))
