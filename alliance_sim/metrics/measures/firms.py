"""Firms with branches in many councils: how often one fails, and how many go at once."""

import numpy as np

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure


def _failures(period: Counted) -> float:
    months = [month for month, _ in period.world.market.firms.failures]
    return sum(month > period.from_month for month in months) / period.years


def _at_once(period: Counted) -> float:
    closed = period.world.record.history.closed
    months = [one.month for one in closed if one.month > period.from_month]
    return float(np.bincount(months).max()) if months else 0.0


MEASURES = (
    Measure(
        "firm_failures",
        "National firms that failed",
        "a year",
        "Firms whose purse was empty, with all their branches; 0 where there are no such firms.",
        False,
        _failures,
    ),
    Measure(
        "most_exits_in_a_month",
        "Most providers leaving in one month",
        "providers",
        "The largest number of providers of the whole place that closed in one counted month.",
        False,
        _at_once,
        0,
    ),
)
