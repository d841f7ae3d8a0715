"""What a finished run came to council by council; read once at the end, and only if asked for."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.evidence import councils
from alliance_sim.metrics.counted import YEAR, Counted, mean
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.prices import in_price_year
from alliance_sim.world.record import BOTH_SIDES, COST_PURPOSES

Floats = NDArray[np.float64]


def by_council(period: Counted) -> dict[str, list[Any]]:
    """Columns of one row for each council, in the order of the scenario.

    Money and events add up over councils to the outcomes of the whole place; wellbeing and quality
    are means over months, as there.
    """
    world, start = period.world, period.from_month
    table = [councils()[name] for name in world.place.names]
    people = _sum(period, np.asarray(world.record.people("residents", start))) * world.place.scale
    cost = _costs(period)
    total = (period.weights("appraisal.discount_money") @ cost) / period.years
    felt = _wellbeing(period)
    lived, value = _quality(period)
    unmet = _sum(period, world.record.people("unmet_hours", start)) * world.place.scale
    outside = world.market.kind != world.in_house_kind
    clients = np.array([one.long_term_clients for one in table])
    columns: dict[str, NDArray[Any]] = {
        "long_term_clients": clients,
        "people": people.mean(axis=0),
        "cost_total_gbp": total,
        "cost_per_client_gbp": total / clients,
        "wellbeing": np.array([mean(felt[:, at]) for at in range(len(table))]),
        "quality_experienced": lived,
        "value_delivered_gbp": value,
        "unmet_need_hours": unmet.mean(axis=0) * YEAR,
        "handbacks": _events(period, _handed_back(period)),
        "provider_exits": _events(period, _closed(period)),
        "providers": _per_council(period, (world.market.active & outside).astype(float)),
        "net_monetary_benefit_gbp": _net_benefit(period, people.mean(axis=0), felt) - total,
    }
    return {
        "council": list(world.place.names),
        "region": [one.region for one in table],
        **{name: column.tolist() for name, column in columns.items()},
    }


def _sum(period: Counted, in_cells: Floats) -> Floats:
    """Sums over the cells of each council, shape (months, councils)."""
    council = period.world.place.cell_council
    out = np.zeros((len(in_cells), period.world.place.n_councils))
    np.add.at(out.T, council, in_cells.T)
    return out


def _per_council(period: Counted, of_providers: Floats) -> Floats:
    """Sums over the providers of each council, shape (councils,)."""
    world = period.world
    sums = np.bincount(world.market.council, of_providers, minlength=world.place.n_councils)
    return sums.astype(float)


def _costs(period: Counted) -> Floats:
    """What each council's care cost month by month, GBP, shape (months, councils).

    What the health service pays goes to councils by their emergencies, everything else to whoever
    paid it; what owners write off, to the council where the provider was.
    """
    world, start = period.world, period.from_month
    accounts, book = world.accounts, world.ledger.flows_of_all_months()[start + 1 :]
    share = _share_of_crises(period)
    out = np.zeros(share.shape)
    for purpose in (one for purposes in COST_PURPOSES.values() for one in purposes):
        code = PURPOSE[purpose]
        out -= book[:, code, accounts.council]
        out -= book[:, code, accounts.nhs][:, None] * share
        if purpose in BOTH_SIDES or purpose == "write_off":
            # Owners bear what a provider receives when its debts are written off.
            sign = 1 if purpose == "write_off" else -1
            providers = book[:, code, accounts.provider]
            np.add.at(out.T, world.market.council, sign * providers.T)
    return out / PENCE


def _share_of_crises(period: Counted) -> Floats:
    """Each council's share of the emergencies of a month, shape (months, councils)."""
    record, start = period.world.record, period.from_month
    crises, people = (_sum(period, record.people(name, start)) for name in ("crises", "residents"))
    base = np.where(crises.sum(axis=1, keepdims=True) > 0, crises, people)
    return np.asarray(base / base.sum(axis=1, keepdims=True))


def _wellbeing(period: Counted) -> Floats:
    """Mean wellbeing of each council's residents, shape (months, councils)."""
    record, start = period.world.record, period.from_month
    people = _sum(period, record.people("residents", start))
    felt = _sum(period, record.wellbeing_in_cells(start))
    return np.where(people > 0, felt / np.where(people > 0, people, 1), np.nan)


def _quality(period: Counted) -> tuple[Floats, Floats]:
    """Quality lived through, and value delivered in GBP a year, both of shape (councils,)."""
    lived, value = period.world.record.lived_in_cells(period.from_month)
    worth = _sum(period, value.sum(axis=1))
    good = _sum(period, np.nansum(lived * value, axis=1))
    there = worth > 0
    monthly = np.where(there, good / np.where(there, worth, 1), np.nan)
    means = np.array([mean(column) for column in monthly.T])
    return means, worth.sum(axis=0) / period.years


def _net_benefit(period: Counted, people: Floats, felt: Floats) -> Floats:
    """Wellbeing at its value in pounds, GBP a year, shape (councils,)."""
    values = period.world.values
    weights = period.weights("appraisal.discount_wellbeing")
    points = values["appraisal.life_satisfaction"] * (weights @ felt) / YEAR
    worth = in_price_year(values, "appraisal.wellby") * people * points
    return np.asarray(worth / period.years)


def _handed_back(period: Counted) -> list[int]:
    """Whoever gave a contract back in the counted months, once for each contract."""
    given = period.world.record.history.given_back
    return [int(one.deal.members[0]) for one in given if one.month > period.from_month]


def _closed(period: Counted) -> list[int]:
    """Whoever closed in the counted months, once for each time."""
    closed = period.world.record.history.closed
    return [one.row for one in closed if one.month > period.from_month]


def _events(period: Counted, rows: list[int]) -> Floats:
    """Events a year where each provider is, shape (councils,)."""
    happened = np.bincount(np.array(rows, dtype=int), minlength=period.world.market.rows)
    return _per_council(period, happened.astype(float)) / period.years
