"""What each contract pays in a month, and when contracts start, end and are let again."""

import numpy as np
import pytest

from alliance_sim.rules.services import HOME
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.model import World
from tests.small import finished, small

NO_STAKE = {"governance": {"kpi_stake": 0.0, "outcome_stake": 0.0}}


def tender(**levers):
    return NO_STAKE | {"mechanism": "competitive_tender"} | levers


def at_work(contract, months=12, **parameters):
    """A world under one contract from its first month, and what each provider got and spent."""
    way = tender(contract=contract, continuity={"set_up_months": 0})
    story = small({"it": way}, parameters, services=["home_care"], months=months, warm_up=0)
    world = World(story, "it", 1, 0)
    for _ in range(months):
        world.step()
        yield world


def paid(world, purpose="care_payment"):
    return world.ledger.flows(world.month)[PURPOSE[purpose], world.accounts.provider] / PENCE


def deals_of(world):
    """The deal of each provider that has exactly one lot and served it all month."""
    lots = [lot for lot in world.lots() if lot.deal in world.posts.deals]
    rows = [int(lot.deal.members[0]) for lot in lots]
    return {row: lot for row, lot in zip(rows, lots, strict=True) if rows.count(row) == 1}


def units_of(world, row):
    """Units delivered this month in the cells that the month's posts gave a provider."""
    posts = world.posts
    mine = np.flatnonzero(posts.table.row == row)
    return float(world.units[HOME][np.isin(posts.table.at[HOME], mine)].sum())


def test_a_fixed_price_pays_for_each_hour_delivered():
    seen = 0
    for world in at_work({"kind": "fixed_price", "indexation": 0.0}):
        got = paid(world)
        for row, lot in deals_of(world).items():
            seen += 1
            assert got[row] == pytest.approx(units_of(world, row) * lot.deal.price[HOME], abs=0.01)
    assert seen > 12


def test_a_block_pays_for_what_was_planned_whatever_is_delivered():
    seen = 0
    for world in at_work({"kind": "block", "indexation": 0.0}):
        got = paid(world)
        for row, lot in deals_of(world).items():
            seen += 1
            assert got[row] == pytest.approx(float(lot.deal.price @ lot.deal.planned), abs=0.01)
    assert seen > 12


def test_cost_plus_pays_cost_and_fee_and_nobody_loses():
    for world in at_work({"kind": "cost_plus", "fee_share": 0.08}):
        sellers = world.holds & (world.market.kind != world.in_house_kind)
        got, spent = paid(world)[sellers], world.month_cost[sellers]
        assert got == pytest.approx(1.08 * spent, abs=0.02)
        assert world.handbacks == 0


def test_a_gain_share_pays_cost_and_settles_the_gap_to_the_target_once_a_year():
    contract = {"kind": "gain_share", "provider_share": 0.4, "fee_share": 0.0, "pain_cap": 1.0}
    cost, target, settled = {}, {}, {}
    for world in at_work(contract, **{"market.background_closure": 0.0}):
        got = paid(world)
        corrections = paid(world, "gain_and_pain")
        assert not corrections.any() or world.month == 12
        for row, lot in deals_of(world).items():
            assert got[row] == pytest.approx(world.month_cost[row], abs=0.02)
            value = units_of(world, row) * lot.deal.prices_now(world.common_cost)[HOME]
            cost[row] = cost.get(row, 0.0) + world.month_cost[row]
            target[row] = target.get(row, 0.0) + value
            settled[row] = corrections[row]
    assert len(cost) > 1
    for row, correction in settled.items():
        assert correction == pytest.approx(0.4 * (target[row] - cost[row]), abs=0.05)


def months_of_awards(**continuity):
    story = small(
        {"it": tender(continuity=continuity)}, QUIET, services=["home_care"], months=30, warm_up=4
    )
    world = World(story, "it", 1, 0)
    held = {}
    for _ in range(story.months):
        before = len(world.awards)
        world.step()
        if len(world.awards) > before:
            held[world.month] = len(world.awards) - before
    return held, len(world.lots())


# Nobody closes, gives anything back, stays away or asks for too much.
QUIET = {"market.background_closure": 0.0, "market.handback_loss": 1.0}
QUIET |= {"market.avoidance_trust": 0.0, "market.ceiling_ratio": 3.0}
QUIET |= {
    f"provider_kinds.{kind}.reserves_months": 99
    for kind in ("national_private", "local_private", "voluntary_sector", "community_network")
}


def test_contracts_start_when_they_are_set_up_and_are_let_again_when_they_end():
    held, lots = months_of_awards(set_up_months=3, term_months=7, renewal_probability=0.0)
    assert held == {8: lots, 15: lots, 22: lots, 29: lots}


def test_contracts_that_are_renewed_are_not_let_again():
    held, lots = months_of_awards(set_up_months=3, term_months=7, renewal_probability=1.0)
    assert held == {8: lots}


def test_until_the_new_arrangement_is_set_up_the_old_one_runs_on():
    story = small({"it": tender(continuity={"set_up_months": 6})}, QUIET, warm_up=4)
    world = World(story, "it", 1, 0)
    for month in range(1, 13):
        world.step()
        inherited = {deal.mechanism is world.inherited for deal in world.deals()}
        assert inherited == {month < 11}


def test_the_councils_own_team_steps_in_and_steps_back_again():
    story = small({"it": tender(continuity={"set_up_months": 2})}, QUIET, warm_up=0)
    world = World(story, "it", 1, 0)
    for _ in range(6):
        world.step()
    (commissioner,) = world.commissioners
    lot = next(lot for lot in world.lots() if HOME in lot.services)
    in_house = int(world.market.in_house[0])
    cells = [2 * zone + group for zone in lot.zones for group in (0, 1)]
    commissioner.fall_back(lot)
    assert set(world.serves[HOME, cells]) == {in_house}
    world.step()
    assert lot.deal is commissioner.cover
    assert world.income[in_house] > 0
    world.step()
    assert lot.deal is not commissioner.cover
    assert in_house not in world.serves[HOME, cells]


def test_when_a_partner_closes_the_others_take_over():
    story = small({"it": {"mechanism": "alliance"}}, QUIET, services=["home_care"], months=30)
    world = finished(story, "it")
    (commissioner,), (lot,) = world.commissioners, world.lots()
    gone, *others = lot.deal.members.tolist()
    assert commissioner.lose(gone)
    assert lot.deal.members.tolist() == others
    assert set(world.serves[HOME]) <= set(others)
    for row in others:
        commissioner.lose(row)
    assert lot.deal is commissioner.cover
    assert set(world.serves[HOME]) == {int(world.market.in_house[0])}
