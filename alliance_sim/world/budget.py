"""A council's budget: how it grows, and what has gone out of it."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.ledger import PENCE

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]

YEAR = 12
"""Months in a year."""


def yearly_budget(world: "World", month: int) -> Floats:
    """Budget of the year in which a month lies, after growth and cuts, GBP, shape (councils,)."""
    years = (month - 1) // YEAR
    grown = (1 + world.values["budget.growth"]) ** years
    share = world.pressures.share_of_budget
    return np.asarray(world.budget_year * share * grown * world.pressures.budget_level)


def spent(world: "World", first: int, last: int) -> Floats:
    """What went out of each council's account from a month to another, GBP, shape (councils,)."""
    book = world.ledger.flows_of_all_months()[first : last + 1]
    return np.asarray(-book[:, :, world.accounts.council].sum(axis=(0, 1)) / PENCE)


def start_of_year(month: int) -> int:
    """First month of the year in which a month lies."""
    return (month - 1) // YEAR * YEAR + 1
