"""Sentences say what the numbers say, and no more."""

import doctest
import math
import re

import pandas as pd
import pytest

from alliance_sim.analysis import appraisal, estimates, formats, takeaways, words
from alliance_sim.analysis.compare import compare
from alliance_sim.analysis.formats import (
    MISSING,
    futures,
    gbp,
    interval,
    label,
    number,
    percent,
    show,
    the,
    tick,
)
from alliance_sim.analysis.report import assumptions
from alliance_sim.results import BY_OUTCOME
from tests.analysis.synthetic import outcomes

COST, WELLBEING = BY_OUTCOME["cost_total_gbp"], BY_OUTCOME["wellbeing"]


@pytest.mark.parametrize("module", [formats, estimates, appraisal, assumptions])
def test_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "£0"),
        (0.4, "£0.40"),
        (312, "£312"),
        (12_345, "£12k"),
        (1_249, "£1.2k"),
        (999_400, "£999k"),
        (999_600, "£1.00m"),
        (28_412_345, "£28.4m"),
        (-1_240_000, "−£1.24m"),
        (3.2e9, "£3.20bn"),
        (-0.001, "£0.00"),
        (float("nan"), MISSING),
        (float("inf"), MISSING),
    ],
)
def test_pounds_are_rounded_to_what_a_reader_can_hold(value, written):
    assert gbp(value) == written


def test_signs_are_written_where_asked_and_never_before_nought():
    assert gbp(5e5, signed=True) == "+£500k"
    assert gbp(0, signed=True) == "£0"
    assert number(0.0004, 2, signed=True) == "0.00"
    assert percent(-0.12) == "−12%"


def test_an_interval_writes_both_ends_alike_and_apart():
    assert interval(COST, 980_000, 1_020_000) == "£0.98m to £1.02m"
    assert interval(COST, -20_000, 400_000, signed=True) == "−£20k to +£400k"
    assert interval(WELLBEING, 0.6181, 0.6222) == "0.618 to 0.622"
    assert interval(WELLBEING, math.nan, 1) == MISSING


def test_axes_drop_decimals_that_say_nothing():
    assert tick(COST, 2_000_000) == "£2m"
    assert tick(COST, 2_500_000, signed=True) == "+£2.5m"
    assert tick(COST, 0) == "£0"
    assert tick(COST, 20_000_000) == "£20m"
    assert tick(WELLBEING, 0.5) == "0.50"
    assert show(BY_OUTCOME["handoffs_kept_share"], 0.725) == "72%"


@pytest.mark.parametrize(
    ("name", "heading", "inside"),
    [
        ("alliance", "Alliance", "the alliance"),
        ("soft_tender", "Soft tender", "the soft tender"),
        ("A", "Option A", "option A"),
        ("60_40", "Option 60 40", "option 60 40"),
        ("NHS_lead", "NHS lead", "the NHS lead"),
        ("the_old_way", "The old way", "the old way"),
        ("a_new_way", "A new way", "a new way"),
        ("auction$1", "Auction$1", "the auction$1"),
    ],
)
def test_names_of_options_read_as_words(name, heading, inside):
    assert label(name) == heading
    assert the(name) == inside


def test_a_frequency_is_a_count_and_a_tie_does_not_look_like_a_win():
    assert futures(0.85, 20) == "17 of 20"
    assert futures(0.525, 20) == "10.5 of 20"
    assert futures(math.nan, 20) == MISSING


def fixed(values):
    """A table in which every option has these costs, wellbeing and net benefit."""
    table = outcomes(tuple(values), replications=len(next(iter(values.values()))[0]))
    for option, (cost, wellbeing) in values.items():
        rows = table["option"] == option
        table.loc[rows, "cost_total_gbp"] = cost
        table.loc[rows, "wellbeing"] = wellbeing
        table.loc[rows, "net_monetary_benefit_gbp"] = (
            table.loc[rows, "wellbeing"] * 1e8 - table.loc[rows, "cost_total_gbp"]
        )
    return compare(table)


def test_the_headline_names_the_winner_and_what_it_costs_and_brings():
    comparison = fixed(
        {
            "tender": ([20e6, 21e6, 22e6, 23e6], [0.50, 0.51, 0.52, 0.50]),
            "alliance": ([21e6, 22e6, 23.1e6, 24e6], [0.55, 0.56, 0.57, 0.558]),
        }
    )
    said = words.headline(comparison, "Bexley")
    assert said.startswith("For Bexley, the alliance brings the highest net benefit")
    assert "in 4 of 4 simulated futures" in said
    assert "against the tender, it costs £1.02m a year more" in said
    assert "wellbeing is 0.052 higher" in said
    assert len(re.findall(r"\.(?!\d)", said)) == 1


def test_the_headline_names_the_first_option_when_it_wins():
    comparison = fixed(
        {
            "tender": ([20e6, 21e6, 22e6], [0.56, 0.57, 0.561]),
            "alliance": ([21e6, 22e6, 23.1e6], [0.50, 0.51, 0.50]),
        }
    )
    said = words.headline(comparison, "Bexley")
    assert "the tender brings the highest net benefit" in said
    assert "against the alliance, it costs £1.03m a year less" in said


def test_options_whose_intervals_overlap_zero_cannot_be_told_apart():
    comparison = fixed(
        {
            "tender": ([20e6, 21e6, 22e6, 20e6], [0.50, 0.51, 0.52, 0.53]),
            "alliance": ([21e6, 20e6, 21.9e6, 20.2e6], [0.51, 0.50, 0.53, 0.515]),
        }
    )
    said = words.headline(comparison, "Bexley")
    assert "the tender and the alliance cannot be told apart on net benefit" in said
    assert "cost shows no clear difference" in said
    assert "wellbeing shows no clear difference" in said
    assert takeaways.side_by_side(comparison).startswith("No clear difference in cost")
    assert takeaways.changes(comparison) == (
        "Against the tender, the alliance cannot be told apart"
    )


def test_one_future_is_never_called_a_difference():
    comparison = compare(outcomes(replications=1))
    assert "one future cannot show a difference" in words.headline(comparison, "Bexley")
    for said in (
        takeaways.side_by_side(comparison),
        takeaways.changes(comparison),
        takeaways.five_elements(comparison),
    ):
        assert said.startswith("One simulated future cannot show")


def test_one_option_is_described_and_not_ranked():
    said = words.headline(compare(outcomes(("tender",))), "Bexley")
    assert said == (
        "For Bexley, the tender costs £28.6m a year, with wellbeing at 0.58 on a scale from 0 to "
        "1, over 20 simulated futures."
    )


def test_leaders_are_the_best_and_those_not_told_apart_from_it():
    comparison = compare(outcomes())
    assert words.leaders(comparison, "cost_total_gbp") == ("auction",)
    assert words.leaders(comparison, "wellbeing") == ("alliance",)
    assert words.leaders(comparison, "provider_margin_share") == ()


def test_indicators_that_rank_otherwise_than_lives_are_pointed_out():
    assert takeaways.swapped(compare(outcomes())) == (
        "Indicators put the auction first; residents live best under the alliance."
    )
    assert takeaways.swapped(compare(outcomes(("tender",)))) == ""


def test_the_widest_gap_is_only_named_when_it_stands_out():
    table = outcomes(("tender", "auction"))
    assert takeaways.gap(compare(table)) == (
        "Under the auction, measured quality stands 0.23 above lived quality, the widest gap of all"
    )
    table["quality_gap"] = [0.10, 0.12] * 20
    assert takeaways.gap(compare(table)) == (
        "Under every option measured quality stands above lived quality, by 0.11"
    )


def test_turning_points_name_who_leads_from_where():
    comparison = compare(outcomes(("tender", "alliance"), 2))
    curve = pd.DataFrame(
        {"gbp_per_point_year": [0.0, 5e3, 1e4], "tender": [1, 1, 0], "alliance": [0, 0, 1]}
    )
    assert takeaways.turning_points(comparison, curve) == (
        "On net benefit, the tender leads up to about £10k a point-year, the alliance from there"
    )
    same = curve.assign(tender=1.0, alliance=0.0)
    assert "whatever wellbeing is worth" in takeaways.turning_points(comparison, same)


def test_parameters_and_values_read_as_words():
    assert assumptions.in_words("home_care.kpi_visibility") == "Home care: KPI visibility"
    assert assumptions.written(True) == "on"
    assert assumptions.written(0.035) == "0.035"
    assert assumptions.written(1_200_000) == "1,200,000"
    assert assumptions.written("best_for_service") == "best for service"
    assert assumptions.written(None) == ""
    assert assumptions.written(["E1", "S2"]) == "E1, S2"
    assert assumptions.written(-1.5) == "−1.5"
