"""Bidding: sealed bids at equilibrium, the value of quality, the winner's curse, risk, learning."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from alliance_sim.rules.behaviour.bidding import (
    Attitude,
    CostDistribution,
    equilibrium_markup,
    expected_rent,
    learned_markup,
    risk_premium,
)
from alliance_sim.rules.behaviour.common_value import (
    common_value_margin,
    curse,
    winners_curse_correction,
)
from alliance_sim.rules.behaviour.distributions import exponential, normal, power, uniform
from alliance_sim.rules.levers.sealed import sealed_bids
from tests.examples import (
    LOW,
    NORMAL,
    UNIFORM,
    WIDTH,
    agrees,
    beliefs,
    benchmark,
    bidders,
    lowest_price,
    named,
    reverse_auction,
    scored_bids,
    tender,
)

DRAWS = 1500
UNIT = CostDistribution("uniform", mean=0.5, sd=0.0, low=0.0, high=1.0)
TYPICAL = beliefs().typical_quality
SEALED = tender(selection=lowest_price())
OPEN = reverse_auction()


def asked(those, facing):
    """What each bids in one sealed award."""
    batch = those.batch()
    return sealed_bids(batch, facing, batch.shown, batch.here)[0]


def prices_paid(way, floors, believed):
    """Price of each award, on the scale where the lowest cost is 0 and the highest 1."""
    paid = way.awards(bidders(floors), believed).price_ratio
    return (paid - LOW) / WIDTH


def uniform_floors(seed, count, draws=DRAWS):
    return np.random.default_rng(seed).uniform(UNIFORM.low, UNIFORM.high, (draws, count))


@pytest.mark.parametrize("row", benchmark("B1"), ids=named)
def test_first_price_bids_on_uniform_costs(row):
    costs = np.array([0.0, 0.5])
    bids = costs + equilibrium_markup(costs, row["n"], UNIT)
    assert bids == pytest.approx([row["bid_at_c0"], row["bid_at_c05"]], abs=1e-6)


@pytest.mark.parametrize("row", benchmark("B2"), ids=named)
def test_first_price_bids_where_low_costs_are_common_or_rare(row):
    belief = power(row["k"], 0.0, 1.0)
    costs = np.linspace(0, 0.9, 10)
    margin = equilibrium_markup(costs, row["n"], belief)
    assert margin[0] == pytest.approx(row["bid_at_c0"], abs=1e-6)
    assert margin == pytest.approx((1 - costs) / (row["k"] * (row["n"] - 1) + 1), abs=1e-6)


@pytest.mark.parametrize("row", benchmark("B3"), ids=named)
def test_first_price_bids_on_exponential_costs(row):
    belief = exponential(row["lam"], 0.0, row["b"])
    costs = np.array([0.0, 0.5])
    bids = costs + equilibrium_markup(costs, row["n"], belief)
    assert bids == pytest.approx([row["bid_at_c0"], row["bid_at_c05"]], abs=1e-6)


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
    belief = power(row["k"], 0.0, 1.0)
    prices = lowest + equilibrium_markup(lowest, row["n"], belief)
    assert agrees(prices, row["expected_price"], known_to=1e-4)


@pytest.mark.statistical
@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("believed", [UNIFORM, NORMAL], ids=["uniform", "normal"])
def test_sealed_tender_and_open_auction_cost_the_same(count, believed):
    luck = np.random.default_rng(30 + count).uniform(size=(DRAWS, count))
    floors = believed.quantile(luck)
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
    alone = asked(bidders([0.9, 1.3]), beliefs())
    assert alone.tolist() == [1.2, 1.3]
    assert SEALED.award(bidders([0.9]), beliefs()).price_ratio == 1.2
    # One who cannot live with the ceiling is nobody's rival.
    two = asked(bidders([0.9, 1.0, 1.3]), beliefs())
    assert two[:2] == pytest.approx(asked(bidders([0.9, 1.0]), beliefs()))


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
    bids = asked(same, beliefs(pound_per_point=worth))
    assert (np.diff(bids) > 0).all()
    # Some of the worth of its quality stays with the buyer.
    assert (np.diff(bids) < worth * 0.1).all()
    assert len(set(asked(same, beliefs(pound_per_point=0.0)))) == 1


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
        floors = types + worth * (points - TYPICAL)
        award = way.award(bidders(floors, capability=points), facing)
        assert award.winners == (100 + types.argmin(),)
        scores.append(worth * points[types.argmin()] - award.price_ratio)
    second = LOW + WIDTH * 2 / (count + 1)
    assert agrees(scores, worth * TYPICAL - second)


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
    assert curse(normal(0, 1), count) == pytest.approx(expected, abs=1e-5)


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


def test_rivals_known_to_live_with_a_ceiling_are_those_of_the_truncated_distribution():
    costs = np.array([0.8, 0.9, 1.0, 1.05])
    known = equilibrium_markup(costs, 3, UNIFORM, ceiling=1.1, known=True)
    assert known == pytest.approx(equilibrium_markup(costs, 3, replace(UNIFORM, high=1.1)))
    # Each of them may be none: less competition, and higher bids.
    unknown = equilibrium_markup(costs, 3, UNIFORM, ceiling=1.1)
    assert (unknown > known).all()


@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_sealed_bid_under_a_reserve(count):
    costs, reserve = np.linspace(0, 0.5, 6), 0.5
    rest = ((1 - costs) ** count - (1 - reserve) ** count) / (count * (1 - costs) ** (count - 1))
    margin = equilibrium_markup(costs, count, uniform(0, 1), ceiling=reserve)
    assert margin == pytest.approx(rest, abs=1e-5)


@pytest.mark.parametrize("alpha", [1.0, 0.75, 0.5, 0.25])
@pytest.mark.parametrize("count", [2, 5, 10])
def test_relative_risk_aversion_lowers_sealed_bids_by_as_much_as_theory_says(alpha, count):
    costs = np.linspace(0, 0.95, 20)
    margin = equilibrium_markup(costs, count, uniform(0, 1), attitude=Attitude(alpha))
    assert margin == pytest.approx((1 - costs) * alpha / (count - 1 + alpha), abs=1e-5)


def test_absolute_risk_aversion_lowers_sealed_bids_and_none_is_neutral():
    costs = np.linspace(NORMAL.low, NORMAL.high - 0.02, 30)
    margins = [
        equilibrium_markup(costs, 4, NORMAL, attitude=Attitude(absolute=a))
        for a in (0.0, 1e-7, 5.0, 50.0)
    ]
    assert margins[1] == pytest.approx(margins[0], rel=1e-5)
    assert (np.diff(margins[1:], axis=0) < 0).all()
    assert (np.diff(costs + margins[3]) > 0).all()


@pytest.mark.parametrize("attitude", [Attitude(0.4), Attitude(absolute=12.0)])
def test_a_risk_averse_bidder_gains_nothing_by_bidding_otherwise(attitude):
    def worth(profit):
        if attitude.absolute:
            return (1 - np.exp(-attitude.absolute * profit)) / attitude.absolute
        return np.maximum(profit, 0) ** attitude.exponent

    grid = np.linspace(UNIFORM.low, UNIFORM.high, 8001)
    rival_bids = grid + equilibrium_markup(grid, 4, UNIFORM, attitude=attitude)
    win = UNIFORM.survival(grid) ** 3
    for cost in (0.85, 0.95, 1.1):
        gain = worth(rival_bids - cost) * win
        own = cost + equilibrium_markup(np.array([cost]), 4, UNIFORM, attitude=attitude)[0]
        assert rival_bids[gain.argmax()] == pytest.approx(own, abs=2e-3)


@pytest.mark.statistical
def test_risk_aversion_makes_sealed_awards_cheaper_and_leaves_open_ones_alone():
    floors = uniform_floors(80, 3)
    averse = beliefs(attitude=Attitude(0.5))
    assert (prices_paid(SEALED, floors, averse) < prices_paid(SEALED, floors, beliefs())).all()
    opened = prices_paid(OPEN, floors, averse)
    assert opened.tolist() == prices_paid(OPEN, floors, beliefs()).tolist()


@pytest.mark.parametrize("count", [2, 3, 6, 9])
def test_common_value_margin_for_uniform_errors_is_their_half_width(count):
    assert common_value_margin(uniform(-0.4, 0.4), count) == pytest.approx(0.4)
    assert curse(uniform(-1, 1), count) == pytest.approx((count - 1) / (count + 1))


@pytest.mark.parametrize("errors", [uniform(-1, 1), normal(0, 1)], ids=["uniform", "normal"])
def test_no_other_margin_pays_better_where_all_add_the_common_value_margin(errors):
    count, luck = 4, np.random.default_rng(81).uniform(size=(200_000, 4))
    error = errors.quantile(luck)
    margin = common_value_margin(errors, count)
    others = error[:, 1:].min(axis=1)
    profit = [
        np.where(error[:, 0] + d < others, margin + d + error[:, 0], 0).mean()
        for d in (-0.3, 0.0, 0.3)
    ]
    assert profit[1] == max(profit) > 0


def test_a_lone_bidder_has_no_common_value_margin():
    with pytest.raises(ValueError, match="lone"):
        common_value_margin(normal(0, 1), 1)


def test_risk_premium_is_the_certainty_equivalent():
    # A year worth 1 million whose cost has a standard deviation of 5 %; half of it is borne.
    premium = risk_premium(np.array([2e-6, 0.0]), 0.5, 0.05, 1e6)
    variance = (0.5 * 0.05 * 1e6) ** 2
    assert premium[0] * 1e6 == pytest.approx(2e-6 / 2 * variance)
    assert premium[1] == 0.0
    assert risk_premium(np.array([2e-6]), 0.0, 0.05, 1e6)[0] == 0.0


def test_winners_ask_for_more_and_losers_for_less():
    learned = learned_markup(np.array([0.05, 0.05]), np.array([True, False]), step=0.1)
    assert learned == pytest.approx([0.055, 0.045])


def test_a_habitual_bidder_asks_for_its_margin_but_never_for_more_than_can_be_paid():
    for rule in ("naive", "adaptive"):
        those = bidders([1.0, 1.1, 1.3], markup=[0.05, 0.2, 0.2])
        assert asked(those, beliefs(rule=rule, ceiling=1.2)) == pytest.approx([1.05, 1.2, 1.3])


def test_first_price_pays_what_was_asked():
    facing = beliefs(rule="naive")
    award = SEALED.award(bidders([0.9, 0.8], markup=[0.1, 0.3]), facing)
    assert award.winners == (100,)
    assert award.price_ratio == pytest.approx(0.99)


def test_those_who_do_not_qualify_are_nobodys_rivals():
    way = tender(selection=lowest_price(quality_floor=0.6))
    with_others = bidders([0.9, 1.0, 0.85, 0.95], capability=[0.7, 0.7, 0.5, 0.5])
    few = bidders([0.9, 1.0])
    assert way.award(with_others, beliefs()).price_ratio == pytest.approx(
        way.award(few, beliefs()).price_ratio
    )


def test_a_better_writer_charges_for_it_too():
    same = bidders([1.0, 1.0], writing=[0.0, 0.1])
    bids = asked(same, beliefs(pound_per_point=0.5))
    assert bids[1] > bids[0]
