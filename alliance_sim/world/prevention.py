"""Prevention: money spent early on needing less care later, and who decides on it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from alliance_sim.rules.behaviour.prevention import averted, chosen_share, next_stock, payoff
from alliance_sim.rules.services import HOME
from alliance_sim.world.budget import YEAR, start_of_year, yearly_budget
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.part import Part

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class Prevention(Part):
    """The council spends on prevention what pays within the time it looks ahead.

    What is spent today counts after a lag, wears off, and brings more or less than promised, by
    luck that is known only afterwards. A council alone counts what it saves itself. As far as
    council and health service act as one, the council counts the emergencies that are averted
    too, both bear the risk, and the health service pays its part.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        z = world.streams.normal("prevention_payoff", 0, np.zeros(1, dtype=np.int64))[0]
        self.luck = payoff(float(z), float(self.values["prevention.payoff_sd"]))
        self.stock = self.spending = self.nhs_part = 0.0
        self.spent = np.zeros(world.scenario.months + 1)

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While the council looks ahead at all."""
        return bool(values["prevention.horizon_years"] > 0)

    def begin(self, world: "World") -> None:
        """Decide once a year; every month, what was spent long ago begins to count."""
        values, month = self.values, world.month
        if month == start_of_year(month):
            self._decide(world)
        self.spent[month] = self.spending / YEAR
        lag = int(values["prevention.lag_months"])
        arriving = float(self.spent[month - lag]) * self.luck if month > lag else 0.0
        self.stock = next_stock(self.stock, arriving, values["prevention.decay"])
        less = averted(self.stock, values["prevention.most"], values["prevention.half_stock"])
        world.pressures.levels["prevention"] = 1 - float(less)
        world.record.note("prevention_share", self.spending)
        world.record.note("need_averted", float(less))

    def _decide(self, world: "World") -> None:
        """Weigh what prevention saves against what it costs, as far as the deciders can see."""
        values = self.values
        together = float(values["whole_system.alignment"])
        own = self._care(world)
        nhs = together * self._emergencies(world)
        risk = values["whole_system.risk_aversion"] * values["prevention.payoff_sd"]
        certain = max(1 - risk / (1 + together), 0.0)
        self.nhs_part = values["whole_system.pooling"] * nhs / (own + nhs) if own + nhs > 0 else 0.0
        self.spending = chosen_share(
            values["prevention.horizon_years"],
            values["prevention.most_share"],
            self.stock,
            int(values["prevention.lag_months"]),
            values["prevention.decay"],
            values["prevention.most"],
            values["prevention.half_stock"],
            (own + nhs) * certain,
            values["prevention.discount"],
        )

    def _care(self, world: "World") -> float:
        """Share of the budget that follows the hours of need."""
        value = world.demand_units.sum(axis=1) * world.reference
        return float(value[HOME] / value.sum()) if value.sum() > 0 else 0.0

    def _emergencies(self, world: "World") -> float:
        """What the health service would save if all need went, in years of the budget."""
        paid = world.ledger.flows_of_all_months()[1 : max(world.month, 1), PURPOSE["crisis_nhs"]]
        if len(paid) == 0:
            return 0.0
        year = -float(paid[:, world.accounts.nhs].mean()) / PENCE * YEAR
        return float(year * self.values["crisis.need"] / world.budget_year)

    def settle(self, world: "World") -> None:
        """Pay for this month's prevention."""
        month, accounts = world.month, world.accounts
        cost = self.spending / YEAR * yearly_budget(world, month)
        pay = world.ledger.post
        pay(month, "prevention", accounts.council, accounts.work, cost * (1 - self.nhs_part))
        pay(month, "prevention", accounts.nhs, accounts.work, float(cost.sum()) * self.nhs_part)
