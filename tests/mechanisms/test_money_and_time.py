"""Money and time: budgets that bind, growing need, sudden change."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.rationing import (
    allowed_in_month,
    next_plan,
    starts_let_through,
)
from alliance_sim.simulate import simulate
from alliance_sim.world.budget import spent, yearly_budget
from tests.small import WAYS, alike, finished, months_of, small

GROWTH, RESTRAINT, RATE = "needs.growth", "budget.restraint", "sudden.rate"


def test_a_plan_is_cut_while_a_month_costs_more_than_it_may_and_restored_after():
    cut = next_plan(np.array([1.0]), np.array([80.0]), np.array([100.0]), 0.5, 0.6)
    assert cut == pytest.approx(0.9)
    back = next_plan(cut, np.array([120.0]), np.array([100.0]), 0.5, 0.6)
    assert back == pytest.approx(0.99)
    assert next_plan(cut, np.array([0.0]), np.array([100.0]), 1.0, 0.6) == pytest.approx(0.6)
    assert next_plan(cut, np.array([500.0]), np.array([100.0]), 1.0, 0.6) == pytest.approx(1.0)


def test_what_is_left_of_a_year_is_spread_over_its_months():
    assert allowed_in_month(np.array([1200.0]), np.array([300.0]), 9) == pytest.approx(100.0)
    assert allowed_in_month(np.array([1200.0]), np.array([1300.0]), 9) == 0.0


def test_waiting_follows_the_depth_of_the_cut():
    plans = np.array([1.0, 0.8, 0.6])
    assert starts_let_through(plans, 0.6, 0.5) == pytest.approx([1.0, 0.75, 0.5])


@pytest.mark.parametrize("option", WAYS)
@pytest.mark.parametrize(
    "silent",
    [
        {"budget.growth": -0.05, "budget.speed": 1.0, "budget.waiting": 1.0},
        {"sudden.need_size": 0.4, "sudden.wage_size": 0.12, "sudden.failures": False},
    ],
)
def test_switched_off_nothing_of_a_mechanism_matters(option, silent):
    assert alike(simulate(small(), option), simulate(small(parameters=silent), option))


def test_need_grows_at_its_rate_and_takes_no_life():
    steady = finished(small(months=36), "tender")
    grown = finished(small(months=36, parameters={GROWTH: 0.05}), "tender")
    ratio = grown.record.columns["needed_hours"] / steady.record.columns["needed_hours"]
    assert ratio[-1] == pytest.approx(1.05**3, rel=0.03)
    deaths = [world.record.columns["deaths"] for world in (steady, grown)]
    assert np.array_equal(*deaths)
    # Reablement takes part of the rise away again, so that needs agree only in the main.
    assert grown.people.base == pytest.approx(steady.people.base * 1.05**3)


def test_a_council_that_is_held_to_its_budget_plans_less_and_keeps_to_it():
    pressed = {GROWTH: 0.04, "budget.growth": -0.02}
    free, held = (
        finished(small(months=60, parameters=pressed | {RESTRAINT: value}), "tender")
        for value in (0.0, 1.0)
    )
    year = np.arange(37, 49)
    budget = yearly_budget(held, 48).sum()
    assert spent(free, 37, 48).sum() > budget
    over = [spent(world, 37, 48).sum() - budget for world in (held, free)]
    assert over[0] < over[1] / 2
    assert (held.record.noted("planned_share")[year] < 1).all()
    unmet = [world.record.columns["unmet_need_hours"][year].sum() for world in (free, held)]
    assert unmet[1] > unmet[0]


def test_hours_are_not_cut_where_that_would_save_nothing():
    block = {"block": {"mechanism": "competitive_tender", "contract": {"kind": "block"}}}
    story = small(
        options=block, parameters={GROWTH: 0.04, "budget.growth": -0.05, RESTRAINT: 1.0}, months=36
    )
    live = False
    for world in months_of(story, "block"):
        deals = world.deals()
        if deals and all(not deal.mechanism.contract.reimburses_cost for deal in deals):
            own = world.market.in_house[0]
            outside = world.serves[0] != own
            live |= world.month > 30
            if world.month > 30:
                assert (world.pressures.planned[outside] == 1).all()
    assert live


def test_sudden_change_strikes_alike_under_every_way_of_buying_and_not_in_the_warm_up():
    story = small(parameters={RATE: 3.0}, months=36)
    struck = [finished(story, option).record.noted("sudden_changes") for option in WAYS]
    assert np.nansum(struck[0]) > 0
    assert (struck[0][: story.warm_up] == 0).all()
    for other in struck[1:]:
        assert np.array_equal(struck[0], other)


def test_the_largest_provider_fails_only_where_failures_are_among_what_strikes():
    exits = [
        finished(small(parameters={RATE: 3.0, "sudden.failures": value}, months=36), "tender").exits
        for value in (True, False)
    ]
    assert exits[0] > exits[1]


def test_a_jump_of_need_passes():
    off = finished(small(months=48, parameters={"needs.growth": 0.0}), "tender")
    only_need = {RATE: 1.0, "sudden.wage_size": 0.0, "sudden.budget_size": 0.0}
    story = small(months=48, parameters=only_need | {"sudden.failures": False})
    levels = [world.pressures.levels["sudden"] for world in months_of(story, "tender")]
    assert set(levels) == {1.0, 1.15}
    assert off.pressures.parts == ()


def test_recovery_and_waiting_are_measured():
    story = small(parameters={RATE: 2.0, RESTRAINT: 1.0, "budget.growth": -0.05}, months=36)
    names = ("recovery_months", "waiting_people", "planned_share")
    found = simulate(story, "tender", measures=names).measures
    assert found["recovery_months"] >= 0
    assert found["waiting_people"] > 0
    assert 0 < found["planned_share"] < 1
    quiet = simulate(small(), "tender", measures=names).measures
    assert np.isnan(quiet["recovery_months"])
    assert quiet["planned_share"] == 1.0


@pytest.mark.parametrize("option", WAYS)
def test_money_is_conserved_under_pressure(option):
    story = small(parameters={RATE: 1.0, RESTRAINT: 1.0, GROWTH: 0.03}, months=36)
    world = finished(story, option)
    assert world.ledger.balances.sum() == 0
    assert (world.ledger.flows_of_all_months().sum(axis=2) == 0).all()
