"""Risk sharing: what a split costs, and that the efficient one costs least."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.rules.behaviour.risk_sharing import (
    efficient_shares,
    premium_of_each,
    risk_premium_of_shares,
)

tolerances = st.lists(st.floats(1e-2, 1e4), min_size=1, max_size=7)


@settings(max_examples=40, deadline=None)
@given(tolerances)
def test_shares_are_in_proportion_to_what_each_can_bear(each):
    shares = efficient_shares(each)
    assert shares.sum() == pytest.approx(1.0)
    assert shares == pytest.approx(np.array(each) / sum(each), rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(tolerances.filter(lambda each: len(each) > 1), st.integers(0, 2**32 - 1))
def test_no_other_split_costs_less(each, seed):
    best = risk_premium_of_shares(efficient_shares(each), each, 4.0)
    for other in np.random.default_rng(seed).dirichlet(np.ones(len(each)), 20):
        assert risk_premium_of_shares(other, each, 4.0) >= best * (1 - 1e-9)


def test_who_minds_no_risk_bears_it_all_for_nothing():
    each = [float("inf"), 5.0, float("inf")]
    assert efficient_shares(each).tolist() == [0.5, 0.0, 0.5]
    assert risk_premium_of_shares(efficient_shares(each), each, 100.0) == 0.0


def test_the_premium_of_a_split_is_the_sum_of_each_ones():
    shares, each = np.array([0.5, 0.25, 0.25]), np.array([20.0, 5.0, 1.0])
    alone = premium_of_each(shares, each, 2.0)
    assert risk_premium_of_shares(shares, each, 2.0) == pytest.approx(alone.sum())
    # A tenth of the tolerance, ten times the premium; twice the share, four times.
    assert premium_of_each(shares, each / 10, 2.0) == pytest.approx(10 * alone)
    assert premium_of_each(2 * shares, each, 2.0) == pytest.approx(4 * alone)


@pytest.mark.parametrize(
    ("shares", "each", "variance", "message"),
    [
        ([1.0], [0.0], 1.0, "above 0"),
        ([1.0], [float("nan")], 1.0, "above 0"),
        ([0.5, 0.5], [1.0], 1.0, "2 shares"),
        ([1.0], [1.0], -1.0, "variance"),
    ],
)
def test_what_makes_no_sense_is_refused(shares, each, variance, message):
    with pytest.raises(ValueError, match=message):
        risk_premium_of_shares(shares, each, variance)


@pytest.mark.parametrize("each", [[], [1.0, -1.0], [[1.0]]])
def test_nobody_or_nonsense_bears_nothing(each):
    with pytest.raises(ValueError, match="toleran"):
        efficient_shares(each)
