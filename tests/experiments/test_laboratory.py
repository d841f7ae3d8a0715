"""The laboratory: theorems of auctions, met by the rules that the simulation uses."""

from dataclasses import replace

import numpy as np
import pytest

from alliance_sim.evidence import InputError
from alliance_sim.experiments.laboratory import (
    MarketError,
    TextbookMarket,
    auction_share,
    bid_at,
    optimal_rule,
    report,
    sample,
    textbook_way,
)
from alliance_sim.experiments.laboratory.scenario import sample_scenario
from alliance_sim.rules.behaviour.bidding import Attitude
from alliance_sim.rules.behaviour.cost_share import SharedWork
from alliance_sim.rules.behaviour.distributions import (
    empirical,
    exponential,
    lognormal,
    normal,
    power,
    triangular,
    uniform,
)
from alliance_sim.rules.behaviour.quality_bidding import QualityCost, best_standard
from alliance_sim.rules.behaviour.reserve import optimal_reserve
from tests.small import small

DRAWS = 60_000
UNIT = uniform(0, 1)
FIRST = textbook_way("competitive_tender")
SECOND = textbook_way("competitive_tender", {"price.kind": "second_price"})
OPEN = textbook_way("reverse_auction")
PRICE_ALONE = textbook_way("reverse_auction", {"price.kind": "first_price"})
FORMATS = {"first price": FIRST, "second price": SECOND, "clock": OPEN}
each_format = pytest.mark.parametrize("way", FORMATS.values(), ids=FORMATS)


def scored(worth, **settings):
    quality = {"selection.formula": "monetised_quality", "selection.point_worth": worth}
    return textbook_way("competitive_tender", quality | {"selection.price_weight": 0.5} | settings)


def means(way, market, draws=DRAWS, seed=1):
    return report(sample(way, market, draws, seed)).outcomes


def agree(found, expected, known_to=1e-5):
    assert abs(found.mean - expected) <= 4 * found.se + known_to, (found, expected)


@each_format
@pytest.mark.parametrize("n", [2, 5, 10])
def test_uniform_costs(way, n):
    found = means(way, TextbookMarket(UNIT, n))
    agree(found["price"], 2 / (n + 1))
    agree(found["winner_cost"], 1 / (n + 1))
    agree(found["rent"], 1 / (n + 1))
    assert found["no_award_share"].mean == 0


@pytest.mark.parametrize("n", [2, 5, 10])
def test_an_open_award_is_the_riskier_one(n):
    first = (n - 1) ** 2 / (n * (n + 1) ** 2 * (n + 2))
    second = 2 * (n - 1) / ((n + 1) ** 2 * (n + 2))
    for way, expected in ((FIRST, first), (SECOND, second)):
        found = means(way, TextbookMarket(UNIT, n))["price"]
        assert found.sd**2 == pytest.approx(expected, rel=0.03)


@pytest.mark.parametrize(("n", "k"), [(3, 0.5), (10, 0.5), (2, 3), (10, 3)])
def test_costs_of_a_power(n, k):
    market = TextbookMarket(power(k, 0, 1), n)
    lowest = 1 / (k * n + 1)
    agree(means(FIRST, market)["price"], lowest + k * n / (k * n + 1) / (k * (n - 1) + 1))
    assert bid_at(FIRST, market, np.zeros(1)) == pytest.approx([1 / (k * (n - 1) + 1)])


@pytest.mark.parametrize("n", [5, 10])
def test_exponential_costs_without_bound(n):
    market = TextbookMarket(exponential(2.0), n)
    agree(means(FIRST, market)["price"], 0.5 / n + 0.5 / (n - 1))
    costs = np.array([0.0, 0.3, 1.0])
    assert bid_at(FIRST, market, costs) - costs == pytest.approx(0.5 / (n - 1), rel=1e-6)


@pytest.mark.parametrize(
    "costs",
    [
        lognormal(1, 0.4),
        normal(1, 0.2, 0.4, 1.5),
        triangular(0, 0.2, 1),
        empirical(np.array([1.0, 1.1, 1.5, 3.0])),
        exponential(2, 0, 1),
    ],
    ids=lambda costs: costs.family,
)
def test_all_formats_cost_the_same_for_any_distribution(costs):
    market = TextbookMarket(costs, 4)
    sealed, opened = (sample(way, market, DRAWS) for way in (FIRST, OPEN))
    difference = sealed.price - opened.price
    error = difference.std() / len(difference) ** 0.5
    assert abs(difference.mean()) <= 4 * error + 1e-5
    assert sealed.winner_cost.tolist() == opened.winner_cost.tolist()


@pytest.mark.parametrize(("n", "alpha"), [(2, 0.25), (3, 0.75), (10, 0.5)])
def test_risk_averse_bidders(n, alpha):
    market = TextbookMarket(UNIT, n, attitude=Attitude(alpha))
    expected = 1 / (n + 1) + n * alpha / ((n + 1) * (n - 1 + alpha))
    agree(means(FIRST, market)["price"], expected)
    agree(means(OPEN, market)["price"], 2 / (n + 1))


@each_format
@pytest.mark.parametrize(("outside", "n"), [(1.0, 2), (1.0, 5), (1.5, 3), (2.0, 2)])
def test_the_best_reserve(way, outside, n):
    market = TextbookMarket(UNIT, n, outside=outside)
    best = way.model_copy(update={"price": way.price.model_copy(update={"reserve": "optimal"})})
    r = min(outside / 2, 1.0)
    assert optimal_reserve(UNIT, outside) == pytest.approx(r)
    found = means(best, market)
    agree(found["no_award_share"], (1 - r) ** n)
    paid = 2 * (-r * (1 - r) ** n + (1 - (1 - r) ** (n + 1)) / (n + 1))
    agree(found["buyer_cost"], outside * (1 - r) ** n + paid)
    for other in (0.8 * r, min(1.2 * r, 1.0)):
        given = means(way, replace(market, ceiling=other))["buyer_cost"]
        assert given.mean >= found["buyer_cost"].mean - 4 * given.se


@pytest.mark.parametrize("n", [2, 6, 9])
def test_a_naive_winner_is_cursed_a_corrected_one_is_not(n):
    for errors, curse in ((uniform(-1, 1), (n - 1) / (n + 1)), (normal(0, 1), None)):
        market = TextbookMarket(uniform(10, 11), n, error=errors, rule="naive", margin=0.5)
        naive = means(PRICE_ALONE, market)["rent"]
        if curse is not None:
            agree(naive, 0.5 - curse)
        agree(means(PRICE_ALONE, replace(market, rule="corrected", margin=0.0))["rent"], 0.0)
        half = means(PRICE_ALONE, replace(market, rule="corrected", margin=0.0, awareness=0.5))
        assert half["rent"].mean < 0


@pytest.mark.parametrize("n", [2, 6, 9])
def test_at_equilibrium_nobody_is_cursed(n):
    found = means(PRICE_ALONE, TextbookMarket(uniform(10, 11), n, error=uniform(-1, 1)))
    agree(found["rent"], 2 / (n + 1))
    assert (
        means(PRICE_ALONE, TextbookMarket(uniform(10, 11), n, error=normal(0, 1)))["rent"].mean > 0
    )


def test_adaptive_bidders_learn_and_their_awards_hang_together():
    market = TextbookMarket(uniform(1, 2), 4, rule="adaptive", margin=0.3, step=0.1, history=20)
    found = sample(FIRST, market, 2000)
    assert len(found) == 2000
    first, last = found.price[found.history == found.history][:100], found.price[-100:]
    # Who wins one award in four cuts its margin three times in four.
    assert last.mean() < first.mean()
    loose = report(replace(found, history=np.arange(2000))).outcomes["price"]
    assert report(found).outcomes["price"].se != loose.se


@pytest.mark.parametrize("n", [2, 4])
def test_quality_that_bidders_choose(n):
    technology = QualityCost(uniform(1, 2), 2.0)
    market = TextbookMarket(uniform(1, 2), n, technology=technology)
    slopes = np.sort(np.random.default_rng(5).uniform(1, 2, (400_000, n)), axis=1)
    truthful = (1 / (2 * slopes[:, 1])).mean()
    for price in ("first_price", "second_price", "descending_clock"):
        found = means(scored(1.0, **{"price.kind": price}), market)
        agree(found["buyer_gain"], truthful, 4e-4)
        agree(found["quality_true"], (1 / slopes[:, 0]).mean(), 1e-3)
    best = means(optimal_rule(scored(1.0), market), market)
    agree(best["buyer_gain"], (1 / (2 * (2 * slopes[:, 0] - 1))).mean(), 4e-4)
    agree(best["quality_true"], (1 / (2 * slopes[:, 0] - 1)).mean(), 1e-3)
    # A price-only award, even with the best standard, leaves the buyer with less.
    standard, gain = best_standard(technology, 1.0, n)
    second = 1 + 2 / (n + 1)
    assert (standard, gain) == pytest.approx((1 / second, 1 / (2 * second)), rel=1e-5)
    priced = means(PRICE_ALONE, replace(market, standard=standard))
    agree(priced["price"], standard - gain)
    assert gain < truthful < best["buyer_gain"].mean


@pytest.mark.parametrize("n", [2, 10])
def test_price_and_quality_compete_as_one_number(n):
    worth = 8.0
    technology = QualityCost(uniform(16, 32), 2.0, uniform(0, 0.5))
    rng = np.random.default_rng(6)
    types = worth**2 / (2 * rng.uniform(16, 32, (300_000, n))) - rng.uniform(0, 0.5, (300_000, n))
    second = np.sort(types, axis=1)[:, -2].mean()
    found = means(scored(worth), TextbookMarket(UNIT, n, technology=technology))
    agree(found["buyer_gain"], second, 3e-3)


def test_given_quality_competes_with_price():
    market = TextbookMarket(uniform(0.8, 1.2), 4, quality=uniform(0.4, 0.8))
    rng = np.random.default_rng(7)
    levels = np.sort(rng.uniform(0.8, 1.2, (300_000, 4)) - rng.uniform(0.4, 0.8, (300_000, 4)))
    for way in (scored(1.0), scored(1.0, **{"price.kind": "second_price"})):
        drawn = sample(way, market, DRAWS)
        gain = drawn.quality_true - drawn.price
        error = gain.std() / len(gain) ** 0.5
        assert abs(gain.mean() + levels[:, 1].mean()) <= 4 * error + 1e-3


@each_format
@pytest.mark.parametrize(("n", "cost"), [(10, 0.05), (3, 0.2), (20, 0.1)])
def test_entry_leaves_no_rents(way, n, cost):
    found = means(way, TextbookMarket(UNIT, n, ceiling=1.0, outside=1.0, entry_cost=cost))
    # What bidders gain on average is what bidding costs them.
    earned = found["rent"].mean * (1 - found["no_award_share"].mean)
    assert earned == pytest.approx(found["entry_cost"].mean, abs=4e-3)
    chance = found["entrants"].mean / n
    rent = (1 - (1 - chance) ** (n + 1) - (n + 1) * chance * (1 - chance) ** n) / (
        n * (n + 1) * chance**2
    )
    assert rent == pytest.approx(cost, rel=0.02)
    agree(found["no_award_share"], (1 - chance) ** n, 2e-3)


def test_more_who_could_bid_do_not_help_a_buyer_where_bidding_is_dear():
    market = TextbookMarket(UNIT, 3, ceiling=1.0, outside=1.0, entry_cost=0.2)
    few, many = (means(FIRST, replace(market, bidders=n))["buyer_cost"] for n in (3, 20))
    assert many.mean > few.mean + 4 * few.se


@pytest.mark.parametrize(("n", "spread", "risk"), [(2, 0.5, 0.5), (5, 1.0, 0.0), (10, 1.5, 0.5)])
def test_an_auctioned_share_of_cost(n, spread, risk):
    market = TextbookMarket(uniform(1, 1 + spread), n, shared=SharedWork(1.0, risk))
    gap = spread / (n + 1)
    best = min(max((1 - gap) / (1 + risk), 0), 1)
    share, payment = auction_share(market, 1e-6)

    def paid(s):
        return 1 + gap - s + s**2 / 2 + risk * s**2 / 2 + s * gap

    assert share == pytest.approx(best, abs=1e-5)
    assert payment == pytest.approx(paid(best))
    for s in (best, 1.0, 1e-6):
        found = means(FIRST, replace(market, share=s))
        agree(found["price"], paid(s))
    # Where bids bring in nothing they say nothing, and anyone may win.
    agree(means(FIRST, replace(market, share=0.0))["price"], 1 + spread / 2)


@pytest.mark.parametrize(("n", "noise"), [(3, 0.5), (10, 2.0)])
def test_the_best_of_noisy_scores_is_worse_than_it_looks(n, noise):
    settings = {"price.set_by": "buyer", "selection.quality_noise_sd": 0.02 * noise}
    way = textbook_way("competitive_tender", settings | {"selection.price_weight": 0.0})
    found = means(way, TextbookMarket(UNIT, n, quality=normal(0.5, 0.02)))
    top = np.random.default_rng(8).normal(size=(400_000, n)).max(axis=1).mean()
    reliability = (1 + noise**2) ** 0.5
    agree(found["quality_true"], 0.5 + 0.02 * top / reliability, 1e-4)
    agree(found["quality_scored"], 0.5 + 0.02 * top * reliability, 1e-4)


def test_the_same_seed_gives_the_same_awards_and_another_gives_others():
    market = TextbookMarket(UNIT, 3, entry_cost=0.05, ceiling=1.0)
    one, again, other = (sample(FIRST, market, 500, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.price, again.price, equal_nan=True)
    assert not np.array_equal(one.price, other.price, equal_nan=True)


def test_how_many_are_worked_out_at_a_time_changes_no_rule(monkeypatch):
    market = TextbookMarket(UNIT, 4)
    monkeypatch.setattr("alliance_sim.experiments.laboratory.textbook.AT_ONCE", 40)
    found = report(sample(FIRST, market, 20_000)).outcomes["price"]
    agree(found, 2 / 5)


def test_a_lone_bidder_is_paid_the_ceiling():
    for way in FORMATS.values():
        assert means(way, TextbookMarket(UNIT, 1, ceiling=1.5), 100)["price"].mean == 1.5


@pytest.mark.parametrize(
    "wrong",
    [
        {"bidders": 0},
        {"rule": "clever"},
        {"entry_cost": -1.0},
        {"share": 1.5},
        {"awareness": 2.0},
        {"attitude": Attitude(0.0)},
        {"quality": uniform(0, 2)},
        {"outside": float("nan")},
        {"technology": QualityCost(UNIT, 2.0), "error": UNIT},
    ],
    ids=str,
)
def test_a_market_that_cannot_be_is_refused(wrong):
    with pytest.raises(MarketError):
        TextbookMarket(**{"costs": UNIT, "bidders": 3} | wrong)


def test_what_cannot_be_asked_of_a_market_is_refused():
    market = TextbookMarket(UNIT, 3)
    with pytest.raises(MarketError, match="repeat"):
        sample(FIRST, market, 0)
    with pytest.raises(MarketError, match="at least 0"):
        sample(FIRST, TextbookMarket(uniform(-1, 1), 3), 10)
    with pytest.raises(MarketError, match="optimal scoring"):
        optimal_rule(FIRST, market)
    with pytest.raises(MarketError, match="effort"):
        auction_share(market, 0.1)
    with pytest.raises(MarketError, match="same quality"):
        bid_at(FIRST, replace(market, quality=uniform(0, 1)), np.zeros(1))
    with pytest.raises(InputError):
        textbook_way("competitive_tender", {"price.kind": "nothing"})


@pytest.mark.parametrize("option", ["tender", "auction", "alliance"])
def test_awards_in_a_scenarios_own_market(option):
    found = sample_scenario(small(), option, 6)
    again = sample_scenario(small(), option, 6)
    assert found.price.tolist() == again.price.tolist()
    assert (found.entrants > 0).any()
    won = found.awarded
    assert (found.price[won] > 0).all()
    assert found.rent[won] == pytest.approx(found.price[won] - found.winner_cost[won])
    assert np.isfinite(found.buyer_cost).all()


def test_a_service_that_is_not_bought_cannot_be_let():
    with pytest.raises(MarketError, match="does not buy"):
        sample_scenario(small(services=["home_care"]), "tender", 1, service="advocacy")
