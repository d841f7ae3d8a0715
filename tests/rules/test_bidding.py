"""Bidding: sealed bids at equilibrium, the value of quality, the winner's curse, risk, learning."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy.stats import norm

from alliance_sim.rules.behaviour.bidding import (
    CostDistribution,
    equilibrium_markup,
    expected_largest_error,
    expected_rent,
    learned_markup,
    risk_premium,
    winners_curse_correction,
)
from alliance_sim.rules.levers.price_formation import sealed_bids
from tests.examples import (
    LOW,
    NORMAL,
    UNIFORM,
    WIDTH,
    agrees,
    beliefs,
    benchmark,
    bidders,
    first_price,
    lowest_price,
    named,
    reverse_auction,
    scored_bids,
    tender,
)

DRAWS = 1500
UNIT = CostDistribution("uniform", mean=0.5, sd=0.0, low=0.0, high=1.0)
SEALED = tender(selection=lowest_price())
OPEN = reverse_auction()


@dataclass(frozen=True, slots=True)
class Power(CostDistribution):
    """The chance of a cost above c is (1 - c) to this power."""

    power: float = 1.0

    def survival(self, cost):
        return np.clip(1 - cost, 0, 1) ** self.power


@dataclass(frozen=True, slots=True)
class Exponential(CostDistribution):
    """Exponential costs of this rate, cut at the upper bound."""

    rate: float = 1.0

    def survival(self, cost):
        bottom = np.exp(-self.rate * self.high)
        return np.clip((np.exp(-self.rate * cost) - bottom) / (1 - bottom), 0, 1)


def prices_paid(way, floors, believed):
    """Price of each award, on the scale where the lowest cost is 0 and the highest 1."""
    paid = [way.award(bidders(row), believed).price_ratio for row in floors]
    return (np.array(paid) - LOW) / WIDTH


def uniform_floors(seed, count, draws=DRAWS):
    return np.random.default_rng(seed).uniform(UNIFORM.low, UNIFORM.high, (draws, count))


@pytest.mark.parametrize("row", benchmark("B1"), ids=named)
def test_first_price_bids_on_uniform_costs(row):
    costs = np.array([0.0, 0.5])
    bids = costs + equilibrium_markup(costs, row["n"], UNIT)
    assert bids == pytest.approx([row["bid_at_c0"], row["bid_at_c05"]], abs=1e-4)


@pytest.mark.parametrize("row", benchmark("B2"), ids=named)
def test_first_price_bids_where_low_costs_are_common_or_rare(row):
    belief = Power("power", 0.0, 0.0, 0.0, 1.0, power=row["k"])
    costs = np.linspace(0, 0.9, 10)
    margin = equilibrium_markup(costs, row["n"], belief)
    assert margin[0] == pytest.approx(row["bid_at_c0"], abs=1e-4)
    assert margin == pytest.approx((1 - costs) / (row["k"] * (row["n"] - 1) + 1), abs=1e-3)


@pytest.mark.parametrize("row", benchmark("B3"), ids=named)
def test_first_price_bids_on_exponential_costs(row):
    belief = Exponential("exponential", 0.0, 0.0, 0.0, row["b"], rate=row["lam"])
    costs = np.array([0.0, 0.5])
    bids = costs + equilibrium_markup(costs, row["n"], belief)
    assert bids == pytest.approx([row["bid_at_c0"], row["bid_at_c05"]], abs=1e-4)


@pytest.mark.statistical
@pytest.mark.parametrize("row", benchmark("B1"), ids=named)
def test_mean_price_of_sealed_tenders(row):
    floors = uniform_floors(row["n"], row["n"])
    assert agrees(prices_paid(SEALED, floors, beliefs()), row["expected_price"])
    winners = (floors.min(axis=1) - LOW) / WIDTH
    assert agrees(winners, row["expected_winner_cost"])


@pytest.mark.statistical
@pytest.mark.parametrize("row", benchmark("B2"), ids=named)
def test_mean_price_where_low_costs_are_common_or_rare(row):
    luck = np.random.default_rng(20).uniform(size=(20 * DRAWS, row["n"]))
    lowest = 1 - luck.max(axis=1) ** (1 / row["k"])
    belief = Power("power", 0.0, 0.0, 0.0, 1.0, power=row["k"])
    prices = lowest + equilibrium_markup(lowest, row["n"], belief)
    assert agrees(prices, row["expected_price"], known_to=1e-4)


@pytest.mark.statistical
@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("believed", [UNIFORM, NORMAL], ids=["uniform", "normal"])
def test_sealed_tender_and_open_auction_cost_the_same(count, believed):
    luck = np.random.default_rng(30 + count).uniform(size=(DRAWS, count))
    grid = np.linspace(believed.low, believed.high, 5001)
    floors = np.interp(luck, 1 - believed.survival(grid), grid)
    facing = beliefs(rivals_cost=believed, ceiling=believed.high)
    sealed = prices_paid(SEALED, floors, facing)
    opened = prices_paid(OPEN, floors, facing)
    assert agrees(sealed - opened, 0.0)
    # Same mean; the open auction's price is the riskier one.
    assert sealed.std() < opened.std()


@pytest.mark.statistical
@pytest.mark.parametrize("row", benchmark("B5"), ids=named)
@pytest.mark.parametrize("way", [SEALED, OPEN], ids=["sealed", "open"])
def test_a_ceiling_saves_money_and_costs_awards_alike_under_both_formats(row, way):
    floors = uniform_floors(40 + row["n"], row["n"], 2 * DRAWS)
    ceiling = LOW + WIDTH * row["reserve"]
    paid = prices_paid(way, floors, beliefs(ceiling=ceiling))
    assert agrees(np.isnan(paid), row["prob_no_award"], known_to=1e-3)
    cost = np.where(np.isnan(paid), row["V"], paid)
    assert agrees(cost, row["expected_buyer_cost"])


def test_a_bidder_gains_nothing_by_bidding_otherwise():
    rivals, costs = 3, np.linspace(0.8, 1.15, 8)
    grid = np.linspace(UNIFORM.low, UNIFORM.high, 4001)
    rival_bids = grid + equilibrium_markup(grid, rivals + 1, UNIFORM)
    win = np.interp(rival_bids, rival_bids, UNIFORM.survival(grid)) ** rivals
    for cost in costs:
        profit = (rival_bids - cost) * win
        own = cost + equilibrium_markup(np.array([cost]), rivals + 1, UNIFORM)[0]
        assert rival_bids[profit.argmax()] == pytest.approx(own, abs=2e-3)


def test_margins_fall_with_cost_and_with_rivals():
    costs = np.linspace(NORMAL.low, NORMAL.high, 101)
    few, many = (equilibrium_markup(costs, n, NORMAL) for n in (2, 6))
    assert (np.diff(few) < 0).all()
    assert (np.diff(costs + few) > 0).all()
    assert (many[:-1] < few[:-1]).all()
    assert few[-1] == many[-1] == 0.0


def test_a_cost_nobody_expects_bids_like_the_nearest_that_is():
    below, lowest, highest, above = equilibrium_markup(
        np.array([0.5, UNIFORM.low, UNIFORM.high, 1.5]), 3, UNIFORM
    )
    # Already sure to win, so every pound of advantage is kept.
    assert 0.5 + below == pytest.approx(UNIFORM.low + lowest)
    assert highest == above == 0.0


def test_where_all_are_known_to_cost_the_same_nobody_earns_anything():
    certain = replace(UNIFORM, high=UNIFORM.low)
    assert equilibrium_markup(np.array([0.7, 0.8, 0.9]), 2, certain) == pytest.approx([0.1, 0, 0])
    assert expected_rent(3, certain) == 0.0


def test_a_bidder_without_a_rival_asks_for_the_ceiling():
    alone = sealed_bids(bidders([0.9, 1.3]), beliefs())
    assert alone.tolist() == [1.2, 1.3]
    assert SEALED.award(bidders([0.9]), beliefs()).price_ratio == 1.2
    # One who cannot live with the ceiling is nobody's rival.
    two = sealed_bids(bidders([0.9, 1.0, 1.3]), beliefs())
    assert two[:2] == pytest.approx(sealed_bids(bidders([0.9, 1.0]), beliefs()))


def test_where_price_does_not_count_everyone_asks_for_the_ceiling():
    floors = bidders([0.9, 1.0, 1.3])
    way = tender(selection=scored_bids(price_weight=0.0))
    assert way.selection.pound_per_point(spread=0.4, ceiling=1.2) == 0.0
    award = way.award(floors, beliefs())
    assert award.price_ratio == 1.2
    assert award.bids[:2].tolist() == [1.2, 1.2]
    assert np.isnan(award.bids[2])


def test_a_better_bidder_charges_for_being_better():
    worth = 0.5
    same = bidders([1.0, 1.0, 1.0], capability=[0.6, 0.7, 0.8])
    asked = sealed_bids(same, beliefs(pound_per_point=worth))
    assert (np.diff(asked) > 0).all()
    # Some of the worth of its quality stays with the buyer.
    assert (np.diff(asked) < worth * 0.1).all()
    assert len(set(sealed_bids(same, beliefs(pound_per_point=0.0)))) == 1


@pytest.mark.statistical
def test_price_and_quality_compete_as_one_number():
    # Asker and Cantillon: with a score of quality less price, only the pseudo-type, cost less
    # the worth of quality, matters; the buyer ends with the second-best of these.
    count, rng = 3, np.random.default_rng(50)
    pseudo = rng.uniform(UNIFORM.low, UNIFORM.high, (DRAWS, count))
    quality = rng.uniform(0.5, 0.9, (DRAWS, count))
    way = tender(selection=scored_bids(formula="monetised_quality", price_weight=0.5))
    worth = way.selection.pound_per_point(spread=WIDTH, ceiling=3.0)
    facing = beliefs(pound_per_point=worth, ceiling=3.0)
    scores = []
    for types, points in zip(pseudo, quality, strict=True):
        floors = types + worth * (points - UNIFORM.quality_mean)
        award = way.award(bidders(floors, capability=points), facing)
        assert award.winners == (100 + types.argmin(),)
        scores.append(worth * points[types.argmin()] - award.price_ratio)
    second = LOW + WIDTH * 2 / (count + 1)
    assert agrees(scores, worth * UNIFORM.quality_mean - second)


@pytest.mark.statistical
@pytest.mark.parametrize("row", benchmark("B6"), ids=named)
@pytest.mark.parametrize("shape", ["uniform", "normal"])
def test_a_naive_winner_is_cursed(row, shape):
    scale, rng = 0.05, np.random.default_rng(60 + row["n"])
    if shape == "uniform":
        errors = rng.uniform(-row["w"], row["w"], (2 * DRAWS, row["n"]))
    else:
        errors = rng.normal(0, row["sigma"], (2 * DRAWS, row["n"]))
    estimates = 1.0 + scale * errors
    facing = beliefs(rule="naive", ceiling=2.0)
    profits = []
    for estimate in estimates:
        bids = bidders(estimate, markup=scale * row["margin"] / estimate)
        profits.append((SEALED.award(bids, facing).price_ratio - 1.0) / scale)
    assert agrees(profits, row[f"naive_profit_{shape}"])


@pytest.mark.statistical
@pytest.mark.parametrize("row", benchmark("B6"), ids=named)
def test_one_who_knows_of_the_curse_breaks_even(row):
    right = winners_curse_correction(row["sigma"], row["n"], awareness=1.0)
    assert right == pytest.approx(row["breakeven_margin_normal"], abs=1e-6)
    assert winners_curse_correction(row["sigma"], row["n"], awareness=0.0) == 0.0
    errors = np.random.default_rng(70).normal(0, row["sigma"], (20 * DRAWS, row["n"]))
    assert agrees(errors.min(axis=1) + right, 0.0)


@pytest.mark.parametrize(
    ("count", "expected"), [(1, 0.0), (2, 0.56419), (5, 1.16296), (10, 1.53875)]
)
def test_largest_of_several_errors(count, expected):
    assert expected_largest_error(count) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("count", [1, 2, 3, 10])
def test_rent_before_the_cost_is_known(count):
    assert expected_rent(count, UNIT) == pytest.approx(1 / (count * (count + 1)), abs=1e-6)


def test_beliefs_are_a_proper_distribution():
    costs = np.linspace(0.5, 1.5, 101)
    for believed in (UNIFORM, NORMAL):
        survive = believed.survival(costs)
        assert (np.diff(survive) <= 0).all()
        assert survive[costs <= believed.low] == pytest.approx(1.0)
        assert survive[costs >= believed.high] == pytest.approx(0.0)
    cut = norm.sf(1.05, 1.0, 0.1) - norm.sf(1.25, 1.0, 0.1)
    assert NORMAL.survival(np.array([1.05]))[0] == pytest.approx(
        cut / (1 - 2 * norm.sf(1.25, 1.0, 0.1))
    )


def test_a_rival_known_to_be_no_dearer_than_a_ceiling():
    cut = NORMAL.up_to(1.1)
    costs = np.array([0.9, 1.0, 1.05])
    below = 1 - NORMAL.survival(costs)
    assert 1 - cut.survival(costs) == pytest.approx(below / (1 - NORMAL.survival(np.array([1.1]))))
    assert NORMAL.up_to(2.0) == NORMAL
    assert NORMAL.up_to(0.1).high == NORMAL.low


def test_risk_premium_is_the_certainty_equivalent():
    # A year worth 1 million whose cost has a standard deviation of 5 %; half of it is borne.
    premium = risk_premium(np.array([2e-6, 0.0]), 0.5, 0.05, 1e6)
    variance = (0.5 * 0.05 * 1e6) ** 2
    assert premium[0] * 1e6 == pytest.approx(2e-6 / 2 * variance)
    assert premium[1] == 0.0
    assert risk_premium(np.array([2e-6]), 0.0, 0.05, 1e6)[0] == 0.0


def test_winners_ask_for_more_and_losers_for_less():
    assert learned_markup(0.05, won=True, step=0.1) == pytest.approx(0.055)
    assert learned_markup(0.05, won=False, step=0.1) == pytest.approx(0.045)


def test_a_habitual_bidder_asks_for_its_margin_but_never_for_more_than_can_be_paid():
    for rule in ("naive", "adaptive"):
        asked = sealed_bids(
            bidders([1.0, 1.1, 1.3], markup=[0.05, 0.2, 0.2]), beliefs(rule=rule, ceiling=1.2)
        )
        assert asked == pytest.approx([1.05, 1.2, 1.3])


def test_first_price_pays_what_was_asked():
    row, price = first_price().paid(
        np.array([1, 0]), np.array([1.1, 1.0]), bidders([0.9, 0.8]), ceiling=1.2
    )
    assert (row, price) == (1, 1.0)
