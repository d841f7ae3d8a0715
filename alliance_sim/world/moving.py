"""Moving: providers without work close in one council and open in another that draws them more."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.relocation import attraction, worth_moving
from alliance_sim.world.relations import outside

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def move_on(world: "World") -> None:
    """Once a year, some providers that hold nothing look around, and go where it pays to."""
    values, market = world.values, world.market
    rate = values["mobility.rate"]
    since = world.month - world.scenario.warm_up
    if not rate or world.place.n_councils < 2 or since <= 0 or since % 12:
        return
    luck = world.streams.uniform("relocation", world.month, market.number)
    looking = outside(world) & ~_at_work(world) & (luck < rate)
    if not looking.any():
        return
    drawn = attraction_of(world)
    cost = float(values["mobility.cost"])
    there = drawn.argmax(axis=1)
    every = np.arange(market.rows)
    here = drawn[every, market.council]
    pays = worth_moving(here, drawn[every, there], values["mobility.years"], cost)
    affords = world.ledger.pounds(world.accounts.provider) >= cost
    going = np.flatnonzero(looking & pays & affords & (there != market.council))
    for row in going:
        _move(world, int(row), int(there[row]), cost)


def attraction_of(world: "World") -> Floats:
    """What each council would bring each provider in a year, GBP, shape (providers, councils)."""
    market, councils = world.market, world.place.n_councils
    bought = world.place.commissioned
    value = world.demand_units * world.reference[:, None]
    # Providers seen by another who comes to join them.
    present = np.bincount(market.council[outside(world)], minlength=councils) + 1
    drawn = np.zeros((market.rows, councils))
    for council in range(councils):
        here = world.place.cell_council == council
        work = market.offers[:, bought] @ (12 * value[bought][:, here].sum(axis=1))
        prices = _prices_paid(world, council)
        cost = world.delivery.unit_cost[:, bought] / prices[bought]
        kept = np.maximum(1 - cost, 0.0) * market.offers[:, bought]
        offered = np.maximum(market.offers[:, bought].sum(axis=1), 1)
        margin = kept.sum(axis=1) / offered
        drawn[:, council] = attraction(
            work / present[council],
            margin,
            np.asarray(_promise(world, council, int(present[council]))),
            np.asarray(_standing(world, council)),
        )
    return drawn


def _prices_paid(world: "World", council: int) -> Floats:
    """Mean price that a council pays now for each service, the reference where it pays none."""
    total, count = np.zeros(len(world.reference)), np.zeros(len(world.reference))
    for lot in world.commissioners[council].lots:
        if lot.deal is not None:
            total[lot.services] += lot.deal.prices_now(world.common_cost)[lot.services]
            count[lot.services] += 1
    return np.where(count > 0, total / np.maximum(count, 1), world.reference)


def _promise(world: "World", council: int, present: int) -> float:
    """Share of the work that a provider can count on: what is promised, if it is asked at all."""
    mechanism = world.commissioners[council].mechanism
    weight = world.values["market.investment_volume"]
    promised = 1 - weight * (1 - mechanism.continuity.volume_guarantee)
    asked = mechanism.selection.asked
    return float(promised * (1.0 if asked is None else min(asked / present, 1.0)))


def _standing(world: "World", council: int) -> float:
    """What providers there say of a council: their mean trust in it."""
    market = world.market
    mine = outside(world) & (market.council == council)
    return float(market.trust[mine].mean()) if mine.any() else float(world.values["trust.initial"])


def _at_work(world: "World") -> NDArray[np.bool_]:
    """Who is a party to a contract, shape (providers,)."""
    busy = np.zeros(world.market.rows, dtype=bool)
    for lot in world.lots():
        if lot.deal is not None:
            busy[lot.deal.members] = True
    return busy


def _move(world: "World", row: int, council: int, cost: float) -> None:
    """Close here, open there: staff stay behind, and nobody there knows it yet."""
    market = world.market
    rows = np.array([row])
    market.council[row] = council
    market.staff[row] = 0.0
    market.meet(rows, world.month)
    world.relations.begin(rows, market.trust)
    account = int(world.accounts.provider[row])
    world.ledger.post(world.month, "investment", account, world.accounts.work, cost)
    world.relations.count("moves")
