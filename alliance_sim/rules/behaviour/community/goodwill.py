"""Goodwill: what people do for one another unasked where they have been treated well for long.

Trust and kindness build up slowly where ties last, and go when they are torn.

Also called: reciprocity, gift exchange, social capital.
Departures: it shows as hours of informal support.
"""

import numpy as np

from alliance_sim.rules.offers import Floats


def next_goodwill(
    goodwill: Floats,
    treated: Floats,
    known: Floats,
    torn: Floats,
    build: float,
    fade: float,
    loss: float,
) -> Floats:
    """Stock of goodwill after a month, 0 to 1; it grows only between people who know each other.

    Args:
        goodwill: The stock.
        treated: Relational quality that people live through.
        known: Standing of the ties between residents and their care workers.
        torn: Share of those ties that a change of provider has just cut.
        build: Share of the way to the full stock that a month at its best goes.
        fade: Share that wears off in a month.
        loss: Share that is lost where every tie is cut.
    """
    grown = goodwill + build * treated * known * (1 - goodwill) - fade * goodwill
    return np.asarray(grown * (1 - loss * torn))
