"""Planning: hours fixed in advance, and how far they are from what turns out to be needed."""

import numpy as np

from alliance_sim.rules.offers import Floats, Ints


def blended(plan: Floats, need: Floats, rigidity: float) -> Floats:
    """Hours that are staffed for: those planned as far as the plan is kept to, else those needed.

    Args:
        plan: Hours planned.
        need: Hours needed now, same shape.
        rigidity: Share that follows the plan, 0 to 1.
    """
    return np.asarray(rigidity * plan + (1 - rigidity) * need)


def fenced(can: Floats, plan: Floats, wanted: Floats, serves: Ints, fixed: float) -> Floats:
    """Hours given in each cell when a share of each provider's hours is fixed to cells by plan.

    What is fixed to a cell that needs less is lost to the others; the rest is shared out evenly.

    Args:
        can: Hours that each provider can work, shape (providers,).
        plan: Hours planned for each cell.
        wanted: Hours wanted in each cell, same shape.
        serves: Who serves each cell.
        fixed: Share of hours that is fixed to cells, 0 to 1.
    """
    planned, asked = (_by_provider(hours, serves, len(can)) for hours in (plan, wanted))
    evenly = np.minimum(_over(can, asked), 1.0)[serves] * wanted
    allotted = can[serves] * _over(plan, planned[serves])
    return np.asarray((1 - fixed) * evenly + fixed * np.minimum(allotted, wanted))


def plan_error(plan: Floats, wanted: Floats, serves: Ints, precision: float) -> float:
    """How far a plan lies from what was wanted, as a share of it, at the detail it was made in.

    A plan for cells errs wherever a cell does; one for providers only where the sum of theirs does,
    so that what moves from one cell to the next does not count.

    Args:
        plan: Hours planned for each cell.
        wanted: Hours wanted in each cell, same shape.
        serves: Who serves each cell.
        precision: Share of the plan that is made by cell, 0 to 1; the rest is by provider.
    """
    total = float(wanted.sum())
    if total <= 0:
        return 0.0
    by_provider = np.bincount(serves, plan - wanted)
    detailed, rough = np.abs(plan - wanted).sum(), np.abs(by_provider).sum()
    return float(precision * detailed + (1 - precision) * rough) / total


def disappointed(trust: Floats, shortfall: Floats, loss: float) -> Floats:
    """Trust after a month in which less was done than had been announced.

    Args:
        trust: Trust of each provider.
        shortfall: Share of what was announced that did not come, 0 to 1.
        loss: Share of trust that is lost in a month in which nothing came.
    """
    return np.asarray(trust * (1 - loss * shortfall))


def _by_provider(hours: Floats, serves: Ints, count: int) -> Floats:
    return np.bincount(serves, hours, minlength=count).astype(float)


def _over(part: Floats, whole: Floats) -> Floats:
    """Shares; 1 where there is nothing to share."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 1.0)
