"""What providers were like, seen from the work that they did."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.market import VOLUNTARY
from alliance_sim.world.market import KINDS

Floats = NDArray[np.float64]

SCORE = "score 0 to 1"


def work(period: Counted) -> tuple[NDArray[np.int64], Floats]:
    """Who served, and the value of it, over the counted months, shape (months, services, cells)."""
    return period.world.record.served(period.from_month)


def at_work(period: Counted, of_providers: Floats) -> Floats:
    """Something of providers, shape (months, providers), as those served meet it.

    Counted months only; shape (months, services, cells).
    """
    serves, _ = work(period)
    month = np.arange(len(serves))[:, None, None]
    return np.asarray(of_providers[period.from_month :][month, serves])


def weighted(of: Floats, weights: Floats) -> float:
    """Mean by weight; NaN where nothing was done."""
    total = float(weights.sum())
    return float((weights * of).sum()) / total if total > 0 else float("nan")


def voluntary(period: Counted) -> NDArray[np.bool_]:
    """Which providers belong to the voluntary sector, shape (providers,)."""
    return np.isin(period.world.market.kind, [KINDS.index(kind) for kind in VOLUNTARY])


def by_voluntary(period: Counted) -> Floats:
    """The value of what the voluntary sector did, shape (months, services, cells)."""
    serves, value = work(period)
    return np.where(voluntary(period)[serves], value, 0.0)
