"""A council's own machinery: overhead, accountability, and by what buying is judged."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.accountability import falls_short, overspent, unanswered
from alliance_sim.rules.behaviour.overhead import growth_with_size, with_lag
from alliance_sim.simulate import simulate
from alliance_sim.world.ledger import PENCE, PURPOSE
from tests.small import WAYS, alike, finished, small

EXPONENT, USUAL = "overheads.exponent", "overheads.usual_size"
WEIGHT, OWN = "accountability.weight", "objectives.residents_weight"
LENIENT = {"accountability.quality_floor": 0.0, "accountability.tolerance": 1.0}

SILENT = {
    "overheads": {USUAL: 2_000_000, "overheads.usual_share": 0.15, "overheads.lag_months": 4.0},
    "accountability": {"accountability.penalty": 0.05, "accountability.quality_floor": 0.75},
    "objectives": {"objectives.value": 1.0, OWN: 1.0},
}


@pytest.mark.parametrize("option", WAYS)
@pytest.mark.parametrize("name", SILENT)
def test_switched_off_nothing_of_a_mechanism_matters(option, name):
    assert alike(simulate(small(), option), simulate(small(parameters=SILENT[name]), option))


def test_overhead_grows_out_of_proportion_only_beyond_the_usual_size():
    assert growth_with_size(40.0, 10.0, 0.5) == pytest.approx(1.0)
    assert growth_with_size(40.0, 10.0, 0.0) == 0.0
    assert growth_with_size(5.0, 10.0, 0.5) == 0.0


def test_a_decision_that_waits_is_less_likely_in_any_month():
    assert with_lag(0.5, 0.0) == 0.5
    # Two months on average become four.
    assert with_lag(0.5, 2.0) == pytest.approx(0.25)


def test_large_councils_pay_overhead_and_let_people_wait():
    names = ["overhead_share", "decision_lag_months", "waiting_people", "front_line_hours"]
    on = {EXPONENT: 0.3, "overheads.lag_months": 4.0}
    plain = simulate(small(), "tender", measures=names)
    large = simulate(small(parameters=on), "tender", measures=names)
    small_one = simulate(small(parameters=on | {USUAL: 50_000_000}), "tender", measures=names)
    assert large.outcomes["cost_governance_gbp"] > plain.outcomes["cost_governance_gbp"]
    assert large.measures["waiting_people"] > plain.measures["waiting_people"]
    assert small_one.measures["overhead_share"] == 0.0
    assert plain.measures["overhead_share"] == plain.measures["decision_lag_months"] == 0.0
    assert small_one.outcomes["wellbeing"] == plain.outcomes["wellbeing"]


def test_deciding_late_delays_the_new_arrangement():
    long = {EXPONENT: 1.0, "overheads.lag_months": 3.0}
    world, plain = (finished(small(parameters=on), "tender") for on in (long, {}))
    assert world.commissioners[0].live_from > plain.commissioners[0].live_from


def test_failures_are_told_from_years_that_pass():
    money = overspent(np.array([102.0, 104.0]), np.array([100.0, 100.0]), 0.03)
    assert money.tolist() == [False, True]
    assert falls_short(np.array([0.5, 0.7, np.nan]), 0.6).tolist() == [True, False, False]


def test_nobody_alone_answers_where_all_are_judged_together():
    assert unanswered(np.array([0.5, 0.5]), together=True) == pytest.approx(0.5)
    assert unanswered(np.array([1.0]), together=True) == 0.0
    assert unanswered(np.array([0.5, 0.5]), together=False) == 0.0


def test_a_council_that_passes_pays_for_the_audit_alone():
    strict = small(parameters={WEIGHT: 1.0} | LENIENT)
    plain, audited = simulate(small(), "tender"), simulate(strict, "tender")
    assert audited.outcomes["cost_monitoring_gbp"] > plain.outcomes["cost_monitoring_gbp"]
    assert audited.outcomes["wellbeing"] == plain.outcomes["wellbeing"]


def test_a_council_that_fails_on_quality_pays_and_watches_more_closely():
    fails = {WEIGHT: 1.0, "accountability.quality_floor": 0.99, "accountability.tolerance": 1.0}
    world, plain = (finished(small(parameters=on), "tender") for on in (fails, {}))
    paid = world.ledger.flows_of_all_months()[12, PURPOSE["monitoring"], world.accounts.council]
    assert -paid.sum() / PENCE > 0.01 * world.budget_year
    felt = [
        one.delivery.felt[one.holds & ~np.isin(np.arange(one.market.rows), 0)].mean()
        for one in (world, plain)
    ]
    assert felt[0] > felt[1]


def test_a_council_that_overspends_rations_in_the_year_after():
    tight = {WEIGHT: 1.0, "place.budget_ratio": 0.8, "accountability.quality_floor": 0.0}
    world = finished(small(parameters=tight, months=36), "tender")
    planned = world.record.noted("planned_share")
    assert (planned[1:12] == 1).all()
    assert planned[12:24].min() < 1


def test_an_alliance_answers_together():
    story = small(parameters={WEIGHT: 1.0}, months=36)
    gaps = {
        option: simulate(story, option, measures=["accountability_gap"]).measures for option in WAYS
    }
    assert gaps["tender"]["accountability_gap"] == 0.0
    assert gaps["alliance"]["accountability_gap"] > 0.2


def test_the_chosen_objective_lies_between_the_commissioners_score_and_wellbeing():
    names = ["objective_score", "commissioner_score", "breaches_year", "joint_surplus_gbp"]
    scores = []
    for weight in (0.0, 0.5, 1.0):
        run = simulate(small(parameters={OWN: weight}), "tender", measures=names)
        scores.append(run.measures["objective_score"])
    assert scores[0] == pytest.approx(run.measures["commissioner_score"])
    assert scores[2] == pytest.approx(run.outcomes["wellbeing"])
    assert scores[1] == pytest.approx((scores[0] + scores[2]) / 2)
    assert 0 <= run.measures["breaches_year"] <= 1
    parts = ("commissioner", "nhs", "providers")
    total = sum(run.parties[f"party_{one}_gbp"] for one in parts)
    assert run.measures["joint_surplus_gbp"] == pytest.approx(total)
