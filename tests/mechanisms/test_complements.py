"""The five elements as complements: the mean at 0, the lowest counting more and more above it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.rules.behaviour.complements import index_of
from alliance_sim.simulate import simulate
from tests.small import small

LEVEL = st.floats(0.05, 1.0)


def index(levels, complements, weights=(0.2,) * 5):
    pairs = (number for pair in zip(levels, weights, strict=True) for number in pair)
    return index_of(*pairs, complements)


@given(st.tuples(*[LEVEL] * 5))
def test_at_zero_it_is_the_weighted_mean(levels):
    weights = (0.1, 0.3, 0.2, 0.25, 0.15)
    mean = sum(w * x for w, x in zip(weights, levels, strict=True))
    assert index(levels, 0.0, weights) == pytest.approx(mean)


@given(LEVEL, st.floats(0.0, 3.0))
def test_equal_elements_are_worth_the_same_whatever_the_elasticity(level, complements):
    assert index([level] * 5, complements) == pytest.approx(level)


@given(st.tuples(*[LEVEL] * 5))
def test_the_more_they_complement_one_another_the_nearer_to_the_lowest(levels):
    found = [index(levels, complements) for complements in (0.0, 0.5, 1.0, 2.0, 8.0)]
    assert found == sorted(found, reverse=True) or max(levels) - min(levels) < 1e-6
    assert min(levels) <= found[-1] + 1e-9


def test_a_run_reports_the_index_and_the_lowest_element():
    means, wholes = (
        simulate(small(parameters={"wellbeing.complements": much}), "tender",
                 measures=["lowest_element"])
        for much in (0.0, 2.0)
    )  # fmt: skip
    assert means.measures["lowest_element"] < wholes.outcomes["wellbeing"]
    assert wholes.outcomes["wellbeing"] < means.outcomes["wellbeing"]
