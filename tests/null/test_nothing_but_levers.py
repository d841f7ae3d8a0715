"""A way of buying is its five levers and nothing else: no name carries a bonus of its own."""

import pytest

from alliance_sim.experiments.compare import run_all
from alliance_sim.simulate import simulate
from tests.small import STARTS, alike, all_levers, finished, small


@pytest.mark.parametrize("source", STARTS.values())
def test_with_all_five_levers_equal_the_name_makes_no_difference(source):
    levers = all_levers(source, small())
    story = small({name: {"mechanism": kind} | levers for name, kind in STARTS.items()})
    first, *others = (simulate(story, option) for option in story.options)
    assert all(alike(first, other) for other in others)
    ledgers = [
        part.drop(columns="option").reset_index(drop=True)
        for _, part in run_all(story, replications=1).ledger.to_pandas().groupby("option")
    ]
    assert all(ledgers[0].equals(ledger) for ledger in ledgers[1:])


# One home care contract for the whole place, which anybody could carry; nobody may walk away.
ONE_LOT = {
    "home_care.lots": 1,
    "market.handback_loss": 1.0,
    "governance.link_cost": 0.0,
    "trust.handoff_trust": 0.0,
} | {
    f"provider_kinds.{kind}.capacity_share": 9.0
    for kind in ("national_private", "local_private", "voluntary_sector", "community_network")
}


def alliance_of_one(**governance):
    return {"mechanism": "alliance", "members": 1, "governance": governance}


def test_an_alliance_of_one_without_governance_cost_is_a_gain_share_contract_let_to_one():
    partner = alliance_of_one()
    contractor = alliance_of_one(
        decides="commissioner", judged_together=False, best_for_service=False, peer_visibility=0.0
    )
    levers = all_levers("alliance", small())
    contractor = levers | contractor | {"mechanism": "competitive_tender"}
    contractor["governance"] = levers["governance"] | contractor["governance"]
    del contractor["selection"]["members"]
    story = small(
        {"partner": partner, "contractor": contractor}, ONE_LOT, services=["home_care"], months=36
    )
    assert story.options["contractor"].contract.kind == "gain_share"
    assert alike(simulate(story, "partner"), simulate(story, "contractor"))
    deal = finished(story, "partner").deals()[0]
    assert len(deal.members) == 1
    assert deal.member_share(0.0, 0.0) == 1.0


def test_governing_an_alliance_costs_money_unless_links_are_free():
    dear, free = (
        small(parameters={"governance.link_cost": cost}, months=30) for cost in (900.0, 0.0)
    )
    for option in dear.options:
        assert simulate(dear, option).outcomes["cost_governance_gbp"] > 0
        assert simulate(free, option).outcomes["cost_governance_gbp"] == 0
