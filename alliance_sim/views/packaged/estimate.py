"""A quick estimate: the packaged result, moved by what moving the levers did in a few futures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RegularGridInterpolator

from alliance_sim.views.asked.levers import LEVERS
from alliance_sim.views.packaged.store import grid

OUTCOMES = (
    "cost_total_gbp",
    "quality_experienced",
    "wellbeing",
    "net_monetary_benefit_gbp",
    *(
        f"wellbeing_{part}"
        for part in ("informed", "partner", "resources", "expertise", "connected")
    ),
    "unmet_need_hours",
    "provider_margin_share",
)
"""What can be estimated."""

Shift = Mapping[str, Mapping[str, float]]
"""How far the mean of each outcome moves, by option and then by outcome."""


@dataclass(frozen=True)
class Surface:
    """Every estimated outcome of a story over the levers."""

    options: tuple[str, ...]
    futures: int
    interpolate: RegularGridInterpolator

    def at(self, levers: Mapping[str, int]) -> NDArray[np.float64]:
        """Outcomes at a place of all levers, shape (futures, options, outcomes)."""
        place = [levers[key] for key in LEVERS]
        found: NDArray[np.float64] = self.interpolate(place)[0]
        return found

    def shift(self, start: Mapping[str, int], end: Mapping[str, int]) -> Shift:
        """What moving the levers from one place to another does to the mean of each outcome.

        Both places meet the same futures.
        """
        moved = (self.at(end) - self.at(start)).mean(axis=0)
        return {
            option: dict(zip(OUTCOMES, map(float, row), strict=True))
            for option, row in zip(self.options, moved, strict=True)
        }


@cache
def surface(story: str, digest: str) -> Surface | None:
    """The surface of a story, or None if none is packaged for the scenario with this digest."""
    stored = grid(story)
    if stored is None or stored[1].digest != digest:
        return None
    table = stored[0]
    options = tuple(table["option"].unique())
    futures = int(table["replication"].max()) + 1
    keys = [*LEVERS]
    order = {option: place for place, option in enumerate(options)}
    ranked = table.assign(option=table["option"].map(order)).sort_values(
        [*keys, "replication", "option"]
    )
    nodes = [np.sort(table[key].unique()) for key in keys]
    shape = (*(len(node) for node in nodes), futures, len(options), len(OUTCOMES))
    values = ranked[list(OUTCOMES)].to_numpy(dtype=np.float64).reshape(shape)
    return Surface(options, futures, RegularGridInterpolator(nodes, values))
