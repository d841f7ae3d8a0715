"""Workforce: why care workers leave and how fast they are replaced."""

import numpy as np

from alliance_sim.rules.offers import Floats


def yearly_turnover(
    base: Floats, cutting: Floats, squeezed: Floats, *, cutting_effect: float, squeeze_effect: float
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


def human_scale(
    size: Floats, turnover: Floats, *, half_size: float, turnover_effect: float
) -> Floats:
    """Share h of relational effort that reaches the resident.

    Falls with the size of the organisation (half is lost at `half_size` hours a month, reached
    slowly) and with staff turnover.
    """
    by_size = 1 / (1 + size / half_size)
    return np.clip(by_size * (1 - turnover_effect * turnover), np.finfo(float).eps, 1.0)
