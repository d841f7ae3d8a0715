"""A month of trust, compiled: between the council and providers, and among providers."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.trust import TrustRates, next_trust
from alliance_sim.rules.compiled import compiled
from alliance_sim.world.terms import Terms

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_next: Any = compiled(forceinline=True)(next_trust)


class Happened(NamedTuple):
    """What a month did to relations, arrays of shape (providers,) unless said.

    `holds` whether there was a contract; `wanted` hours and `met` the share served, shape
    (providers, services); `felt` monitoring; `withheld` the share of a month's income that was
    withheld or taken back; `broken` and `retendered` as `next_trust` takes them.
    """

    holds: Bools
    wanted: Floats
    met: Floats
    felt: Floats
    withheld: Floats
    broken: Bools
    retendered: Bools


@compiled(nogil=True)
def continuity_of(
    serves: NDArray[np.int64], people: Floats, months: Floats, half: float, out: Floats
) -> None:
    """Standing of the ties between each provider's care workers and residents, into `out`.

    Months with the same care worker count as months / (months + half). A provider without home
    care knows people as well as providers do on average.

    Args:
        serves: Who serves each cell at home, -1 for nobody, shape (cells,).
        people: People in care in each cell.
        months: Their months together, added up, in each cell.
        half: Months that count for half.
        out: Filled, shape (providers,).
    """
    cared = np.zeros(len(out))
    out[:] = 0.0
    for g in range(len(serves)):
        row = max(serves[g], 0)
        cared[row] += people[g]
        out[row] += months[g]
    total = cared.sum()
    usual = out.sum() / total if total > 0 else 0.0
    for row in range(len(out)):
        tie = out[row] / cared[row] if cared[row] > 0 else usual
        out[row] = tie / (tie + half)


@compiled(nogil=True)
def trust_month(
    rates: TrustRates,
    rivals: float,
    pair_speed: float,
    terms: Terms,
    happened: Happened,
    trust: Floats,
    pair_trust: Floats,
) -> None:
    """Move trust, shape (providers,), and trust among providers, shape (providers, providers).

    Providers trust one another as far as each is trusted, and the less they see of each other the
    less of it carries over, down to the share `rivals`; `pair_speed` is the share of the way that
    is gone in a month.
    """
    for row in range(len(trust)):
        served = promised = 0.0
        for service in range(happened.wanted.shape[1]):
            promised += happened.wanted[row, service]
            served += happened.wanted[row, service] * happened.met[row, service]
        there = 1.0 if happened.holds[row] else 0.0
        trust[row] = _next(
            trust[row],
            rates,
            there * served / promised if promised > 0 else 0.0,
            there * (terms.co_design[row] + terms.sharing[row]) / 2,
            there * happened.felt[row],
            happened.withheld[row],
            happened.broken[row],
            happened.retendered[row],
        )
    for one in range(len(trust)):
        seen = max(terms.sharing[one], terms.peer[one])
        for other in range(len(trust)):
            both = min(seen, max(terms.sharing[other], terms.peer[other]))
            carry = rivals + (1 - rivals) * both
            target = np.sqrt(trust[one] * trust[other]) * carry
            pair_trust[one, other] += pair_speed * (target - pair_trust[one, other])
        pair_trust[one, one] = 1.0
