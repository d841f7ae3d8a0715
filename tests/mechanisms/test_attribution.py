"""Attribution: Shapley values, exact and sampled, and what goes by them."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.attribution import (
    coalitions,
    joining_orders,
    outcome_of,
    sampled_shapley,
    shapley,
)
from alliance_sim.simulate import simulate
from alliance_sim.world.attributing import coalition_values, contributions
from tests.small import alike, finished, small

STORY = {"months": 40, "warm_up": 4, "place": {"councils": ["Bexley"], "residents": 200}}


def glove(members):
    """Two left gloves and one right: a pair is worth 1."""
    return np.minimum(members[:, 0].astype(float) + members[:, 1], members[:, 2])


def test_the_glove_game_has_its_textbook_value():
    assert shapley(glove(coalitions(3))) == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_sampled_orders_come_to_the_same():
    luck = np.random.default_rng(4).random((4000, 3))
    joining = joining_orders(luck)
    assert joining[:, 0].sum() == 0
    assert joining[:, -1].all()
    value = glove(joining.reshape(-1, 3)).reshape(joining.shape[:2])
    found = sampled_shapley(joining, value)
    assert found.sum() == pytest.approx(1.0)
    assert found == pytest.approx([1 / 6, 1 / 6, 4 / 6], abs=0.02)


def test_a_passenger_adds_nothing_and_twins_add_the_same():
    weights = np.array([3.0, 3.0, 0.0, 1.0])
    members = coalitions(4)
    value = np.sqrt(members @ weights)
    found = shapley(value)
    assert found[2] == pytest.approx(0.0)
    assert found[0] == pytest.approx(found[1])
    assert found.sum() == pytest.approx(value[-1])


def test_work_goes_to_the_best_first_and_only_those_who_are_found_are_served():
    members = np.array([[True, True], [True, False], [False, True], [False, False]])
    value = outcome_of(
        members,
        capacity=np.array([4.0, 10.0]),
        quality=np.array([0.9, 0.5]),
        demand=10.0,
        finding=np.array([1.0, 0.2]),
    )
    assert value == pytest.approx([4 * 0.9 + 6 * 0.5, 4 * 0.9, 2 * 0.5, 0.0])


def test_contributions_are_shares_and_one_who_joins_never_takes_away():
    world = finished(small(**STORY), "alliance")
    rows = np.flatnonzero(world.holds & (world.market.kind != world.in_house_kind))
    shares = contributions(world, rows, 0)
    assert shares.sum() == pytest.approx(1.0)
    assert (shares >= 0).all()
    members = coalitions(len(rows))
    value = coalition_values(world, rows, 0, members)
    assert value[0] == 0
    for player in range(len(rows)):
        without = np.flatnonzero(~members[:, player])
        assert (value[without + (1 << player)] >= value[without] - 1e-6).all()


def test_sampled_contributions_lie_near_exact_ones():
    world = finished(small(**STORY), "alliance")
    rows = np.arange(1, 7)
    exact = contributions(world, rows, 0)
    world.values = {**world.values, "power.attribution_exact": 2, "power.attribution_orders": 500}
    assert contributions(world, rows, 0) == pytest.approx(exact, abs=0.03)


def test_at_zero_nothing_of_it_matters():
    others = {"power.attribution_cost": 15000, "power.attribution_exact": 2}
    assert alike(simulate(small(), "alliance"), simulate(small(parameters=others), "alliance"))


def test_shares_by_contribution_move_money_between_members_and_lose_none():
    names = ("contribution_gap", "voluntary_contribution_share")
    given = {"power.attribution": 1.0}
    world = finished(small(parameters=given, **STORY), "alliance")
    assert int(world.ledger.balances.sum()) == 0
    off, on = (
        simulate(small(parameters=p, **STORY), "alliance", measures=names) for p in ({}, given)
    )
    assert not alike(off, on)
    assert 0 <= on.measures["contribution_gap"] <= 1
    assert 0 <= on.measures["voluntary_contribution_share"] <= 1 + 1e-9
