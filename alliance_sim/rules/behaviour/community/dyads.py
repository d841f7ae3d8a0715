"""Dyads: two households matched with each other, one by one (Shared Lives, Homeshare).

In Shared Lives a carer's household takes somebody in, in place of hours of care at home. In
Homeshare somebody with a spare room gives housing for company and a few hours of help. Both grow
match by match and end by death, moving on or a poor match.

Also called: adult placement, supported lodgings; Homeshare is also called intergenerational
living.
Sources: S110.
Departures: everyone in a cell lives with its mean, so who is matched with whom is not followed;
what sharers and householders pay is left out.
"""

import numpy as np

from alliance_sim.rules.offers import Floats


def ending_share(
    deaths: Floats, breakdown: float, match_quality: float, moving_on: float
) -> Floats:
    """Share of dyads that end in a month: by death, by moving on, or because a match was poor.

    Args:
        deaths: Share of people who die or move away in a month.
        breakdown: Share of ill-matched dyads that break down in a month.
        match_quality: Share of dyads that are well matched.
        moving_on: Share of well-matched dyads that end in a month for reasons of their own.
    """
    ending = moving_on * match_quality + breakdown * (1 - match_quality)
    return np.asarray(1 - (1 - deaths) * (1 - ending))


def formed_dyads(
    dyads: Floats,
    workers: Floats,
    suited: Floats,
    caseload: float,
    recruited: float,
    word_of_mouth: float,
) -> Floats:
    """Dyads formed in a month; none without a scheme worker.

    Households come forward because a worker finds them and because those who do it already speak of
    it. There are never more than workers can look after, nor than people whom it would suit; the
    nearer to that, the fewer are formed.

    Args:
        dyads: Dyads there are.
        workers: Scheme workers.
        suited: People whom it would suit, those in dyads included.
        caseload: Dyads that one worker can look after.
        recruited: Dyads that one worker can form in a month.
        word_of_mouth: New households a month for each dyad there is.
    """
    most = np.minimum(workers * caseload, suited)
    room = np.maximum(most - dyads, 0.0)
    coming = recruited * workers + word_of_mouth * dyads
    return np.minimum(coming * room / np.maximum(most, np.finfo(float).eps), room)


def left_unsupported(stock: Floats, supported: Floats, loss: float) -> Floats:
    """What is left after a month of something that nobody looks after any more.

    Args:
        stock: What there is.
        supported: How much of it can be looked after.
        loss: Share of the rest that is gone in a month.
    """
    return stock - loss * np.maximum(stock - supported, 0.0)
