"""Influence, regret, precision, tipping points: small cases with known answers."""

import math

import numpy as np
import pandas as pd
import pytest

from alliance_sim.analysis.appraisal import WellbeingScale
from alliance_sim.analysis.choosing import BAD_YEAR, CHEAPEST, VALUE, Choice, map_by
from alliance_sim.analysis.influence import Results, read_screen
from alliance_sim.analysis.precision import futures_needed, pairs
from alliance_sim.analysis.regret import least, regrets
from alliance_sim.analysis.tipping import counts, tipping_points
from alliance_sim.experiments.axes import axis

SCALE = WellbeingScale(points_per_unit=10.0, people=100.0, gbp_per_point_year=1000.0)


def row(path, end, option, benefit):
    return {"path": path, "end": end, "option": option, "replication": 0, "benefit": benefit}


@pytest.fixture
def screen():
    table = pd.DataFrame(
        [
            row("", "base", "tender", 0.0),
            row("", "base", "alliance", 1.0),
            row("a.b", "low", "tender", 0.0),
            row("a.b", "low", "alliance", -2.0),
            row("a.b", "high", "tender", 0.0),
            row("a.b", "high", "alliance", 2.0),
            row("c.d", "high", "tender", 5.0),
            row("c.d", "high", "alliance", 6.0),
            row("e.f", "still", "", math.nan),
        ]
    )
    return read_screen(table, "base", "still")


def test_what_moves_a_difference_most_comes_first(screen):
    first, second = screen.influences("alliance", "tender", Results("benefit"))
    assert (first.path, first.low, first.base, first.high) == ("a.b", -2.0, 1.0, 2.0)
    assert first.swing == 4.0
    assert first.turns
    # Both options move alike, so the difference does not.
    assert second.swing == 0.0
    assert not second.is_whole


def test_what_was_not_moved_is_told_from_what_moves_nothing(screen):
    assert screen.standing("e.f") == "not in use"
    assert screen.standing("g.h") == "not tried"
    assert screen.standing("a.b") == ""


def test_regret_is_nothing_where_an_option_is_best_and_a_tie_is_shared():
    found = regrets(np.array([[1.0, 1.0], [5.0, 2.0]]), ["a", "b"], higher_is_better=False)
    assert [one.best_in for one in found] == [0.5, 1.5]
    assert [one.mean for one in found] == [1.5, 0.0]
    assert found[0].worst == 3.0
    assert least(found) == least(found, worst=True) == "b"


def test_a_small_difference_takes_more_futures_than_a_large_one():
    luck = np.random.default_rng(1).normal(size=50)
    near, far = np.column_stack([luck * 0, luck + 1]), np.column_stack([luck * 0, luck + 10])
    (one,), (other,) = pairs(near, ["a", "b"]), pairs(far, ["a", "b"])
    assert one.needed > other.needed
    assert futures_needed(pairs(near * 0, ["a", "b"])[0].difference) == math.inf


def world(tender, alliance):
    """Net benefit of two options in four futures, as cost alone."""
    luck = np.array([-1.0, 0.0, 1.0, 0.0])
    return {
        "cost_total_gbp": np.column_stack([-tender + luck, -alliance + luck]),
        "wellbeing": np.zeros((4, 2)),
        "party_commissioner_gbp": np.column_stack([tender + luck, alliance + 9 * luck]),
    }


def made(choice, cells):
    x, y = axis("market.providers=2:6:3"), axis("home_care.kpi_visibility=0:0.6:2")
    options = ["tender", "alliance"]
    return map_by(cells, options, choice, x, y, seed=1, usual=(4.0, 0.0))


def test_a_tipping_point_is_where_the_difference_crosses_nought():
    cells = [world(0, 10), world(0, 10), world(10, 0)] * 2
    found = made(Choice(VALUE, SCALE, 1000.0), cells)
    told = tipping_points(found, "providers", "what is seen")
    assert told[0] == "Providers: above about 5, the tender overtakes the alliance."
    assert "no tipping point inside this range (0% to 60%)" in told[1]
    assert counts(found, "value").startswith("By value, the best is the alliance in 4 of 6 places")


def test_a_bad_year_is_judged_by_the_worst_future_and_not_by_the_mean():
    cells = [world(0, 5)] * 6
    by_mean = made(Choice(CHEAPEST, SCALE, 0.0), cells).cells[0][0].best
    by_worst = made(Choice(BAD_YEAR, SCALE, 0.0, "commissioner"), cells).cells[0][0].best
    assert (by_mean, by_worst) == ("alliance", "tender")


def test_what_wellbeing_is_worth_decides_between_cheap_and_good():
    found = {
        "cost_total_gbp": np.array([[0.0, 500.0]] * 2),
        "wellbeing": np.array([[0.5, 0.51]] * 2),
    }
    # A hundredth of wellbeing for a hundred people is ten point-years.
    assert Choice(VALUE, SCALE, 49.0).winner(found, ["a", "b"]).best == "a"
    assert Choice(VALUE, SCALE, 51.0).winner(found, ["a", "b"]).best == "b"
