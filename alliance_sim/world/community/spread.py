"""Where community schemes reach, and how well they suit the people there."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from alliance_sim.rules.behaviour.community.spreading import (
    adapted,
    next_coverage,
    quality_of_copy,
    sites_of_copying,
)
from alliance_sim.world.community.here import Floats
from alliance_sim.world.draws import Streams
from alliance_sim.world.people import GROUPS
from alliance_sim.world.place import Place

ZONE_STRIDE = 1000
"""Zones of different councils have numbers this far apart, so that luck stays where it is."""


class Spread:
    """Reach and fit in every zone; everywhere in full from the start unless spreading is gradual.

    The order in which a design is copied is that of the zones. How far each zone differs from where
    the design was made is luck.
    """

    def __init__(self, values: Mapping[str, Any], place: Place, streams: Streams) -> None:
        self.values = values
        self.place = place
        zones = place.zone_council
        self.coverage = np.ones(len(zones))
        self.suits = np.ones(len(zones))
        self.rank = np.concatenate([np.arange((zones == c).sum()) for c in range(place.n_councils)])
        self.gradual = bool(values["community.spread.gradual"])
        if not self.gradual:
            return
        z = streams.normal("local_fit", 0, zones * ZONE_STRIDE + self.rank)
        # The mean size of a standard normal brings a draw to its mean.
        usual = np.sqrt(2 / np.pi)
        self.fit = 1 - np.clip(self.of("misfit") * np.abs(z) / usual, 0, 1)
        self.coverage = np.zeros(len(zones))
        self.suits = np.zeros(len(zones))
        if self.of("seeded"):
            self.coverage[:] = self.of("seed")
            self.suits = self.fit.copy()

    def of(self, setting: str) -> float:
        """One of its settings."""
        return float(self.values[f"community.spread.{setting}"])

    def month(self, since: int, funded: float) -> Floats:
        """Move on by a month; what that costs each council, GBP.

        Args:
            since: Months since community support began.
            funded: Share of the usual funding that there is.
        """
        councils = self.place.n_councils
        if not self.gradual:
            return np.zeros(councils)
        if self.of("seeded"):
            self.coverage = next_coverage(self.coverage, self.of("growth") * funded)
            self.suits = adapted(self.suits, self.of("adaptation") * funded)
            return np.full(councils, self.of("platform_cost") * funded)
        each = int(self.of("copy_months"))
        have = np.array(
            [
                sites_of_copying(int((self.place.zone_council == c).sum()), since, each)
                for c in range(councils)
            ]
        )
        reached = self.rank < have[self.place.zone_council]
        new = reached & (self.coverage == 0)
        self.coverage[reached] = 1.0
        self.suits = np.where(
            reached, self.fit * quality_of_copy(self.rank, self.of("fidelity")), 0.0
        )
        sites = np.bincount(self.place.zone_council[new], minlength=councils)
        return np.asarray(sites * self.of("copy_cost"))

    @property
    def by_cell(self) -> tuple[Floats, Floats]:
        """Reach and fit in every cell."""
        return np.repeat(self.coverage, GROUPS), np.repeat(self.suits, GROUPS)
