"""The floor: what a month's random numbers take when nothing is done with them."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.compiled import compiled
from alliance_sim.world.draws import (
    address,
    central_normal,
    first_uniform,
    in_tail,
    second_uniform,
    tail_normal,
)
from alliance_sim.world.kernel import BLOCK


@compiled()
def _block(
    lo: np.uint64, hi: np.uint64, keys: tuple[np.uint64, np.uint64], room: NDArray[np.float64]
) -> None:
    """The two pairs of draws that everyone has every month, one of them a normal."""
    death, need, tie, crisis, shock = room[0], room[1], room[2], room[3], room[4]
    for i in range(lo, hi):
        one, two = address(keys[0], i), address(keys[1], i)
        death[i - lo], need[i - lo] = first_uniform(one), second_uniform(one)
        tie[i - lo], crisis[i - lo] = first_uniform(two), second_uniform(two)
        shock[i - lo] = central_normal(need[i - lo])
    for i in range(lo, hi):
        if in_tail(need[i - lo]) and death[i - lo] > 0:
            shock[i - lo] = tail_normal(need[i - lo])


@compiled()
def luck_alone(residents: int, key: np.uint64) -> float:
    """A month's luck of everyone: a normal and three uniforms each, in the kernel's blocks."""
    room = np.empty((5, BLOCK))
    keys = address(key, 0), address(key, 1)
    seen = 0.0
    for lo in range(0, residents, BLOCK):
        _block(np.uint64(lo), np.uint64(min(lo + BLOCK, residents)), keys, room)
        seen += room[4, 0] + room[3, 0]
    return seen
