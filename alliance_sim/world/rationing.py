"""Rationing: a council that is held to its budget plans fewer hours and lets people wait."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.rationing import (
    allowed_in_month,
    next_plan,
    starts_let_through,
)
from alliance_sim.rules.services import HOME
from alliance_sim.world.budget import YEAR, spent, start_of_year, yearly_budget
from alliance_sim.world.part import Part

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Rationing(Part):
    """Each month the council sets what is left of the year's budget against what a month costs.

    Where that falls short, everyone's planned hours are cut a little, and assessments are put off.
    Hours are cut only where that saves money: not under a contract that pays for the month or the
    person.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        councils = world.place.n_councils
        self.plan: Floats = np.ones(councils)
        self.held: Floats = np.zeros(councils)

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While the budget restrains, or may come to."""
        return bool(values["budget.restraint"] > 0 or values["accountability.weight"] > 0)

    @property
    def in_force(self) -> Floats:
        """Share of assessed hours planned, shape (councils,)."""
        return np.asarray(1 - self.held * (1 - self.plan))

    def begin(self, world: "World") -> None:
        """Set this month's plan by what has gone out so far."""
        values, month = self.values, world.month
        if month == 1:
            return
        self.held = np.maximum(values["budget.restraint"], world.pressures.called_to_account)
        first = start_of_year(month)
        budget = yearly_budget(world, month)
        left = first + YEAR - month
        so_far = spent(world, first, month - 1) if month > first else np.zeros(len(budget))
        allowed = allowed_in_month(budget, so_far, left)
        last = spent(world, month - 1, month - 1)
        plan = next_plan(
            self.plan, allowed, last, values["budget.speed"], values["budget.least_plan"]
        )
        self.plan = np.where(self.held > 0, plan, 1.0)
        world.record.note("planned_share", float(self.in_force.mean()))

    def want(self, world: "World", units: Floats) -> None:
        """Fewer hours are wanted where fewer are planned and that saves money."""
        if world.month == 0 or not world.place.commissioned[HOME]:
            return
        posts = world.posts
        by_unit = np.array(
            [
                deal.mechanism.contract.reimburses_cost
                or deal.mechanism.contract.priced_by == "unit"
                for deal in posts.deals
            ]
        )
        saves = by_unit[posts.table.deal[posts.table.at[HOME]]]
        world.pressures.planned = np.where(saves, self.in_force[world.place.cell_council], 1.0)

    def offer(self, world: "World") -> None:
        """Those who wait to be assessed wait longer."""
        values = self.values
        through = starts_let_through(
            self.in_force, values["budget.least_plan"], values["budget.waiting"]
        )
        world.care.assessed[:] *= through[world.place.cell_council]
