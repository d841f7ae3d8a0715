"""Pressure handed down, reports lifted under it, words that targets contradict."""

import numpy as np
import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import measure
from alliance_sim.rules.behaviour.pressing import best_manipulation, called_for, handed_down
from alliance_sim.rules.behaviour.professing import enacted_weight, gap_between, trust_in_words
from alliance_sim.simulate import simulate
from tests.small import alike, finished, small

PRESSED = {"pressure.transmission": 0.8, "pressure.target": 0.3, "pressure.band": 0.1}


def tender(**governance):
    return {"tender": {"mechanism": "competitive_tender", "governance": governance}}


def measured(world, name):
    return measure(counted(world), name)


def test_either_missed_targets_or_overspending_presses_and_both_press_more():
    short, over = np.array([0.0, 0.1, 0.0, 0.1]), np.array([0.0, 0.0, 0.05, 0.05])
    assert called_for(short, 0.2, over, 0.1) == pytest.approx([0.0, 0.5, 0.5, 0.75])


def test_each_level_ends_with_its_share_of_the_one_above():
    managers = front = np.zeros(1)
    for _ in range(200):
        front = handed_down(front, managers, 0.5, 0.2)
        managers = handed_down(managers, np.ones(1), 0.5, 0.2)
    assert managers == pytest.approx([0.5])
    assert front == pytest.approx([0.25])


def test_a_report_is_lifted_until_the_next_point_costs_what_it_brings():
    stake, pressure, weight, rate = 0.2, 0.5, 0.4, 0.25
    best = float(best_manipulation(np.array(stake), np.array(pressure), weight, rate))

    def gain(points):
        return (stake + weight * pressure) * points - points**2 / (2 * rate)

    assert gain(best) > max(gain(best - 0.01), gain(best + 0.01))


def test_pressure_reaches_the_front_line_and_people_leave():
    calm, pressed = (finished(small(tender(), p), "tender") for p in ({}, PRESSED))
    assert measured(calm, "stress") == 0.0
    assert 0 < measured(pressed, "stress") < measured(pressed, "pressure_managers")
    assert measured(pressed, "pressure_managers") < measured(pressed, "pressure_council")
    turnover = [world.record.columns["staff_turnover_year"][-1] for world in (calm, pressed)]
    assert turnover[1] > turnover[0]


def test_pressure_lifts_reports_and_lifting_them_costs():
    parameters = PRESSED | {"pressure.gaming_diversion": 0.0, "pressure.gaming_cost": 0.5}
    honest, lifted = (
        finished(small(tender(), parameters | {"pressure.gaming": weight}), "tender")
        for weight in (0.0, 1.0)
    )
    for world in (honest, lifted):
        assert world.ledger.balances.sum() == 0
    gap = [world.record.columns["quality_measured"] for world in (honest, lifted)]
    assert np.nanmean(gap[1]) > np.nanmean(gap[0])
    ratios = [world.acted_on[1].cost_ratio[world.holds].mean() for world in (honest, lifted)]
    assert ratios[1] > ratios[0]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("pressure.target", 0.3),
        ("pressure.band", 0.05),
        ("pressure.overspend_band", 0.02),
        ("pressure.memory", 1.0),
        ("pressure.pull", 0.3),
        ("pressure.stress_turnover", 0.8),
        ("pressure.stress_relational", 0.15),
        ("pressure.gaming", 1.0),
        ("pressure.gaming_cost", 0.5),
        ("pressure.gaming_diversion", 1.0),
        ("words.gain", 0.02),
        ("words.gap_loss", 0.1),
    ],
)
def test_switched_off_nothing_that_belongs_to_it_matters(path, value):
    assert alike(*(simulate(small(parameters=p), "tender") for p in ({}, {path: value})))


def test_targets_on_indicators_weigh_relations_less_and_on_outcomes_as_they_are():
    relational, visible = np.array([0.5]), np.array([0.25])
    by_indicators = enacted_weight(np.array([0.2]), np.zeros(1), visible, relational)
    by_outcomes = enacted_weight(np.zeros(1), np.array([0.2]), visible, relational)
    nothing = enacted_weight(np.zeros(1), np.zeros(1), visible, relational)
    assert by_indicators == pytest.approx([0.2])
    assert by_outcomes == pytest.approx([0.5])
    assert gap_between(relational, nothing) == pytest.approx([0.0])


def test_words_bring_trust_where_targets_bear_them_out_and_cost_it_where_they_do_not():
    trust, words = np.array([0.5]), np.ones(1)
    assert trust_in_words(trust, words, np.zeros(1), 0.01, 0.03) > trust
    assert trust_in_words(trust, words, np.ones(1), 0.01, 0.03) < trust


def test_words_without_deeds_and_words_with_them():
    contradicted, borne_out = (
        [
            simulate(small(tender(words=words, **stakes)), "tender").outcomes["trust"]
            for words in (0.0, 1.0)
        ]
        for stakes in ({"kpi_stake": 0.4}, {"kpi_stake": 0.0, "outcome_stake": 0.2})
    )
    assert contradicted[1] < contradicted[0]
    assert borne_out[1] > borne_out[0]
