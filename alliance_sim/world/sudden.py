"""Sudden change that nobody predicts: need, wages, budgets and the largest provider."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from alliance_sim.world.budget import YEAR
from alliance_sim.world.part import Part

if TYPE_CHECKING:
    from alliance_sim.world.model import World

NEED, WAGES, BUDGET, FAILURE = range(4)
"""What may change overnight; each has luck of its own, the same under every way of buying."""


class SuddenChange(Part):
    """After the warm-up, each kind of change strikes the whole place at a yearly rate.

    Need jumps for some months. Wages jump, and prices and costs catch up as after any common
    shock. The budget is cut for good. The largest outside provider closes, however sound it is.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self.until = 0

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While anything strikes at all."""
        return bool(values["sudden.rate"] > 0)

    def begin(self, world: "World") -> None:
        """Draw what strikes this month, and let it."""
        values, pressures, month = self.values, world.pressures, world.month
        kinds = np.arange(FAILURE + 1)
        luck = world.streams.uniform("sudden_change", month, kinds)
        struck = (luck < values["sudden.rate"] / YEAR) & (month > world.scenario.warm_up)
        if struck[NEED]:
            self.until = month + int(values["sudden.need_months"])
        jumped = 1 + values["sudden.need_size"] if month < self.until else 1.0
        pressures.levels["sudden"] = float(jumped)
        if struck[WAGES]:
            world.common_cost += float(values["sudden.wage_size"])
        if struck[BUDGET]:
            pressures.budget_level *= 1 - float(values["sudden.budget_size"])
        if struck[FAILURE] and values["sudden.failures"]:
            pressures.failing = self._largest(world)
        world.record.note("sudden_changes", float(struck.sum()))

    def _largest(self, world: "World") -> "np.ndarray[Any, np.dtype[np.bool_]]":
        """The outside provider that holds most hours, as a mask of providers."""
        hours = world.hours_held()
        hours[world.market.in_house] = 0.0
        failing = np.zeros(world.market.rows, dtype=bool)
        failing[int(np.argmax(hours))] = hours.max() > 0
        return failing
