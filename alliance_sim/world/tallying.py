"""A month's work and worth under every contract, compiled: what providers did and what it cost."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.compiled import compiled
from alliance_sim.world.delivery import Delivery, Services

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class PostTable(NamedTuple):
    """Who does what under which contract, as arrays; see `posts.Posts`.

    `deal`, `row`, `service` and `seat` say what each post is, shape (posts,); `at` is the post that
    serves each cell in each service, shape (services, cells), and the number of posts where the
    service is not bought. `kpi_stake` and `outcome_stake` are those of each deal, shape (deals,).
    """

    deal: Ints
    row: Ints
    service: Ints
    seat: Ints
    at: Ints
    kpi_stake: Floats
    outcome_stake: Floats


class Seen(NamedTuple):
    """What of a month's work enters pay.

    `overhead` fixed GBP of each provider; `flattery` what gaming and noise add to each provider's
    KPI; `floor` the quality of ordinary service; `prices` GBP per unit, shape (deals, services).
    """

    overhead: Floats
    flattery: Floats
    floor: float
    prices: Floats


class Tally(NamedTuple):
    """GBP a month: `cost` of each provider; the rest by seat or by deal.

    `*_value` what was delivered at the agreed prices, `*_cost` what it cost with overhead,
    `*_stake` what KPIs and outcomes earned, `deal_outcome` value times outcome above ordinary.
    """

    cost: Floats
    seat_value: Floats
    seat_cost: Floats
    seat_stake: Floats
    deal_value: Floats
    deal_cost: Floats
    deal_stake: Floats
    deal_outcome: Floats


@compiled(nogil=True)
def tally(
    posts: PostTable, services: Services, delivery: Delivery, seen: Seen, units: Floats, out: Tally
) -> None:
    """Fill `out` from the units delivered in each service and cell, shape (services, cells)."""
    count = len(posts.row)
    done = np.zeros(count + 1)
    for service in range(units.shape[0]):
        for g in range(units.shape[1]):
            done[posts.at[service, g]] += units[service, g]
    variable = np.zeros(len(seen.overhead))
    for p in range(count):
        variable[posts.row[p]] += done[p] * delivery.unit_cost[posts.row[p], posts.service[p]]
    for row in range(len(variable)):
        out.cost[row] = variable[row] + seen.overhead[row]
    for p in range(count):
        deal, row, service, seat = posts.deal[p], posts.row[p], posts.service[p], posts.seat[p]
        cost = done[p] * delivery.unit_cost[row, service]
        if variable[row] > 0:
            cost *= out.cost[row] / variable[row]
        value = done[p] * seen.prices[deal, service]
        relational = delivery.relational[row, service] - seen.floor
        reported = delivery.reported[row, service] - seen.floor
        verifiable = delivery.verifiable[row, service] - seen.floor
        weight = services.relational_share[service]
        kpi = reported + services.kpi_visibility[service] * relational + seen.flattery[row]
        outcome = (1 - weight) * verifiable + weight * relational
        stake = value * (posts.kpi_stake[deal] * kpi + posts.outcome_stake[deal] * outcome)
        out.seat_value[seat] += value
        out.seat_cost[seat] += cost
        out.seat_stake[seat] += stake
        out.deal_value[deal] += value
        out.deal_cost[deal] += cost
        out.deal_stake[deal] += stake
        out.deal_outcome[deal] += value * outcome


def empty_tally(rows: int, seats: int, deals: int) -> Tally:
    """Room for a tally."""
    return Tally(
        np.zeros(rows),
        *(np.zeros(seats) for _ in range(3)),
        *(np.zeros(deals) for _ in range(4)),
    )
