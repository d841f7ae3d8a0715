"""Rationing: what a council that must keep to its budget still plans for, month by month."""

import numpy as np

from alliance_sim.rules.offers import Floats


def allowed_in_month(budget: Floats, spent: Floats, months_left: int) -> Floats:
    """Money that may go out this month if what is left of the year's budget is to last.

    Args:
        budget: The year's budget, GBP.
        spent: What has gone out this year, GBP.
        months_left: Months of the year still to pay for, this one included.
    """
    return np.asarray(np.maximum(budget - spent, 0.0) / months_left)


def next_plan(
    plan: Floats, allowed: Floats, spending: Floats, speed: float, least: float
) -> Floats:
    """Share of assessed hours that the council plans from now on.

    It is cut while a month costs more than the budget allows, and restored while it costs less.

    Args:
        plan: The share so far.
        allowed: What a month may cost, GBP.
        spending: What the last month cost, GBP.
        speed: How much of the gap is closed in a month.
        least: The share below which the law, or decency, does not let it fall.
    """
    room = np.where(spending > 0, allowed / np.where(spending > 0, spending, 1.0), 1.0)
    return np.asarray(np.clip(plan * (1 + speed * (room - 1)), least, 1.0))


def starts_let_through(plan: Floats, least: float, waiting: float) -> Floats:
    """Share of assessments that are not put off: none is at a full plan, `waiting` at the least."""
    depth = (1 - plan) / (1 - least) if least < 1 else np.zeros_like(plan)
    return np.asarray(1 - waiting * depth)
