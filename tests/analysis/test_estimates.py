"""Small statistics against closed forms, and what they do with nothing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from alliance_sim.analysis.estimates import (
    bad_year,
    chance_best,
    chance_better,
    chance_of_loss,
    estimate,
    share_of_variance,
    variance_removed,
)

NAN = float("nan")
VALUES = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def test_the_interval_is_that_of_students_t():
    values = np.array([3.1, 2.4, 5.0, 4.4, 2.2])
    low, high = stats.t.interval(0.95, 4, values.mean(), stats.sem(values))
    found = estimate(values)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.sd == pytest.approx(values.std(ddof=1))
    assert found.n == 5


def test_what_never_happened_is_left_out():
    assert estimate(np.array([1.0, NAN, 3.0])) == estimate(np.array([1.0, 3.0]))
    assert bad_year(np.array([NAN, 2.0])) == 2.0
    assert chance_of_loss(np.array([NAN, -1.0])) == 1.0


def test_one_value_has_a_mean_and_no_interval_and_none_has_nothing():
    one, none = estimate(np.array([2.0])), estimate(np.array([NAN]))
    assert one.mean == 2.0
    assert math.isnan(one.low)
    assert not one.is_clear
    assert math.isnan(none.mean)
    assert none.n == 0
    assert math.isnan(bad_year(np.array([])))
    assert math.isnan(chance_of_loss(np.array([])))


def test_a_difference_is_clear_only_when_its_interval_leaves_out_zero():
    assert estimate(np.array([1.0, 1.1, 0.9])).is_clear
    assert estimate(-np.array([1.0, 1.1, 0.9])).is_clear
    assert not estimate(np.array([-1.0, 1.0, 0.5])).is_clear
    assert not estimate(np.zeros(5)).is_clear


@pytest.mark.parametrize(
    ("number", "worst"),
    [(1, 0.0), (10, 0.0), (20, 0.0), (40, 0.5), (30, (0 + 0.5 * 1) / 1.5), (100, 2.0)],
)
def test_a_bad_year_is_the_mean_of_the_worst_twentieth_and_at_least_one_future(number, worst):
    assert bad_year(np.arange(number)[::-1].astype(float)) == pytest.approx(worst)


@given(arrays(np.float64, st.integers(1, 60), elements=VALUES))
def test_a_bad_year_lies_between_the_worst_and_the_mean(values):
    assert values.min() - 1e-6 <= bad_year(values) <= values.mean() + 1e-6


@given(arrays(np.float64, st.tuples(st.integers(2, 30), st.just(3)), elements=VALUES))
def test_shares_of_variance_add_to_one(parts):
    total = parts.sum(axis=1)
    shares = [share_of_variance(part, total) for part in parts.T]
    if np.ptp(total) > 1e-3:
        assert sum(shares) == pytest.approx(1.0, abs=1e-6)


def test_a_party_that_gains_when_others_lose_has_a_share_below_zero():
    shock = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    assert share_of_variance(-shock, 3 * shock - shock) == pytest.approx(-0.5)
    assert math.isnan(share_of_variance(shock, np.ones(5)))
    assert math.isnan(share_of_variance(shock[:1], shock[:1]))


def test_better_follows_the_direction_and_a_tie_counts_half():
    apart = np.array([1.0, -2.0, 0.0, 3.0])
    assert chance_better(apart, higher_is_better=True) == 0.625
    assert chance_better(apart, higher_is_better=False) == 0.375
    assert math.isnan(chance_better(apart, None))


@given(arrays(np.float64, st.tuples(st.integers(1, 20), st.integers(1, 4)), elements=VALUES))
def test_chances_of_being_best_add_to_one(table):
    assert chance_best(table, higher_is_better=True).sum() == pytest.approx(1)


def test_the_best_is_counted_only_where_all_have_a_value():
    table = np.array([[1.0, 2.0], [NAN, 9.0], [3.0, 3.0]])
    assert chance_best(table, higher_is_better=True).tolist() == [0.25, 0.75]
    assert chance_best(table, higher_is_better=False).tolist() == [0.75, 0.25]
    assert np.isnan(chance_best(table[1:2], higher_is_better=True)).all()


def test_pairing_removes_what_two_options_share_and_nothing_else():
    luck = np.array([1.0, -1.0, 2.0, -2.0])
    other = np.array([1.0, 1.0, -1.0, -1.0])
    assert variance_removed(luck + 5, luck) == pytest.approx(1.0)
    assert variance_removed(luck, other) == pytest.approx(
        np.cov(luck, other)[0, 1] * 2 / (luck.var(ddof=1) + other.var(ddof=1))
    )
    assert variance_removed(luck, -luck) == pytest.approx(-1.0)
    assert math.isnan(variance_removed(np.ones(3), np.zeros(3)))
