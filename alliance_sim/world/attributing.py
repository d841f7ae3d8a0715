"""Attribution in the month: who adds what to a joint contract, and what that does to shares."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.attribution import (
    coalitions,
    joining_orders,
    outcome_of,
    sampled_shapley,
    shapley,
)
from alliance_sim.rules.services import ASSESS, COMMUNITY
from alliance_sim.world.people import GROUPS, OVERLOOKED

if TYPE_CHECKING:
    from alliance_sim.world.model import World
    from alliance_sim.world.posts import Posts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MONTHS = 12
"""Months in a year."""


def contributions(world: "World", rows: Ints, council: int) -> Floats:
    """Share of what providers could bring about together that each adds; they sum to one.

    The Shapley value of the game in which a coalition is worth the outcomes that its members'
    capacity, quality and reach could bring residents. Exact up to `power.attribution_exact`
    players, beyond that by sampled orders of joining, always the same in a month.
    """
    players = len(rows)
    if players == 0:
        return np.zeros(0)
    if players <= int(world.values["power.attribution_exact"]):
        value = shapley(coalition_values(world, rows, council, coalitions(players)))
    else:
        orders = int(world.values["power.attribution_orders"])
        who = world.market.number[rows][None, :] * orders + np.arange(orders)[:, None]
        luck = world.streams.uniform("attribution", world.month, who.ravel())
        joining = joining_orders(luck.reshape(orders, players))
        flat = joining.reshape(-1, players)
        worth = coalition_values(world, rows, council, flat)
        value = sampled_shapley(joining, worth.reshape(joining.shape[:2]))
    # Nobody can make a coalition worse, so what is below nothing is rounding.
    value = np.maximum(value, 0.0)
    total = float(value.sum())
    return value / total if total > 0 else np.full(players, 1 / players)


def coalition_values(
    world: "World", rows: Ints, council: int, members: NDArray[np.bool_]
) -> Floats:
    """Outcome that coalitions of providers could bring residents of a council, GBP a month."""
    market, delivery, place = world.market, world.delivery, world.place
    reach = market.reach[rows]
    finds = market.offers[rows][:, [ASSESS, COMMUNITY]].any(axis=1)
    found_by_others = not place.commissioned[[ASSESS, COMMUNITY]].any()
    hours = np.where(place.cell_council == council, world.demand_hours, 0.0)
    units = np.where(place.cell_council == council, world.demand_units, 0.0)
    limit = world.hours_limit(council)[rows]
    offered = market.offers[rows]
    share = offered * hours.sum(axis=1)
    held = share.sum(axis=1, keepdims=True)
    share = np.divide(share, held, out=np.zeros(share.shape), where=held > 0)
    out = np.zeros(len(members))
    for service in np.flatnonzero(place.commissioned & (hours.sum(axis=1) > 0)):
        relational = float(world.relational_share[service])
        price = float(world.reference[service])
        for group in range(GROUPS):
            here = place.cells.group == group
            demand = float(units[service, here].sum())
            if demand == 0:
                continue
            overlooked = group == OVERLOOKED
            part = float(hours[service, here].sum() / hours[service].sum())
            near = reach if overlooked else np.ones(len(rows))
            quality = (1 - relational) * delivery.verifiable[rows, service]
            quality = quality + relational * near * delivery.relational[rows, service]
            finding = np.where(finds, reach, 0.0) if overlooked else np.ones(len(rows))
            if found_by_others:
                finding = np.ones(len(rows))
            out += price * outcome_of(
                members,
                limit * share[:, service] * part / world.staff_hours[service],
                np.where(offered[:, service], quality, 0.0),
                demand,
                np.minimum(finding, 1.0),
            )
    return out


class Attribution:
    """What members of joint contracts were last found to add, by contract."""

    def __init__(self, weight: float) -> None:
        self.weight = weight
        self._found: dict[int, tuple[tuple[int, ...], Floats]] = {}

    def shares(self, world: "World", posts: "Posts", by_work: Floats) -> Floats:
        """Shares of seats in what their contracts leave to divide: by work, or by contribution.

        Contributions are worked out anew every year, and whenever members change, at the members'
        cost.
        """
        if self.weight == 0 or not posts.joint:
            return by_work
        share = by_work.copy()
        for number in posts.joint:
            seats = np.flatnonzero(posts.seat_deal == number)
            rows = posts.seat_row[seats]
            adds = self._of(world, id(posts.deals[number]), rows, int(posts.councils[number]))
            share[seats] = (1 - self.weight) * by_work[seats] + self.weight * adds
        return share

    def _of(self, world: "World", deal: int, rows: Ints, council: int) -> Floats:
        who = tuple(rows.tolist())
        known = self._found.get(deal)
        if known is None or known[0] != who or (world.month - 1) % MONTHS == 0:
            known = who, contributions(world, rows, council)
            self._found[deal] = known
            cost = np.full(len(rows), float(world.values["power.attribution_cost"]))
            account = world.accounts.provider[rows]
            world.ledger.post(world.month, "governance", account, world.accounts.work, cost)
        return known[1]
