"""Involvement: what it corrects, delays and costs, what stress leaves of it, and 0 is off."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.involvement import (
    design_error,
    held_up,
    involved,
    next_misfit,
    stress_of,
)
from alliance_sim.simulate import simulate
from alliance_sim.world.model import World
from tests.small import alike, finished, small

STORY = {"months": 40, "warm_up": 4, "place": {"councils": ["Bexley"], "residents": 200}}
NAMES = ("design_error", "involvement_index", "decision_months")


def ways(breadth):
    return {
        name: {"mechanism": kind, "governance": {"breadth": breadth}}
        for name, kind in (("tender", "competitive_tender"), ("alliance", "alliance"))
    }


def test_the_anxious_turn_to_fewer():
    breadth, stress = np.array([0.6, 0.6]), np.array([0.0, 1.0])
    assert involved(breadth, stress, 0.5) == pytest.approx([0.6, 0.3])
    assert involved(breadth, stress, 0.0) == pytest.approx(breadth)


def test_stress_comes_from_whichever_presses_harder():
    assert stress_of(0.05, 0.0, 0.1, 0.2) == pytest.approx(0.5)
    assert stress_of(-0.3, 0.1, 0.1, 0.2) == pytest.approx(0.5)
    assert stress_of(9.0, 9.0, 0.1, 0.2) == 1.0
    assert stress_of(-9.0, 0.0, 0.1, 0.2) == 0.0


def test_needs_move_but_not_ever_further():
    luck = np.random.default_rng(3)
    misfit = np.zeros(5000)
    for _ in range(200):
        misfit = next_misfit(misfit, luck.standard_normal(5000), 0.9)
    assert misfit.std() == pytest.approx(1.0, abs=0.05)


def test_whoever_is_heard_corrects_a_design():
    misfit = np.array([-2.0, 0.0, 1.0])
    alone, heard = (design_error(misfit, 0.1, np.full(3, h), 0.5) for h in (0.0, 1.0))
    assert alone == pytest.approx([0.2, 0.0, 0.1])
    assert heard == pytest.approx(alone / 2)
    assert (design_error(misfit, 0.0, np.zeros(3), 0.5) == 0).all()


def test_many_to_be_heard_hold_up_a_decision():
    assert held_up(1.0, 0.4, 0.3)
    assert not held_up(0.5, 0.4, 0.3)
    assert not held_up(0.0, 0.4, 0.0)


def test_at_zero_nothing_of_it_matters():
    others = {
        "involvement.correction": 1.0,
        "involvement.legitimacy": 0.6,
        "involvement.cost": 20000,
        "involvement.delay_months": 18,
        "involvement.slowness": 0.9,
        "involvement.anxiety": 1.0,
    }
    for option in ("tender", "alliance"):
        assert alike(simulate(small(), option), simulate(small(parameters=others), option))


@pytest.mark.parametrize("option", ["tender", "alliance"])
def test_breadth_lowers_error_and_starts_later_whatever_the_way_of_buying(option):
    given = {"involvement.design_error": 0.15}
    narrow, wide = (
        small(options=ways(breadth), parameters=given, **STORY) for breadth in (0.0, 0.8)
    )
    months = [World(story, option, 1, 0).commissioners[0].live_from for story in (narrow, wide)]
    assert months[1] > months[0]
    off, on = (simulate(story, option, measures=NAMES) for story in (narrow, wide))
    assert on.measures["design_error"] < off.measures["design_error"]
    assert on.measures["involvement_index"] > off.measures["involvement_index"] == 0
    world = finished(wide, option)
    assert int(world.ledger.balances.sum()) == 0
    assert ((world.care.trust >= 0) & (world.care.trust <= 1)).all()


def test_a_misfit_design_lowers_wellbeing_and_needs_move_alike_under_every_way():
    stories = [small(parameters={"involvement.design_error": e}, **STORY) for e in (0.0, 0.2)]
    whole, misfit = (simulate(story, "tender").outcomes["wellbeing"] for story in stories)
    assert misfit < whole
    worlds = [finished(stories[1], option) for option in ("tender", "auction")]
    assert (worlds[0].change.involvement.misfit == worlds[1].change.involvement.misfit).all()


def test_under_stress_fewer_are_heard():
    given = {"involvement.much_undone": 0.03, "involvement.much_over": 0.03}
    indices = []
    for anxiety in (0.0, 1.0):
        story = small(
            options=ways(0.8), parameters=given | {"involvement.anxiety": anxiety}, **STORY
        )
        indices.append(simulate(story, "tender", measures=NAMES).measures["involvement_index"])
    assert indices[1] < indices[0]
