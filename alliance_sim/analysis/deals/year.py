"""One year under a deal: from what was planned, step by step, to what is paid in the end."""

import math
from dataclasses import dataclass

from alliance_sim.analysis.deals.course import Course
from alliance_sim.analysis.deals.pounds import percent_of
from alliance_sim.analysis.formats import gbp, listed
from alliance_sim.rules.contracts import Actuals, Agreement, Settlement
from alliance_sim.rules.contracts.pence import PENCE


@dataclass(frozen=True)
class Step:
    """One change on the way from the planned price to what is paid, in pence."""

    name: str
    """One of `STEPS`."""

    amount: int


STEPS = ("planned", "cost", "fee", "shared", "results", "limits")
"""The planned price, then what each thing adds: dearer care, a fee that moves with it, what the
providers bear or gain by the contract, results and quality, and limits of single parties."""


@dataclass(frozen=True)
class Year:
    """A year that went as planned, and the one that is looked at."""

    planned: Settlement
    actual: Settlement

    @property
    def steps(self) -> tuple[Step, ...]:
        """The planned price and every change; together they are what is paid in the end."""
        one, other = self.planned, self.actual
        amounts = (
            one.paid,
            other.cost - one.cost,
            other.fee - one.fee,
            _shared(other) - _shared(one),
            other.performance - one.performance,
            other.limited - one.limited,
        )
        return tuple(Step(name, amount) for name, amount in zip(STEPS, amounts, strict=True))

    @property
    def moves(self) -> dict[str, int]:
        """By party, in pence: how much better (above 0) or worse off it is than as planned.

        Together they are what care costs less than planned.
        """
        before = {party.name: party.pays for party in self.planned.shares}
        return {party.name: before[party.name] - party.pays for party in self.actual.shares}

    def sentence(self, called: dict[str, str]) -> str:
        """What the year brings each party, in words.

        Args:
            called: how a sentence calls a party, by name.
        """
        cost, plan = self.actual.cost, self.planned.cost
        amount = gbp(cost / PENCE)
        if cost == plan and not any(self.moves.values()):
            return f"If care costs {amount}, as planned, nobody gains or loses against the plan."
        over = percent_of(abs(cost - plan), plan) if plan else ""
        way = "more" if cost > plan else "less"
        told = [
            f"{called.get(name, name)} {gbp(move / PENCE, signed=True)}"
            for name, move in self.moves.items()
            if move
        ]
        first = f"{over} {way} than planned" if cost != plan else "as planned"
        return f"If care costs {amount}, {first}, then against the plan: {listed(told)}."


def _shared(settlement: Settlement) -> int:
    """The part of the provider side's gain or pain that comes from cost alone."""
    return settlement.gain - settlement.performance - settlement.limited


def course(
    agreement: Agreement, *, performance: float = 1.0, amount: float, units: float
) -> Course:
    """A deal at the outturn that was planned: cost at the target, the price, or the amount.

    Args:
        agreement: The deal.
        performance: Results reached, 0 to 1.
        amount: What was agreed where the terms do not say: target, or price of all units, GBP.
        units: Units, people or plans.

    Raises:
        ValueError: The deal cannot be settled with these.
    """
    price = agreement.price_gbp
    actuals = Actuals(
        cost_gbp=amount,
        target_cost_gbp=_or(agreement.target_cost_gbp, amount),
        units=units,
        price_gbp=_or(price, amount / units if units else amount),
        performance=performance,
        expected_units=_or(agreement.expected_units, units),
        people=units,
        outcomes=performance,
        revenue_gbp=_or(agreement.revenue_gbp, amount),
    )
    if not agreement.rule.needs_target and agreement.target_cost_gbp is None:
        actuals = actuals._replace(target_cost_gbp=math.nan)
    target = agreement.settle(actuals).target
    cost = amount if target is None else target / PENCE
    return Course(agreement, actuals._replace(cost_gbp=cost))


def year(planned: Course, ratio: float) -> Year:
    """The year in which cost comes out at a ratio to what was planned; results as they are."""
    best = {"performance": 1.0, "outcomes": 1.0}
    cost = round(planned.reference * ratio)
    return Year(planned.at(planned.reference, **best), planned.at(cost))


def _or(value: float | None, other: float) -> float:
    return other if value is None else value
