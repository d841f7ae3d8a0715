"""Wellbeing year by year from the decision to buy: when an effect comes."""

from collections.abc import Callable

from alliance_sim.metrics.counted import YEAR, Counted, mean
from alliance_sim.metrics.measures.measure import Measure

YEARS = range(1, 11)


def _wellbeing_in(year: int) -> Callable[[Counted], float]:
    def of(period: Counted) -> float:
        months = period.column("wellbeing")[(year - 1) * YEAR : year * YEAR]
        return mean(months) if len(months) == YEAR else float("nan")

    return of


def _growth(period: Counted) -> float:
    return _wellbeing_in(4)(period) - _wellbeing_in(1)(period)


MEASURES = (
    *(
        Measure(
            f"wellbeing_year_{year}",
            f"Wellbeing in year {year}",
            "score 0 to 1",
            f"Weighted mean of the five elements, over residents, in counted year {year}.",
            True,
            _wellbeing_in(year),
            3,
        )
        for year in YEARS
    ),
    Measure(
        "wellbeing_growth_1_to_4",
        "Wellbeing, from year 1 to year 4",
        "points on the 0 to 1 scale",
        "Wellbeing in the fourth counted year less that in the first.",
        True,
        _growth,
        3,
    ),
)
