"""A task done on a visit, and the time with each other that is left when it is done.

The same question can be asked by a professional in ten minutes, or by a befriender who stays.

Also called: befriending, medicines check.
Departures: company is counted for those who are isolated.
"""

import numpy as np

from alliance_sim.rules.offers import Floats


def company_of(visits: float, minutes: float, task_minutes: float, half: float) -> float:
    """Worth of the company that visits bring, as a share of what company can bring.

    Args:
        visits: Visits a month.
        minutes: Length of a visit.
        task_minutes: Minutes of it that the task takes.
        half: Minutes a month together that bring half of what company can.
    """
    together = visits * max(minutes - task_minutes, 0.0)
    return together / (together + half)


def next_acquaintance(months: Floats, changing: float) -> Floats:
    """Mean months with the same visitor, after a month in which some were sent another one."""
    return np.asarray((months + 1) * (1 - changing))
