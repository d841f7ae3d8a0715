"""What finding out is worth, against cases whose answer is known."""

import math

import numpy as np
import pytest
from scipy.special import ndtri

from alliance_sim.analysis.finding_out import finding_out

SETS = 2000


def spread(count, seed=3):
    """Places of a Latin hypercube over one dimension, shuffled."""
    return np.random.default_rng(seed).permutation((np.arange(count) + 0.5) / count)


def test_two_normal_options_with_equal_means_are_worth_what_the_textbook_says():
    place = spread(SETS)
    benefit = np.column_stack([np.zeros(SETS), 3.0 * ndtri(place)])
    found = finding_out(benefit, ndtri(place)[:, None], ["a"], seed=1)
    assert found.each[0].alone == pytest.approx(3.0 / math.sqrt(2 * math.pi), rel=0.01)


def test_the_only_uncertain_assumption_is_worth_as_much_as_everything():
    place = spread(200)
    benefit = np.column_stack([np.zeros(200), 10 * place - 4])
    found = finding_out(benefit, place[:, None], ["a"], seed=1)
    known = np.maximum(benefit[:, 1], 0).mean() - max(benefit[:, 1].mean(), 0)
    assert found.each[0].alone == pytest.approx(known)
    assert found.everything == pytest.approx(known)


def test_worth_never_falls_as_assumptions_are_added_and_never_passes_everything():
    rng = np.random.default_rng(5)
    places = rng.random((150, 8))
    benefit = np.column_stack([np.zeros(150), places @ rng.normal(size=8) + rng.normal(size=150)])
    found = finding_out(benefit, places, list("abcdefgh"), seed=1)
    together = [one.together for one in found.each]
    assert together == sorted(together)
    assert together[-1] <= found.everything
    assert all(one.alone <= one.together + 1e-12 for one in found.each)


def test_an_assumption_that_means_nothing_does_not_stand_out_and_one_that_decides_does():
    rng = np.random.default_rng(11)
    places = rng.random((200, 2))
    benefit = np.column_stack([np.zeros(200), 10 * (places[:, 0] - 0.5) + rng.normal(size=200)])
    found = {one.path: one for one in finding_out(benefit, places, ["tells", "idle"], 1).each}
    assert found["tells"].is_clear
    assert not found["idle"].is_clear


def test_where_one_option_always_wins_nothing_is_worth_finding_out():
    place = spread(100)
    benefit = np.column_stack([place, place + 5])
    found = finding_out(benefit, place[:, None], ["a"], seed=1)
    assert found.everything == 0
    assert found.best_in == (0, 100)
    assert not found.each[0].is_clear


def test_shapes_that_do_not_go_together_are_refused():
    with pytest.raises(ValueError, match="sets"):
        finding_out(np.zeros((5, 2)), np.zeros((4, 1)), ["a"], 1)
