"""Unpaid carers: what plans ask of them, whom they join, and when the council listens."""

import numpy as np
import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import measure
from alliance_sim.rules.behaviour.coalition import next_influence, ready_to_join
from tests.small import finished, small

ALONE = {"carers.organising": 0.5}


def town(parameters, **changes):
    return small(parameters=parameters, place={"councils": ["Bexley"], "residents": 300}, **changes)


def read(parameters, *names):
    world = finished(town(parameters), "tender")
    period = counted(world)
    return world, [measure(period, name) for name in names]


def test_friends_lower_the_strain_at_which_someone_joins():
    strain, friends = np.array([0.2, 0.2, 0.5]), np.array([0.0, 1.0, 0.0])
    assert ready_to_join(strain, friends, 0.3, 0.6).tolist() == [False, True, True]


def test_the_council_does_not_listen_below_the_threshold():
    none = next_influence(np.array([0.0]), np.array([0.05]), 0.05, 0.1)
    full = next_influence(np.array([1.0]), np.array([0.2]), 0.05, 0.1)
    assert none[0] == 0.0
    assert full[0] == 1.0


def test_carers_who_join_are_heard_and_breaks_cost_the_council():
    world, (joined, influence) = read(
        {**ALONE, "carers.threshold": 0.01}, "carers_joined", "carers_influence"
    )
    assert 0 < joined < 1
    assert influence > 0
    rows = world.ledger.rows()
    assert rows["pence"].sum() == 0
    costs = world.record.columns["cost_care_gbp"]
    assert np.isfinite(costs).all()


def test_too_few_win_nothing():
    _, (influence,) = read({**ALONE, "carers.threshold": 1.0}, "carers_influence")
    assert influence == 0.0


def test_joining_eases_strain():
    _, (alone,) = read({}, "carer_strain")
    _, (together,) = read({**ALONE, "carers.threshold": 0.01}, "carer_strain")
    assert together < alone


def test_plans_that_draw_on_the_network_ask_less_of_paid_care_and_more_of_carers():
    names = ("paid_hours_share", "support_hours_year", "carer_strain")
    _, (paid, support, strain) = read({}, *names)
    heavy = {"carers.network_planning": 0.6, "carers.network_strain": 0.1}
    _, (less, more, strained) = read(heavy, *names)
    assert less < paid
    assert more > support
    assert strained > strain


@pytest.mark.parametrize("path", ["carers.pull", "carers.network_strain", "carers.respite_relief"])
def test_off_nothing_of_it_matters(path):
    plain = finished(town({}), "tender").people
    moved = finished(town({path: 0.9}), "tender").people
    assert plain.strain.tobytes() == moved.strain.tobytes()
