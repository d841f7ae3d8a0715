"""Voluntary providers drift under indicators; relational work must be shown to count."""

import numpy as np
import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import measure
from alliance_sim.rules.behaviour.drifting import exposure, next_drift
from alliance_sim.rules.behaviour.evidencing import invests, still_to_show, unseen_share
from alliance_sim.simulate import simulate
from alliance_sim.world.drifting import TRAITS
from tests.small import alike, equal, finished, small

KINDS = ("national_private", "local_private", "voluntary_sector", "community_network")
VOLUNTARY = {"provider_kinds.voluntary_sector.pool_share": 0.6}
DRIFTING = VOLUNTARY | {"drift.rate": 0.1}
QUALITY = {"tender": {"mechanism": "competitive_tender", "price_weight": 0.3}}


def tender(**governance):
    return {"tender": {"mechanism": "competitive_tender", "governance": governance}}


def measured(world, name):
    return measure(counted(world), name)


def test_indicators_expose_those_who_live_by_contracts():
    income, kpi = np.array([0.0, 1000.0, 1000.0, 9e9]), np.array([0.3, 0.0, 0.15, 0.9])
    assert exposure(income, 1000.0, kpi, 0.3) == pytest.approx([0.0, 0.0, 0.25, 1.0], abs=1e-6)


def test_drift_ends_where_exposure_is_and_the_way_back_has_its_own_pace():
    there = next_drift(np.zeros(1), np.ones(1), 0.1, 0.01)
    back = next_drift(np.ones(1), np.zeros(1), 0.1, 0.01)
    assert there == pytest.approx([0.1])
    assert back == pytest.approx([0.99])


def test_drift_takes_mission_and_reach_and_gives_bid_writing_and_cheaper_work():
    world = finished(small(tender(kpi_stake=0.4), DRIFTING), "tender")
    drifting = world.managing.drifting
    moved = drifting.drift > 0
    assert moved.any()
    assert not (moved & ~drifting.who).any()
    for trait, sign in zip(TRAITS, (-1, -1, 1, -1), strict=True):
        now, own = getattr(world.market, trait), drifting.own[trait]
        assert (sign * (now - own)[moved] > 0).all()
        assert equal(now[~moved], own[~moved])
    assert measured(world, "distinctiveness") < 1


def test_without_indicators_nobody_drifts():
    none = {"competitive_tender.governance.kpi_stake": 0.0}
    world = finished(small(tender(), DRIFTING | none), "tender")
    assert measured(world, "distinctiveness") == 1.0


def test_what_has_to_be_shown_is_what_is_relational_and_unseen_and_not_at_hand():
    unseen = unseen_share(np.array([0.5, 1.0]), np.array([0.5, 0.0]), np.array([1.0, 1.0]))
    assert unseen == pytest.approx(0.625)
    assert still_to_show(np.array([0.0, 1.0]), unseen) == pytest.approx([0.625, 0.0])


def test_evidence_is_built_up_where_it_pays():
    price, points = np.array([1000.0, 1000.0, 0.0]), np.array([0.1, 0.01, 0.0])
    assert invests(price, points, 0.5, 100_000.0, 2).tolist() == [True, False, False]


def test_showing_costs_bidders_money_and_the_voluntary_sector_most():
    free, dear = (
        finished(small(QUALITY, VOLUNTARY | {"evidencing.cost": cost}), "tender")
        for cost in (0.0, 3000.0)
    )
    assert dear.ledger.balances.sum() == 0
    assert measured(dear, "bid_burden_gbp") > measured(free, "bid_burden_gbp")
    lot, rows = dear.lots()[0], np.arange(dear.market.rows)
    by_row = dear.managing.evidencing.cost(dear, lot, rows)
    kinds = [by_row[dear.market.kind == kind].max() for kind in (0, 1, 2)]
    assert kinds == sorted(kinds)


def test_a_cost_too_high_to_earn_back_keeps_bidders_away():
    cost = {"evidencing.cost": 15000.0}
    free, dear = (
        simulate(small(QUALITY, VOLUNTARY | p), "tender", measures=("voluntary_bids",)).measures
        for p in ({}, cost)
    )
    assert dear["voluntary_bids"] < free["voluntary_bids"]


def test_those_who_build_up_evidence_are_no_longer_doubted():
    doubt = VOLUNTARY | {"evidencing.scepticism": 0.4, "evidencing.price": 1000}
    never, always = (
        finished(small(QUALITY, doubt | {"evidencing.investing": share}), "tender")
        for share in (0.0, 1.0)
    )
    assert equal(never.managing.evidencing.ready, never.managing.evidencing.usual)
    assert (always.managing.evidencing.ready >= always.managing.evidencing.usual).all()
    assert (always.managing.evidencing.ready > always.managing.evidencing.usual).any()
    assert always.ledger.balances.sum() == 0


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("drift.back", 0.1),
        ("drift.full_stake", 0.6),
        ("drift.other_income", 50000),
        ("evidencing.price", 30000),
        ("evidencing.fade", 0.1),
        *((f"evidencing.ready.{kind}", 1.0) for kind in KINDS),
    ],
)
def test_switched_off_nothing_that_belongs_to_it_matters(path, value):
    assert alike(*(simulate(small(parameters=p), "tender") for p in ({}, {path: value})))
