"""Plans: fixed hours miss what moves, unfunded hours do not come, and 0 is off."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.planning import blended, disappointed, fenced, plan_error
from alliance_sim.simulate import simulate
from tests.small import alike, finished, small

STORY = {"months": 30, "warm_up": 4, "place": {"councils": ["Bexley"], "residents": 200}}
SERVES = np.array([0, 0, 1])


def test_a_rigid_plan_is_staffed_as_planned():
    plan, need = np.array([10.0, 0.0]), np.array([0.0, 10.0])
    assert blended(plan, need, 0.0) == pytest.approx(need)
    assert blended(plan, need, 1.0) == pytest.approx(plan)
    assert blended(plan, need, 0.3) == pytest.approx([3, 7])


def test_hours_fixed_to_places_are_lost_where_need_has_gone():
    can, plan, wanted = np.array([20.0, 5.0]), np.array([10, 10, 5.0]), np.array([4, 16, 5.0])
    assert fenced(can, plan, wanted, SERVES, 0.0) == pytest.approx(wanted)
    assert fenced(can, plan, wanted, SERVES, 1.0) == pytest.approx([4, 10, 5])
    half = fenced(can, plan, wanted, SERVES, 0.5)
    assert half == pytest.approx([4, 13, 5])


@pytest.mark.parametrize("fixed", [0.0, 0.4, 1.0])
def test_nobody_works_more_hours_than_there_are_or_are_wanted(fixed):
    luck = np.random.default_rng(2)
    for _ in range(50):
        can, plan, wanted = (10 * luck.random(size) for size in (2, 3, 3))
        given = fenced(can, plan, wanted, SERVES, fixed)
        assert (given <= wanted + 1e-9).all()
        assert (np.bincount(SERVES, given) <= can + 1e-9).all()


def test_the_more_precise_a_plan_the_larger_its_error():
    plan, wanted = np.array([10, 10, 5.0]), np.array([4, 16, 5.0])
    errors = [plan_error(plan, wanted, SERVES, precision) for precision in (0.0, 0.5, 1.0)]
    assert errors == pytest.approx([0.0, 6 / 25, 12 / 25])
    assert plan_error(plan, 0 * wanted, SERVES, 1.0) == 0.0


def test_trust_goes_with_what_does_not_come():
    after = disappointed(np.array([0.5, 0.5]), np.array([0.0, 0.4]), 0.1)
    assert after == pytest.approx([0.5, 0.48])


def test_at_zero_nothing_of_it_matters():
    others = {
        "planning.precision": 0.0,
        "planning.review_months": 3,
        "planning.cost": 8000,
        "planning.disappointment": 0.3,
    }
    assert alike(simulate(small(), "tender"), simulate(small(parameters=others), "tender"))


@pytest.mark.parametrize("option", ["tender", "alliance"])
def test_a_plan_is_made_every_year_paid_for_and_off_the_mark(option):
    given = {"planning.rigidity": 0.8}
    world = finished(small(parameters=given, **STORY), option)
    assert int(world.ledger.balances.sum()) == 0
    gaps = world.record.noted("plan_gap")
    assert (gaps[1:] > 0).all()
    hours = world.delivery.met * world.demand_by_provider
    assert (world.care.met >= 0).all()
    assert (world.care.met <= 1 + 1e-12).all()
    assert (hours >= 0).all()


def test_what_is_announced_and_not_funded_does_not_come_and_costs_trust():
    names = ("plan_realised", "plan_gap", "staff_lag")
    whole, short = (
        simulate(small(parameters={"planning.gap": gap}, **STORY), "tender", measures=names)
        for gap in (0.0, 0.2)
    )
    assert short.measures["plan_realised"] < whole.measures["plan_realised"] <= 1
    assert short.outcomes["unmet_need_hours"] > whole.outcomes["unmet_need_hours"]
    assert short.outcomes["trust"] < whole.outcomes["trust"]
    assert short.outcomes["cost_care_gbp"] < whole.outcomes["cost_care_gbp"]
