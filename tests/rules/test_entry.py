"""Entry: who finds a competition worth the cost of bidding."""

from dataclasses import replace

import numpy as np
import pytest

from alliance_sim.rules.behaviour.bidding import (
    CostDistribution,
    expected_rent,
    expected_rents,
    fixed_price_rents,
)
from alliance_sim.rules.behaviour.distributions import lognormal, uniform
from alliance_sim.rules.behaviour.entry import entry_probability
from tests.examples import (
    LOW,
    UNIFORM,
    WIDTH,
    agrees,
    alliance,
    beliefs,
    benchmark,
    bidders,
    first_price,
    lowest_price,
    named,
    open_book_target,
    reverse_auction,
    scored_bids,
    tender,
)

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
    luck, costs = rng.uniform(size=(2, 10 * DRAWS, row["N"]))
    those = replace(bidders(LOW + WIDTH * costs), present=luck < chance)
    price = way.awards(those, beliefs()).price_ratio
    # Where nobody bids the buyer falls back on something that costs the ceiling.
    paid = np.where(np.isnan(price), 1.0, (price - LOW) / WIDTH)
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


@pytest.mark.parametrize("way", [tender(), reverse_auction()], ids=lambda way: way.kind)
@pytest.mark.parametrize("ceiling", [0.9, 1.0, 1.2, 1.5])
def test_rents_are_what_the_award_itself_leaves_bidders(way, ceiling):
    rng, facing = np.random.default_rng(12), beliefs(ceiling=ceiling)
    rents = way.rents(4, facing)
    for count in (1, 2, 4):
        floors = rng.uniform(UNIFORM.low, UNIFORM.high, (40_000, count))
        made = way.awards(bidders(floors), facing)
        own = np.take_along_axis(floors, np.maximum(made.members, 0), axis=1)[:, 0]
        gained = np.where(np.isnan(made.price_ratio), 0.0, made.price_ratio - own)
        assert agrees(gained / count, rents[count - 1], known_to=1e-6)


@pytest.mark.parametrize(
    "way",
    [
        tender(price=first_price(set_by="buyer")),
        reverse_auction(
            selection=lowest_price(quality_floor=0.0), price=first_price(set_by="buyer")
        ),
        tender(selection=scored_bids(price_weight=0.0)),
    ],
    ids=["fixed tender", "fixed auction", "quality alone"],
)
def test_where_price_plays_no_part_rents_are_the_gap_to_it(way):
    rng, facing = np.random.default_rng(13), beliefs(ceiling=1.1)
    rents = way.rents(3, facing)
    for count in (1, 3):
        floors, quality = rng.uniform(size=(2, 40_000, count))
        floors = UNIFORM.low + WIDTH * floors
        made = way.awards(bidders(floors, capability=quality), facing)
        own = np.take_along_axis(floors, np.maximum(made.members, 0), axis=1)[:, 0]
        gained = np.where(np.isnan(made.price_ratio), 0.0, made.price_ratio - own)
        assert agrees(gained / count, rents[count - 1], known_to=1e-6)


def test_rents_of_partners_are_what_their_target_leaves_them():
    way = alliance(price=open_book_target(contingency=0.1, audit_accuracy=1.0))
    rents = way.rents(4, beliefs(provider_share=0.5, fee_share=0.0, ceiling=9.0))
    # Half of a contingency of a tenth on a mean cost of 1, shared by all who take part.
    assert rents == pytest.approx([0.05, 0.025, 0.05 / 3, 0.0125], rel=1e-3)
    with_fee = way.rents(1, beliefs(provider_share=0.5, fee_share=0.04, ceiling=9.0))[0]
    assert with_fee == pytest.approx(0.05 + 0.04 * 1.1, rel=1e-3)


def test_nobody_expects_a_rent_below_the_lowest_cost():
    assert expected_rents(3, UNIFORM, 0.5) == (0.0, 0.0, 0.0)
    assert fixed_price_rents(3, UNIFORM, 0.5) == (0.0, 0.0, 0.0)
    assert expected_rents(2, UNIFORM, 2.0)[0] == pytest.approx(1.0)


def test_rents_add_up_to_the_gap_between_the_lowest_two_of_any_distribution():
    costs = lognormal(1.0, 0.4)
    draws = np.sort(costs.quantile(np.random.default_rng(14).uniform(size=(60_000, 4))), axis=1)
    assert agrees((draws[:, 1] - draws[:, 0]) / 4, expected_rent(4, costs), known_to=1e-5)
    assert expected_rent(2, uniform(3, 5)) == pytest.approx(2 / 6)
