"""What governing costs and how it fares: overhead, delay, breaches, investment paid back."""

import numpy as np

from alliance_sim.metrics.counted import YEAR, Counted, mean
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.rules.behaviour.accountability import unanswered
from alliance_sim.world.budget import spent, yearly_budget


def _noted(period: Counted, name: str) -> float:
    """Mean of what was noted; nothing where the mechanism is off."""
    found = mean(period.noted(name))
    return 0.0 if np.isnan(found) else found


def _overhead(period: Counted) -> float:
    return _noted(period, "overhead_share")


def _lag(period: Counted) -> float:
    return _noted(period, "decision_lag_months")


def _front_line(period: Counted) -> float:
    hours = period.world.record.in_cells("delivered_hours", period.from_month).sum(axis=1)
    return float(hours.mean()) * period.world.place.scale * YEAR


def _breaches(period: Counted) -> float:
    """Whole years in which money or quality failed, a year, all councils of the place as one."""
    world = period.world
    values, quality = world.values, world.record.columns["quality_experienced"]
    failed = []
    for first in range(1, world.scenario.months - YEAR + 2, YEAR):
        if first <= period.from_month:
            continue
        last = first + YEAR - 1
        budget = float(yearly_budget(world, last).sum()) * (1 + values["accountability.tolerance"])
        over = float(spent(world, first, last).sum()) > budget
        poor = mean(quality[first - 1 : last]) < values["accountability.quality_floor"]
        failed.append(over or poor)
    return float(np.mean(failed)) if failed else float("nan")


def _gap(period: Counted) -> float:
    """Share of the last month's care for which nobody alone answers."""
    posts, world = period.world.posts, period.world
    value = (world.units * world.reference[:, None]).ravel()
    deal = np.append(posts.table.deal, len(posts.deals))[posts.table.at].ravel()
    worth = np.bincount(deal, value, minlength=len(posts.deals) + 1)[: len(posts.deals)]
    gaps = [
        unanswered(one.shares(), one.mechanism.governance.judged_together) for one in posts.deals
    ]
    return float(worth @ np.array(gaps) / worth.sum()) if worth.sum() > 0 else float("nan")


def _payback(period: Counted) -> float:
    """Months from the first payment until what was saved makes up for all that was paid."""
    record = period.world.record
    paid, saved = record.noted("new_model_paid"), record.noted("new_model_saved")
    begun = np.flatnonzero(paid > 0)
    if not len(begun):
        return float("nan")
    balance = np.cumsum(saved[begun[0] :] - paid[begun[0] :])
    back = np.flatnonzero(balance >= 0)
    return float(back[0] + 1) if len(back) else float("nan")


MEASURES = (
    Measure(
        "overhead_share",
        "Overhead beyond the usual",
        "share of budget",
        "What a large council's machinery takes beyond the usual, mean over months.",
        False,
        _overhead,
        3,
    ),
    Measure(
        "decision_lag_months",
        "Delay of decisions",
        "months",
        "How much longer decisions take in a large council, mean over months.",
        False,
        _lag,
    ),
    Measure(
        "front_line_hours",
        "Hours of home care",
        "hours a year",
        "Hours of home care that reach people, for the whole place.",
        True,
        _front_line,
        0,
    ),
    Measure(
        "breaches_year",
        "Failures in public",
        "a year",
        "Years in which the place overspent or care was too poor, of all whole years.",
        False,
        _breaches,
    ),
    Measure(
        "accountability_gap",
        "Nobody alone answers",
        "share",
        "Share of care for which several providers answer together, at the end.",
        False,
        _gap,
    ),
    Measure(
        "payback_months",
        "Time to pay back",
        "months",
        "From the first payment for a new model until savings make up for all payments.",
        False,
        _payback,
        0,
    ),
)
