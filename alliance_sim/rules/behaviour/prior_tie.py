"""A prior tie: what an assessor who knows the person already gets right, and how soon."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MEAN_SHORT = 1 / np.sqrt(2 * np.pi)
"""Mean of the part of a standard normal error that falls short, and of the part that exceeds."""


def known_by_some(own: float, partners: Floats, sharing: float) -> float:
    """Chance that a person is known to the assessor, or to a partner who passes it on.

    Args:
        own: Share of people whom the assessor knows.
        partners: The same for each partner under the same contract.
        sharing: How far partners share what they know.
    """
    return float(1 - (1 - own) * np.prod(1 - sharing * partners))


def assessed_share(usual: Floats, tie: Floats, effect: float, time_saved: float) -> Floats:
    """Monthly chance of being assessed: a tie shortens the time that an assessment takes.

    Args:
        usual: The chance without any tie.
        tie: Share of people whom the assessor knows.
        effect: What a full tie takes off the error.
        time_saved: How much of that it takes off the time as well.
    """
    return np.minimum(usual / (1 - np.minimum(effect * tie * time_saved, 1 - usual)), 1.0)


def assessment_error(misjudged: float, tie: Floats, effect: float) -> Floats:
    """Standard deviation of assessed need about true need, as a share of need."""
    return np.asarray(misjudged * (1 - effect * tie))


def care_misplaced(error: Floats) -> Floats:
    """Share of care that goes where it is not needed, and is missing where it is.

    Errors fall to both sides alike: what is given too much to one is what another goes without.
    """
    return np.minimum(MEAN_SHORT * error, 1.0)
