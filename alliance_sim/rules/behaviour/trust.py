"""Trust: gained slowly by kept promises, lost fast by broken ones."""

from typing import NamedTuple

import numpy as np

from alliance_sim.rules.offers import Bools, Floats


class TrustRates(NamedTuple):
    """How trust moves in a month, each a change on the 0 to 1 scale.

    `gain` is the share of the remaining distance gained by a month of kept promises, `engagement`
    what forums, shared work and calls add to it, `monitoring_loss` what full monitoring takes,
    `broken_loss` the share lost when a promise is broken (a hand-back, an unserved resident),
    `retender_loss` the share lost by an incumbent whose contract is put out to competition,
    `dispute_loss` the share lost when a whole month's income is withheld or taken back.
    """

    gain: float
    engagement: float
    monitoring_loss: float
    broken_loss: float
    retender_loss: float
    dispute_loss: float


def next_trust(
    trust: Floats,
    rates: TrustRates,
    kept: Floats,
    engaged: Floats,
    monitoring: Floats,
    disputed: Floats,
    broken: Bools,
    retendered: Bools,
) -> Floats:
    """Trust after one month, shape (providers,).

    Args:
        trust: Trust before, 0 to 1.
        rates: Speeds of change.
        kept: Share of promises kept this month, 0 to 1 (0 where there was no contract).
        engaged: Intensity of engagement, 0 to 1.
        monitoring: Intensity of monitoring felt, 0 to 1.
        disputed: Share of a month's income that is withheld or taken back, 0 to 1.
        broken: Whether a promise was broken outright.
        retendered: Whether the incumbent was put out to competition.
    """
    up = (rates.gain * kept + rates.engagement * engaged) * (1 - trust)
    down = rates.monitoring_loss * monitoring * trust
    after = trust + up - down
    after = after * (1 - rates.dispute_loss * disputed) * (1 - rates.broken_loss * broken)
    after = after * (1 - rates.retender_loss * retendered)
    return np.minimum(np.maximum(after, 0.0), 1.0)


def felt_monitoring(intensity: Floats, trust: Floats, relief: float) -> Floats:
    """Monitoring as it is felt: a trusted provider is left alone by up to `relief`."""
    return intensity * (1 - relief * trust)


def handoff_kept(trust: Floats, base: float, trust_effect: float) -> Floats:
    """Chance that a hand-off between two providers works, rising in the trust between them."""
    return np.minimum(np.maximum(base + trust_effect * trust, 0.0), 1.0)
