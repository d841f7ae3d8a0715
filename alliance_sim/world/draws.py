"""Shared luck: every random number is a function of what it decides, not of when it is drawn.

A draw is addressed by (seed, replication, process, who, month). Whoever else is in the market, how
many threads run and what a policy does move nobody's luck: two ways of buying meet the same people
in the same months. The mixing function is the finaliser of SplitMix64.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""Odd constant of SplitMix64: 2^64 over the golden ratio."""

MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
"""First multiplier of the finaliser."""

MIX_2 = np.uint64(0x94D049BB133111EB)
"""Second multiplier of the finaliser."""

HALF = 2.0**-32
"""One step of a 32-bit uniform."""


@njit(cache=True, inline="always")
def mix64(x: np.uint64) -> np.uint64:
    """SplitMix64's finaliser: every input bit moves every output bit."""
    x = (x ^ (x >> np.uint64(30))) * MIX_1
    x = (x ^ (x >> np.uint64(27))) * MIX_2
    return x ^ (x >> np.uint64(31))


@njit(cache=True, inline="always")
def first_uniform(block: np.uint64) -> float:
    """Uniform on (0, 1) from the upper half of a block."""
    return (np.float64(np.int64(block >> np.uint64(32))) + 0.5) * HALF


@njit(cache=True, inline="always")
def second_uniform(block: np.uint64) -> float:
    """Uniform on (0, 1) from the lower half of a block."""
    return (np.float64(np.int64(block & np.uint64(0xFFFFFFFF))) + 0.5) * HALF


@njit(cache=True)
def normal_of(u: float) -> float:
    """Standard normal quantile (Acklam's rational approximation, relative error 1.2e-9)."""
    if u < 0.02425:
        q = np.sqrt(-2 * np.log(u))
        return _tail(q)
    if u > 0.97575:
        q = np.sqrt(-2 * np.log(1 - u))
        return -_tail(q)
    q = u - 0.5
    r = q * q
    above = (
        (
            ((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r
            + 1.383577518672690e02
        )
        * r
        - 3.066479806614716e01
    ) * r + 2.506628277459239e00
    below = (
        (
            ((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r
            + 6.680131188771972e01
        )
        * r
        - 1.328068155288572e01
    ) * r + 1.0
    return above * q / below


@njit(cache=True)
def _tail(q: float) -> float:
    above = (
        (
            ((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e00) * q
            - 2.549732539343734e00
        )
        * q
        + 4.374664141464968e00
    ) * q + 2.938163982698783e00
    below = (
        ((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e00) * q
        + 3.754408661907416e00
    ) * q + 1.0
    return above / below


@njit(cache=True)
def _uniforms(key: np.uint64, who: NDArray[np.int64], out: NDArray[np.float64]) -> None:
    for i in range(len(who)):
        out[i] = first_uniform(mix64(key + (np.uint64(who[i]) + np.uint64(1)) * GOLDEN))


@njit(cache=True)
def _normals(key: np.uint64, who: NDArray[np.int64], out: NDArray[np.float64]) -> None:
    _uniforms(key, who, out)
    for i in range(len(who)):
        out[i] = normal_of(out[i])


@njit(cache=True)
def _key(key: np.uint64, process: int, month: int) -> np.uint64:
    with_process = mix64(key + (np.uint64(process) + np.uint64(1)) * GOLDEN)
    return mix64(with_process + (np.uint64(month) + np.uint64(1)) * GOLDEN)


@njit(cache=True)
def run_key(seed: int, replication: int) -> np.uint64:
    """Key of one replication: the same under every option, different in every replication."""
    return mix64(mix64(np.uint64(seed) * GOLDEN + np.uint64(1)) + np.uint64(replication) * MIX_2)


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
)
"""Everything that is drawn, by name; the position is part of the key, so add only at the end."""

NUMBER = {name: position for position, name in enumerate(PROCESSES)}


class Streams:
    """All luck of one replication outside the residents' kernel."""

    def __init__(self, seed: int, replication: int) -> None:
        self.key = np.uint64(run_key(seed, replication))

    def key_of(self, process: str, month: int) -> np.uint64:
        """Key of one process in one month."""
        return np.uint64(_key(self.key, NUMBER[process], month))

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
