"""The falling clock: who is last in, and what it is paid."""

from typing import NamedTuple

import numpy as np

from alliance_sim.rules.offers import Bools, Floats, Ints

ON_TICK = np.finfo(float).eps ** 0.5
"""A level that lies on a tick is in at that tick, as in exact arithmetic."""


class Stopped(NamedTuple):
    """Where each clock stopped, arrays of shape (awards,).

    `winner` is a row, -1 if nobody took part; `level` is where the winner stands, NaN without
    one; `by_lot` whether others could have stood there too, so that it was drawn.
    """

    winner: Ints
    level: Floats
    by_lot: Bools


def run_clock(
    leave: Floats,
    start: Floats,
    decrement: float,
    tie: Floats,
    *,
    preference: Floats | None = None,
    most_ticks: int | None = None,
) -> Stopped:
    """Let offers fall, tick by tick, until at most one bidder is left.

    Each bidder offers its starting level and goes down by whole decrements, while it does not lead
    and the next step is not below the level at which it leaves. The last one in stops at the first
    of its steps that the second-last cannot match. If the last ones stop together one of them is
    drawn. With the same start for all, the offers of those still in are a clock that all can see;
    with starts of their own, each sees only whether it leads. A decrement of 0 is the continuous
    clock, which ends at the second-lowest level.

    Args:
        leave: Level at which each leaves, shape (awards, bidders); infinite for those out.
        start: Level at which each starts, broadcast to the same shape.
        decrement: One tick.
        tie: Uniforms that draw lots among those who stop together, same shape.
        preference: Who is preferred among those, the highest first, before lots are drawn.
        most_ticks: Ticks after which the clock is stopped whoever is still in; none if not given.
    """
    rows = np.arange(len(leave))
    if leave.shape[1] == 0:
        nobody = np.full(len(leave), -1)
        return Stopped(nobody, np.full(len(leave), np.nan), np.zeros(len(leave), dtype=bool))
    within = np.isfinite(leave)
    start = np.broadcast_to(start, leave.shape)
    if decrement > 0:
        reach = np.where(within, start - np.where(within, leave, 0.0), 0.0)
        ticks = np.floor(reach / decrement + ON_TICK)
        ticks = ticks if most_ticks is None else np.minimum(ticks, most_ticks)
        last = np.where(within, start - ticks * decrement, np.inf)
    else:
        last = leave
    lowest = last.min(axis=1)
    together = last == lowest[:, None]
    if preference is not None:
        liked = np.where(together, preference, -np.inf)
        drawn = together & (liked == liked.max(axis=1, keepdims=True))
    else:
        drawn = together
    winner = np.where(drawn, tie, np.inf).argmin(axis=1)
    others = last.copy()
    others[rows, winner] = np.inf
    second = others.min(axis=1)
    begins = start[rows, winner]
    rivalled = np.isfinite(second)
    chased = np.where(rivalled, second, begins)
    if decrement > 0:
        # The first of the winner's own steps below the second-last's lowest.
        steps = np.floor((begins - chased) / decrement + ON_TICK) + 1
        level = begins - np.maximum(steps, 0) * decrement
        level = np.where(chased > begins, begins, level)
    else:
        level = np.minimum(begins, chased)
    level = np.where(rivalled & (second > lowest), level, np.where(rivalled, lowest, begins))
    took_part = within.any(axis=1)
    return Stopped(
        np.where(took_part, winner, -1),
        np.where(took_part, level, np.nan),
        took_part & ((drawn.sum(axis=1) > 1) & rivalled),
    )
