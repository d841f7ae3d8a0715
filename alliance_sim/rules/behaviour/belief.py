"""Belief: how likely the other side is to be trustworthy rather than an opportunist."""

import numpy as np

from alliance_sim.rules.offers import Floats


def next_belief(
    belief: Floats, good: Floats, prior: Floats, honest: float, feigned: float, memory: float
) -> Floats:
    """Belief after a month, by Bayes' rule.

    A trustworthy party gives a good sign with probability `honest`, an opportunist with `feigned`.
    What was learned wears off, since people change: of the log odds, the share 1 - memory goes back
    to the prior.

    Args:
        belief: Probability before that the other side is trustworthy.
        good: Whether the month's sign was good; between 0 and 1, evidence of both kinds.
        prior: What one would believe without any experience.
        honest: Chance of a good sign from the trustworthy.
        feigned: Chance of a good sign from an opportunist.
        memory: Share of what was learned that is kept from month to month.
    """
    start = _log_odds(prior)
    learned = memory * (_log_odds(belief) - start)
    sign = good * np.log(honest / feigned) + (1 - good) * np.log((1 - honest) / (1 - feigned))
    return np.asarray(1 / (1 + np.exp(-(start + learned + sign))))


def _log_odds(probability: Floats) -> Floats:
    inside = np.clip(probability, np.finfo(float).eps, 1 - np.finfo(float).eps)
    return np.asarray(np.log(inside / (1 - inside)))
