"""One month in the lives of residents, compiled.

A month reads top to bottom as the model page tells it, in two halves. First (`needing.py`) luck is
drawn; a place's resident may die and be followed by someone new; need moves; the way through
services goes on. When it is known what all that asks of home care, and so which share of it staff
can give, comes the rest (`living.py`): care comes or does not, and unpaid carers strain; the five
elements of wellbeing move; a crisis may strike; what happened is counted. Each of these is one loop
over a block of residents that stays in the processor's cache. Loops in which most people do the
same have no branches and no calls, so that the compiler handles several residents at once; rare
turns of events stand in loops of `if`s.

All luck is addressed by month and resident (see `draws`), so no other resident, thread or policy
moves it.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numba import prange
from numpy.typing import NDArray

from alliance_sim.rules.compiled import compiled
from alliance_sim.world.life import Care, Living
from alliance_sim.world.living import life_of
from alliance_sim.world.needing import need_of
from alliance_sim.world.offer import offer_to
from alliance_sim.world.people import Cells, People

BLOCK = 512
"""Residents whose month is worked through at a time."""

SCRATCH = 7
"""Numbers of half a month that a resident needs and then forgets."""


@compiled(inline="always")
def _need_chunk(
    c: int,
    month: int,
    key: np.uint64,
    newcomer_key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    sums: NDArray[np.float64],
) -> None:
    """The first half for chunk `c`, block by block."""
    g = cells.cell[c]
    group, offer = cells.group[g], offer_to(care, g, rules)
    scratch = np.empty((SCRATCH, BLOCK))
    sums[:] = 0.0
    for lo in range(cells.lo[c], cells.hi[c], BLOCK):
        hi = min(lo + BLOCK, cells.hi[c])
        need_of(
            np.uint64(lo), np.uint64(hi), group, month, key, newcomer_key, people, rules, offer,
            scratch, sums,
        )  # fmt: skip


@compiled(inline="always")
def _life_chunk(
    c: int,
    key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    sums: NDArray[np.float64],
) -> None:
    """The second half for chunk `c`, block by block."""
    offer = offer_to(care, cells.cell[c], rules)
    scratch = np.empty((SCRATCH, BLOCK))
    for lo in range(cells.lo[c], cells.hi[c], BLOCK):
        hi = min(lo + BLOCK, cells.hi[c])
        life_of(np.uint64(lo), np.uint64(hi), key, people, rules, offer, scratch, sums)


@compiled(nogil=True)
def need_month(
    month: int,
    key: np.uint64,
    newcomer_key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    partial: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """The first half for everyone, on one thread; begins `partial` and `sums` anew."""
    for c in range(len(cells.lo)):
        _need_chunk(c, month, key, newcomer_key, people, cells, rules, care, partial[c])
    _gather(cells, partial, sums)


@compiled(nogil=True, parallel=True)
def need_month_threads(
    month: int,
    key: np.uint64,
    newcomer_key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    partial: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """The same over several threads, with the same bits."""
    for c in prange(len(cells.lo)):
        _need_chunk(c, month, key, newcomer_key, people, cells, rules, care, partial[c])
    _gather(cells, partial, sums)


@compiled(nogil=True)
def life_month(
    key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    partial: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """The second half for everyone, on one thread; completes `partial` and `sums`."""
    for c in range(len(cells.lo)):
        _life_chunk(c, key, people, cells, rules, care, partial[c])
    _gather(cells, partial, sums)


@compiled(nogil=True, parallel=True)
def life_month_threads(
    key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    partial: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """The same over several threads, with the same bits."""
    for c in prange(len(cells.lo)):
        _life_chunk(c, key, people, cells, rules, care, partial[c])
    _gather(cells, partial, sums)


@compiled()
def _gather(cells: Cells, partial: NDArray[np.float64], sums: NDArray[np.float64]) -> None:
    """Add the chunks' sums in chunk order, so that threads cannot change the last bit."""
    sums[:] = 0.0
    for c in range(len(cells.lo)):
        for column in range(partial.shape[1]):
            sums[cells.cell[c], column] += partial[c, column]


class Month(NamedTuple):
    """The two halves of a month; `sums`, shape (cells, len(SUMS)), is complete after both."""

    need: Callable[..., None]
    life: Callable[..., None]


ONE_THREAD = Month(need_month, life_month)
THREADS = Month(need_month_threads, life_month_threads)
