"""Who has a say, and whether those who were there before are those who are there later."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import YEAR, Counted
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.rules.behaviour.power import decision_weights, gini

Floats = NDArray[np.float64]


def influence(period: Counted) -> Floats:
    """Each outside provider's weight at the tables that it sits at, by what is spent there."""
    world = period.world
    out = np.zeros(world.market.rows)
    for deal in world.deals():
        worth = float(deal.planned @ deal.price)
        standing = world.market.standing[deal.members]
        out[deal.members] += worth * decision_weights(standing, world.values["power.status"])
    return np.asarray(out[world.market.kind != world.in_house_kind])


def _influence_gini(period: Counted) -> float:
    return gini(influence(period))


def _first_and_last(period: Counted) -> tuple[Floats, Floats, Floats]:
    """Income of outside providers before the change, after it, and in the last year."""
    world, start = period.world, period.from_month
    income = np.maximum(world.record.income, 0.0)
    income = income[:, world.market.kind != world.in_house_kind]
    return income[:start].sum(axis=0), income[start:].sum(axis=0), income[-YEAR:].sum(axis=0)


def _incumbents(period: Counted) -> float:
    before, _, last = _first_and_last(period)
    total = float(last.sum())
    return float(last[before > 0].sum()) / total if total > 0 else float("nan")


def _survival(period: Counted) -> float:
    before, after, last = _first_and_last(period)
    entered = (before == 0) & (after > 0)
    return float((last[entered] > 0).mean()) if entered.any() else float("nan")


MEASURES = (
    Measure(
        "influence_gini",
        "Inequality of influence",
        "index 0 to 1",
        "Gini coefficient of providers' weight in contracts, at the end; 0 if all have the same.",
        None,
        _influence_gini,
    ),
    Measure(
        "incumbent_share",
        "Incumbents' share",
        "share",
        "Share of last year's income of those who had contracts before the change.",
        None,
        _incumbents,
    ),
    Measure(
        "newcomer_survival",
        "Newcomers still there",
        "share",
        "Share of those who won their first contract after the change who earn in the last year.",
        None,
        _survival,
    ),
)
