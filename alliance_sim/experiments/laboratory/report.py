"""Means of a sample of awards, each with its standard error."""

from dataclasses import asdict, dataclass

import numpy as np

from alliance_sim.experiments.laboratory.sample import Sample
from alliance_sim.rules.offers import Floats, Ints

MEASURES = {
    "price": "Price paid",
    "winner_cost": "Winner's cost",
    "rent": "Winner's rent",
    "buyer_cost": "Buyer's cost",
    "buyer_gain": "Buyer's gain",
    "no_award_share": "Share without an award",
    "entrants": "Bidders",
    "lowest_bid": "Lowest bid",
    "mean_bid": "Mean bid",
    "quality_true": "Quality of the winner, true",
    "quality_scored": "Quality of the winner, scored",
    "entry_cost": "Spent on bidding",
    "by_lot_share": "Share decided by lot",
}
"""Measures in the order in which they are shown, and what they are called."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Mean over awards, its standard error, the awards' standard deviation, how many there are."""

    mean: float
    se: float
    sd: float
    n: int


@dataclass(frozen=True, slots=True)
class Report:
    """Estimates by the names in `MEASURES`; those that no award has a value of are left out."""

    awards: int
    outcomes: dict[str, Estimate]

    def as_dict(self) -> dict[str, dict[str, float]]:
        """Plain data, for programs."""
        return {name: asdict(found) for name, found in self.outcomes.items()}


def report(sample: Sample) -> Report:
    """Estimate every measure; price, cost, rent and quality are over the awards made."""
    columns = {
        name: getattr(sample, name)
        for name in MEASURES
        if name not in ("no_award_share", "by_lot_share")
    }
    columns["no_award_share"] = (~sample.awarded).astype(float)
    columns["by_lot_share"] = sample.by_lot
    found = {}
    for name in MEASURES:
        known = np.isfinite(columns[name])
        if known.any():
            found[name] = _estimate(columns[name][known], sample.history[known])
    return Report(len(sample), found)


def _estimate(values: Floats, history: Ints) -> Estimate:
    """Mean and spread; awards of one history count as one draw of their mean."""
    mean, count = float(values.mean()), len(values)
    sd = float(values.std(ddof=1)) if count > 1 else float("nan")
    groups, place = np.unique(history, return_inverse=True)
    if len(groups) == count:
        return Estimate(mean, sd / count**0.5, sd, count)
    if len(groups) == 1:
        return Estimate(mean, float("nan"), sd, count)
    sizes = np.bincount(place)
    off = np.bincount(place, weights=values - mean) / sizes.mean()
    se = float(np.sqrt((off**2).sum() / (len(groups) - 1) / len(groups)))
    return Estimate(mean, se, sd, count)
