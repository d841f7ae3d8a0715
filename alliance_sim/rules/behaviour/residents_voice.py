"""Residents' seat: whether those who speak for residents agree to a change of who serves them."""

import math

from alliance_sim.rules.offers import Floats


def assent_of_residents(
    gain: float, ties: float, base: float, interest: float, tie_worth: float
) -> float:
    """Chance that residents' representative agrees to moving people to another provider.

    They weigh what the move gains in expected outcome against the ties that it breaks.

    Args:
        gain: Mean gain in expected outcome of those who would move, points.
        ties: Standing of the ties that the move breaks, 0 to 1.
        base: Log odds of agreeing to what neither gains nor breaks anything.
        interest: Log odds per point of gain.
        tie_worth: Points of outcome that ties of full standing are worth to them.
    """
    return 1 / (1 + math.exp(-(base + interest * (gain - tie_worth * ties))))


def with_residents(co_design: Floats, seat: Floats, heard: float) -> Floats:
    """How far residents and providers shape the service when residents have a seat.

    A seat makes up a share `heard` of what is missing to full co-design.
    """
    return co_design + seat * heard * (1 - co_design)
