"""Voice: who finds out that someone's care has gone wrong."""

import numpy as np

from alliance_sim.rules.offers import Bools, Floats


def found_out(
    voiceless: Bools,
    alone: Bools,
    advocacy: Floats,
    checked: Floats,
    complaint: float,
    relatives: float,
    advocates: float,
    checks: float,
) -> Floats:
    """Chance that a person's poor care comes to light this month.

    Those with a voice complain themselves. For those without, relatives may, where there are any,
    and an advocate may, as far as there is one. The council's checks may find it for anyone.

    Args:
        voiceless: Who cannot speak up.
        alone: Who has no one to help them.
        advocacy: Quality of the advocacy there is, 0 to 1.
        checked: How closely the provider is watched, 0 to 1.
        complaint: Chance that someone with a voice complains and is heard.
        relatives: Chance that a relative does so for someone without.
        advocates: Chance that an advocate of full quality does.
        checks: Chance that watching at full intensity finds it.
    """
    for_them = np.where(alone, 0.0, relatives)
    said = np.where(voiceless, 1 - (1 - for_them) * (1 - advocates * advocacy), complaint)
    return np.asarray(1 - (1 - said) * (1 - checks * checked))
