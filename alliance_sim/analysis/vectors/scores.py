"""Adapters from vectors of price scores to the functions that score tenders."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from alliance_sim.analysis.vectors.inputs import Inputs
from alliance_sim.rules.levers.price_scores import (
    FORMULAS,
    fixed_line_score,
    lowest_ratio_score,
    mean_deviation_score,
)
from alliance_sim.rules.offers import Floats

Outputs = Mapping[str, Any]
POINTS = 100
"""Points of a full score, where a vector does not say otherwise."""

NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WITHOUT = 2
"""How many bids, the first ones, are compared with and without the others."""


def _prices(given: Inputs) -> Floats:
    prices = given.numbers("prices")
    if min(prices) <= 0:
        raise given.wrong("prices", f"expected prices above 0, found {min(prices):g}")
    return np.array(prices)


def lowest_over_price(given: Inputs) -> Outputs:
    """Lowest price over price."""
    return {"scores": (given.number("max") * lowest_ratio_score(_prices(given))).tolist()}


def weighted_total_lowest_over_price(given: Inputs) -> Outputs:
    """Quality points added to the price score."""
    rows, prices = given.any("quality_points"), _prices(given)
    if not isinstance(rows, list) or len(rows) != len(prices):
        raise given.wrong("quality_points", f"expected a list of points for {len(prices)} bids")
    place = (*given.place, "quality_points")
    bids = [Inputs(given.document, place, {f"{bid}": row}) for bid, row in enumerate(rows)]
    quality = np.array([sum(one.numbers(f"{bid}")) for bid, one in enumerate(bids)])
    return {"totals": (quality + given.number("price_max") * lowest_ratio_score(prices)).tolist()}


def mean_deviation(given: Inputs) -> Outputs:
    """One point more or less per 1 % below or above the mean."""
    return {"scores": (POINTS * mean_deviation_score(_prices(given))).tolist()}


def max_optimal_linear(given: Inputs) -> Outputs:
    """A fixed line between the optimal price and the ceiling."""
    ceiling, optimal = given.number("ceiling"), given.number("optimal")
    if ceiling <= optimal:
        raise given.wrong("ceiling", f"expected more than the optimal {optimal:g}")
    line = fixed_line_score(_prices(given), ceiling, optimal)
    return {"scores": (given.number("max") * line).tolist()}


def _totals(given: Inputs, formula: str, bids: int | None = None) -> Floats:
    """Weighted totals of the first so many bids."""
    quality = np.array(given.numbers("quality", like="prices"))[:bids]
    weights = given.numbers("weights")
    if len(weights) != 2 or min(weights) < 0 or sum(weights) == 0:
        raise given.wrong("weights", "expected the weight of quality and the weight of price")
    line = {}
    if formula == "fixed_line":
        line = {"ceiling": given.number("ceil"), "optimal": given.number("floor")}
    # Price per quality point takes points as they are; all others take quality from 0 to 1.
    scale = 1 if formula == "price_per_quality_point" else POINTS
    return scale * FORMULAS[formula](
        _prices(given)[:bids], quality / scale, price_weight=weights[1] / sum(weights), **line
    )


def goldilocks_lowest_over_price(given: Inputs) -> Outputs:
    """Weighted totals under the lowest-price ratio."""
    scores = POINTS * lowest_ratio_score(_prices(given))
    return {
        "price_scores": scores.tolist(),
        "totals": _totals(given, "lowest_ratio").tolist(),
    }


def _order(totals: Floats) -> str:
    """The first bids by name, the best first; of equals the one named first."""
    best_first = sorted(range(min(len(totals), WITHOUT)), key=lambda bid: -totals[bid])
    return "".join(NAMES[bid] for bid in best_first)


def _reversal(formula: str) -> Callable[[Inputs], Outputs]:
    """Whether a further bid turns the order of the first two under a formula."""

    def adapter(given: Inputs) -> Outputs:
        bids = len(given.numbers("prices"))
        if not WITHOUT < bids <= len(NAMES):
            raise given.wrong("prices", f"expected 3 to {len(NAMES)} bids, found {bids}")
        alone, together = _totals(given, formula, WITHOUT), _totals(given, formula)
        orders = [_order(alone), _order(together)]
        return {
            "totals_without_C": alone.tolist(),
            "totals_with_C": together.tolist(),
            "order_AB_without_C": orders[0],
            "order_AB_with_C": orders[1],
            "winner_without_C": NAMES[int(alone.argmax())],
            "winner_with_C": NAMES[int(together.argmax())],
            "reversal_AB": any(one != other for one, other in pairwise(orders)),
        }

    adapter.__doc__ = f"Whether a further bid turns the order of two under {formula}."
    return adapter


rank_reversal_low = _reversal("lowest_ratio")
rank_reversal_range = _reversal("range")
rank_reversal_line = _reversal("fixed_line")
rank_reversal_ppqp = _reversal("price_per_quality_point")
rank_reversal_mean = _reversal("mean_deviation")
