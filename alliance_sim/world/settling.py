"""The month's money: what care cost, what contracts pay for it, what governing and crises cost."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.contracts import pence, split
from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.ledger import PENCE
from alliance_sim.world.life import AT
from alliance_sim.world.placing import cells_of
from alliance_sim.world.place import ADVOCATE, ASSESS, COMMUNITY, HOME, REABLE

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


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


def by_provider(world: "World", table: Floats) -> Floats:
    """Add up a table of (services, cells) by who serves, shape (providers, services)."""
    services, rows = len(table), world.market.rows
    out = np.zeros((rows, services))
    for service in np.flatnonzero(world.place.commissioned):
        out[:, service] = np.bincount(
            world.serves[service], weights=table[service], minlength=rows
        )
    return out


def settle_month(world: "World") -> None:
    """Book everything that this month cost and paid."""
    ledger, accounts, month = world.ledger, world.accounts, world.month
    market, values = world.market, world.values
    world.units = units_delivered(world)
    done = by_provider(world, world.units)
    working = world.holds | (done.sum(axis=1) > 0)
    cost = (done * world.delivery.unit_cost).sum(axis=1) + market.overhead_fixed * working
    ledger.post(month, "care_cost", accounts.provider, accounts.work, cost)
    income = np.zeros(market.rows)
    reported, outcome = _performance(world, done)
    variable = (done * world.delivery.unit_cost).sum(axis=1)
    per_pound = cost / np.where(variable > 0, variable, 1.0)
    for lot in world.lots():
        deal = lot.deal
        if deal is None or deal.mechanism is world.emergency:
            continue
        units = _units_of(world, lot)[deal.members]
        spent = (units * world.delivery.unit_cost[deal.members]).sum(axis=1)
        income += _pay(world, deal, units, spent * per_pound[deal.members], reported, outcome)
    for commissioner in world.commissioners:
        cover, rows = commissioner.cover, commissioner.cover.members
        income += _pay(world, cover, done[rows], cost[rows], reported, outcome)
    world.income = income
    world.month_cost = cost
    _govern(world)
    _crises(world)
    earned = income > 0
    margin = np.where(earned, (income - cost) / np.where(earned, income, 1.0), 0.0)
    memory = values["market.margin_memory"]
    market.margin = np.where(earned, market.margin + memory * (margin - market.margin), 0.0)


def _performance(world: "World", done: Floats) -> tuple[Floats, Floats]:
    """How far KPI and outcome lie from those of ordinary service, shape (providers, services)."""
    values, delivery = world.values, world.delivery
    floor = values["effort.quality_floor"]
    noise = values["governance.kpi_noise_sd"] * world.streams.normal(
        "kpi_noise", world.month, world.market.number
    )
    gaming = values["governance.gaming"] * world.terms.kpi
    visible = world.kpi_visibility
    kpi = (
        delivery.reported - floor + visible * (delivery.relational - floor)
        + (gaming + noise)[:, None]
    )
    relational = world.relational_share
    outcome = (1 - relational) * (delivery.verifiable - floor) + relational * (
        delivery.relational - floor
    )
    return kpi, outcome


def _units_of(world: "World", lot: Lot) -> Floats:
    """Units that each provider delivered within a lot, shape (providers, services)."""
    cells = cells_of(lot.zones)
    out = np.zeros((world.market.rows, len(world.units)))
    for service in lot.services:
        out[:, service] = np.bincount(
            world.serves[service, cells],
            weights=world.units[service, cells],
            minlength=world.market.rows,
        )
    return out


def _pay(
    world: "World", deal: Deal, units: Floats, cost: Floats, kpi: Floats, outcome: Floats
) -> Floats:
    """Pay one deal's members; returns what each provider received, GBP.

    Args:
        world: The run.
        deal: The contract.
        units: What each member delivered under it, shape (members, services).
        cost: What that cost each member, GBP, shape (members,).
        kpi: KPI against ordinary service, shape (providers, services).
        outcome: Outcome against ordinary service, shape (providers, services).
    """
    ledger, month = world.ledger, world.month
    members = deal.members
    contract, governance = deal.mechanism.contract, deal.mechanism.governance
    prices = deal.prices_now(world.common_cost)
    value = units * prices
    worth = value.sum(axis=1)
    total = float(worth.sum())
    if len(members) > 1 or contract.reimburses_cost:
        shares = worth / total if total > 0 else np.full(len(members), 1 / len(members))
    else:
        shares = np.ones(1)
    own_cost = cost if contract.reimburses_cost else np.zeros(len(members))
    paid, correction = deal.pay(month, units.sum(axis=0), float(cost.sum()), world.common_cost)
    payment = own_cost + (paid - float(own_cost.sum())) * shares
    stakes = (
        governance.kpi_stake * (value * kpi[members]).sum(axis=1)
        + governance.outcome_stake * (value * outcome[members]).sum(axis=1)
    )
    if governance.judged_together:
        stakes = np.full(len(members), float(stakes.sum()) / len(members))
    if total > 0:
        floor, spread = world.values["effort.quality_floor"], outcome[members]
        deal.performance = float(np.clip(floor + (value * spread).sum() / total, 0, 1))
        deal.key_result = float(np.clip((value * spread).sum() / total / (1 - floor), -1, 1))
    council = world.accounts.council[deal.council]
    account = world.accounts.provider[members]
    received = np.zeros(world.market.rows)
    for purpose, amount in (("care_payment", payment), ("performance_pay", stakes)):
        received[members] += ledger.post(month, purpose, council, account, amount) / PENCE
    if correction:
        equal = split(pence(correction), [1 / len(members)] * len(members))
        received[members] += (
            ledger.post(month, "gain_and_pain", council, account, np.array(equal) / PENCE) / PENCE
        )
    return received


def _govern(world: "World") -> None:
    """Keep working relationships going, and watch."""
    values, ledger, month, accounts = world.values, world.ledger, world.month, world.accounts
    watch = values["governance.monitoring_cost"] * world.delivery.felt * world.holds
    for council in range(world.place.n_councils):
        mine = world.market.council == council
        ledger.post(month, "monitoring", accounts.council[council], accounts.work,
                    float(watch[mine].sum()))
    for deal in world.deals():
        if deal.mechanism is world.emergency:
            continue
        links = deal.mechanism.governance.links(1, len(deal.members))
        half = values["governance.link_cost"] * links / 2
        council = accounts.council[deal.council]
        ledger.post(month, "governance", council, accounts.work, half)
        ledger.post(month, "governance", accounts.provider[deal.members], accounts.work,
                    half / len(deal.members))


def _crises(world: "World") -> None:
    """Emergencies cost the health service and the council."""
    values, ledger, month, accounts = world.values, world.ledger, world.month, world.accounts
    crises = world.sums[:, AT["crises"]] * world.place.scale
    ledger.post(month, "crisis_nhs", accounts.nhs, accounts.hospitals,
                float(crises.sum()) * values["crisis.cost_nhs"])
    by_council = np.bincount(world.place.cell_council, weights=crises,
                             minlength=world.place.n_councils)
    ledger.post(month, "crisis_council", accounts.council, accounts.work,
                by_council * values["crisis.cost_council"])
