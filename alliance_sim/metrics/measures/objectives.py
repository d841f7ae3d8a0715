"""By what a way of buying is judged: the commissioner's score, residents' own, early and late."""

import numpy as np

from alliance_sim.metrics.counted import YEAR, Counted, mean
from alliance_sim.metrics.measures.measure import Measure

ASPECTS = ("value", "efficient", "effective", "safe")
"""What a commissioner asks of care."""


def _commissioner(period: Counted) -> float:
    """Good value, efficient, effective, safe: each from 0 to 1, weighted."""
    world = period.world
    paid = float(period.column("cost_care_gbp").mean()) * YEAR
    total = float(period.column("cost_total_gbp").mean()) * YEAR
    crises = float(period.column("crises").mean()) * YEAR / world.place.people
    marks = {
        # The budget against itself and what care costs: a half where both are the same.
        "value": world.budget_year / (world.budget_year + paid),
        "efficient": paid / total if total > 0 else 0.0,
        "effective": mean(period.column("quality_measured")),
        "safe": max(1 - crises, 0.0),
    }
    weights = {aspect: float(world.values[f"objectives.{aspect}"]) for aspect in ASPECTS}
    total_weight = sum(weights.values())
    if total_weight == 0:
        return float("nan")
    return sum(weights[aspect] * marks[aspect] for aspect in ASPECTS) / total_weight


def _objective(period: Counted) -> float:
    weight = float(period.world.values["objectives.residents_weight"])
    own = mean(period.column("wellbeing"))
    return (1 - weight) * _commissioner(period) + weight * own


def _first_year(period: Counted) -> float:
    return mean(period.column("quality_measured")[:YEAR])


def _last_year(period: Counted) -> float:
    return mean(np.asarray(period.column("wellbeing")[-YEAR:]))


SCORE = "score 0 to 1"

MEASURES = (
    Measure(
        "commissioner_score",
        "Commissioner's score",
        SCORE,
        "Good value, efficient, effective, safe, weighted.",
        True,
        _commissioner,
        3,
    ),
    Measure(
        "objective_score",
        "Score by chosen objective",
        SCORE,
        "The commissioner's score and residents' wellbeing, by the weight given to residents.",
        True,
        _objective,
        3,
    ),
    Measure(
        "measured_first_year",
        "Measured quality, first year",
        SCORE,
        "Quality as measured over the first twelve counted months.",
        True,
        _first_year,
    ),
    Measure(
        "wellbeing_last_year",
        "Wellbeing, last year",
        SCORE,
        "Wellbeing over the last twelve months.",
        True,
        _last_year,
        3,
    ),
)
