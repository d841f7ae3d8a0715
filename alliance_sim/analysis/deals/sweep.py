"""A deal settled over a range of outturns, as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from alliance_sim.analysis.deals.course import Course
from alliance_sim.rules.contracts import Settlement
from alliance_sim.rules.contracts.pence import PENCE

MOST_STEPS = 10_000


@dataclass(frozen=True)
class Range:
    """Outturns as ratios to the reference: from, to, and how many, both ends included."""

    low: float
    high: float
    steps: int

    def ratios(self) -> list[float]:
        """The ratios in rising order; whole hundredths are exact."""
        span, last = self.high - self.low, self.steps - 1
        return [round(self.low + span * step / last, 12) for step in range(self.steps)]


@dataclass(frozen=True)
class Sweep:
    """Settlements at rising outturns."""

    course: Course
    ratios: tuple[float, ...]
    settlements: tuple[Settlement, ...]

    def names(self, side: str) -> list[str]:
        """The parties of a side."""
        return [party.name for party in self.settlements[0].shares if party.side == side]

    def pays(self, name: str) -> list[float]:
        """What a party is out of pocket at each outturn, GBP; negative where it earns."""
        return [settlement.parties[name].pays_gbp for settlement in self.settlements]

    def costs(self) -> list[float]:
        """The outturns, GBP."""
        return [settlement.actual_cost_gbp for settlement in self.settlements]

    def table(self) -> pd.DataFrame:
        """One row an outturn: cost, what is paid, and every party's money in GBP."""
        rows = []
        for ratio, settlement in zip(self.ratios, self.settlements, strict=True):
            row = {
                "ratio": ratio,
                "actual_cost_gbp": settlement.actual_cost_gbp,
                "target_cost_gbp": settlement.target_cost_gbp,
                "paid_gbp": settlement.paid_gbp,
            }
            for name, money in settlement.parties.items():
                row[f"{name}: pays_gbp"] = money.pays_gbp
                row[f"{name}: gain_or_pain_gbp"] = money.gain_or_pain_gbp
            rows.append(row)
        return pd.DataFrame(rows)


def sweep(course: Course, ratios: Sequence[float]) -> Sweep:
    """Settle at each ratio of actual cost to the reference."""
    costs = [round(course.reference * ratio / PENCE, 2) for ratio in ratios]
    settlements = tuple(course.at(round(cost * PENCE)) for cost in costs)
    return Sweep(course, tuple(ratios), settlements)
