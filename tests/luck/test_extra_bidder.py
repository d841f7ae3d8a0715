"""Who else is there, in what order and under what number, moves nobody's luck."""

import numpy as np
import pytest

import alliance_sim.world.market as market
from alliance_sim.metrics import outcomes
from alliance_sim.rules.services import SERVICES
from alliance_sim.world.market import KINDS
from alliance_sim.world.model import World
from tests.small import STARTS, WAYS, equal, finished, small

HOPELESS = "community_network"
# A bidder's presence tells the others nothing: they bid anyway, add their usual margin, and
# estimate alike.
UNIMPRESSED = {"bidding.rule": "naive", "bidding.common_error_sd": 0.0} | {
    f"{way}.selection.bid_cost": 1.0 for way in STARTS.values()
}
# It costs three times what anybody would pay, and offers nothing when the first contracts are let.
TOO_DEAR = {f"provider_kinds.{HOPELESS}.cost_ratio": 3.0} | {
    f"provider_kinds.{HOPELESS}.offers.{service}": False for service in SERVICES
}
# Members of an alliance ask how far they trust whoever may be a member; nobody watches here.
NOBODY_WATCHES = {"alliance.governance.peer_visibility": 0.0}
PROCUREMENT = {"cost_procurement_gbp", "cost_total_gbp", "bids_per_award"}
COUNTED = {"cost_procurement_gbp", "cost_total_gbp", "bidders_mean", "net_monetary_benefit_gbp"}


def with_and_without(option, replication, **more):
    """Worlds in which a hopeless bidder stays out, and in which it takes part in everything."""
    story = small(
        parameters=UNIMPRESSED | TOO_DEAR | NOBODY_WATCHES | {"market.providers": 12} | more
    )
    without, taking_part = (World(story, option, 1, replication) for _ in range(2))
    newcomer = np.flatnonzero(taking_part.market.kind == KINDS.index(HOPELESS))
    taking_part.market.offers[newcomer] = True
    without.run()
    taking_part.run()
    return without, taking_part, [taking_part.providers[row] for row in newcomer]


@pytest.mark.parametrize("option", WAYS)
@pytest.mark.parametrize("replication", range(3))
def test_one_more_bidder_who_never_wins_costs_its_bids_and_changes_nothing_else(
    option, replication
):
    without, taking_part, (newcomer,) = with_and_without(option, replication)
    assert newcomer.bids > 0
    assert newcomer.won == 0
    for name, column in without.record.columns.items():
        assert name in PROCUREMENT or equal(column, taking_part.record.columns[name]), name
    for name, value in outcomes(without).items():
        assert name in COUNTED or equal(value, outcomes(taking_part)[name]), name
    assert equal(without.serves, taking_part.serves)
    assert equal(without.market.trust, taking_part.market.trust)
    # What it does cost is what everybody pays for a bid, on either side of the table.
    selection = without.mechanism.selection
    bid = selection.bid_cost + selection.authority_cost_per_bid
    extra = (
        taking_part.record.columns["cost_procurement_gbp"]
        - without.record.columns["cost_procurement_gbp"]
    )
    assert extra.sum() == pytest.approx(newcomer.bids * bid)


def test_one_more_provider_moves_nobody_elses_luck():
    few, many = (
        World(small(parameters={"market.providers": count}), "tender", 1, 0) for count in (11, 14)
    )
    for _ in range(6):
        few.step()
        many.step()
    at = {int(number): row for row, number in enumerate(many.market.number)}
    same = [at[int(number)] for number in few.market.number]
    assert len(many.market.number) == len(few.market.number) + 3
    for trait in ("kind", "efficiency", "capability", "own_cost"):
        assert equal(getattr(few.market, trait), getattr(many.market, trait)[same]), trait
    names = [few.accounts.names[account] for account in few.accounts.provider]
    assert names == [many.accounts.names[many.accounts.provider[row]] for row in same]


@pytest.mark.parametrize("option", WAYS)
def test_the_order_in_which_providers_are_listed_changes_nothing(option, monkeypatch):
    # Numbers go with kinds: backwards, everybody keeps the number, luck and name they had.
    forwards = finished(small(), option)
    line_up = market._line_up
    monkeypatch.setattr(market, "_line_up", lambda *given: np.sort(line_up(*given))[::-1])
    backwards = finished(small(), option)
    assert not equal(forwards.market.number, backwards.market.number)
    assert sorted(forwards.market.number) == sorted(backwards.market.number)
    for name, value in outcomes(forwards).items():
        assert outcomes(backwards)[name] == pytest.approx(value, rel=1e-9, nan_ok=True), name
