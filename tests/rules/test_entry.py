"""Entry: who finds a competition worth the cost of bidding."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.bidding import CostDistribution, expected_rent
from alliance_sim.rules.behaviour.entry import entry_probability
from tests.examples import LOW, WIDTH, agrees, beliefs, benchmark, bidders, named, reverse_auction

UNIT = CostDistribution("uniform", mean=0.5, sd=0.0, low=0.0, high=1.0)
DRAWS = 2000


def rent(count):
    return expected_rent(count, UNIT)


@pytest.mark.parametrize("row", benchmark("B9"), ids=named)
def test_chance_of_entering(row):
    chance = entry_probability(row["N"], rent, row["entry_cost"])
    assert chance == pytest.approx(row["entry_prob"], abs=1e-5)


@pytest.mark.statistical
@pytest.mark.parametrize("row", [row for row in benchmark("B9") if row["N"] in (3, 20)], ids=named)
def test_what_the_buyer_pays_when_bidders_choose_to_enter(row):
    chance = entry_probability(row["N"], rent, row["entry_cost"])
    rng, way = np.random.default_rng(9), reverse_auction()
    paid = []
    for luck, costs in zip(*rng.uniform(size=(2, DRAWS, row["N"])), strict=True):
        price = way.award(bidders(LOW + WIDTH * costs[luck < chance]), beliefs()).price_ratio
        # Where nobody bids the buyer falls back on something that costs the ceiling.
        paid.append(1.0 if np.isnan(price) else (price - LOW) / WIDTH)
    assert agrees(paid, row["expected_buyer_cost"])


@pytest.mark.statistical
def test_a_mixed_entrant_is_indifferent():
    potential, cost = 6, 0.08
    chance = entry_probability(potential, rent, cost)
    rng = np.random.default_rng(10)
    others = rng.binomial(potential - 1, chance, 200_000)
    gained = np.array([rent(count) for count in range(1, potential + 1)])[others]
    assert 0 < chance < 1
    assert agrees(gained, cost)


def test_dearer_bidding_keeps_more_away():
    chances = [entry_probability(8, rent, cost) for cost in (0.0, 0.02, 0.05, 0.1, 0.3, 0.5)]
    assert chances[0] == 1.0
    assert (np.diff(chances) < 0).all()
    assert chances[-1] == 0.0


def test_crowds_make_each_less_likely_to_enter():
    chances = [entry_probability(potential, rent, 0.05) for potential in (4, 5, 10, 20, 40)]
    assert (np.diff(chances) < 0).all()


def test_where_nobody_could_bid_nobody_enters():
    assert entry_probability(0, rent, 0.05) == 0.0
    assert entry_probability(1, rent, 0.05) == 1.0
    assert entry_probability(1, rent, 0.6) == 0.0
