"""Local area coordination: walking alongside people until they know people around them.

A coordinator with a small caseload gets to know people who are alone or overlooked, and
introduces them to what is around them before services are thought of. Some then need fewer hours;
some are found whom the council did not know, and need more.

Also called: community connectors, link workers, social prescribing in part.
Departures: coordinators are a stock beside the market, paid by the council; they do not bid.
"""

import numpy as np

from alliance_sim.rules.offers import Floats


def newly_accompanied(
    accompanied: Floats, coordinators: Floats, alone: Floats, caseload: float
) -> Floats:
    """People whom coordinators take on this month: as many as there is room and reason for.

    Args:
        accompanied: People walked alongside now.
        coordinators: Coordinators at work.
        alone: People with nobody around them whom nobody accompanies yet.
        caseload: People whom one coordinator can accompany at a time.
    """
    room = np.maximum(coordinators * caseload - accompanied, 0.0)
    return np.minimum(room, np.maximum(alone, 0.0))


def next_introduced(introduced: Floats, finished: Floats, ending: Floats, fade: float) -> Floats:
    """People who have been introduced to others around them, after a month.

    Args:
        introduced: Such people so far.
        finished: People whom a coordinator has just left on their own feet.
        ending: Share of people who die or move away in a month.
        fade: Share of introductions that come to nothing in a month.
    """
    return introduced * (1 - ending) * (1 - fade) + finished
