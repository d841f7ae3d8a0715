"""Status, being known already, and matching what won: what they change, and that 0 is off."""

import numpy as np
import pytest

from alliance_sim.metrics.measures import MEASURES
from alliance_sim.rules.behaviour.matching import wanted_change
from alliance_sim.rules.behaviour.power import (
    decision_weights,
    deferred,
    familiarity,
    gini,
    regard,
)
from alliance_sim.simulate import simulate
from alliance_sim.world.matching import move_standard, price_counts
from tests.small import alike, finished, small

STANDING = np.array([0.9, 0.5, 0.1])


def test_weights_run_from_equal_to_standing_and_sum_to_one():
    assert decision_weights(STANDING, 0.0) == pytest.approx([1 / 3] * 3)
    assert decision_weights(STANDING, 1.0) == pytest.approx(STANDING / 1.5)
    assert decision_weights(STANDING, 0.4).sum() == pytest.approx(1.0)
    assert decision_weights(np.zeros(2), 1.0) == pytest.approx([0.5, 0.5])


def test_refusal_of_the_low_is_overruled_and_a_veto_is_worth_no_more_than_a_veto():
    assent = np.full(3, 0.4)
    equal = deferred(assent, decision_weights(STANDING, 0.0))
    by_status = deferred(assent, decision_weights(STANDING, 1.0))
    assert equal == pytest.approx(assent)
    assert by_status[0] == pytest.approx(0.4)
    assert by_status[2] > by_status[1] >= 0.4


def test_regard_makes_nobody_better_on_average():
    points = regard(STANDING, 1.0, 0.2)
    assert points.mean() == pytest.approx(0.0)
    assert points[0] - points[2] == pytest.approx(0.2 * 0.8)
    assert (regard(STANDING, 0.0, 0.2) == 0).all()


def test_gini_of_equals_and_of_one_who_has_all():
    assert gini(np.ones(5)) == pytest.approx(0.0)
    assert gini(np.array([0, 0, 0, 1.0])) == pytest.approx(3 / 4)
    assert np.isnan(gini(np.zeros(3)))


def test_who_is_there_already_gains_by_its_share_of_the_lot():
    points = familiarity(np.array([1.0, 0.5, 0.0]), np.zeros(3), 0.1, 0.2)
    assert points == pytest.approx([0.1, 0.05, 0.0])


def test_losers_on_price_go_down_and_losers_on_quality_go_up():
    dearer, behind = np.array([0.05]), np.array([0.1])
    assert wanted_change(dearer, behind, 1.0, 0.5, 0.25)[0] == pytest.approx(-0.1)
    assert wanted_change(dearer, behind, 0.0, 0.5, 0.25)[0] == pytest.approx(0.05)
    assert wanted_change(dearer, behind, 0.5, 0.0, 0.25)[0] == 0.0


def test_a_standard_keeps_within_its_limits_and_costs_what_quality_costs():
    world = finished(small(parameters={"matching.strength": 0.5}, months=6), "tender")
    market, rows = world.market, np.array([1, 2])
    before = market.efficiency[rows].copy(), market.capability[rows].copy()
    market.standard[rows] = 0.0
    move_standard(world, rows, np.array([-9.0, 0.02]))
    assert market.standard[rows] == pytest.approx([-world.values["matching.lowest"], 0.02])
    assert market.capability[rows] - before[1] == pytest.approx(market.standard[rows])
    price = world.values["matching.price_of_quality"]
    expected = (price * market.standard[rows])[:, None] + before[0]
    assert market.efficiency[rows] == pytest.approx(expected)


def test_price_counts_as_the_award_says():
    ways = small().options
    assert price_counts(ways["auction"]) == 1.0
    assert price_counts(ways["tender"]) == ways["tender"].selection.price_weight
    assert price_counts(ways["alliance"]) == 0.0


SILENT = {
    "matching": ("auction", {"matching.price_of_quality": 0.05, "matching.lowest": 0.3}),
    "status": ("alliance", {"power.esteem": 0.3, "power.standing.voluntary_sector": 1.0}),
}


@pytest.mark.parametrize("name", SILENT)
def test_at_zero_nothing_of_it_matters(name):
    option, others = SILENT[name]
    assert alike(simulate(small(), option), simulate(small(parameters=others), option))


@pytest.mark.parametrize(
    ("option", "switch"),
    [
        ("auction", {"matching.strength": 0.5}),
        ("tender", {"power.incumbency": 0.2}),
        ("tender", {"power.imitation": 0.3}),
        ("alliance", {"power.status": 1.0}),
    ],
)
def test_switched_on_it_matters_and_no_money_is_lost(option, switch):
    story = {"months": 40, "warm_up": 4, "place": {"councils": ["Bexley"], "residents": 300}}
    world = finished(small(parameters=switch, **story), option)
    assert int(world.ledger.balances.sum()) == 0
    off = simulate(small(**story), option)
    on = simulate(small(parameters=switch, **story), option)
    assert not alike(off, on)


def test_measures_of_power_are_shares():
    names = ("influence_gini", "incumbent_share", "newcomer_survival", "below_ordinary_share")
    found = simulate(small(), "tender", measures=names).measures
    assert set(names) <= set(MEASURES)
    assert all(np.isnan(found[name]) or 0 <= found[name] <= 1 for name in names)
    assert found["influence_gini"] >= 0
