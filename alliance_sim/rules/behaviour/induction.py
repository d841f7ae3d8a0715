"""Induction: who was brought in by whom, and how much longer they stay."""

import numpy as np

from alliance_sim.rules.offers import Floats


def next_share(share: Floats, stayed: Floats, recruits: Floats, among: float) -> Floats:
    """Share of staff that a trait belongs to, when a share `among` of the recruits has it.

    Args:
        share: The share among those who stayed.
        stayed: Staff who stayed, hours a month.
        recruits: Staff who came, hours a month.
        among: Share of those who came.
    """
    staff = stayed + recruits
    return np.asarray((share * stayed + among * recruits) / np.where(staff > 0, staff, 1.0))


def turnover_ratio(
    inducted: Floats, sent: Floats, match: float, mismatch: float, user_led: float
) -> Floats:
    """What base turnover is multiplied by, given who the staff are.

    Those inducted by people who use services know what they have come to and stay longer; those
    sent by a job centre leave sooner, unless people who use services had a say in who came.

    Args:
        inducted: Share of staff inducted by people who use services.
        sent: Share of staff who came through a job centre.
        match: Turnover that such an induction takes away.
        mismatch: Turnover that being sent adds.
        user_led: Share of recruits whom people who use services induct.
    """
    return np.asarray((1 - match * inducted) * (1 + mismatch * sent * (1 - user_led)))
