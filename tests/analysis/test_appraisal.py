"""Value for money: signs, limits, and agreement with the net benefit that a run reports."""

import math

import numpy as np
import pytest

from alliance_sim.analysis.appraisal import (
    WellbeingScale,
    acceptability,
    mean_discount,
    net_benefit,
    perfect_information,
    plane,
)
from alliance_sim.analysis.compare import compare
from tests.analysis.synthetic import PEOPLE, POINTS_PER_UNIT, POUNDS_PER_POINT_YEAR, outcomes

SCALE = WellbeingScale(POINTS_PER_UNIT, PEOPLE, POUNDS_PER_POINT_YEAR)


@pytest.fixture(scope="module")
def comparison():
    return compare(outcomes())


def test_net_benefit_at_the_runs_value_is_the_runs_net_benefit(comparison):
    reported = comparison.values["net_monetary_benefit_gbp"]
    assert net_benefit(comparison, SCALE, POUNDS_PER_POINT_YEAR) == pytest.approx(reported)


def test_where_wellbeing_is_worth_nothing_the_cheapest_is_best(comparison):
    curve = acceptability(comparison, SCALE, [0.0])
    for option, chance in comparison.probability_best["cost_total_gbp"].items():
        assert curve.loc[0, option] == chance


def test_where_wellbeing_is_worth_everything_the_option_with_most_is_best(comparison):
    curve = acceptability(comparison, SCALE, [1e12])
    for option, chance in comparison.probability_best["wellbeing"].items():
        assert curve.loc[0, option] == chance


def test_chances_add_to_one_all_along_the_curve(comparison):
    curve = acceptability(comparison, SCALE, np.linspace(0, 50_000, 21).tolist())
    assert curve[list(comparison.options)].sum(axis=1).to_numpy() == pytest.approx(1)
    assert (curve["perfect_information_gbp"] >= 0).all()


def test_the_plane_holds_each_option_against_the_reference(comparison):
    points = plane(comparison, SCALE, "tender")
    assert set(points["option"]) == {"auction", "alliance"}
    alliance = points[points["option"] == "alliance"]
    difference = comparison.differences["alliance", "tender"]
    assert alliance["cost_gbp"].mean() == pytest.approx(difference["cost_total_gbp"].estimate.mean)
    assert alliance["point_years"].mean() == pytest.approx(
        difference["wellbeing"].estimate.mean * POINTS_PER_UNIT * PEOPLE
    )


def test_swapping_the_reference_turns_every_point_round(comparison):
    one = plane(comparison, SCALE, "tender").query("option == 'alliance'")
    other = plane(comparison, SCALE, "alliance").query("option == 'tender'")
    assert one["cost_gbp"].to_numpy() == pytest.approx(-other["cost_gbp"].to_numpy())
    assert one["point_years"].to_numpy() == pytest.approx(-other["point_years"].to_numpy())


def test_one_option_has_no_plane_to_stand_on():
    assert plane(compare(outcomes(("tender",))), SCALE, "tender").empty


def test_foresight_is_worth_nothing_when_one_option_is_always_best():
    benefit = np.array([[3.0, 1.0], [5.0, 4.0]])
    assert perfect_information(benefit) == 0


def test_foresight_is_worth_the_mean_of_the_best_less_the_best_mean():
    benefit = np.array([[10.0, 0.0], [0.0, 6.0], [4.0, 4.0]])
    assert perfect_information(benefit) == pytest.approx((10 + 6 + 4) / 3 - 14 / 3)


def test_futures_without_a_value_for_every_option_do_not_count():
    assert perfect_information(np.array([[1.0, math.nan], [2.0, 0.0]])) == 0
    assert math.isnan(perfect_information(np.array([[math.nan, 1.0]])))


def test_discounting_weighs_later_months_less():
    assert mean_discount(0.0, 12) == 1
    assert mean_discount(0.015, 1) == 1
    by_hand = np.mean([1.015 ** (-month / 12) for month in range(48)])
    assert mean_discount(0.015, 48) == pytest.approx(by_hand)
