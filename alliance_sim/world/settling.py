"""The month's money: what care cost, what contracts pay for it, what governing and crises cost."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.contracts import pence, split
from alliance_sim.world.deals import Deal, fee_of
from alliance_sim.world.demand import units_delivered
from alliance_sim.world.ledger import PENCE, to_pence
from alliance_sim.world.life import AT
from alliance_sim.world.posts import Posts
from alliance_sim.world.subcontracting import paid_on, roll_up
from alliance_sim.world.subcontracting import watch as watch_for_leads
from alliance_sim.world.tallying import Seen, Tally, empty_tally, tally

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]

TARGET, OUTTURN = "target_gbp", "outturn_gbp"
"""What is noted of contracts with a target cost: the target of the month's work, and its cost."""


def _add_up(which: NDArray[np.int64], amounts: Floats, count: int) -> Floats:
    """Sums of amounts that belong together, shape (count,)."""
    return np.bincount(which, amounts, minlength=count).astype(float)


def settle_month(world: "World") -> None:
    """Book everything that this month cost and paid."""
    ledger, accounts, month = world.ledger, world.accounts, world.month
    market, values, posts = world.market, world.values, world.posts
    world.units = units_delivered(world)
    index = world.common_cost
    world.prices = np.array([deal.prices_now(index) for deal in posts.deals])
    noise = world.streams.normal("kpi_noise", month, market.number)
    # A month without a worry can be reported where there was one.
    world.gamed = values["governance.gaming"] * world.terms.kpi + world.managing.lifted
    blurred = noise * world.relations.blur
    world.flattery = world.gamed + values["governance.kpi_noise_sd"] * blurred
    seen = Seen(
        overhead=market.overhead_fixed * world.holds,
        flattery=world.flattery,
        floor=float(values["effort.quality_floor"]),
        prices=world.prices,
    )
    done = empty_tally(market.rows, len(posts.seat_row), len(posts.deals))
    tally(posts.table, world.service_traits, world.delivery, seen, world.units, done)
    if len(posts.leads):
        roll_up(world, posts, seen, done)
    ledger.post(month, "care_cost", accounts.provider, accounts.work, done.cost)
    world.income = _pay(world, posts, done)
    world.month_cost = done.cost + world.paid_on
    _govern(world)
    _crises(world)
    world.pressures.settle(world)
    _move_margin(world)


def _move_margin(world: "World") -> None:
    """Margins are remembered over some months, and forgotten with the last contract."""
    market, income = world.market, world.income
    earned = income > 0
    margin = np.where(earned, (income - world.month_cost) / np.where(earned, income, 1.0), 0.0)
    memory = world.values["market.margin_memory"]
    moved = np.where(earned, market.margin + memory * (margin - market.margin), market.margin)
    market.margin = np.where(world.holds, moved, 0.0)


def _pay(world: "World", posts: Posts, done: Tally) -> Floats:
    """Pay every contract's members; returns what each provider received, GBP."""
    ledger, month, accounts = world.ledger, world.month, world.accounts
    deals, floor = posts.deals, world.values["effort.quality_floor"]
    paid, corrections = np.zeros(len(deals)), {}
    final = month == world.scenario.months
    columns = (done.deal_value, done.deal_cost, done.deal_outcome, _people(world, posts))
    amounts = zip(*(column.tolist() for column in columns), strict=True)
    for number, (worth, spent, outcome, people) in enumerate(amounts):
        above = outcome / worth if worth > 0 else 0.0
        paid[number], correction = deals[number].pay(
            month, worth, spent, world.common_cost, above, floor, final, people
        )
        if correction:
            corrections[number] = correction
    if any(one.mechanism.contract.needs_target for one in world.commissioners):
        _note_targets(world, deals, done)
    of = posts.seat_deal
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(
            done.deal_value[of] > 0, done.seat_value / done.deal_value[of], 1 / posts.members[of]
        )
    share = world.change.attribution.shares(world, posts, share)
    own = np.where(posts.reimburses[of], done.seat_cost, 0.0)
    rest = paid - np.where(posts.reimburses, done.deal_cost, 0.0)
    payment = own + rest[of] * share
    performance = np.where(posts.together[of], done.deal_stake[of] * share, done.seat_stake)
    for number in posts.joint:
        _note_work(deals[number], posts.seat_row[of == number], share[of == number])
    account = accounts.provider[posts.seat_row]
    council = posts.buyers[posts.seat_deal]
    ledger.post(month, "care_payment", council, account, payment)
    ledger.post(month, "performance_pay", council, account, performance)
    judged = to_pence(performance)
    for number, correction in corrections.items():
        seats = np.flatnonzero(of == number)
        by_work = np.array(split(pence(correction), share[seats].tolist()))
        judged[seats] += by_work
        ledger.post(month, "gain_and_pain", council[seats], account[seats], by_work / PENCE)
    rows = world.market.rows
    income = _add_up(posts.seat_row, (to_pence(payment) + judged) / PENCE, rows)
    if len(posts.leads):
        world.paid_on = paid_on(world, posts, (to_pence(payment) + judged) / PENCE)
    elif world.paid_on.any():
        world.paid_on = np.zeros(rows)
    lost = _add_up(posts.seat_row, np.minimum(judged, 0) / -PENCE, rows)
    world.withheld = np.minimum(lost / np.where(lost > 0, np.maximum(income + lost, lost), 1.0), 1)
    return income


def _note_targets(world: "World", deals: list[Deal], done: Tally) -> None:
    """Note what this month's work was to cost by the targets agreed, and what it did cost."""
    target = outturn = 0.0
    for number, deal in enumerate(deals):
        contract = deal.mechanism.contract
        if contract.needs_target:
            target += float(done.deal_value[number]) / (1 + fee_of(contract))
            outturn += float(done.deal_cost[number])
    world.record.note(TARGET, target)
    world.record.note(OUTTURN, outturn)


def _people(world: "World", posts: Posts) -> Floats:
    """People known to need care where each contract runs, real scale, shape (deals,).

    Whoever is served in several ways counts once. Only contracts that pay by the person ask.
    """
    count = len(posts.deals)
    if not posts.by_person:
        return np.zeros(count)
    known = world.sums[:, AT["known"]] * world.place.scale
    post_deal = np.append(posts.table.deal, count)
    runs = np.zeros((count + 1, len(known)), dtype=bool)
    runs[post_deal[posts.table.at], np.arange(len(known))] = True
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
    if len(posts.leads):
        watch = watch_for_leads(world, posts, watch)
    by_council = _add_up(market.council, watch, world.place.n_councils)
    ledger.post(month, "monitoring", accounts.council, accounts.work, by_council)
    half = posts.links * values["governance.link_cost"] / 2
    ledger.post(month, "governance", posts.buyers, accounts.work, half)
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
