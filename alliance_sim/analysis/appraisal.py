"""Value for money in pounds: the cost-wellbeing plane, acceptability, and perfect information."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.estimates import Values, chance_best

COST = "cost_total_gbp"
WELLBEING = "wellbeing"
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class WellbeingScale:
    """What turns the wellbeing index into life-satisfaction point-years, and those into pounds."""

    points_per_unit: float
    """Points of life satisfaction (0 to 10) for one whole unit of wellbeing (0 to 1)."""

    people: float
    """How many people the mean stands for, in the whole place."""

    gbp_per_point_year: float
    """GBP that one point of life satisfaction for one person for one year is taken to be worth."""

    discount: float = 1.0
    """Mean discount weight of the counted months, for costs are discounted too (1: none)."""

    def point_years(self, wellbeing: Values) -> Values:
        """Life-satisfaction point-years a year for the whole place."""
        return wellbeing * self.points_per_unit * self.people * self.discount


def mean_discount(rate: float, months: int) -> float:
    """Mean discount weight of so many months, the first undiscounted.

    Args:
        rate: discount rate for wellbeing, per year.
        months: months counted, at least one.

    >>> mean_discount(0.0, 48)
    1.0
    """
    return float(np.mean((1 + rate) ** (-np.arange(months) / MONTHS_A_YEAR)))


def plane(comparison: Comparison, scale: WellbeingScale, reference: str) -> pd.DataFrame:
    """Where each option lands against a reference, future by future.

    Returns:
        Columns `option`, `replication` (its place in order), `point_years` (life-satisfaction
        point-years a year more than the reference) and `cost_gbp` (GBP a year more); the
        reference itself is left out.
    """
    cost, wellbeing = comparison.values[COST], scale.point_years(comparison.values[WELLBEING])
    zero = comparison.options.index(reference)
    frames = [
        pd.DataFrame(
            {
                "option": option,
                "replication": np.arange(len(cost)),
                "point_years": wellbeing[:, place] - wellbeing[:, zero],
                "cost_gbp": cost[:, place] - cost[:, zero],
            }
        )
        for place, option in enumerate(comparison.options)
        if place != zero
    ]
    columns = ["option", "replication", "point_years", "cost_gbp"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)


def net_benefit(comparison: Comparison, scale: WellbeingScale, gbp_per_point_year: float) -> Values:
    """Wellbeing in pounds less total cost, GBP a year: one row a future, one column an option."""
    worth = scale.point_years(comparison.values[WELLBEING]) * gbp_per_point_year
    return np.asarray(worth - comparison.values[COST])


def acceptability(
    comparison: Comparison, scale: WellbeingScale, gbp_per_point_year: Sequence[float]
) -> pd.DataFrame:
    """The chance that each option has the highest net benefit, over what wellbeing is worth.

    Args:
        comparison: the comparison.
        scale: how wellbeing becomes life-satisfaction point-years.
        gbp_per_point_year: the values to try.

    Returns:
        One row a value: `gbp_per_point_year`, one column an option (chances that add to one),
        and `perfect_information_gbp`, see `perfect_information`.
    """
    rows = []
    for value in gbp_per_point_year:
        benefit = net_benefit(comparison, scale, value)
        chances = chance_best(benefit, higher_is_better=True)
        rows.append([float(value), *chances.tolist(), perfect_information(benefit)])
    columns = ["gbp_per_point_year", *comparison.options, "perfect_information_gbp"]
    return pd.DataFrame(rows, columns=columns)


def perfect_information(benefit: Values) -> float:
    """What it would be worth to know beforehand which future comes, in the benefit's own unit.

    The mean over futures of the best option's net benefit, less the net benefit of the option
    that is best on average. Never below 0; 0 where one option is best in every future. NaN
    where no future has a value for every option.

    >>> perfect_information(np.array([[1.0, 0.0], [0.0, 1.0]]))
    0.5
    """
    known = benefit[np.isfinite(benefit).all(axis=1)]
    if len(known) == 0:
        return float("nan")
    # Rounding alone could leave the difference a hair below 0.
    return max(0.0, float(known.max(axis=1).mean() - known.mean(axis=0).max()))
