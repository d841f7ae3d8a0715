"""Timebank and local area coordination: what people around do, and who brings them together."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from alliance_sim.rules.behaviour.community.coordination import newly_accompanied, next_introduced
from alliance_sim.rules.behaviour.community.dyads import left_unsupported
from alliance_sim.rules.behaviour.community.timebank import next_members, requests_met
from alliance_sim.world.community.here import Brought, Here


class Timebank:
    """Members of a timebank in each council, and the hours they exchange a month."""

    def __init__(self, values: Mapping[str, Any], councils: int, weeks: float) -> None:
        self.values = values
        self.weeks = weeks
        self.members = np.zeros(councils)
        self.exchanged = 0.0

    def of(self, setting: str) -> float:
        """One of its settings."""
        return float(self.values[f"community.timebank.{setting}"])

    @property
    def size(self) -> float:
        """Members."""
        return float(self.members.sum())

    def month(self, here: Here, brought: Brought) -> None:
        """Members come and go, ask and give."""
        brokers = here.staff_of(self.of("brokers"))
        # Who dies is a member no more.
        self.members = next_members(
            self.members * (1 - here.dying),
            brokers,
            self.of("willing") * here.by_council(here.residents * here.coverage),
            self.of("signed_up"),
            self.of("contact"),
            self.of("leaving"),
            self.of("reach"),
            self.values["community.cut.loss"],
        )
        met = requests_met(self.members, self.of("half_members"))
        active = here.spread_out(self.members * met, here.residents * here.coverage) * here.suits
        hours = active * self.of("hours_month") / self.weeks
        self.exchanged = float(hours.sum() * self.weeks)
        brought.hours += hours
        brought.around += hours * self.of("displacing")
        brought.befriended += active * self.of("isolated_first")
        brought.cost += brokers * self.of("broker_cost")


class Coordination:
    """Whom local area coordinators walk alongside, and who has found people around them."""

    def __init__(self, values: Mapping[str, Any], councils: int) -> None:
        self.values = values
        self.accompanied = np.zeros(councils)
        self.introduced = np.zeros(councils)

    def of(self, setting: str) -> float:
        """One of its settings."""
        return float(self.values[f"community.coordination.{setting}"])

    @property
    def size(self) -> float:
        """People introduced to others around them."""
        return float(self.introduced.sum())

    def month(self, here: Here, brought: Brought) -> None:
        """Some are left on their own feet, others taken on; those who were introduced have help."""
        coordinators = here.staff_of(self.of("coordinators"))
        first = self.of("overlooked_first")
        staying = 1 - here.dying
        accompanied = left_unsupported(
            self.accompanied * staying,
            coordinators * self.of("caseload"),
            self.values["community.cut.loss"],
        )
        finished = accompanied / self.of("months")
        accompanied = accompanied - finished
        alone = here.by_council(here.isolated * here.coverage) / self.of("isolated_first")
        alone = alone - self.introduced - accompanied
        accompanied += newly_accompanied(accompanied, coordinators, alone, self.of("caseload"))
        self.accompanied = accompanied
        self.introduced = next_introduced(self.introduced, finished, here.dying, self.of("fade"))
        known = self.introduced + self.accompanied
        reached = here.residents * here.coverage
        people = here.spread_out(known * first, reached * here.overlooked)
        people += here.spread_out(known * (1 - first), reached * ~here.overlooked)
        people *= here.suits
        helped = people * self.of("hours_week")
        brought.hours += helped
        brought.around += helped * self.of("displacing")
        brought.befriended += people * self.of("isolated_first")
        brought.found += here.spread_out(
            coordinators * self.of("found"), here.unknown * here.coverage
        )
        brought.cost += coordinators * self.of("coordinator_cost")
