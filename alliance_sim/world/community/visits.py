"""Visits to see to a task: by a professional, or by a befriender who stays."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from alliance_sim.rules.behaviour.community.visits import company_of, next_acquaintance
from alliance_sim.world.community.here import Brought, Here

WHO = ("professional", "befriender")


class Visits:
    """How long each kind of visitor has known those they visit."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.months = dict.fromkeys(WHO, 0.0)

    def of(self, setting: str) -> float:
        """One of their settings."""
        return float(self.values[f"community.checks.{setting}"])

    def month(self, here: Here, brought: Brought, tie_half: float) -> None:
        """Everyone known is visited; the task is done, and time may be left for each other."""
        visits = self.of("visits_month") * here.funded
        known = here.residents - here.unknown
        share = {"befriender": self.of("befriending"), "professional": 1 - self.of("befriending")}
        for who in WHO:
            changing = self.of(f"{who}_changing")
            self.months[who] = float(next_acquaintance(np.asarray(self.months[who]), changing))
            standing = self.months[who] / (self.months[who] + tie_half)
            minutes = self.of(f"{who}_minutes")
            company = standing * company_of(
                visits, minutes, self.of("task_minutes"), self.of("half_minutes")
            )
            people = known * share[who]
            at_home = people / np.maximum(here.residents, np.finfo(float).eps)
            brought.befriended += company * at_home * here.isolated
            brought.close += company * people
            right = visits * self.of(f"{who}_reliability") * at_home
            brought.safer += right * self.of("prevents")
            hours = people * visits * minutes / 60  # minutes in an hour
            brought.cost += here.by_council(hours) * self.of(f"{who}_hour")
