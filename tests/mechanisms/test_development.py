"""Capacity built for published need: who builds, what it costs, when it is there."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.development import (
    present_value,
    probability_of_use,
    worth_building,
)
from alliance_sim.simulate import simulate
from alliance_sim.world.ledger import PURPOSE
from tests.small import alike, finished, small

ROOMY = {"development.size": 50, "development.cost": 5}
MEASURES = ["developments_made", "developments_missed"]


def tender(published, guarantee):
    governance = {"published_need": published}
    continuity = {"volume_guarantee": guarantee}
    way = {"mechanism": "competitive_tender", "governance": governance, "continuity": continuity}
    return {"it": way}


def test_what_is_promised_is_used_and_of_the_rest_what_trust_makes_likely():
    used = probability_of_use(np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0]), 0.4)
    assert used.tolist() == [1.0, 0.4, 0.0]


def test_present_value_is_that_of_an_annuity():
    assert present_value(np.array([100.0]), 0.1, 2)[0] == pytest.approx(100 / 1.1 + 100 / 1.21)
    assert present_value(np.array([100.0]), 0.0, 2)[0] == 200


def test_nobody_builds_at_a_loss_or_for_less_than_it_costs():
    cost = np.array(10.0)
    value = np.array([40.0, 40.0, -1.0])
    used = np.array([0.5, 0.4, 1.0])
    built = worth_building(used, value, np.full(3, 0.5), cost)
    assert built.tolist() == [True, False, False]
    assert not worth_building(np.ones(1), np.array([-1.0]), np.zeros(1), np.array(0.0))[0]


def test_where_need_is_published_providers_build_and_more_is_delivered():
    silent, told = (finished(small(tender(p, 0.6), ROOMY, months=48), "it") for p in (0.0, 1.0))
    assert told.relations.built.sum() > 0
    assert silent.relations.built.sum() == 0
    late = slice(30, None)
    share = [w.record.columns["undelivered_share"][late].mean() for w in (silent, told)]
    assert share[1] < share[0]
    book = told.ledger.flows_of_all_months()[:, PURPOSE["investment"]]
    hours = told.relations.built.sum() + sum(hours for _, _, hours in told.relations.coming)
    assert -book[:, told.accounts.provider].sum() == pytest.approx(hours * 5 * 100)
    assert told.ledger.balances.sum() == 0


def test_capacity_comes_only_after_its_time():
    scenario = small(tender(1.0, 0.6), ROOMY | {"development.lag_months": 24}, months=28)
    world = finished(scenario, "it")
    assert world.relations.coming
    assert world.relations.built.sum() == 0


def test_without_a_promise_what_would_have_paid_is_missed():
    none = {"development.called_on": 0.0}
    promised, call_off = (
        simulate(small(tender(1.0, g), ROOMY | none, months=48), "it", measures=MEASURES).measures
        for g in (0.8, 0.0)
    )
    assert promised["developments_made"] > 0
    assert call_off["developments_made"] == 0
    assert call_off["developments_missed"] > 0


def test_nobody_keeps_more_ready_than_is_wanted():
    world = finished(small(tender(1.0, 0.6), ROOMY, months=48), "it")
    home = world.market.staff[:, 0]
    assert (world.relations.built >= 0).all()
    wanted = world.demand_by_provider[:, 0]
    busy = world.relations.built > 0
    assert (home[busy] <= wanted[busy] * 2).all()


def test_nothing_of_it_matters_where_nothing_is_published():
    one, two = (
        simulate(small(tender(0.0, 0.5), given), "it")
        for given in ({}, ROOMY | {"development.uncertainty": 0.1})
    )
    assert alike(one, two)
