"""Care of every kind, and what becomes of residents who are given it."""

import copy

import numpy as np

from alliance_sim.world.kernel import ONE_THREAD
from alliance_sim.world.life import Care
from alliance_sim.world.people import People

MONTHS = 24


def any_care(town, luck):
    """Care drawn at random for every cell; about one cell in three has a new provider."""
    columns = {name: luck.random(town.n_cells) for name in Care._fields}
    columns["changed"] = (columns["changed"] < 1 / 3).astype(float)
    columns["outreach"] *= 0.2
    columns["level"] = (columns["level"] - 0.5) / 5
    return Care(**columns)


def twins(town):
    """The same people twice, with nothing shared."""
    return copy.deepcopy(town)


def history(town, cares, run=ONE_THREAD):
    """Everyone's state after every month: columns of shape (months, residents), and the sums."""
    seen, sums = {name: [] for name in People._fields}, []
    for care in cares:
        town.live(care, run)
        for name, column in seen.items():
            column.append(getattr(town.people, name).copy())
        sums.append(town.sums.copy())
    return {name: np.array(column) for name, column in seen.items()}, np.array(sums)
