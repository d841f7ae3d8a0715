"""Community micro-enterprises: one or two people who start when starting pays, and often stop.

They have hardly any overhead, care for a few people near by, and come and go. Support lowers what
it costs to begin.

Also called: micro-providers, personal assistants in business for themselves.
Departures: no lot is small enough for them, so they are a stock beside the market and do not bid.
"""

import numpy as np
from scipy.special import ndtr

from alliance_sim.rules.offers import Floats


def starting_share(gain: Floats, entry_cost: float, support: float, spread: float) -> Floats:
    """Share of those with an idea who start.

    They do if what they expect to be left with is worth what it costs to begin. That differs from
    one to the next, normally, by `spread`.

    Args:
        gain: What an ordinary starter expects to be left with over the time looked ahead, GBP.
        entry_cost: What it costs to begin: training, insurance, checks, time unpaid, GBP.
        support: Share of that which somebody else bears.
        spread: Standard deviation of what starting is worth, GBP.
    """
    return np.asarray(ndtr((gain - (1 - support) * entry_cost) / spread))


def use_of(enterprises: Floats, hours: float, wanted: Floats) -> Floats:
    """Share of the hours on offer that find someone who wants them.

    Args:
        enterprises: Micro-enterprises there are.
        hours: Hours that each has to give.
        wanted: Hours that people would have from them.
    """
    offered = enterprises * hours
    return np.where(offered > 0, np.minimum(wanted / np.where(offered > 0, offered, 1.0), 1), 1.0)


def stopping_share(stopping: float, idle: Floats, idle_effect: float) -> Floats:
    """Share of micro-enterprises that stop in a month, more of them where hours find nobody.

    Args:
        stopping: The share where every hour is wanted.
        idle: Share of hours that find nobody.
        idle_effect: Further share that stops where no hour finds anybody.
    """
    return np.minimum(stopping + idle_effect * idle, 1.0)
