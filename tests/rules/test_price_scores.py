"""Price-score formulas against worked figures, and what a quality point is worth."""

import json
from pathlib import Path

import numpy as np
import pytest

from alliance_sim.rules.levers import price_scores
from alliance_sim.rules.levers.price_scores import FORMULAS, slope

ROWS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))[
    "price_scores"
]
RELATIVE = {"lowest_ratio", "mean_deviation", "range"}
# The published figures are rounded to this many decimals at least.
ROUNDED = {"V059": 5e-4, "V061": 5e-3, "V065": 5e-3, "100, 105 and 108 for 40 points": 5e-3}


def totals(formula, prices, quality, price_weight=0.4, **terms):
    return FORMULAS[formula](
        np.array(prices, dtype=float), np.array(quality), price_weight=price_weight, **terms
    )


def terms_of(row):
    return {name: row[name] for name in ("ceiling", "optimal") if name in row}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_worked_scores(row):
    within = ROUNDED.get(row["id"], 1e-4)
    if "price_scores" in row:
        scores = totals(row["formula"], row["prices"], row["quality"], 1.0, **terms_of(row))
        assert scores * row["points"] == pytest.approx(row["price_scores"], abs=within)
    if "totals" in row:
        got = totals(
            row["formula"], row["prices"], row["quality"], row["price_weight"], **terms_of(row)
        )
        assert got * row["points"] == pytest.approx(row["totals"], abs=within)
        if "winner" in row:
            assert got.argmax() == row["winner"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_lone_bid_has_a_score(formula):
    assert np.isfinite(totals(formula, [20.0], [0.7], ceiling=25.0)).all()


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_bids_no_scores(formula):
    assert totals(formula, [], [], ceiling=25.0).shape == (0,)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("price", [0.0, -1.0, float("nan"), float("inf")])
def test_a_price_that_is_none_is_refused(formula, price):
    with pytest.raises(ValueError, match="above zero"):
        totals(formula, [price, 10.0], [0.5, 0.5], ceiling=25.0)


def test_a_fixed_line_needs_its_ends():
    with pytest.raises(ValueError, match="ceiling"):
        totals("fixed_line", [20.0], [0.5])
    with pytest.raises(ValueError, match="above the optimal"):
        totals("fixed_line", [20.0], [0.5], ceiling=10.0, optimal=12.0)


def test_without_quality_no_price_is_low_enough_per_point():
    got = totals("price_per_quality_point", [1.0, 50.0], [0.0, 0.5])
    assert got[0] == -np.inf
    assert got.argmax() == 1


def test_equal_prices_earn_equal_points():
    for formula in FORMULAS:
        got = totals(formula, [20.0, 20.0, 20.0], [0.5, 0.5, 0.5], ceiling=25.0)
        assert got[0] == got[1] == got[2]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_bid_that_asks_for_its_quality_advantage_at_the_slope_keeps_its_place(formula):
    # Two rivals at the reference; the third is a little better and a little dearer. To first
    # order it ties with them, so the shortfall falls with the square of the step.
    def gap(step):
        fixed = {"ceiling": 130.0, "optimal": 80.0, "pound_per_point": 40.0}
        worth = slope(formula, 0.4, price=100.0, quality=0.7, lowest=100.0, spread=20.0, **fixed)
        prices = [100.0, 100.0, 100.0 + worth * step, 110.0, 90.0]
        if formula == "lowest_ratio":
            prices = prices[:3]
        if formula == "mean_deviation":
            prices[4] = 300.0 - prices[2] - prices[3]  # the mean stays at the reference
        got = totals(formula, prices, [0.7, 0.7, 0.7 + step, 0.0, 0.0][: len(prices)], **fixed)
        return abs(got[2] - got[0]) / abs(got[0])

    assert gap(1e-3) < 1e-5
    assert gap(1e-4) < 1e-7


def test_slope_at_the_ends_of_the_weights():
    assert slope("lowest_ratio", 1.0) == 0
    assert slope("lowest_ratio", 0.0) == float("inf")
    assert slope("lowest_ratio", 0.5) == slope("mean_deviation", 0.5) == 1
    with pytest.raises(ValueError, match="lowest_ratio"):
        slope("cheapest", 0.5)


def test_bare_scores_are_on_one_scale():
    prices = np.array([16.0, 20.0, 24.0])
    assert price_scores.range_score(prices).tolist() == [1.0, 0.5, 0.0]
    assert price_scores.fixed_line_score(prices, 24.0, 16.0).tolist() == [1.0, 0.5, 0.0]
    assert price_scores.mean_deviation_score(prices)[1] == 0.5
    assert price_scores.lowest_ratio_score(prices)[0] == 1.0
