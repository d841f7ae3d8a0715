"""Ideas: an inverted U in rivals, knowledge combined, adoption that pays, and 0 is off."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.ideas import (
    arrival,
    combined,
    copied,
    kept_and_won,
    room,
    size,
    stirred,
)
from alliance_sim.simulate import simulate
from alliance_sim.world.ideas import Idea, _worth, change
from alliance_sim.world.ledger import PENCE, PURPOSE
from tests.small import alike, finished, small

STORY = {"months": 40, "warm_up": 4, "place": {"councils": ["Bexley"], "residents": 200}}


def test_rivals_stir_most_at_a_middling_number_of_them():
    rivals = np.linspace(0, 30, 3001)
    level = stirred(rivals, 0.7, 6.0)
    assert level[0] == 0.0
    assert level.max() == pytest.approx(1.0, abs=1e-6)
    assert rivals[np.argmax(level)] == pytest.approx(np.sqrt(0.7 * 6.0), abs=0.01)
    assert level[-1] < 1 / 2


def test_what_nobody_shares_is_not_combined_and_the_first_source_adds_most():
    level = combined(np.array([0.0, 1.0, 2.0]))
    assert level[0] == 0.0
    assert level[1] - level[0] > level[2] - level[1] > 0


def test_ideas_come_as_often_as_they_should():
    monthly = arrival(np.array([0.0, 1.2]))
    assert monthly[0] == 0.0
    assert monthly[1] == pytest.approx(1 - np.exp(-0.1))


def test_an_idea_brings_nothing_at_worst_and_wider_spread_lifts_its_mean():
    luck = np.random.default_rng(1).standard_normal(20_000)
    narrow, wide = (np.mean([size(1.0, spread, z) for z in luck]) for spread in (0.2, 2.0))
    assert min(size(1.0, 2.0, z) for z in luck) == 0.0
    assert wide > narrow == pytest.approx(1.0, abs=0.01)


def test_a_longer_contract_keeps_more_and_leaves_less_to_win():
    short, long = (kept_and_won(left, 0.0, 3.0, 36.0) for left in (6.0, 30.0))
    assert short == (6.0, 30.0 / 4)
    assert long == (30.0, 6.0 / 4)
    assert kept_and_won(6.0, 1.0, 3.0, 36.0) == (36.0, 0.0)


def test_room_is_used_up():
    assert room(np.array([0.0, 0.04, 0.08, 0.1]), 0.08) == pytest.approx([1, 0.5, 0, 0])


def test_nobody_copies_past_the_best_and_without_flow_only_looking_helps():
    stock, seen = np.array([0.0, 0.06]), np.ones((2, 2), dtype=bool)
    flow = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert copied(stock, flow, seen, 12 * 50.0, 0.0) == pytest.approx([0.06, 0.0])
    assert copied(stock, 0 * flow, seen, 1.0, 0.0) == pytest.approx([0.0, 0.0])
    assert copied(stock, 0 * flow, seen, 1.0, 1.2)[0] == pytest.approx(0.006)


def test_a_saving_is_worth_more_to_whoever_keeps_it():
    world = finished(small(**STORY), "tender")
    (lot, *_) = [lot for lot in world.lots() if world.terms.cost_share[lot.deal.members[0]] > 0]
    row = int(lot.deal.members[0])
    kept = _worth(world, row, Idea(0.02, 0.0), lot)
    world.terms.cost_share[row] = 0.0
    assert kept > _worth(world, row, Idea(0.02, 0.0), lot) >= 0


def test_what_is_gained_shows_in_cost_and_capability_and_newcomers_know_nothing():
    world = finished(small(**STORY), "tender")
    row = np.array([2])
    before = world.market.efficiency[row].copy(), world.market.capability[row].copy()
    change(world, row, np.array([0.03]), np.array([0.01]))
    assert before[0] - world.market.efficiency[row] == pytest.approx(0.03)
    assert world.market.capability[row] - before[1] == pytest.approx(0.01)
    world.change.ideas.forget(row)
    assert world.change.ideas.saved[row] == world.change.ideas.raised[row] == 0


@pytest.mark.parametrize("option", ["tender", "alliance"])
def test_at_zero_nothing_of_it_matters(option):
    others = {
        "innovation.diversity": 2.0,
        "innovation.cost": 1000,
        "innovation.copying": 1.0,
        "innovation.fading": 0.4,
        "innovation.saving_size": 0.03,
    }
    assert alike(simulate(small(), option), simulate(small(parameters=others), option))


@pytest.mark.parametrize("switch", ["rivalry", "recombination"])
@pytest.mark.parametrize("option", ["tender", "alliance"])
def test_ideas_are_taken_up_paid_for_and_within_limits(switch, option):
    given = {f"innovation.{switch}": 3.0, "innovation.cost": 1000}
    world = finished(small(parameters=given, **STORY), option)
    assert int(world.ledger.balances.sum()) == 0
    assert np.nansum(world.record.noted("ideas_found")) > 0
    assert (world.change.ideas.saved >= 0).all()
    assert (world.change.ideas.saved <= world.values["innovation.saving_limit"]).all()
    assert ((world.market.capability >= 0) & (world.market.capability <= 1)).all()
    assert np.nansum(world.record.noted("ideas_taken_up")) > 0
    posted = world.ledger.rows()
    development = posted["pence"][posted["purpose"] == PURPOSE["development"]]
    assert development.max() >= 1000 * PENCE


def test_the_same_luck_of_ideas_under_every_way():
    switch = {"innovation.rivalry": 3.0, "innovation.recombination": 3.0}
    worlds = [finished(small(parameters=switch), option) for option in ("tender", "auction")]
    draws = [world.streams.uniform("idea", 9, np.arange(5)) for world in worlds]
    assert (draws[0] == draws[1]).all()


def test_unlike_partners_decide_more_slowly():
    base = {"innovation.recombination": 3.0, "innovation.cost": 1000}
    names = ("idea_months", "ideas_taken_up", "decision_months", "ideas_deadlocked")
    months = []
    for diversity in (0.0, 2.0):
        given = base | {"innovation.diversity": diversity, "innovation.disagreement": 6.0}
        runs = [
            simulate(small(parameters=given, **STORY), "alliance", replication=r, measures=names)
            for r in range(3)
        ]
        months.append(sum(run.measures["ideas_taken_up"] for run in runs))
    assert months[1] < months[0]
