"""Distributions: survival and quantile belong together, bounds hold, densities add up to one."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.bidding import expected_lowest_two
from alliance_sim.rules.behaviour.distributions import (
    CostDistribution,
    Distribution,
    Moved,
    empirical,
    exponential,
    lognormal,
    normal,
    power,
    triangular,
    uniform,
)
from tests.examples import agrees

FAMILIES = {
    "uniform": uniform(0.5, 2),
    "power": power(0.7, 0, 1),
    "exponential": exponential(3.0, 1.0, 2.0),
    "far exponential": exponential(1.0),
    "normal": normal(1, 0.2, 0.5, 1.3),
    "far normal": normal(0, 1),
    "lognormal": lognormal(1, 0.3, 0.4, 2),
    "triangular": triangular(0, 1, 3),
    "right triangle": triangular(0, 0, 1),
    "empirical": empirical(np.array([3.0, 1.0, 1.5, 2.0, 7.0])),
    "moved": Moved(uniform(0, 1), 0.4),
    "belief": CostDistribution("normal", 1.0, 0.1, 0.75, 1.25),
}
each = pytest.mark.parametrize("costs", FAMILIES.values(), ids=FAMILIES)


class Halves(Distribution):
    """Only a survival function: the rest is worked out from it."""

    low, high = 0.0, 1.0

    def survival(self, cost):
        return 1 - np.clip(cost, 0, 1) ** 2


@each
def test_survival_falls_from_one_to_nothing_and_quantiles_undo_it(costs):
    grid = np.linspace(costs.low, costs.high, 401)
    survive = costs.survival(grid)
    assert survive[0] == pytest.approx(1)
    assert survive[-1] == pytest.approx(0)
    assert (np.diff(survive) <= 1e-15).all()
    assert costs.survival(np.array([costs.low - 1, costs.high + 1])).tolist() == [1, 0]
    share = np.linspace(0.001, 0.999, 99)
    assert 1 - costs.survival(costs.quantile(share)) == pytest.approx(share, abs=1e-9)


@each
def test_the_two_lowest_of_several_are_where_draws_put_them(costs):
    draws = costs.quantile(np.random.default_rng(1).uniform(size=(60_000, 3)))
    lowest, second, _ = np.sort(draws, axis=1).T
    expected = expected_lowest_two(3, costs)
    assert agrees(lowest, expected[0], known_to=1e-6)
    assert agrees(second, expected[1], known_to=1e-6)


@each
def test_a_density_adds_up_to_one(costs):
    grid = np.sort(costs.quantile(np.linspace(0, 1, 20_001)))
    middle = (grid[1:] + grid[:-1]) / 2
    assert (costs.density(middle) * np.diff(grid)).sum() == pytest.approx(1, abs=0.02)


def test_a_distribution_may_be_nothing_but_a_survival_function():
    assert Halves().quantile(np.array([0.25, 0.81])) == pytest.approx([0.5, 0.9], abs=1e-4)
    assert Halves().density(np.array([0.5])) == pytest.approx([1.0], rel=1e-6)


@pytest.mark.parametrize("values", [[], [1.0], [2.0, 2.0], [1.0, np.nan], [1.0, np.inf]])
def test_what_was_observed_must_vary(values):
    with pytest.raises(ValueError, match="two different finite"):
        empirical(np.array(values))
