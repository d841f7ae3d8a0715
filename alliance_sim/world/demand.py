"""Demand: what is wanted this month, from what was seen last month."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.life import AT
from alliance_sim.world.place import ADVOCATE, ASSESS, COMMUNITY, HOME, REABLE, SERVICES

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def expect_demand(world: "World") -> None:
    """Set what is expected of each service in each cell and of each provider.

    Sets `demand_units` (units a month, real scale) and `demand_hours` (staff hours), shape
    (services, cells); `demand_by_provider` (staff hours), shape (providers, services);
    `hours_in_place` of each council, `value_in_place` and `typical_size`, which follow all care in
    the place, whatever the scenario buys.
    """
    values, place, market = world.values, world.place, world.market
    sums = world.sums * place.scale
    units = np.zeros((len(SERVICES), place.n_cells))
    units[HOME] = sums[:, AT["paid_need_hours"]]
    newcomers = values["residents.death_rate"] / 12 * sums[:, AT["residents"]]
    units[ASSESS] = newcomers * place.assessment_factor[place.cell_council]
    units[ADVOCATE] = sums[:, AT["voiceless_known"]] * values["advocacy.hours_month"]
    units[REABLE] = newcomers * values["residents.reablement_share"]
    units[COMMUNITY] = sums[:, AT["joined"]]
    hours = units * world.staff_hours[:, None]
    world.hours_in_place = np.bincount(
        place.cell_council, hours.sum(axis=0), minlength=place.n_councils
    )
    world.value_in_place = float((units * world.reference[:, None]).sum())
    world.typical_size = float(hours.sum() / market.rows)
    units[~place.commissioned] = 0.0
    hours[~place.commissioned] = 0.0
    world.demand_units, world.demand_hours = units, hours
    placed = bool((world.serves[place.commissioned] >= 0).all())
    world.demand_by_provider = by_provider(world, hours) if placed else np.zeros_like(market.staff)


def by_provider(world: "World", table: Floats) -> Floats:
    """Add up a table of (services, cells) by who serves, shape (providers, services)."""
    services, rows = table.shape[0], world.market.rows
    code = np.maximum(world.serves, 0) * services + np.arange(services)[:, None]
    flat = np.bincount(code.ravel(), table.ravel(), minlength=rows * services)
    return flat.reshape(rows, services).astype(float)
