"""Overheads: what a large council spends on governing itself, and how long it takes to decide."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.overhead import growth_with_size, with_lag
from alliance_sim.world.budget import YEAR, yearly_budget
from alliance_sim.world.part import Part

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Overheads(Part):
    """Beyond a usual size, a council's overhead and its delays grow faster than its budget.

    Overhead is paid out of the budget; every assessment waits for a decision; a new arrangement
    takes longer to set up.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self.excess: Floats = np.zeros(world.place.n_councils)

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While overhead grows out of proportion."""
        return bool(values["overheads.exponent"] > 0)

    def begin(self, world: "World") -> None:
        """How far each council lies above the usual."""
        values = self.values
        budgets = yearly_budget(world, world.month)
        usual, exponent = values["overheads.usual_size"], values["overheads.exponent"]
        self.excess = np.array(
            [growth_with_size(float(budget), usual, exponent) for budget in budgets]
        )
        if world.month == 1:
            for commissioner, lag in zip(world.commissioners, self.lag, strict=True):
                commissioner.live_from += round(float(lag))
        world.record.note("decision_lag_months", float(self.lag.mean()))

    @property
    def lag(self) -> Floats:
        """Months that a decision takes longer, shape (councils,)."""
        return np.asarray(self.values["overheads.lag_months"] * self.excess)

    def offer(self, world: "World") -> None:
        """Assessments wait for decisions."""
        assessed = world.care.assessed
        for cell, council in enumerate(world.place.cell_council):
            assessed[cell] = with_lag(float(assessed[cell]), float(self.lag[council]))

    def settle(self, world: "World") -> None:
        """Overhead is paid every month."""
        share = self.values["overheads.usual_share"] * self.excess
        cost = share * yearly_budget(world, world.month) / YEAR
        accounts = world.accounts
        world.ledger.post(world.month, "governance", accounts.council, accounts.work, cost)
        world.record.note("overhead_share", float(share.mean()))
