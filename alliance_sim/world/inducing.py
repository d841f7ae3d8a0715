"""Inducing: residents help to train recruits, and a job centre sends more of them."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.induction import next_share, turnover_ratio

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Inducing:
    """Who brought in each provider's staff; moves what providers lose when nothing presses."""

    def __init__(self, world: "World", user_led: float, sent: float) -> None:
        values, market = world.values, world.market
        self.user_led, self.sent = user_led, sent
        self.match = float(values["induction.match"])
        self.mismatch = float(values["induction.mismatch"])
        self.cost = float(values["induction.cost"])
        self.sent_cost = float(values["induction.job_centre_cost"])
        self.hours = float(values["induction.hours_worker"])
        self.usual = market.base_turnover.copy()
        self.inducted, self.from_centre = np.zeros(market.rows), np.zeros(market.rows)
        self.before_month: Floats = market.staff.sum(axis=1)
        # More who ask for work: more vacancies filled in a month.
        filled = min(world.working.fill_rate * (1 + sent), 1.0)
        world.working = world.working._replace(fill_rate=filled)

    @classmethod
    def begin(cls, world: "World") -> "Inducing | None":
        """There where residents induct recruits or a job centre sends some."""
        user_led = float(world.values["induction.user_led"])
        sent = float(world.values["induction.job_centre"])
        return cls(world, user_led, sent) if user_led or sent else None

    def before(self, world: "World") -> None:
        """Nothing: staff left and came when providers delivered."""

    def after(self, world: "World") -> None:
        """Count who came this month and how, and what that does to who will leave."""
        market, rate = world.market, world.working.fill_rate
        staff = market.staff.sum(axis=1)
        left = (market.staff * world.turnover / 12).sum(axis=1)
        wanted = world.demand_by_provider.sum(axis=1)
        came = np.maximum(staff - (self.before_month - left), 0.0)
        # Staff who moved with the work are not recruits.
        came = np.minimum(came, rate * np.maximum(wanted - staff + came, 0.0))
        stayed = staff - came
        self.inducted = next_share(self.inducted, stayed, came, self.user_led)
        among = self.sent / (1 + self.sent)
        self.from_centre = next_share(self.from_centre, stayed, came, among)
        market.base_turnover[:] = self.usual * turnover_ratio(
            self.inducted, self.from_centre, self.match, self.mismatch, self.user_led
        )
        self.before_month = staff
        people, accounts = came / self.hours, world.accounts
        ledger, month = world.ledger, world.month
        trained = people * self.user_led * self.cost
        ledger.post(month, "involvement", accounts.provider, accounts.work, trained)
        councils = world.place.n_councils
        by_council = np.bincount(market.council, people * among * self.sent_cost, councils).astype(
            float
        )
        ledger.post(month, "involvement", accounts.council, accounts.work, by_council)
        total = float(staff.sum())
        share = float((self.inducted * staff).sum() / total) if total > 0 else 0.0
        world.record.note("staff_inducted", share)
        world.record.note("recruits", float(people.sum()))
