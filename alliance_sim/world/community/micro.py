"""Community micro-enterprises in each council."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from alliance_sim.rules.behaviour.community.micro import (
    starting_share,
    stopping_share,
    use_of,
)
from alliance_sim.world.community.here import Brought, Here


class Micro:
    """How many there are in each council, how many started and stopped this month."""

    def __init__(self, values: Mapping[str, Any], councils: int, weeks: float) -> None:
        self.values = values
        self.weeks = weeks
        self.count = np.zeros(councils)
        self.used = np.ones(councils)
        self.stopped_share = 0.0

    def of(self, setting: str) -> float:
        """One of their settings."""
        return float(self.values[f"community.micro.{setting}"])

    @property
    def size(self) -> float:
        """Micro-enterprises."""
        return float(self.count.sum())

    def month(self, here: Here, brought: Brought) -> None:
        """Some stop, some start, and those there are work the hours that are wanted of them."""
        hours, support = self.of("hours_week"), self.of("support") * here.funded
        price = self.of("price_ratio") * self.values["home_care.reference_price"]
        stopping = stopping_share(self.of("stopping"), 1 - self.used, self.of("idle_effect"))
        stopped = self.count * stopping
        before = self.size
        self.stopped_share = float(stopped.sum()) / before if before > 0 else 0.0
        month = (price - self.of("own_cost")) * hours * self.weeks * self.used
        started = (
            here.thousands
            * self.of("ideas")
            * starting_share(
                month * self.of("look_ahead"),
                self.of("entry_cost"),
                support,
                self.of("entry_spread"),
            )
        )
        self.count = self.count - stopped + started
        wanted = self.of("wanted") * here.by_council(here.hours * here.coverage)
        self.used = use_of(self.count, hours, wanted)
        worked = self.count * hours * self.used
        brought.instead += here.spread_out(worked, here.hours * here.coverage)
        brought.hours += here.spread_out(worked, here.hours * here.coverage)
        brought.cost += worked * self.weeks * price + started * support * self.of("entry_cost")
