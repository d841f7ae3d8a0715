"""Value that providers create beside the task they are paid for, and what of it is paid for."""

import numpy as np

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.metrics.measures.served import voluntary, work
from alliance_sim.world.ledger import PENCE, PURPOSE

POUNDS = "GBP a year"


def _created(period: Counted) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Worth of quality above the ordinary, by who brought it, GBP a year, shape (providers,).

    A point of quality as lived is worth `market.outcome_worth` of the work's value.
    """
    world, start = period.world, period.from_month
    record = world.record
    serves, value = work(period)
    weight = world.relational_share[None, :, None]
    lived = (1 - weight) * record.level("verifiable", start)
    lived = lived + weight * record.level("relational", start)
    above = lived - world.values["effort.quality_floor"]
    worth = world.values["market.outcome_worth"] * value * above
    by_provider = np.bincount(
        np.maximum(serves, 0).ravel(), worth.ravel(), minlength=world.market.rows
    )
    return np.asarray(by_provider / period.years)


def _paid(period: Counted) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Pay for performance beyond the price of the task, GBP a year, shape (providers,)."""
    world = period.world
    book = world.ledger.flows_of_all_months()[period.from_month + 1 :]
    pay = book[:, PURPOSE["performance_pay"], world.accounts.provider].sum(axis=0)
    return np.asarray(pay / PENCE / period.years)


def _value(period: Counted) -> float:
    return float(_created(period).sum())


def _pay(period: Counted) -> float:
    return float(_paid(period).sum())


def _unpaid(period: Counted) -> float:
    return _value(period) - _pay(period)


def _unpaid_voluntary(period: Counted) -> float:
    return float((_created(period) - _paid(period))[voluntary(period)].sum())


MEASURES = (
    Measure(
        "value_created_gbp",
        "Value beyond the task",
        POUNDS,
        "What quality above that of ordinary service is worth, whoever brings it.",
        True,
        _value,
        0,
    ),
    Measure(
        "value_paid_gbp",
        "Pay for performance",
        POUNDS,
        "What is paid beyond the price of the task.",
        None,
        _pay,
        0,
    ),
    Measure(
        "value_unpaid_gbp",
        "Value not paid for",
        POUNDS,
        "Value beyond the task less pay for performance.",
        None,
        _unpaid,
        0,
    ),
    Measure(
        "value_unpaid_voluntary_gbp",
        "Value not paid for, voluntary sector",
        POUNDS,
        "The same of charities and community networks.",
        None,
        _unpaid_voluntary,
        0,
    ),
)
