"""The months that count, and how years are weighed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.model import World

Floats = NDArray[np.float64]

YEAR = 12
"""Months in a year."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A finished run and the stretch of it that outcomes are taken from.

    `from_month` is the first counted month's position (0 for the first month of the run);
    `before` the stretch that all options share, used as a yardstick.
    """

    world: World
    from_month: int
    before: slice

    def column(self, name: str) -> Floats:
        """A monthly column over the counted months."""
        return self.world.record.columns[name][self.from_month :]

    def shared(self, name: str) -> Floats:
        """A monthly column over the months that all options share."""
        return self.world.record.columns[name][self.before]

    def noted(self, name: str) -> Floats:
        """What was noted month by month under a name, over the counted months."""
        return self.world.record.noted(name)[self.from_month :]

    @property
    def years(self) -> float:
        """Length of the counted stretch in years."""
        return (self.world.scenario.months - self.from_month) / YEAR

    def weights(self, rate: str) -> Floats:
        """Discount weight of each counted month by the named yearly rate."""
        months = np.arange(self.world.scenario.months - self.from_month)
        return np.asarray((1 + self.world.values[rate]) ** (-months / YEAR))


def counted(world: World) -> Counted:
    """Outcomes count from the end of the warm-up."""
    start = world.scenario.warm_up
    return Counted(world, start, slice(0, max(start, 1)))


def mean(values: Floats) -> float:
    """Mean of what happened; NaN if nothing did."""
    there = values[np.isfinite(values)]
    return float(there.mean()) if len(there) else float("nan")
