"""Pressing: targets and budgets press on councils, councils on managers, managers on the front."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.pressing import best_manipulation, called_for, handed_down
from alliance_sim.world.budget import YEAR, spent, yearly_budget
from alliance_sim.world.delivery import Standing
from alliance_sim.world.terms import Terms
from alliance_sim.world.watching import seen_quality

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Pressing:
    """Pressure on each level, 0 to 1: `council` shape (councils,), the rest shape (providers,).

    `lifted` are the points by which pressure lifts each provider's reports above the truth, beside
    what its stake does.
    """

    def __init__(self, world: "World") -> None:
        self.values = world.values
        rows = world.market.rows
        self.council = np.zeros(world.place.n_councils)
        self.managers = np.zeros(rows)
        self.front = np.zeros(rows)
        self.lifted = np.zeros(rows)
        self.on = world.values["pressure.transmission"] > 0

    def shape(self, world: "World", terms: Terms, standing: Standing) -> tuple[Terms, Standing]:
        """Managers push what is counted; the front line tires; what is dressed up takes time."""
        values = self.values
        self.lifted = best_manipulation(
            np.zeros_like(self.managers),
            self.managers,
            values["pressure.gaming"],
            values["governance.gaming"],
        )
        terms = terms._replace(kpi=terms.kpi + values["pressure.pull"] * self.managers)
        standing = standing._replace(
            base_turnover=standing.base_turnover
            * np.exp(values["pressure.stress_turnover"] * self.front),
            unsettled=standing.unsettled + values["pressure.stress_relational"] * self.front,
            lead=standing.lead - values["pressure.gaming_diversion"] * self.lifted,
            cost_ratio=standing.cost_ratio
            + (values["pressure.gaming_cost"] * self.lifted)[:, None],
        )
        return terms, standing

    def month(self, world: "World") -> None:
        """Pressure moves down the line by one month."""
        values, market = self.values, world.market
        memory, transmission = values["pressure.memory"], values["pressure.transmission"]
        hours = world.demand_by_provider.sum(axis=1)
        councils = world.place.n_councils
        work = np.bincount(market.council, hours, minlength=councils)
        seen = np.bincount(market.council, hours * seen_quality(world), minlength=councils)
        target = values["effort.quality_floor"] + values["pressure.target"]
        budget = yearly_budget(world, world.month) / YEAR
        called = called_for(
            np.where(work > 0, target - seen / np.where(work > 0, work, 1.0), 0.0),
            values["pressure.band"],
            spent(world, world.month, world.month) / budget - 1,
            values["pressure.overspend_band"],
        )
        self.front = handed_down(self.front, self.managers, transmission, memory)
        on_them = self.council[market.council] * (hours > 0)
        self.managers = handed_down(self.managers, on_them, transmission, memory)
        self.council = self.council + memory * (called - self.council)
        worked = max(float(hours.sum()), 1.0)
        record = world.record
        record.note("pressure_council", float(self.council.mean()))
        record.note("pressure_managers", float((hours * self.managers).sum() / worked))
        record.note("stress", float((hours * self.front).sum() / worked))
