"""Several councils, one market: who moves where, what it costs, and who buys how."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.relocation import attraction, worth_moving
from alliance_sim.simulate import simulate
from alliance_sim.world.ledger import PURPOSE
from alliance_sim.world.model import World
from alliance_sim.world.moving import attraction_of
from tests.small import alike, equal, finished, small

CALL_OFF = {"it": {"mechanism": "competitive_tender", "continuity": {"volume_guarantee": 0.0}}}
TWO = {"councils": ["Bexley", "Bromley"], "residents": 120}


def place(parameters, months=48):
    given = {"mobility.cost": 2000} | parameters
    return small(CALL_OFF, given, place=TWO, months=months, services=["home_care"])


def test_a_place_draws_by_work_margin_promise_and_trust():
    one = attraction(np.array([100.0]), np.array([0.1]), np.array([0.5]), np.array([0.4]))
    assert one[0] == pytest.approx(2.0)
    moves = worth_moving(np.array([1.0, 1.0]), np.array([2.0, 1.5]), 3, 3.0)
    assert moves.tolist() == [True, False]


MOBILE = {"mobility.rate": 1.0, "mobility.cost": 2000, "place.neighbours": "competitive_tender"}


def test_who_must_wait_to_be_invited_is_left_for_who_makes_promises():
    stay, move = (finished(place(MOBILE | {"mobility.rate": rate}), "it") for rate in (0.0, 1.0))
    outside = move.market.kind != move.in_house_kind
    there = [np.count_nonzero(outside & (w.market.council == 0)) for w in (stay, move)]
    assert there[1] < there[0]
    assert equal(move.market.council[move.market.in_house], [0, 1])


def test_moving_is_paid_for_and_nothing_is_lost():
    world = finished(place(MOBILE), "it")
    book = world.ledger.flows_of_all_months()[:, PURPOSE["investment"]]
    moves = np.nansum(world.record.noted("moves"))
    assert moves > 0
    assert -book[:, world.accounts.provider].sum() == moves * 2000 * 100
    assert world.ledger.balances.sum() == 0


def test_only_those_without_a_contract_move():
    world = World(place(MOBILE), "it", 1, 0)
    for _ in range(48):
        before = world.market.council.copy()
        world.step()
        gone = np.flatnonzero(world.market.council != before)
        held = {int(r) for lot in world.lots() if lot.deal for r in lot.deal.members}
        assert not held & set(gone.tolist())
        assert (world.market.staff[gone] == 0).all()


def test_every_contract_stays_with_a_provider_of_its_council():
    world = finished(place(MOBILE), "it")
    for lot in world.lots():
        assert (world.market.council[lot.deal.members] == lot.council).all()


def test_a_council_that_asks_few_or_promises_little_draws_less():
    world = World(place({"place.neighbours": "competitive_tender"}), "it", 1, 0)
    world.step()
    drawn = attraction_of(world)
    world.market.trust[:] = 0.0
    assert (attraction_of(world) == 0).all()
    assert drawn.shape == (world.market.rows, 2)
    assert (drawn >= 0).all()


def test_neighbours_buy_as_they_are_told_and_the_first_as_the_option_says():
    world = World(place({"place.neighbours": "block_grant"}), "it", 1, 0)
    kinds = [buyer.mechanism.kind for buyer in world.commissioners]
    assert kinds == ["competitive_tender", "block_grant"]
    same = World(place({}), "it", 1, 0)
    assert {id(buyer.mechanism) for buyer in same.commissioners} == {id(same.mechanism)}


def test_without_mobility_its_other_settings_make_no_difference():
    off = {"mobility.rate": 0.0}
    one, two = (simulate(place(off | more), "it") for more in ({}, {"mobility.years": 6}))
    assert alike(one, two)


def test_alone_in_its_market_a_council_loses_nobody_to_another():
    one, two = (
        simulate(small(CALL_OFF, {"mobility.rate": rate}, months=30), "it") for rate in (0.0, 1.0)
    )
    assert alike(one, two)
