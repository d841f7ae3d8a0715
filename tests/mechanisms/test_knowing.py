"""Who knows people assesses sooner and more rightly; wrong assessments send care astray."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.prior_tie import (
    assessed_share,
    assessment_error,
    care_misplaced,
    known_by_some,
)
from alliance_sim.simulate import simulate
from alliance_sim.world.knowing import ties
from alliance_sim.world.market import KINDS
from tests.small import alike, equal, finished, small

TENDER = {"it": {"mechanism": "competitive_tender"}}
CONSORTIUM = {"it": {"mechanism": "voluntary_consortium"}}
ON = {"knowing.misjudged": 0.3, "knowing.tie_effect": 0.6}


def test_a_partner_s_knowledge_helps_as_far_as_it_is_shared():
    others = np.array([0.5, 0.5])
    assert known_by_some(0.2, others, sharing=0.0) == pytest.approx(0.2)
    assert known_by_some(0.2, others, sharing=1.0) == pytest.approx(1 - 0.8 * 0.25)


def test_a_tie_takes_off_error_and_time():
    tie = np.array([0.0, 0.5, 1.0])
    assert assessment_error(0.3, tie, 0.6) == pytest.approx([0.3, 0.21, 0.12])
    assert assessed_share(np.full(3, 0.5), tie, 0.6, 0.5) == pytest.approx(
        [0.5, 0.5 / 0.85, 0.5 / 0.7]
    )
    assert assessed_share(np.full(3, 0.9), tie, 0.6, 1.0).max() <= 1


def test_an_error_takes_from_one_what_it_gives_to_another():
    assert care_misplaced(np.zeros(2)) == pytest.approx([0.0, 0.0])
    draws = np.random.default_rng(1).normal(0.0, 0.3, 400_000)
    assert care_misplaced(np.array([0.3]))[0] == pytest.approx(
        np.maximum(draws, 0).mean(), rel=0.02
    )


@pytest.mark.parametrize("other", ["time_saved", "known_before.voluntary_sector"])
def test_without_an_effect_ties_make_no_difference(other):
    runs = [
        simulate(small(CONSORTIUM, {f"knowing.{other}": value}, months=24), "it")
        for value in (0.1, 0.7)
    ]
    assert alike(*runs)


def test_misplaced_hours_are_worked_and_paid_but_do_not_meet_need():
    right, wrong = (
        simulate(small(TENDER, {"knowing.misjudged": sd}, months=24), "it") for sd in (0.0, 0.3)
    )
    assert wrong.outcomes["unmet_need_hours"] > right.outcomes["unmet_need_hours"]
    care = [run.monthly["cost_care_gbp"][0] for run in (right, wrong)]
    assert care[0] == pytest.approx(care[1], rel=0.01)


def test_ties_come_with_who_assesses_not_with_the_way_of_buying():
    world = finished(small(TENDER, ON, months=20), "it")
    before = ties(world)
    world.market.kind[:] = KINDS.index("voluntary_sector")
    assert (ties(world) >= before).all()
    world.market.kind[:] = KINDS.index("national_private")
    assert (ties(world) <= before).all()


def test_the_error_of_all_moves_with_those_newly_assessed():
    world = finished(small(CONSORTIUM, ON, months=30), "it")
    noted = world.record.noted("assessment_error")
    assert equal(noted[0] <= 0.3, True)
    assert noted[-1] < noted[0]
    plain = finished(small(CONSORTIUM, months=30), "it")
    assert np.isnan(plain.record.noted("assessment_error")).all()
