"""Residents as arrays: what each one is, and where each one stands."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

WELL_CONNECTED, OVERLOOKED = 0, 1
"""Resident groups."""

GROUPS = 2
"""How many groups there are."""

UNKNOWN, WAITING, ASSESSED, REABLEMENT, IN_CARE = 0, 1, 2, 3, 4
"""Where a resident stands on the way through services."""

CHUNK = 4096
"""Residents that one thread takes at a time; sums are added in chunk order, on any machine."""


class People(NamedTuple):
    """One entry per resident place; a place whose resident dies is taken by a newcomer.

    Drawn on arrival and moved by luck alone: `base` usual paid need in hours a week, `support0`
    informal hours a week at the start, `personal` lasting difference in wellbeing, `voiceless` and
    `isolated` (0 or 1), `drift` current deviation of need as a share, `arrived` month of arrival.

    Moved by what services do: `stage` on the way through services, `joined` community (0 or 1),
    `need` hours a week this month from anyone, `ability` need gained or lost as a share, `strain`
    of unpaid carers, `tie` months with the same care worker, `crises` so far, `network` how much
    more of informal support the care plan draws on, as a share, and the five elements of wellbeing.
    """

    base: NDArray[np.float64]
    support0: NDArray[np.float64]
    personal: NDArray[np.float64]
    voiceless: NDArray[np.int8]
    isolated: NDArray[np.int8]
    drift: NDArray[np.float64]
    arrived: NDArray[np.int32]
    stage: NDArray[np.int8]
    joined: NDArray[np.int8]
    need: NDArray[np.float64]
    ability: NDArray[np.float64]
    strain: NDArray[np.float64]
    tie: NDArray[np.float64]
    crises: NDArray[np.int32]
    network: NDArray[np.float64]
    informed: NDArray[np.float64]
    partner: NDArray[np.float64]
    resources: NDArray[np.float64]
    expertise: NDArray[np.float64]
    connected: NDArray[np.float64]


EXOGENOUS = ("base", "support0", "personal", "voiceless", "isolated", "drift", "arrived")
"""Columns that no way of buying can move."""


class Cells(NamedTuple):
    """Residents lie in cells: one per zone and group. Places lo to hi of one cell form a chunk.

    `lo`, `hi` and `cell` have shape (chunks,); `group` has shape (cells,).
    """

    lo: NDArray[np.int64]
    hi: NDArray[np.int64]
    cell: NDArray[np.int64]
    group: NDArray[np.int64]


def cells_of(zones: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cells (both groups) of some zones."""
    return (zones[:, None] * GROUPS + np.arange(GROUPS)).ravel()


def lay_out(residents_per_zone: NDArray[np.int64], overlooked_share: NDArray[np.float64]) -> Cells:
    """Divide every zone's residents into its two groups and cut them into chunks.

    Args:
        residents_per_zone: Number of residents of each zone, shape (zones,).
        overlooked_share: Share of overlooked residents in each zone, shape (zones,).
    """
    lo, hi, cell, group = [], [], [], []
    start = 0
    for zone, count in enumerate(residents_per_zone):
        overlooked = round(float(count) * float(overlooked_share[zone]))
        for which, size in ((WELL_CONNECTED, int(count) - overlooked), (OVERLOOKED, overlooked)):
            group.append(which)
            for first in range(start, start + size, CHUNK):
                lo.append(first)
                hi.append(min(first + CHUNK, start + size))
                cell.append(zone * GROUPS + which)
            start += size
    return Cells(*(np.array(column, dtype=np.int64) for column in (lo, hi, cell, group)))


def empty_people(count: int) -> People:
    """Arrays for `count` residents, not yet filled."""
    small = ("voiceless", "isolated", "stage", "joined")
    whole = ("arrived", "crises")
    columns: dict[str, Any] = {
        name: np.zeros(
            count, dtype=np.int8 if name in small else np.int32 if name in whole else np.float64
        )
        for name in People._fields
    }
    return People(**columns)


def cells_of_places(cells: Cells) -> NDArray[np.int64]:
    """Cell of every resident's place, shape (residents,)."""
    return np.repeat(cells.cell, cells.hi - cells.lo)
