"""Who bears what: each party's result against a yardstick that is the same under every option."""

import math

import numpy as np

from alliance_sim.metrics.counted import YEAR, Counted
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.market import KINDS
from alliance_sim.world.prices import in_price_year

OWNERS_MONEY = ("opening_reserves", "write_off", "between_branches")
"""Money between providers and those who own them, or under one owner: not a result of trading."""


def parties(period: Counted) -> dict[str, float]:
    """Result a year of each party; above zero is better for it, below zero is a loss.

    The council's yardstick is its budget, that of providers zero, and that of the NHS, carers and
    residents the months that all options share.
    Money is not discounted here: a bad year is a bad year.
    """
    world = period.world
    accounts = world.accounts
    book = world.ledger.flows_of_all_months()[period.from_month + 1 :]
    trading = np.ones(len(PURPOSE), dtype=bool)
    trading[[PURPOSE[name] for name in OWNERS_MONEY]] = False
    yearly = book[:, trading].sum(axis=(0, 1)) / PENCE / period.years
    provider = yearly[accounts.provider]
    found = {"party_commissioner_gbp": world.budget_year + float(yearly[accounts.council].sum())}
    found["party_providers_gbp"] = float(provider.sum())
    for position, kind in enumerate(KINDS):
        rows = world.market.kind == position
        found[f"party_{kind}_gbp"] = float(provider[rows].sum()) if rows.any() else math.nan
    crises = world.record.columns["crises"][period.before].mean() * YEAR
    usual = float(crises) * in_price_year(world.values, "crisis.cost_nhs")
    found["party_nhs_gbp"] = usual + float(yearly[accounts.nhs])
    unmet = period.column("unmet_need_hours"), period.shared("unmet_need_hours")
    found["party_unpaid_carers_hours"] = float(unmet[1].mean() - unmet[0].mean()) * YEAR
    felt = period.column("wellbeing"), period.shared("wellbeing")
    found["party_residents_wellbeing"] = float(felt[0].mean() - felt[1].mean())
    return found
