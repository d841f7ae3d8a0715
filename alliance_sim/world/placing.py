"""Placing: which provider serves whom, and what a change of provider leaves behind."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.deciding import agree
from alliance_sim.world.people import OVERLOOKED
from alliance_sim.world.seats import residents_agree

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Rows = NDArray[np.int64]


def expected_outcome(
    world: "World", service: int, providers: Rows, cells: Rows
) -> NDArray[np.float64]:
    """Outcome that is expected of a provider in a cell: its quality, and how far it reaches.

    Where status counts, so does the regard in which each provider is held.

    Args:
        world: The run.
        service: Which service.
        providers: Rows of providers.
        cells: Cells, one for each provider or of a shape that fits the providers' by broadcasting.
    """
    relational = float(world.relational_share[service])
    overlooked = world.place.cells.group[cells] == OVERLOOKED
    reach = np.where(overlooked, world.market.reach[providers], 1.0)
    delivery = world.delivery
    return np.asarray(
        (1 - relational) * delivery.verifiable[providers, service]
        + relational * reach * delivery.relational[providers, service]
        + world.market.regard[providers]
    )


def take_over(world: "World", lot: Lot, emergency: bool, transfer: float | None = None) -> None:
    """Give a lot's people to those who hold its deal, and move staff with them.

    Members who serve a cell already keep it; the rest go to the best member with room; where no
    member can deliver a service the council's own team does.

    Args:
        world: The run.
        lot: The lot whose deal has changed.
        emergency: Whether there was no time to recruit.
        transfer: Share of staff and ties that go along, where it is not as the contract says.
    """
    deal = lot.deal
    assert deal is not None
    cells = lot.cells
    members = deal.members
    in_house = int(world.market.in_house[lot.council])
    for service in lot.services:
        able = members[world.market.offers[members, service]]
        for cell in cells:
            now = int(world.serves[service, cell])
            if now in able:
                continue
            new = _best_with_room(world, able, int(service), int(cell), lot)
            taker = in_house if new < 0 else new
            move_cell(world, deal, int(service), int(cell), taker, emergency, transfer)


def _best_with_room(
    world: "World", able: NDArray[np.int64], service: int, cell: int, lot: Lot
) -> int:
    """The member that would serve a cell best and has room for it; -1 if there is none able."""
    if len(able) == 0:
        return -1
    if len(able) == 1:
        return int(able[0])
    hours = world.demand_hours[service, cell]
    room = world.hours_held()[able] + hours <= world.hours_limit(lot.council)[able]
    fit = able[room] if room.any() else able
    return int(fit[int(np.argmax(expected_outcome(world, service, fit, np.full(1, cell))))])


def move_cell(
    world: "World",
    deal: Deal,
    service: int,
    cell: int,
    new: int,
    emergency: bool,
    transfer: float | None = None,
) -> None:
    """Hand a cell from one provider to another, with the staff who go along."""
    values, market = world.values, world.market
    old = int(world.serves[service, cell])
    if old == new:
        return
    hours = float(world.demand_hours[service, cell])
    share = deal.mechanism.continuity.staff_transfer_share if transfer is None else transfer
    months = 1 if emergency else int(values["workforce.mobilisation_months"])
    recruited = 1 - (1 - values["workforce.fill_rate"]) ** months
    if market.network[new]:
        # Networks grow and cannot be hired; those of old have grown already.
        recruited = float(world.month == 0)
    if deal.mechanism.selection.by_package:
        _take_package(world, service, cell, new, recruited, share)
        return
    if old >= 0:
        held = float(world.demand_hours[service][world.serves[service] == old].sum())
        part = hours / held if held > 0 else 0.0
        leaving = market.staff[old, service] * part
        market.staff[old, service] -= leaving
        coming = share * leaving
        if world.month > 0:
            world.changed[service, cell] = 1.0
            world.tie_kept[service, cell] = share
    else:
        coming = hours
    market.staff[new, service] += coming + max(hours - coming, 0.0) * recruited
    world.serves[service, cell] = new


def _take_package(
    world: "World", service: int, cell: int, new: int, recruited: float, share: float
) -> None:
    """One who loses a package keeps its staff for the next; who takes it uses those it has free.

    Args:
        world: The run.
        service: The service.
        cell: Whose package it is.
        new: Who takes it.
        recruited: Share of the hours still missing that it has recruited on the first day.
        share: Share of ties with care workers that go along.
    """
    hours = float(world.demand_hours[service, cell])
    held = float(world.demand_hours[service][world.serves[service] == new].sum())
    staff = world.market.staff
    free = max(float(staff[new, service]) - held, 0.0)
    staff[new, service] += max(hours - free, 0.0) * recruited
    if world.serves[service, cell] >= 0 and world.month > 0:
        world.changed[service, cell] = 1.0
        world.tie_kept[service, cell] = share
    world.serves[service, cell] = new


def best_for_service(world: "World", lot: Lot, deal: Deal) -> None:
    """Members may move cells to whoever serves them best, if those who decide agree.

    Until a proposal passes, everything stays as it was.
    """
    governance = deal.mechanism.governance
    if not governance.best_for_service or len(deal.members) < 2:
        return
    moves: list[tuple[int, int, int, float]] = []
    cells = lot.cells
    held, limit = world.hours_held(), world.hours_limit(lot.council)
    before = held[deal.members]
    for service in lot.services:
        able = deal.members[world.market.offers[deal.members, service]]
        if len(able) < 2:
            continue
        worth = expected_outcome(world, int(service), able[:, None], cells)
        threshold = world.values["governance.placement_gain"]
        now = expected_outcome(world, int(service), world.serves[service, cells], cells)
        for at in np.flatnonzero(worth.max(axis=0) - now > threshold):
            cell = cells[at]
            hours = world.demand_hours[service, cell]
            gain = np.where(held[able] + hours <= limit[able], worth[:, at] - now[at], 0.0)
            best = int(np.argmax(gain))
            if gain[best] > threshold:
                moves.append((int(service), int(cell), int(able[best]), float(gain[best])))
                held[able[best]] += hours
                held[world.serves[service, cell]] -= hours
    agreed = moves and agree(world, deal, before, held[deal.members])
    if agreed and residents_agree(world, deal, moves):
        for service, cell, best, _ in moves:
            move_cell(world, deal, service, cell, best, emergency=False)
