"""PRIM and trees find a box that is known, and feature scores the inputs that matter."""

import numpy as np
import pytest

from alliance_sim.analysis.studies import cart, prim, scores
from alliance_sim.analysis.studies.boxes import Members, Span
from alliance_sim.analysis.studies.cases import cases
from alliance_sim.analysis.studies.events import best, condition, written
from alliance_sim.analysis.studies.problem import AnalysisError
from tests.analysis.studies.made_up import Knob, study, uniform

OUTCOME = "net_monetary_benefit_gbp"
KNOBS = (
    Knob("a.price", unit="GBP an hour", low=10.0, high=20.0),
    Knob("a.trust"),
    Knob("a.idle"),
    Knob("a.kind", is_number=False),
)
"""The alliance wins where the price is above 16, trust below a half and the kind is `some`."""


def in_box(settings):
    return (settings["a.price"] > 16) & (settings["a.trust"] < 0.5) & (settings["a.kind"] == "some")


def of_box(settings, option):
    gain = np.where(in_box(settings), 1.0, -1.0)
    return {OUTCOME: gain if option == "alliance" else 0.0 * gain}


@pytest.fixture(scope="module")
def own():
    found = study(KNOBS, uniform(800, 4, seed=5), of_box)
    return cases(found.design, found.outcomes, found.factors, OUTCOME)[0]


@pytest.fixture(scope="module")
def peeled(own):
    (event,) = (one for one in best(own) if one.name.startswith("alliance"))
    return prim.discover(prim.plain_settings(own), event)


def test_prim_finds_the_known_box_of_a_test_function(peeled):
    limits = peeled.chosen.limits
    assert set(limits) == {"a.price", "a.trust", "a.kind"}
    assert limits["a.price"].low == pytest.approx(16, abs=0.5)
    assert limits["a.price"].high == np.inf
    assert limits["a.trust"].high == pytest.approx(0.5, abs=0.05)
    assert limits["a.kind"] == Members(("some",))


def test_the_box_at_the_knee_is_dense_and_covers_and_holds_on_rows_that_had_no_part(peeled):
    assert peeled.chosen.held.density > 0.9
    assert peeled.chosen.held.coverage > 0.9
    assert peeled.elsewhere.density > 0.8


def test_every_limit_of_the_known_box_is_unlikely_by_chance(peeled):
    for ends in peeled.chosen.quasi_p.values():
        assert np.nanmin(ends) < 0.01


def test_the_whole_trajectory_is_handed_over_from_all_rows_on(own, peeled):
    event = peeled.event
    table = prim.find(own, [event], "").tables["trajectory"]
    assert table["coverage"].iloc[0] == 1
    assert table["density"].iloc[0] == pytest.approx(event.holds.mean())
    assert table["is_knee"].sum() == 1
    assert (table["rows"].diff().dropna() != 0).all()


def test_a_tree_finds_the_known_box_and_says_it_in_words(own, peeled):
    grown = cart.grow(cart.plain_settings(own), peeled.event, seed=1)
    first = grown.leaves[0]
    assert first.held.density > 0.95
    assert first.held.coverage > 0.9
    assert set(first.limits) == {"a.price", "a.trust", "a.kind"}
    assert first.limits["a.price"].low == pytest.approx(16, abs=0.2)
    assert isinstance(first.limits["a.trust"], Span)
    assert grown.right > 0.95
    words = cart.find(own, [peeled.event], "", 1).tables["rules"]["words"].iloc[0]
    assert "price at least 16" in words
    assert "kind is some" in words


def test_every_row_falls_under_one_rule_of_a_tree(own, peeled):
    found = cart.find(own, [peeled.event], "", 1).tables
    counts = found["rows"].groupby("rule").size()
    assert counts.sum() == len(own.rows)
    assert counts.tolist() == found["rules"]["rows"].tolist()


def test_where_nothing_can_be_told_a_tree_tells_no_rule(own):
    from alliance_sim.analysis.studies.events import Event

    luck = np.random.default_rng(7).random(len(own.rows)) < 0.4
    grown = cart.grow(cart.plain_settings(own), Event("luck", "luck strikes", luck), seed=1)
    assert len(grown.leaves) == 1


def test_a_condition_holds_of_the_paired_difference_it_names(own):
    found = written(own, condition("alliance-tender.net_monetary_benefit_gbp > 0"))
    assert np.array_equal(found.holds, in_box(own.settings).to_numpy())
    turned = written(own, condition("tender-alliance.net_monetary_benefit_gbp >= 0"))
    assert np.array_equal(turned.holds, ~found.holds)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("alliance best", "is no condition"),
        ("alliance.net_monetary_benefit_gbp > many", "is no condition"),
        ("aliance-tender.net_monetary_benefit_gbp > 0", "did you mean 'alliance-tender'"),
    ],
)
def test_a_condition_that_says_nothing_is_refused_with_what_would(own, text, says):
    with pytest.raises(AnalysisError, match=says):
        written(own, condition(text))


def test_feature_scores_rank_the_inputs_that_matter_above_one_that_means_nothing():
    x = uniform(400, 4, seed=3)
    y = 5 * x[:, 0] + 2 * np.sin(6 * x[:, 2])
    found, by_chance, told = scores.score(x, y, seed=1, repeats=8)
    low, high = found.min(axis=0), found.max(axis=0)
    assert low[0] > high[2] > low[2] > by_chance
    assert high[1] < 0.1
    assert high[3] < 0.1
    assert told > 0.8


def test_feature_scores_of_luck_alone_find_nothing_better_than_chance():
    x = uniform(200, 3, seed=4)
    y = np.random.default_rng(1).normal(size=200)
    found, by_chance, told = scores.score(x, y, seed=1, repeats=8)
    assert (np.quantile(found, 0.025, axis=0) < by_chance).all()
    assert told < 0.05


def test_limits_of_a_whole_number_are_whole():
    members = np.arange(400) % 5 + 2
    knobs = (Knob("a.members", low=2, high=6), Knob("a.idle"))
    made = study(knobs, uniform(400, 2), lambda x, o: {OUTCOME: 0.0 * x["a.idle"]})
    made.design["a.members"] = members
    made.outcomes.loc[made.outcomes["option"] == "alliance", OUTCOME] = np.where(
        members >= 4, 1.0, -1.0
    )
    whole = cases(made.design, made.outcomes, made.factors, OUTCOME)[0]
    settings = prim.plain_settings(whole)
    (event,) = (one for one in best(whole) if one.name.startswith("alliance"))
    assert prim.discover(settings, event).chosen.limits == {"a.members": Span(4.0, np.inf)}
    assert cart.grow(settings, event, 1).leaves[0].limits == {"a.members": Span(4.0, np.inf)}
