"""Plans in the month: hours fixed in advance, hours announced and not funded."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.planning import blended, disappointed, fenced, plan_error
from alliance_sim.rules.services import HOME
from alliance_sim.world.delivery import Delivery, deliver
from alliance_sim.world.demand import by_provider

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Plans:
    """The plan in force: staff hours by service and cell as they were needed when it was made.

    There is none while plans are neither rigid nor short of money.
    """

    def __init__(self, world: "World") -> None:
        values = world.values
        self.rigidity = float(values["planning.rigidity"])
        self.gap = float(values["planning.gap"])
        self.precision = float(values["planning.precision"])
        self.on = self.rigidity > 0 or self.gap > 0
        self.hours: Floats | None = None

    def review(self, world: "World") -> Floats:
        """The plan, made anew when it is due; a detailed one costs the council more."""
        every = int(world.values["planning.review_months"])
        if self.hours is None or (world.month - 1) % every == 0:
            self.hours = world.demand_hours.copy()
            cells = np.bincount(world.place.cell_council, minlength=world.place.n_councils)
            cost = world.values["planning.cost"] * self.precision * cells
            ledger, accounts = world.ledger, world.accounts
            ledger.post(world.month, "governance", accounts.council, accounts.work, cost)
        return self.hours


def deliver_as_planned(world: "World") -> Delivery:
    """A month of delivery, staffed for what is needed or, as far as it is kept to, for the plan."""
    plans = world.change.plans
    if not plans.on:
        return deliver(world, world.terms, world.demand_by_provider)
    hours = blended(plans.review(world), world.demand_hours, plans.rigidity) * (1 - plans.gap)
    funded = by_provider(world, hours)
    # Hours fixed in advance are hours promised: staff can be found for them.
    guarantee = np.maximum(world.terms.guarantee, plans.rigidity)
    delivery = deliver(world, world.terms._replace(guarantee=guarantee), funded)
    if plans.gap > 0:
        # What is not funded is not worked, however far staff would stretch.
        np.minimum(delivery.can, funded, out=delivery.can)
    wanted = world.demand_by_provider
    asked = np.where(wanted > 0, wanted, 1.0)
    delivery.met[:] = np.where(wanted > 0, np.minimum(delivery.can / asked, 1.0), 1.0)
    return delivery


def fence(world: "World", wanted: Floats) -> None:
    """Give home care hours where the plan has them; set the share of need met by cell and provider.

    Args:
        world: The run.
        wanted: Hours of home care staff that are asked for in each cell.
    """
    plans, delivery = world.change.plans, world.delivery
    serves, plan = world.serves[HOME], plans.hours
    if plan is None:
        return
    can = delivery.can[:, HOME]
    given = fenced(can, plan[HOME], wanted, serves, plans.rigidity * plans.precision)
    rows = len(can)
    asked, done = (np.bincount(serves, part, minlength=rows) for part in (wanted, given))
    world.care.met[:] = np.where(wanted > 0, given / np.where(wanted > 0, wanted, 1.0), 1.0)
    delivery.met[:, HOME] = np.where(asked > 0, done / np.where(asked > 0, asked, 1.0), 1.0)
    world.record.note("plan_gap", plan_error(plan[HOME], wanted, serves, plans.precision))
    announced = float(plan[HOME].sum())
    if announced > 0:
        world.record.note("plan_realised", float(given.sum()) / announced)


def disappoint(world: "World") -> None:
    """Those who hold contracts trust less where what was announced did not come."""
    plans, market = world.change.plans, world.market
    if plans.gap == 0 or plans.hours is None:
        return
    announced = by_provider(world, plans.hours).sum(axis=1)
    done = (world.demand_by_provider * world.delivery.met).sum(axis=1)
    some = announced > 0
    short = np.where(some, 1 - done / np.where(some, announced, 1.0), 0.0)
    market.trust = disappointed(
        market.trust,
        np.where(world.holds, np.clip(short, 0, 1), 0.0),
        float(world.values["planning.disappointment"]),
    )
