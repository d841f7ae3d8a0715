"""The month's money: what care cost, what contracts pay for it, what governing and crises cost."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.contracts import pence, split
from alliance_sim.world.deals import Deal
from alliance_sim.world.ledger import PENCE
from alliance_sim.world.life import AT
from alliance_sim.world.place import ADVOCATE, ASSESS, COMMUNITY, HOME, REABLE
from alliance_sim.world.posts import Posts

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def _add_up(which: NDArray[np.int64], amounts: Floats, count: int) -> Floats:
    """Sums of amounts that belong together, shape (count,)."""
    return np.bincount(which, amounts, minlength=count).astype(float)


def units_delivered(world: "World") -> Floats:
    """Units of each service delivered in each cell, real scale, shape (services, cells)."""
    values, place, delivery = world.values, world.place, world.delivery
    sums = world.sums * place.scale
    units = np.zeros((len(place.commissioned), place.n_cells))
    units[HOME] = sums[:, AT["delivered_hours"]]
    units[ASSESS] = sums[:, AT["assessed"]] * place.assessment_factor[place.cell_council]
    units[REABLE] = sums[:, AT["reablement_started"]]
    units[ADVOCATE] = sums[:, AT["voiceless_known"]] * values["advocacy.hours_month"]
    units[COMMUNITY] = sums[:, AT["joined"]]
    for service in (ADVOCATE, COMMUNITY):
        if place.commissioned[service]:
            units[service] *= delivery.met[world.serves[service], service]
    units[~place.commissioned] = 0.0
    return units


def settle_month(world: "World") -> None:
    """Book everything that this month cost and paid."""
    ledger, accounts, month = world.ledger, world.accounts, world.month
    market, values, posts = world.market, world.values, world.posts
    world.units = units_delivered(world)
    count = len(posts.row)
    units = _add_up(posts.at.ravel(), world.units.ravel(), count + 1)[:count]
    spent = units * world.delivery.unit_cost[posts.row, posts.service]
    variable = _add_up(posts.row, spent, market.rows)
    cost = variable + market.overhead_fixed * world.holds
    ledger.post(month, "care_cost", accounts.provider, accounts.work, cost)
    with np.errstate(divide="ignore", invalid="ignore"):
        per_pound = np.where(variable > 0, cost / variable, 1.0)
    income = _pay(world, posts, units, spent * per_pound[posts.row])
    world.income, world.month_cost = income, cost
    _govern(world)
    _crises(world)
    earned = income > 0
    margin = np.where(earned, (income - cost) / np.where(earned, income, 1.0), 0.0)
    memory = values["market.margin_memory"]
    moved = np.where(earned, market.margin + memory * (margin - market.margin), market.margin)
    market.margin = np.where(world.holds, moved, 0.0)


def _performance(world: "World", posts: Posts) -> tuple[Floats, Floats]:
    """How far each post's KPI and outcome lie from those of ordinary service."""
    values, delivery = world.values, world.delivery
    floor = values["effort.quality_floor"]
    noise = values["governance.kpi_noise_sd"] * world.streams.normal(
        "kpi_noise", world.month, world.market.number
    )
    # A month without a worry can be reported where there was one.
    gaming = values["governance.gaming"] * world.terms.kpi
    row, service = posts.row, posts.service
    verifiable = delivery.verifiable[row, service] - floor
    reported = delivery.reported[row, service] - floor
    relational = delivery.relational[row, service] - floor
    weight = world.relational_share[service]
    kpi = reported + world.kpi_visibility[service] * relational + (gaming + noise)[row]
    return kpi, (1 - weight) * verifiable + weight * relational


def _pay(world: "World", posts: Posts, units: Floats, cost: Floats) -> Floats:
    """Pay every contract's members; returns what each provider received, GBP.

    Args:
        world: The run.
        posts: Who does what under which contract.
        units: Units delivered at each post, shape (posts,).
        cost: What they cost the provider, GBP, shape (posts,).
    """
    ledger, month, accounts = world.ledger, world.month, world.accounts
    deals, floor = posts.deals, world.values["effort.quality_floor"]
    n_deals, n_seats = len(deals), len(posts.seat_deal)
    prices = np.array([deal.prices_now(world.common_cost) for deal in deals])
    world.prices = prices
    value = units * prices[posts.deal, posts.service]
    kpi, outcome = _performance(world, posts)
    stake = value * (posts.kpi_stake[posts.deal] * kpi + posts.outcome_stake[posts.deal] * outcome)
    seat_value = _add_up(posts.seat, value, n_seats)
    seat_cost = _add_up(posts.seat, cost, n_seats)
    seat_stake = _add_up(posts.seat, stake, n_seats)
    deal_value = _add_up(posts.deal, value, n_deals)
    deal_cost = _add_up(posts.deal, cost, n_deals)
    deal_stake = _add_up(posts.deal, stake, n_deals)
    deal_outcome = _add_up(posts.deal, value * outcome, n_deals)
    of, members = posts.seat_deal, posts.members[posts.seat_deal]
    paid, corrections = np.zeros(n_deals), {}
    people = _people(world, posts)
    final = month == world.scenario.months
    for number, deal in enumerate(deals):
        worth = float(deal_value[number])
        above = float(deal_outcome[number]) / worth if worth > 0 else 0.0
        paid[number], correction = deal.pay(
            month,
            worth,
            float(deal_cost[number]),
            world.common_cost,
            above,
            floor,
            final,
            float(people[number]),
        )
        if correction:
            corrections[number] = correction
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(deal_value[of] > 0, seat_value / deal_value[of], 1 / members)
    own = np.where(posts.reimburses[of], seat_cost, 0.0)
    rest = paid - np.where(posts.reimburses, deal_cost, 0.0)
    payment = own + rest[of] * share
    performance = np.where(posts.together[of], deal_stake[of] * share, seat_stake)
    for number in np.flatnonzero(posts.members > 1).tolist():
        _note_work(deals[number], posts.seat_row[of == number], share[of == number])
    council = accounts.council[world.market.council[posts.seat_row]]
    account = accounts.provider[posts.seat_row]
    got = ledger.post(month, "care_payment", council, account, payment)
    got = got + ledger.post(month, "performance_pay", council, account, performance)
    for number, correction in corrections.items():
        seats = np.flatnonzero(of == number)
        by_work = split(pence(correction), share[seats].tolist())
        got[seats] += ledger.post(
            month, "gain_and_pain", council[seats], account[seats], np.array(by_work) / PENCE
        )
    return _add_up(posts.seat_row, got / PENCE, world.market.rows)


def _people(world: "World", posts: Posts) -> Floats:
    """People known to need care where each contract runs, real scale, shape (deals,).

    Whoever is served in several ways counts once. Only contracts that pay by the person ask.
    """
    count = len(posts.deals)
    if not any(deal.mechanism.contract.priced_by == "person" for deal in posts.deals):
        return np.zeros(count)
    known = world.sums[:, AT["known"]] * world.place.scale
    post_deal = np.append(posts.deal, count)
    runs = np.zeros((count + 1, len(known)), dtype=bool)
    runs[post_deal[posts.at], np.arange(len(known))] = True
    return np.asarray(runs[:count] @ known)


def _note_work(deal: Deal, rows: NDArray[np.int64], share: Floats) -> None:
    """Remember who did how much of the work, in the order of the members."""
    done = dict(zip(rows.tolist(), share.tolist(), strict=True))
    deal.work = np.array([done.get(int(row), 0.0) for row in deal.members])


def _govern(world: "World") -> None:
    """Keep working relationships going, and watch."""
    values, ledger, month, accounts = world.values, world.ledger, world.month, world.accounts
    posts, market = world.posts, world.market
    watch = values["governance.monitoring_cost"] * world.delivery.felt * world.holds
    by_council = _add_up(market.council, watch, world.place.n_councils)
    ledger.post(month, "monitoring", accounts.council, accounts.work, by_council)
    covers = world.place.n_councils
    half = np.array(
        [
            0.0
            if number < covers
            else deal.mechanism.governance.links(1, len(deal.members))
            * values["governance.link_cost"]
            / 2
            for number, deal in enumerate(posts.deals)
        ]
    )
    council = accounts.council[[deal.council for deal in posts.deals]]
    ledger.post(month, "governance", council, accounts.work, half)
    seat = (half / posts.members)[posts.seat_deal]
    ledger.post(month, "governance", accounts.provider[posts.seat_row], accounts.work, seat)


def _crises(world: "World") -> None:
    """Emergencies cost the health service and the council."""
    values, ledger, month, accounts = world.values, world.ledger, world.month, world.accounts
    crises = world.sums[:, AT["crises"]] * world.place.scale
    total = float(crises.sum()) * world.cost_nhs
    ledger.post(month, "crisis_nhs", accounts.nhs, accounts.hospitals, total)
    council = np.bincount(
        world.place.cell_council, weights=crises, minlength=world.place.n_councils
    )
    ledger.post(
        month,
        "crisis_council",
        accounts.council,
        accounts.work,
        council * values["crisis.cost_council"],
    )
