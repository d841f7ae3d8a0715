"""Monitoring that answers, inspections that find, and records apart from relations."""

import numpy as np
import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import MEASURES, measure
from alliance_sim.metrics.measures.effort import efforts_chosen
from alliance_sim.rules.behaviour.watching import (
    answering,
    next_attention,
    next_lapse,
    visit_chances,
)
from alliance_sim.simulate import simulate
from alliance_sim.world.record import BASIS
from tests.small import alike, equal, finished, months_of, small

SLIPPING = {"monitoring.lapse_rate": 0.4, "monitoring.lapse_depth": 0.3}


def tender(**governance):
    return {"tender": {"mechanism": "competitive_tender", "governance": governance}}


def measured(world, name):
    return measure(counted(world), name)


def test_attention_goes_from_those_seen_to_do_well_to_those_seen_to_do_badly():
    seen = np.array([0.5, 0.6, 0.7, 0.9])
    attention = np.ones(4)
    for _ in range(60):
        attention = next_attention(attention, seen, 0.6, 0.2, 0.3)
    assert attention == pytest.approx([1.5, 1.0, 0.5, 0.0], abs=1e-6)


def test_monitoring_that_does_not_answer_stays_as_the_contract_has_it():
    attention = np.array([0.0, 1.0, 2.0])
    assert equal(answering(np.full(3, 0.6), np.zeros(3), attention), np.full(3, 0.6))
    assert answering(np.full(3, 0.6), np.ones(3), attention) == pytest.approx([0.0, 0.6, 1.0])


def test_visits_that_follow_risk_are_moved_and_not_multiplied():
    seen, there = np.array([0.5, 0.6, 0.7, 0.1]), np.array([1.0, 1.0, 1.0, 0.0])
    rate = np.full(4, 0.1)
    even, aimed = (visit_chances(rate, np.full(4, share), seen, there, 0.1) for share in (0, 1))
    assert equal(even, [0.1, 0.1, 0.1, 0.0])
    assert aimed.sum() == pytest.approx(even.sum())
    assert aimed[0] / aimed[1] == pytest.approx(np.e)


def test_a_lapse_is_put_right_sooner_under_a_plan():
    alone, planned = (next_lapse(np.ones(1), 0.06, np.zeros(1), np.full(1, p)) for p in (0.0, 0.3))
    assert planned < alone < 1


def test_with_monitoring_that_answers_providers_are_watched_unalike():
    for world in months_of(small(tender(monitoring_response=1.0)), "tender"):
        watched = world.acted_on[0].monitoring[world.holds]
    assert np.ptp(watched) > 0
    blind = finished(small(tender()), "tender")
    assert np.ptp(blind.acted_on[0].monitoring[blind.holds]) == 0


def test_a_provider_found_failing_is_watched_in_full_until_its_plan_ends():
    story = small(tender(inspections=12.0), SLIPPING | {"monitoring.detection": 1.0})
    planned, known = 0, np.zeros(0, dtype=int)
    for world in months_of(story, "tender"):
        terms, _, _ = world.acted_on
        assert (terms.monitoring[known] == 1.0).all()
        known = np.flatnonzero(world.managing.watching.plan > 0)
        planned += len(known)
    assert planned > 0


def test_inspections_find_with_their_power_and_wrong_none_without_false_alarms():
    blind, keen = (
        finished(
            small(
                tender(inspections=12.0),
                SLIPPING | {"monitoring.detection": power, "monitoring.false_alarm": 0.0},
            ),
            "tender",
        )
        for power in (0.3, 1.0)
    )
    assert measured(keen, "inspection_power") == 1.0
    assert measured(blind, "inspection_power") < 1.0
    assert measured(keen, "inspection_false_alarms") == 0.0
    assert 0 < measured(keen, "harm_detected_hours") < measured(keen, "harm_hours")


def test_inspections_are_paid_for_by_the_council_and_no_money_is_lost():
    parameters = SLIPPING | {"governance.monitoring_cost": 500}
    none, often = (
        finished(small(tender(inspections=visits), parameters), "tender") for visits in (0.0, 4.0)
    )
    assert often.ledger.balances.sum() == 0
    spent = [world.record.columns["cost_monitoring_gbp"].sum() for world in (none, often)]
    assert spent[1] > spent[0]


def test_lapses_cost_quality_and_end():
    sound, slipping = (
        simulate(small(tender(), parameters), "tender").outcomes["quality_experienced"]
        for parameters in ({}, SLIPPING)
    )
    assert slipping < sound


def test_a_managers_leaving_harms_records_and_relations_apart():
    leaving = {"workforce.manager_turnover": 0.4}
    off = leaving | {"workforce.record_loss": 0.0}
    calm = finished(small(tender(), off), "tender")
    papers = finished(small(tender(), leaving | {"workforce.record_loss": 0.6}), "tender")
    people = finished(small(tender(), off | {"workforce.relational_loss": 0.1}), "tender")
    assert measured(calm, "records_kept") == 1.0
    assert measured(papers, "records_kept") < 1.0
    assert measured(people, "records_kept") == 1.0
    assert papers.market.unsettled.max() == 0.0
    lived = [world.record.columns["wellbeing"][-1] for world in (calm, people)]
    assert lived[1] < lived[0]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("monitoring.ease_range", 0.3),
        ("monitoring.attention_speed", 0.5),
        ("monitoring.lapse_depth", 0.4),
        ("monitoring.lapse_mend", 0.2),
        ("monitoring.watched_mend", 0.2),
        ("monitoring.plan_mend", 0.6),
        ("monitoring.plan_months", 18),
        ("monitoring.detection", 0.3),
        ("monitoring.false_alarm", 0.3),
        ("monitoring.injustice", 0.4),
        ("monitoring.visit_cost", 4000),
        ("monitoring.plan_cost", 4000),
        ("workforce.relational_repair", 0.5),
        ("levers.governance.risk_based", 1.0),
    ],
)
def test_switched_off_nothing_that_belongs_to_it_matters(path, value):
    assert alike(*(simulate(small(parameters=p), "tender") for p in ({}, {path: value})))


def test_every_measure_can_be_read_where_nothing_is_switched_on():
    run = simulate(small(), "alliance", measures=tuple(MEASURES))
    assert set(run.measures) == set(MEASURES)
    assert run.measures["harm_detected_hours"] == 0.0
    assert 0 <= run.measures["effort_measured_share"] <= 1


TEAMS = {
    "community.teams.largest": 2000,
    "community.teams.shield": 0.5,
    "provider_kinds.local_private.autonomy": 1.0,
}


@pytest.mark.parametrize("teams", [{}, TEAMS], ids=["whole", "teams"])
def test_effort_worked_out_again_is_the_effort_that_was_made(teams):
    # Where nobody is squeezed or unsettled, quality is ordinary plus what effort brought.
    calm = {"workforce.squeeze_relational": 0.0}
    world = finished(small(tender(), calm | teams), "tender")
    chosen = efforts_chosen(counted(world))
    for name, brought in (
        ("verifiable", chosen.made.quality_verifiable),
        ("relational", chosen.made.quality_relational),
    ):
        level = world.record.table(name)[1:]
        lead = world.record.basis[1:, BASIS.index("lead")][..., None]
        expected = np.clip(world.working.quality_floor + lead + brought, 0, 1)
        assert level == pytest.approx(expected, abs=1e-9)
