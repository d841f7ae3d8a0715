"""Wellbeing, need that goes unmet, fairness between groups, and what it is all worth."""

from alliance_sim.metrics.counted import YEAR, Counted, mean
from alliance_sim.world.prices import in_price_year

ELEMENTS = ("informed", "partner", "resources", "expertise", "connected")
"""The five elements of wellbeing."""


def wellbeing(period: Counted) -> dict[str, float]:
    """Means over resident-months; unmet need in hours a year for the whole place."""
    elements = {
        f"wellbeing_{element}": mean(period.column(f"wellbeing_{element}")) for element in ELEMENTS
    }
    return {
        "wellbeing": mean(period.column("wellbeing")),
        **elements,
        "unmet_need_hours": mean(period.column("unmet_need_hours")) * YEAR,
        "equity_gap": mean(period.column("equity_gap")),
    }


def net_benefit(period: Counted, cost_total: float) -> float:
    """Net monetary benefit, GBP a year: wellbeing at its value in pounds, less total cost.

    Wellbeing becomes life satisfaction, life satisfaction pounds at the value of a WELLBY; its
    years are discounted at the rate for wellbeing, costs at the rate for money.
    """
    values = period.world.values
    weights = period.weights("appraisal.discount_wellbeing")
    points = values["appraisal.life_satisfaction"] * period.column("wellbeing")
    people = period.world.place.people
    worth = in_price_year(values, "appraisal.wellby") * people * float(weights @ points) / YEAR
    return worth / period.years - cost_total
