"""Developing: unmet need is published, and providers build where it is likely to pay."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.development import (
    present_value,
    probability_of_use,
    worth_building,
)
from alliance_sim.rules.services import HOME
from alliance_sim.world.deals import fee_of
from alliance_sim.world.relations import lever_of, outside, runs

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def keep_ready(world: "World") -> None:
    """Providers recruit for the capacity they have built, beside what promised volume pays for.

    Nobody keeps more ready than is wanted of it.
    """
    built = world.relations.built
    if not built.any():
        return
    market, rules = world.market, world.working
    wanted = world.demand_by_provider[:, HOME]
    promised = wanted * (1 - rules.investment_volume * (1 - world.terms.guarantee))
    there = np.maximum(market.staff[:, HOME], promised)
    missing = np.maximum(np.minimum(promised + built, wanted) - there, 0.0)
    market.staff[:, HOME] += rules.fill_rate * missing


def develop(world: "World") -> None:
    """What was begun is finished; where need is published this month, providers decide."""
    relations = world.relations
    if not runs(world, "published_need") or not world.place.commissioned[HOME]:
        return
    for month, row, hours in relations.coming:
        if month == world.month:
            relations.built[row] += hours
    relations.coming = [entry for entry in relations.coming if entry[0] > world.month]
    since = world.month - world.scenario.warm_up
    if since % int(world.values["development.review_months"]) == 0:
        _decide(world)


class _Offer(NamedTuple):
    """What an hour a month more would bring each provider, arrays of shape (providers,)."""

    margin: Floats
    guarantee: Floats


def _offers(world: "World") -> _Offer:
    """Margin on one more hour at today's price and cost, and the share of volume promised."""
    rows = world.market.rows
    margin, guarantee = np.zeros(rows), np.zeros(rows)
    for lot in world.lots():
        deal = lot.deal
        if deal is None or HOME not in lot.services:
            continue
        members = deal.members
        price = float(deal.prices_now(world.common_cost)[HOME])
        cost = world.delivery.unit_cost[members, HOME]
        fee = fee_of(deal.mechanism.contract)
        kept = deal.cost_share() if deal.mechanism.contract.reimburses_cost else 1.0
        gain = kept * (price - cost) + (1 - kept) * price * fee / (1 + fee)
        margin[members] = gain * (world.market.kind[members] != world.in_house_kind)
        guarantee[members] = deal.mechanism.continuity.volume_guarantee
    return _Offer(margin, guarantee)


def _decide(world: "World") -> None:
    """Each provider at work in home care weighs up building for the need it cannot meet."""
    values, market, relations = world.values, world.market, world.relations
    published = lever_of(world, "published_need")[market.council]
    wanted = world.demand_by_provider[:, HOME]
    short = np.maximum(wanted - world.delivery.can[:, HOME], 0.0) * outside(world)
    under_way = np.zeros(market.rows)
    for _, row, hours in relations.coming:
        under_way[row] += hours
    size = values["development.size"]
    room = np.floor(np.maximum(published * short - under_way, 0.0) / size)
    if not room.any():
        return
    offer = _offers(world)
    year = 12 * size * offer.margin
    value = present_value(year, values["development.discount"], values["development.years"])
    cost = values["development.cost"] * size
    unknown = values["development.uncertainty"] * (1 - published)
    used = probability_of_use(offer.guarantee, market.trust, values["development.called_on"])
    promised = worth_building(np.ones(market.rows), value, unknown, np.asarray(cost))
    pays = worth_building(used, value, unknown, np.asarray(cost))
    # Nobody borrows for it: it is paid from reserves, one development after another.
    affordable = np.floor(np.maximum(world.ledger.pounds(world.accounts.provider), 0.0) / cost)
    for row in np.flatnonzero(room).tolist():
        many = int(min(room[row], affordable[row]))
        if many and pays[row]:
            ready = world.month + int(values["development.lag_months"])
            relations.coming.append((ready, row, many * size))
            account = int(world.accounts.provider[row])
            world.ledger.post(world.month, "investment", account, world.accounts.work, many * cost)
            relations.count("developments_made", many)
        elif many and promised[row]:
            relations.count("developments_missed", many)
