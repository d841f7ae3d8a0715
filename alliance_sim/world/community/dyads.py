"""Shared Lives and Homeshare: households matched with people, one by one."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from alliance_sim.rules.behaviour.community.dyads import (
    ending_share,
    formed_dyads,
    left_unsupported,
)
from alliance_sim.world.community.here import Brought, Here
from alliance_sim.world.prices import in_price_year


class Dyads:
    """Dyads of one scheme in each council, and how long they have known each other.

    Args:
        name: `shared_lives` or `homeshare`, the group of parameters.
        values: Every parameter's value by path.
        councils: Number of councils.
    """

    def __init__(self, name: str, values: Mapping[str, Any], councils: int) -> None:
        self.name = name
        self.values = values
        self.dyads = np.zeros(councils)
        self.months = np.zeros(councils)
        self.fee = in_price_year(values, f"community.{name}.fee_month")

    def of(self, setting: str) -> float:
        """One of the scheme's settings."""
        return float(self.values[f"community.{self.name}.{setting}"])

    @property
    def size(self) -> float:
        """People in dyads."""
        return float(self.dyads.sum())

    def month(self, here: Here, brought: Brought, tie_half: float) -> None:
        """Dyads end, are lost and are formed; then they bring what they bring."""
        workers = here.staff_of(self.of("workers"))
        ending = ending_share(
            here.dying, self.of("breakdown"), self.of("match_quality"), self.of("moving_on")
        )
        stayed = self.dyads * (1 - ending)
        supported = workers * self.of("caseload")
        stayed = left_unsupported(stayed, supported, self.values["community.cut.loss"])
        suited = self.of("suited") * here.by_council(here.in_care * here.coverage)
        formed = formed_dyads(
            stayed,
            workers,
            suited,
            self.of("caseload"),
            self.of("recruited"),
            self.of("word_of_mouth"),
        )
        # Those who stay know each other a month longer, those who are new not at all.
        together = (self.months + 1) * stayed
        self.dyads = stayed + formed
        self.months = together / np.maximum(self.dyads, np.finfo(float).eps)
        self._bring(here, brought, tie_half)
        brought.cost += workers * self.of("worker_cost") + self.dyads * self.fee

    def _bring(self, here: Here, brought: Brought, tie_half: float) -> None:
        people = here.spread_out(self.dyads, here.in_care * here.coverage) * here.suits
        hours = people * self.of("hours_week")
        brought.hours += hours
        brought.instead += hours * self.of("displacing")
        brought.befriended += people * self.of("isolated_first")
        # A tie with a host stands in for the one with a care worker as far as the care does.
        host = (self.months / (self.months + tie_half))[here.council]
        brought.close += people * (host - self.of("displacing") * here.standing)


def new_dyads(name: str, values: Mapping[str, Any], councils: int) -> Dyads | None:
    """The scheme, if it has workers."""
    return Dyads(name, values, councils) if values[f"community.{name}.workers"] > 0 else None
