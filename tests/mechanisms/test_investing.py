"""Investing: prevention, a reserve team, a new model of care, time for long-term goals."""

import math

import numpy as np
import pytest

from alliance_sim.rules.behaviour.horizon import expected_years, grown_within, time_to_grow
from alliance_sim.rules.behaviour.investment import adopted_next, reachable
from alliance_sim.rules.behaviour.prevention import averted, chosen_share, next_stock, payoff
from alliance_sim.rules.services import HOME
from alliance_sim.simulate import simulate
from alliance_sim.world.ledger import PURPOSE
from alliance_sim.world.model import World
from tests.small import WAYS, alike, equal, finished, small

HORIZON, ALIGNED = "prevention.horizon_years", "whole_system.alignment"
TEAM, RATE = "reserve_team.size", "sudden.rate"
MODEL, GOALS = "new_model.investment", "goals.horizon_years"

SILENT = {
    "prevention": {"prevention.most_share": 0.1, "prevention.lag_months": 3},
    "system": {ALIGNED: 1.0, "whole_system.pooling": 0.2, "whole_system.risk_aversion": 0.9},
    "team": {"reserve_team.threshold": 0.98, "reserve_team.idle_cost": 0.5},
    "model": {"new_model.saving": 0.1, "new_model.upkeep": 0.03, "new_model.spread": 0.5},
    "goals": {"goals.gain": 0.2, "goals.task_loss": 1.0, "goals.worth": 2.0, "goals.rise": 1.5},
}


@pytest.mark.parametrize("option", WAYS)
@pytest.mark.parametrize("name", SILENT)
def test_switched_off_nothing_of_a_mechanism_matters(option, name):
    assert alike(simulate(small(), option), simulate(small(parameters=SILENT[name]), option))


def test_a_stock_is_built_and_wears_off():
    assert next_stock(0.12, 0.01, 0.0) == pytest.approx(0.13)
    assert next_stock(0.12, 0.0, 1.0) == pytest.approx(0.11)
    assert averted(0.1, 0.2, 0.1) == pytest.approx(0.1)
    assert averted(1e9, 0.2, 0.1) == pytest.approx(0.2)


def test_what_prevention_brings_is_one_on_average_whatever_the_spread():
    luck = np.random.default_rng(1).normal(size=200_000)
    assert np.mean([payoff(float(z), 0.5) for z in luck]) == pytest.approx(1.0, abs=0.01)
    assert payoff(3.0, 0.0) == 1.0


def chosen(horizon, worth=1.0, lag=18, discount=0.035):
    return chosen_share(horizon, 0.05, 0.0, lag, 0.15, 0.15, 0.1, worth, discount)


def test_who_does_not_look_beyond_the_lag_spends_nothing():
    assert chosen(0.0) == 0.0
    assert chosen(1.5) == 0.0
    assert chosen(15.0) > 0.0


def test_looking_further_and_gaining_more_never_mean_spending_less():
    by_horizon = [chosen(years) for years in range(16)]
    assert by_horizon == sorted(by_horizon)
    by_worth = [chosen(10.0, worth) for worth in (0.0, 0.5, 1.0, 2.0)]
    assert by_worth == sorted(by_worth)
    assert by_worth[0] == 0.0
    assert chosen(10.0, lag=60) <= chosen(10.0)
    assert chosen(10.0, discount=0.3) <= chosen(10.0)


def test_prevention_is_paid_for_at_once_and_lowers_need_after_its_lag():
    lag = 6
    on = {HORIZON: 15.0, "prevention.lag_months": lag, "prevention.payoff_sd": 0.0}
    story = small(parameters=on, months=48)
    world = finished(story, "tender")
    book = world.ledger.flows_of_all_months()[1:, PURPOSE["prevention"]]
    assert (book[:, world.accounts.council[0]] < 0).all()
    assert (book[:, world.accounts.nhs] == 0).all()
    less = world.record.noted("need_averted")
    assert (less[:lag] == 0).all()
    assert (np.diff(less[lag:]) > 0).all()
    plain = finished(small(months=48), "tender").record.columns["needed_hours"]
    needed = world.record.columns["needed_hours"]
    assert equal(needed[:lag], plain[:lag])
    assert (needed[lag + 1 :] < plain[lag + 1 :]).all()


def test_deciding_as_one_spends_no_less_and_the_health_service_pays_its_part():
    apart, together = (
        finished(small(parameters={HORIZON: 10.0, ALIGNED: value}, months=36), "tender")
        for value in (0.0, 1.0)
    )
    shares = [world.record.noted("prevention_share") for world in (apart, together)]
    assert (shares[1] >= shares[0]).all()
    assert shares[1].sum() > shares[0].sum()
    paid = together.ledger.flows_of_all_months()[:, PURPOSE["prevention"], together.accounts.nhs]
    assert paid.sum() < 0


def test_a_reserve_team_shortens_what_falls_over_and_costs_also_while_idle():
    hard = {RATE: 2.0, "workforce.fill_rate": 0.15}
    none, team = (
        finished(small(parameters=hard | {TEAM: value}, months=36), "tender")
        for value in (0.0, 0.1)
    )
    own = team.market.in_house
    before = [world.record.income[:, own].sum() for world in (none, team)]
    assert before[0] >= 0
    paid = [
        -world.ledger.flows_of_all_months()[:, PURPOSE["care_payment"], world.accounts.council]
        for world in (none, team)
    ]
    assert paid[1].sum() > paid[0].sum()
    used = team.record.noted("reserve_used")
    assert (used[np.isfinite(used)] <= 1 + 1e-9).all()
    assert used[np.isfinite(used)].max() > 0
    unmet = [world.record.columns["unmet_need_hours"].sum() for world in (none, team)]
    assert unmet[1] < unmet[0]


class Watched(World):
    """A world whose hours are looked at when care is paid for."""

    def settle(self):
        assert (self.care.met <= 1 + 1e-12).all()
        super().settle()
        worked = (self.units * self.staff_hours[:, None])[HOME]
        by_row = np.bincount(self.serves[HOME], worked, minlength=self.market.rows)
        assert (by_row <= self.delivery.can[:, HOME] * (1 + 1e-9)).all()


def test_no_more_is_met_than_there_is_and_a_provider_is_paid_for_its_own_hours_alone():
    story = small(parameters={TEAM: 0.1, RATE: 2.0, "workforce.fill_rate": 0.15}, months=30)
    world = Watched(story, "tender", 1, 0)
    world.run()
    assert np.nanmax(world.record.noted("reserve_used")) > 0


def test_too_small_an_investment_reaches_part_of_the_place():
    assert reachable(0.03, 0.06) == pytest.approx(0.5)
    assert reachable(0.3, 0.06) == 1.0
    assert adopted_next(0.5, 0.2, 0.1) == 0.5
    assert adopted_next(0.0, 1.0, 0.1) == pytest.approx(0.1)


def test_an_investment_is_paid_once_and_costs_fall_afterwards():
    on = {MODEL: 0.06, "new_model.build_months": 6, "new_model.upkeep": 0.0}
    story = small(parameters=on, months=36)
    world = finished(story, "tender")
    paid = world.record.noted("new_model_paid")
    assert (paid[: story.warm_up] == 0).all()
    assert (paid[story.warm_up : story.warm_up + 6] > 0).all()
    assert (paid[story.warm_up + 6 :] == 0).all()
    assert paid.sum() == pytest.approx(0.06 * world.budget_year, rel=1e-6)
    plain = finished(small(months=36), "tender")
    ratio = world.market.cost_ratio / plain.market.cost_ratio
    assert ratio == pytest.approx(1 - 0.04 * world.pressures.parts[0].adopted)
    payback = simulate(story, "tender", measures=["payback_months"]).measures["payback_months"]
    assert math.isnan(payback) or payback > 6


def test_time_to_grow_follows_the_horizon():
    assert grown_within(0.0, 0.5) == 0.0
    assert grown_within(1e6, 0.5) == pytest.approx(1.0, abs=1e-5)
    assert time_to_grow(0.0, 0.5, 1.0) == 0.0
    times = [time_to_grow(years, 0.5, 1.0) for years in range(11)]
    assert times == sorted(times)
    assert times[-1] < 0.5
    assert expected_years(36, 0.5) == pytest.approx(6.0)
    assert expected_years(36, 1.0) == math.inf


def test_time_for_goals_shows_at_once_in_what_is_checked():
    names = ["measured_first_year", "wellbeing_last_year"]
    now, ahead = (
        simulate(small(parameters={GOALS: value, "goals.gain": 0.0}), "tender", measures=names)
        for value in (0.0, 5.0)
    )
    assert ahead.measures["measured_first_year"] < now.measures["measured_first_year"]
    # Nothing grows, so that only the loss is left.
    assert ahead.measures["wellbeing_last_year"] < now.measures["wellbeing_last_year"]
    free = {GOALS: 5.0, "goals.gain": 0.2, "goals.task_loss": 0.0}
    grown = simulate(small(parameters=free), "tender", measures=names)
    assert grown.measures["wellbeing_last_year"] > now.measures["wellbeing_last_year"]


@pytest.mark.parametrize("option", WAYS)
def test_money_is_conserved_whatever_is_invested(option):
    on = {HORIZON: 10.0, ALIGNED: 0.5, TEAM: 0.05, RATE: 1.0, MODEL: 0.1, GOALS: 5.0}
    world = finished(small(parameters=on, months=30), option)
    assert (world.ledger.flows_of_all_months().sum(axis=2) == 0).all()
    costs = {name: world.record.columns[name] for name in world.record.columns if "cost_" in name}
    total = costs.pop("cost_total_gbp")
    assert total == pytest.approx(sum(costs.values()))
