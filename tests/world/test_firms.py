"""National firms: one type, one purse, one end for branches in many councils."""

import numpy as np
import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import measure
from alliance_sim.simulate import simulate
from alliance_sim.world.market import NATIONAL
from alliance_sim.world.model import World
from tests.small import alike, equal, finished, small

THREE = {"councils": ["Bexley", "Leeds", "Sheffield"], "residents": 90}
THIN = {
    "provider_kinds.national_private.reserves_months": 0.5,
    "market.handback_loss": 0.2,
    "shocks.own_sd": 0.06,
    "market.background_closure": 0.0,
}
"""A world in which providers run out of money."""


def story(firms, **parameters):
    values = {"market.national_firms": firms, **parameters}
    return small(parameters=values, place=THREE, months=60, warm_up=12)


@pytest.fixture(scope="module")
def failing():
    """A world in which some firm has failed."""
    scenario = story(3, **THIN)
    for replication in range(8):
        world = finished(scenario, "auction", replication)
        if world.market.firms.failures:
            return world
    raise AssertionError("no firm failed in any of these futures")


def test_without_firms_it_does_not_matter_where_their_luck_comes_from():
    off = story(0)
    moved = {"firm": 5, "firm_type": 5, "firm_capability": 5}
    assert alike(simulate(off, "tender"), simulate(off, "tender", other_luck=moved))
    assert (World(off, "tender", 1, 0).market.firms.of == -1).all()


def test_every_national_provider_is_a_branch_and_nobody_else_is():
    market = World(story(4), "tender", 1, 0).market
    assert ((market.firms.of >= 0) == (market.kind == NATIONAL)).all()
    for council in range(3):
        here = market.firms.of[(market.council == council) & (market.kind == NATIONAL)]
        assert len(set(here.tolist())) == len(here), "no firm has two branches in one place"


def test_branches_of_one_firm_are_of_one_type_and_firms_differ():
    market = World(story(3), "tender", 1, 0).market
    types = {
        firm: {
            (*market.efficiency[row].tolist(), float(market.capability[row]))
            for row in np.flatnonzero(market.firms.of == firm)
        }
        for firm in range(3)
    }
    assert all(len(own) == 1 for own in types.values())
    assert len(set.union(*types.values())) == 3


def test_nobody_else_is_another_with_firms_than_without():
    on, off = (World(story(firms), "tender", 1, 0).market for firms in (3, 0))
    others = on.kind != NATIONAL
    assert np.array_equal(on.efficiency[others], off.efficiency[others])
    assert np.array_equal(on.capability[others], off.capability[others])
    assert np.array_equal(on.trust, off.trust)


def test_who_works_where_and_what_firms_are_like_is_the_same_under_every_option():
    one, other = (World(story(3), option, 1, 2).market for option in ("tender", "alliance"))
    assert np.array_equal(one.firms.of, other.firms.of)
    assert equal(one.efficiency, other.efficiency)
    assert equal(one.capability, other.capability)


def test_another_firm_takes_the_place_of_one_at_most_in_each_council():
    few, more = (World(story(firms), "tender", 1, 0).market for firms in (5, 6))
    for council in range(3):
        before, after = (
            set(one.firms.of[(one.council == council) & (one.kind == NATIONAL)].tolist())
            for one in (few, more)
        )
        assert len(before - after) <= 1
        assert after - before <= {5}


def test_all_branches_of_a_failing_firm_close_in_the_same_month_everywhere(failing):
    closed = {(one.month, one.row) for one in failing.record.history.closed}
    firms = failing.market.firms
    for month, firm in firms.failures:
        rows = np.flatnonzero(firms.of == firm)
        gone = [int(row) for row in rows if (month, row) in closed]
        assert gone
        # Whoever did not close then was closed before, and had not come back.
        for row in set(rows.tolist()) - set(gone):
            earlier = [m for m, r in closed if r == row and m < month]
            assert earlier


def test_no_branch_closes_for_want_of_money_while_its_firm_stands(failing):
    firms, failed = failing.market.firms, set(failing.market.firms.failures)
    for one in failing.record.history.closed:
        if firms.of[one.row] >= 0:
            assert (one.month, int(firms.of[one.row])) in failed


def test_money_is_conserved_and_what_a_firm_owes_is_borne_once(failing):
    book = failing.ledger.flows_of_all_months()
    assert (book.sum(axis=2) == 0).all()
    assert failing.ledger.balances.sum() == 0
    closed = ~failing.market.active
    assert (failing.ledger.balances[failing.accounts.provider[closed]] == 0).all()


def test_a_branch_that_closes_by_luck_leaves_its_money_with_the_firm():
    world = World(story(1, **{"market.background_closure": 0.08}), "tender", 1, 0)
    firm = world.market.firms.of == 0
    account = world.accounts.provider[firm]
    for _ in range(world.scenario.months):
        before = world.record.history.closed[:]
        world.step()
        new = [one.row for one in world.record.history.closed[len(before) :] if firm[one.row]]
        if new and world.market.active[firm].any():
            paid = world.ledger.flows(world.month)[-1]
            assert paid[world.accounts.provider[new[0]]] != 0
            assert paid[account].sum() == 0
            return
    raise AssertionError("no branch closed")


def after_losing(firms, all_of_them):
    """National providers that close when one, or each, loses twice what it has; and how many."""
    world = World(story(firms, **{"market.background_closure": 0.0}), "tender", 1, 0)
    for _ in range(6):
        world.step()
    branches = np.flatnonzero((world.market.kind == NATIONAL) & world.market.active)
    hit = branches if all_of_them else branches[:1]
    account = world.accounts.provider[hit]
    lost = 2 * world.ledger.pounds(account)
    world.ledger.post(world.month, "care_cost", account, world.accounts.work, lost)
    world.step()
    return sum(not world.market.active[row] for row in branches), len(branches)


def test_a_loss_of_one_branch_is_carried_and_a_loss_of_all_takes_all():
    assert after_losing(0, all_of_them=False)[0] == 1
    assert after_losing(1, all_of_them=False)[0] == 0
    gone, there = after_losing(1, all_of_them=True)
    assert gone == there > 1


def test_a_purse_that_runs_empty_takes_more_at_once_than_bad_luck_does_alone(failing):
    alone = finished(story(0, **THIN), "auction", 0)
    assert max(at_once(failing)) > max(at_once(alone))


def at_once(world):
    """National providers that closed, month by month."""
    closed = world.record.history.closed
    months = [one.month for one in closed if world.market.kind[one.row] == NATIONAL]
    return np.bincount(months or [0]).tolist()


def test_failures_are_counted_by_measures(failing):
    period = counted(failing)
    late = [month for month, _ in failing.market.firms.failures if month > period.from_month]
    assert measure(period, "firm_failures") == pytest.approx(len(late) / period.years)
    assert measure(period, "most_exits_in_a_month") >= 1
