"""Pressure for results: how it arises, how it is handed down, and what is reported under it."""

import numpy as np

from alliance_sim.rules.offers import Floats


def called_for(short: Floats, band: float, over: Floats, over_band: float) -> Floats:
    """Pressure on a council, 0 to 1, from targets missed and money overspent.

    Args:
        short: Points by which seen quality falls short of target.
        band: Points at which targets alone press in full.
        over: Overspend, as a share of budget.
        over_band: Overspend at which money alone presses in full.
    """
    by_targets = np.clip(short / band, 0, 1)
    by_money = np.clip(over / over_band, 0, 1)
    return np.asarray(1 - (1 - by_targets) * (1 - by_money))


def handed_down(below: Floats, above: Floats, transmission: float, memory: float) -> Floats:
    """Pressure one level further down after a month: `transmission` of what lies on those above.

    Args:
        below: Pressure before, 0 to 1.
        above: Pressure on the level above.
        transmission: Share of it that is passed on rather than kept from people.
        memory: Share of the way that is gone in a month.
    """
    return np.asarray(below + memory * (transmission * above - below))


def best_manipulation(stake: Floats, pressure: Floats, weight: float, rate: float) -> Floats:
    """Points by which a report is lifted above the truth, by whoever has most to gain from it.

    A point more brings the stake and `weight` times the pressure; lifting by m points costs
    m^2 / (2 rate) in trouble and in the risk of being found out, so that the best m is rate times
    what a point brings.
    """
    return np.asarray(rate * (stake + weight * pressure))
