"""Words and targets: what leaders say counts, and what their targets make count."""

import numpy as np

from alliance_sim.rules.offers import Floats


def enacted_weight(kpi: Floats, outcome: Floats, visibility: Floats, relational: Floats) -> Floats:
    """Weight that what is at stake gives to relations, 0 to 1; NaN where nothing is at stake.

    Args:
        kpi: Price at stake on indicators, which see `visibility` of relational quality.
        outcome: Price at stake on outcomes, of which `relational` is relational quality.
        visibility: As above.
        relational: As above.
    """
    of_relations = kpi * visibility + outcome * relational
    of_all = kpi * (1 + visibility) + outcome
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(of_all > 0, of_relations / of_all, np.nan))


def gap_between(espoused: Floats, enacted: Floats) -> Floats:
    """How far words and targets differ, 0 to 1; targets that do not exist contradict nobody."""
    return np.nan_to_num(np.abs(espoused - enacted))


def trust_in_words(
    trust: Floats, words: Floats, gap: Floats, gain: float, gap_loss: float
) -> Floats:
    """Trust after a month of being told what counts, and of seeing what does.

    Args:
        trust: Trust before.
        words: How much leaders say that what residents live through is what counts, 0 to 1.
        gap: How far targets say otherwise.
        gain: Share of the remaining distance that words alone bring.
        gap_loss: Share of trust that a full gap takes.
    """
    after = trust + gain * words * (1 - trust) - gap_loss * words * gap * trust
    return np.clip(after, 0, 1)
