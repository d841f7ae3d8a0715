"""Workforce: why staff leave, how fast they are replaced, and what of their effort arrives."""

import numpy as np

from alliance_sim.rules.offers import Floats


def squeeze(margin: Floats, sound_margin: float, reserves: Floats, floor: Floats) -> Floats:
    """How far a provider is squeezed: 0 with a sound margin and reserves, 1 without either.

    Args:
        margin: Recent margin, as a share of income.
        sound_margin: Margin at which nothing presses.
        reserves: What is in its account, GBP.
        floor: Reserves at which nothing presses, GBP; 0 leaves reserves out.
    """
    by_margin = 1 - margin / sound_margin
    by_reserves = (floor > 0) * (floor - reserves) / np.maximum(floor, 1.0)
    return np.minimum(np.maximum(np.maximum(by_margin, by_reserves), 0.0), 1.0)


def yearly_turnover(
    base: Floats, cutting: Floats, squeezed: Floats, cutting_effect: float, squeeze_effect: float
) -> Floats:
    """Share of care workers who leave in a year.

    Args:
        base: Turnover of each kind of provider when nothing presses.
        cutting: Cost cutting x per hour, felt as worse pay and rushed visits.
        squeezed: How far the provider is squeezed (0 at a sound margin, 1 at a loss).
        cutting_effect: What one unit of cost cutting multiplies turnover by, as a log ratio.
        squeeze_effect: What being squeezed multiplies turnover by, as a log ratio.
    """
    return np.minimum(base * np.exp(cutting_effect * cutting + squeeze_effect * squeezed), 1.0)


def next_staff(staff: Floats, wanted: Floats, turnover: Floats, fill_rate: float) -> Floats:
    """Staff after a month of leaving and hiring, in hours a month of care capacity.

    Vacancies (wanted less present) are filled at `fill_rate` a month; surplus staff are not
    dismissed but not replaced.
    """
    stayed = staff * (1 - turnover / 12)
    return stayed + fill_rate * np.maximum(wanted - stayed, 0.0)


def next_network(
    people: Floats, wanted: Floats, turnover: Floats, growth: float, seed: float, loss: float
) -> Floats:
    """A community network after a month: it grows from its own members and cannot be hired.

    While somebody pays for it, it grows as a share `growth` of those there are and of a `seed`,
    and the more slowly the nearer it comes to what is wanted; when nobody does, the share `loss` of
    it is gone in a month. Same unit as staff, hours a month.
    """
    stayed = people * (1 - turnover / 12)
    paid_for = wanted > 0
    gap = np.maximum(wanted - stayed, 0.0)
    joining = growth * (stayed + seed) * gap / np.maximum(wanted, 1.0)
    return stayed + np.minimum(joining, gap) - loss * stayed * (1 - paid_for)


def human_scale(
    size: Floats,
    turnover: Floats,
    continuity: Floats,
    half_size: float,
    turnover_effect: float,
    continuity_effect: float,
) -> Floats:
    """Share h of relational effort that reaches the resident.

    Falls with the size of the organisation (half is lost at `half_size` hours a month, reached
    slowly) and with staff turnover; rises with continuity, the standing of ties between residents
    and their care workers (0 where all are new, near 1 where all are old). `continuity_effect` is
    what is lost where every tie is new.
    """
    by_size = 1 / (1 + size / half_size)
    known = 1 - continuity_effect * (1 - continuity)
    return np.maximum(by_size * (1 - turnover_effect * turnover) * known, np.finfo(np.float64).eps)
