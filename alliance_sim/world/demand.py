"""Demand: what is wanted this month, from what was seen last month; and what was then delivered."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.compiled import compiled
from alliance_sim.rules.services import ADVOCATE, ASSESS, COMMUNITY, HOME, REABLE
from alliance_sim.world.life import AT

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ASKED, DELIVERED, PEOPLE = AT["paid_need_hours"], AT["delivered_hours"], AT["residents"]
VOICELESS, JOINED = AT["voiceless_known"], AT["joined"]
ASSESSED, STARTED = AT["assessed"], AT["reablement_started"]


@compiled(nogil=True)
def _expected(
    sums: Floats,
    scale: float,
    assessments: Floats,
    newcomers: float,
    reablement_share: float,
    advocacy_hours: float,
    units: Floats,
) -> None:
    """Fill `units`, shape (services, cells), as if everything were bought."""
    for g in range(sums.shape[0]):
        coming = newcomers * sums[g, PEOPLE] * scale
        units[HOME, g] = sums[g, ASKED] * scale
        units[ASSESS, g] = coming * assessments[g]
        units[ADVOCATE, g] = sums[g, VOICELESS] * scale * advocacy_hours
        units[REABLE, g] = coming * reablement_share
        units[COMMUNITY, g] = sums[g, JOINED] * scale


@compiled(nogil=True)
def by_server(serves: Ints, table: Floats, out: Floats) -> None:
    """Add up a table of (services, cells) by who serves, into `out` (providers, services)."""
    out[:] = 0.0
    for service in range(table.shape[0]):
        for g in range(table.shape[1]):
            row = serves[service, g]
            if row >= 0:
                out[row, service] += table[service, g]


def expect_demand(world: "World") -> None:
    """Set what is expected of each service in each cell and of each provider.

    Sets `demand_units` (units a month, real scale) and `demand_hours` (staff hours), shape
    (services, cells); `demand_by_provider` (staff hours), shape (providers, services);
    `hours_in_place` of each council, `value_in_place` and `typical_size`, which follow all care in
    the place, whatever the scenario buys.
    """
    values, place, market = world.values, world.place, world.market
    units = np.empty_like(world.units)
    _expected(
        world.sums,
        place.scale,
        place.cell_assessments,
        float(values["residents.death_rate"]) / 12,
        float(values["residents.reablement_share"]),
        float(values["advocacy.hours_month"]),
        units,
    )
    hours = units * world.staff_hours[:, None]
    by_cell = hours.sum(axis=0)
    world.hours_in_place = np.bincount(place.cell_council, by_cell, minlength=place.n_councils)
    world.value_in_place = float(world.reference @ units.sum(axis=1))
    world.typical_size = float(by_cell.sum() / market.rows)
    if world.pressures.parts:
        world.pressures.want(world, units)
        hours = units * world.staff_hours[:, None]
    units[~place.commissioned] = 0.0
    hours[~place.commissioned] = 0.0
    world.demand_units, world.demand_hours = units, hours
    world.demand_by_provider = by_provider(world, hours)


def by_provider(world: "World", table: Floats) -> Floats:
    """Add up a table of (services, cells) by who serves, shape (providers, services)."""
    out = np.empty((world.market.rows, table.shape[0]))
    by_server(world.serves, table, out)
    return out


@compiled(nogil=True)
def _delivered(
    sums: Floats,
    scale: float,
    assessments: Floats,
    advocacy_hours: float,
    bought: NDArray[np.bool_],
    serves: Ints,
    staff_hours: Floats,
    can: Floats,
    met: Floats,
    units: Floats,
) -> None:
    """Fill `units`, shape (services, cells); lowers `met` where staff could not do it all."""
    for g in range(sums.shape[0]):
        units[HOME, g] = sums[g, DELIVERED] * scale
        units[ASSESS, g] = sums[g, ASSESSED] * scale * assessments[g]
        units[ADVOCATE, g] = sums[g, VOICELESS] * scale * advocacy_hours
        units[REABLE, g] = sums[g, STARTED] * scale
        units[COMMUNITY, g] = sums[g, JOINED] * scale
    for service in range(units.shape[0]):
        if not bought[service]:
            units[service] = 0.0
        elif service in (ADVOCATE, COMMUNITY):
            wanted = np.zeros(can.shape[0])
            for g in range(units.shape[1]):
                wanted[serves[service, g]] += units[service, g] * staff_hours[service]
            for row in range(can.shape[0]):
                met[row, service] = 1.0
                if wanted[row] > can[row, service]:
                    met[row, service] = can[row, service] / wanted[row]
            for g in range(units.shape[1]):
                units[service, g] *= met[serves[service, g], service]


def units_delivered(world: "World") -> Floats:
    """Units of each service delivered in each cell, real scale, shape (services, cells).

    Hours of home care, advocacy and community connection are never more than staff can work. An
    assessment or a spell of reablement is a case that gets the time there is.
    """
    place, delivery = world.place, world.delivery
    units = np.empty_like(world.units)
    _delivered(
        world.sums,
        place.scale,
        place.cell_assessments,
        float(world.values["advocacy.hours_month"]),
        place.commissioned,
        world.serves,
        world.staff_hours,
        delivery.can,
        delivery.met,
        units,
    )
    if world.pressures.own_part is not None:
        # Hours that others worked are not the provider's.
        units[HOME] *= world.pressures.own_part
    if world.pressures.misplaced is not None:
        # What went where it was not needed was worked all the same.
        units[HOME] /= 1 - world.pressures.misplaced
    return units
