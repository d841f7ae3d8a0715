"""Shared luck: every random number is a function of what it decides, not of when it is drawn.

A draw is addressed by (seed, replication, process, month, who). Whoever else is in the market, how
many threads run and what a policy does move nobody's luck: two ways of buying meet the same people
in the same months.

Addresses are keys in a tree. (seed, replication) gives the key of a run, under which every process
has a key, under which every month has one; `address(key, position)` goes one level down. What lies
under the last key is 64 random bits, which make two uniforms or normals. The mixing function is
the finaliser of SplitMix64.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.compiled import compiled

Whole = int | np.integer[Any]
"""Any whole number; compiled code tells those with a sign from those without."""

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""Odd constant of SplitMix64: 2^64 over the golden ratio."""

MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
"""First multiplier of the finaliser."""

MIX_2 = np.uint64(0x94D049BB133111EB)
"""Second multiplier of the finaliser."""

ONE = np.uint64(1)

HALF = np.uint64(32)
"""Bits in one half of a block."""

STEP = 2.0**-32
"""One step of a uniform of 32 bits."""

MIDDLE = 0.5 + STEP / 2
"""The uniform that belongs to 0, the middle of the whole numbers of 32 bits with a sign."""

TAIL = 0.02425
"""Share at each end of the normal distribution that has a formula of its own."""


@compiled(forceinline=True)
def mix64(x: np.uint64) -> np.uint64:
    """SplitMix64's finaliser: every input bit moves every output bit."""
    x = (x ^ (x >> np.uint64(30))) * MIX_1
    x = (x ^ (x >> np.uint64(27))) * MIX_2
    return x ^ (x >> np.uint64(31))


@compiled(forceinline=True)
def address(key: np.uint64, position: Whole) -> np.uint64:
    """What lies at a position under a key: 64 random bits, or the key of the next level down."""
    return mix64(key + (np.uint64(position) + ONE) * GOLDEN)


@compiled(forceinline=True)
def first_uniform(block: np.uint64) -> float:
    """Uniform on (0, 1) from the upper half of a block."""
    return np.float64(np.int32(block >> HALF)) * STEP + MIDDLE


@compiled(forceinline=True)
def second_uniform(block: np.uint64) -> float:
    """Uniform on (0, 1) from the lower half of a block."""
    return np.float64(np.int32(block)) * STEP + MIDDLE


@compiled(forceinline=True)
def central_normal(u: float) -> float:
    """Standard normal quantile where neither tail begins (Acklam's rational approximation)."""
    q = u - 0.5
    r = q * q
    above = -3.969683028665376e01 * r + 2.209460984245205e02
    above = above * r - 2.759285104469687e02
    above = above * r + 1.383577518672690e02
    above = above * r - 3.066479806614716e01
    above = above * r + 2.506628277459239e00
    below = -5.447609879822406e01 * r + 1.615858368580409e02
    below = below * r - 1.556989798598866e02
    below = below * r + 6.680131188771972e01
    below = below * r - 1.328068155288572e01
    below = below * r + 1.0
    return above * q / below


@compiled()
def tail_normal(u: float) -> float:
    """Standard normal quantile in either tail."""
    q = math.sqrt(-2 * math.log(min(u, 1 - u)))
    above = -7.784894002430293e-03 * q - 3.223964580411365e-01
    above = above * q - 2.400758277161838e00
    above = above * q - 2.549732539343734e00
    above = above * q + 4.374664141464968e00
    above = above * q + 2.938163982698783e00
    below = 7.784695709041462e-03 * q + 3.224671290700398e-01
    below = below * q + 2.445134137142996e00
    below = below * q + 3.754408661907416e00
    below = below * q + 1.0
    return above / below if u < 0.5 else -above / below


@compiled(forceinline=True)
def in_tail(u: float) -> bool:
    """Whether a uniform falls where the central formula does not hold."""
    return abs(u - 0.5) > 0.5 - TAIL


@compiled()
def normal_of(u: float) -> float:
    """Standard normal quantile (Acklam's rational approximation, relative error 1.2e-9)."""
    return tail_normal(u) if in_tail(u) else central_normal(u)


@compiled()
def _uniforms(key: np.uint64, who: NDArray[np.int64], out: NDArray[np.float64]) -> None:
    for i in range(len(who)):
        out[i] = first_uniform(address(key, who[i]))


@compiled()
def _normals(key: np.uint64, who: NDArray[np.int64], out: NDArray[np.float64]) -> None:
    for i in range(len(who)):
        out[i] = normal_of(first_uniform(address(key, who[i])))


@compiled()
def _key(key: np.uint64, process: int, month: int) -> np.uint64:
    return address(address(key, process), month)


@compiled()
def run_key(seed: int, replication: int) -> np.uint64:
    """Key of one replication: the same under every option, different in every replication."""
    return mix64(mix64(np.uint64(seed) * GOLDEN + ONE) + np.uint64(replication) * MIX_2)


PROCESSES = (
    "common_cost",
    "own_cost",
    "provider_type",
    "initial_trust",
    "incumbent",
    "entry",
    "cost_estimate",
    "panel",
    "tie",
    "renewal",
    "assent",
    "closure",
    "manager",
    "kpi_noise",
    "capability",
    "people",
    "month_of_people",
    "change_of_need",
    "sudden_change",
    "prevention_payoff",
    "idea",
    "idea_kind",
    "idea_size",
    "idea_assent",
    "carer_ties",
    "carer",
    "poor_care",
    "found_out",
    "residents_seat",
    "lapse",
    "inspection",
    "finding",
    "misfit",
    "stakeholders",
    "attribution",
    "warning",
    "call_idea",
    "relocation",
    "local_fit",
    "take_up",
    "choice",
    "firm",
    "firm_type",
    "firm_capability",
)
"""Everything that is drawn, by name; the position is part of the key, so add only at the end."""

NUMBER = {name: position for position, name in enumerate(PROCESSES)}


class Streams:
    """All luck of one replication outside the residents' kernel."""

    def __init__(self, seed: int, replication: int) -> None:
        self.seed = seed
        self.key = np.uint64(run_key(seed, replication))
        self._keys = [self.key] * len(PROCESSES)

    def borrow(self, futures: Mapping[str, int]) -> None:
        """From now on, draw some processes as another future of the same seed would.

        No draw of any other process moves.

        Args:
            futures: Names of processes, and whose luck each takes: the number of a replication.

        Raises:
            KeyError: A name is not one of `PROCESSES`.
        """
        for process, future in futures.items():
            self._keys[NUMBER[process]] = np.uint64(run_key(self.seed, future))

    def key_of(self, process: str, month: int) -> np.uint64:
        """Key of one process in one month."""
        number = NUMBER[process]
        return np.uint64(_key(self._keys[number], number, month))

    def uniform(self, process: str, month: int, who: NDArray[np.int64]) -> NDArray[np.float64]:
        """Uniforms on (0, 1), one for each number in `who`, whoever else is asked."""
        out = np.empty(len(who))
        _uniforms(self.key_of(process, month), who, out)
        return out

    def normal(self, process: str, month: int, who: NDArray[np.int64]) -> NDArray[np.float64]:
        """Standard normals, one for each number in `who`, whoever else is asked."""
        out = np.empty(len(who))
        _normals(self.key_of(process, month), who, out)
        return out
