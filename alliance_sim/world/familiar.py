"""What is seen in a bidder beyond what it can do: writing, standing, being there already."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.power import familiarity
from alliance_sim.world.deals import Lot
from alliance_sim.world.market import KINDS

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


def shown_beyond(world: "World", lot: Lot, rows: Rows) -> Floats:
    """Points that a panel sees in each bidder for a lot beyond its capability, shape (bidders,)."""
    market, values = world.market, world.values
    seen = market.bid_writing[rows] + market.regard[rows]
    if world.managing.evidencing.counts:
        seen = seen - world.managing.evidencing.doubted(world, lot, rows)
    incumbency, imitation = values["power.incumbency"], values["power.imitation"]
    if incumbency == 0 and imitation == 0:
        return np.asarray(seen)
    return np.asarray(
        seen
        + familiarity(
            _serving(world, lot)[rows],
            _money_by_kind(world)[market.kind[rows]],
            incumbency,
            imitation,
        )
    )


def _serving(world: "World", lot: Lot) -> Floats:
    """Share of a lot's work that each provider does now, by value, shape (providers,)."""
    now = world.serves[lot.where]
    work = world.demand_units[lot.where] * world.reference[lot.services][:, None]
    there = now >= 0
    done = np.bincount(now[there], work[there], minlength=world.market.rows).astype(float)
    total = float(work.sum())
    return done / total if total > 0 else done


def _money_by_kind(world: "World") -> Floats:
    """Share of last month's income of outside providers that went to each kind, shape (kinds,)."""
    market = world.market
    income = np.where(market.kind == world.in_house_kind, 0.0, np.maximum(world.income, 0.0))
    by_kind = np.bincount(market.kind, income, minlength=len(KINDS)).astype(float)
    total = float(by_kind.sum())
    return by_kind / total if total > 0 else by_kind
