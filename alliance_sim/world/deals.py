"""Deals: contracts in force, what they pay each month and how the year is settled."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.buyer_power import passed_on
from alliance_sim.rules.behaviour.cooperation import (
    detection,
    effective_share,
    least_to_lose,
    sustained_cooperation,
)
from alliance_sim.rules.contracts import Actuals, Contract
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.world.people import GROUPS, cells_of


def fee_of(contract: Contract) -> float:
    """Fee of a contract as a share of its target or cost; none where it has no such term."""
    return float(getattr(contract, "fee_share", None) or 0.0)


@dataclass(slots=True, eq=False)
class Deal:
    """One contract in force.

    `members` are provider rows, `price` the agreed price (or target with fee) per unit of each
    service, `planned` the units a month that were expected, `signed_index` the common cost index
    when it was signed. `cost`, `target` and `advanced` run from the start of the performance year,
    GBP; `above` adds up, over its `months`, how far the outcome lay above ordinary service.
    `work` is the share of last month's work that each member did; `people` is how many were
    known to need care in its first month, whom a price for a person was meant for; `chosen` says
    that residents themselves chose who comes; `held` the share of a rise in cost
    that the buyer has the power not to pass on.
    """

    council: int
    mechanism: Mechanism
    members: NDArray[np.int64]
    price: NDArray[np.float64]
    planned: NDArray[np.float64]
    signed_index: float
    start: int
    end: int
    cost: float = 0.0
    target: float = 0.0
    advanced: float = 0.0
    above: float = 0.0
    months: int = 0
    work: NDArray[np.float64] | None = None
    people: float = 0.0
    chosen: bool = False
    held: float = 0.0

    def prices_now(self, index: float) -> NDArray[np.float64]:
        """Prices after indexation to the common cost index, shape (services,)."""
        rise = (1 + index) / (1 + self.signed_index) - 1
        if self.held:
            rise = passed_on(rise, self.held)
        return self.price * (1 + self.mechanism.contract.indexation * rise)

    def cost_share(self) -> float:
        """Share of a marginal pound of cost that the provider side bears now."""
        ratio = self.cost / self.target if self.target > 0 else 1.0
        return self.mechanism.contract.cost_share(ratio)

    def cooperation(self, trust: float, discount: float, outside: float = 0.0) -> float:
        """Degree of cooperation that the relationship sustains among the members."""
        governance, continuity = self.mechanism.governance, self.mechanism.continuity
        seen = detection(governance.peer_visibility, trust, len(self.members))
        weakest = least_to_lose(self.shares())
        yearly = continuity.yearly_discount(discount)
        return sustained_cooperation(seen, yearly, weakest, outside)

    def shares(self) -> NDArray[np.float64]:
        """Each member's part in the joint result: by the work it does, equal at the start."""
        count = len(self.members)
        if self.work is None or len(self.work) != count:
            return np.full(count, 1 / count)
        return self.work

    def member_share(
        self, trust: float, discount: float, outside: float = 0.0
    ) -> NDArray[np.float64]:
        """Share of the joint result that each member acts on, shape (members,)."""
        cooperation = self.cooperation(trust, discount, outside)
        return np.asarray(effective_share(self.shares(), cooperation))

    def pay(
        self,
        month: int,
        value: float,
        cost: float,
        index: float,
        above: float,
        floor: float,
        final: bool = False,
        people: float = 0.0,
    ) -> tuple[float, float]:
        """What the council pays the provider side for this month.

        Args:
            month: Month of the run.
            value: What was delivered, at the agreed prices (or targets with fee), GBP.
            cost: The provider side's actual cost, GBP.
            index: Common cost index.
            above: Outcome against that of ordinary service this month, in points.
            floor: Quality of ordinary service, in points.
            final: Whether the story ends here, so that a year cut short is settled now.
            people: People known to need care where it runs; counts for a price for a person.

        Returns:
            Payment for the month, and gain or pain settled if a performance year ends (0 if not).
        """
        contract = self.mechanism.contract
        if not contract.reimburses_cost:
            outcomes = min(max(floor + above, 0.0), 1.0)
            actuals = self._priced(value, cost, index, outcomes, people)
            return contract.settle(actuals).paid_gbp, 0.0
        if not contract.needs_target:
            paid = contract.settle(Actuals(cost_gbp=cost, units=1.0)).paid_gbp
            return paid, 0.0
        fee_share = fee_of(contract)
        # What was agreed is the target and the fee together.
        fee = value * fee_share / (1 + fee_share)
        self.cost += cost
        self.target += value - fee
        self.advanced += cost + fee
        self.above += above
        self.months += 1
        year_ends = final or (month - self.start + 1) % 12 == 0 or month + 1 >= self.end
        if not year_ends or self.target <= 0:
            return cost + fee, 0.0
        year = self.above / self.months
        settled = contract.settle(
            Actuals(
                cost_gbp=self.cost,
                target_cost_gbp=self.target,
                performance=min(max(floor + year, 0.0), 1.0),
                key_result=min(max(year / (1 - floor), -1.0), 1.0),
                revenue_gbp=self.advanced,
            )
        )
        correction = settled.paid_gbp - self.advanced
        self.cost = self.target = self.advanced = self.above = 0.0
        self.months = 0
        return cost + fee, correction

    def _priced(
        self, value: float, cost: float, index: float, outcomes: float, people: float
    ) -> Actuals:
        """A month under an agreed price: of what was done, of the month, or of a person.

        Volume is counted in pounds at the agreed prices, since a lot may hold several services.
        """
        priced_by = self.mechanism.contract.priced_by
        if priced_by == "unit":
            return Actuals(cost_gbp=cost, units=1.0, price_gbp=value, outcomes=outcomes)
        planned = float(self.prices_now(index) @ self.planned)
        if priced_by == "period":
            return Actuals(cost_gbp=cost, units=value, price_gbp=planned, expected_units=planned)
        if self.people == 0.0:
            self.people = people
        rate = planned / self.people if self.people > 0 else 0.0
        return Actuals(cost_gbp=cost, price_gbp=rate, people=people)


@dataclass(slots=True, eq=False)
class Lot:
    """Something that is bought again and again: services of some zones of one council.

    `due` is the month in which the next award goes live; `deal` the contract in force (None while
    the council's own team covers); `number` the identity that luck is drawn by; `group` the one
    group of residents that it is for, where packages are let one by one; `where` indexes its
    services and cells in tables of (services, cells); `under` the contract of the lead that lets it
    on (None where the council lets it).
    """

    number: int
    council: int
    services: NDArray[np.int64]
    zones: NDArray[np.int64]
    due: int
    deal: Deal | None = None
    group: int | None = None
    under: Deal | None = None
    cells: NDArray[np.int64] = field(init=False)
    where: tuple[NDArray[np.int64], NDArray[np.int64]] = field(init=False)

    def __post_init__(self) -> None:
        """Look up the cells once."""
        self.cells = cells_of(self.zones)
        if self.group is not None:
            self.cells = self.cells[self.group :: GROUPS]
        self.where = self.services[:, None], self.cells[None, :]
