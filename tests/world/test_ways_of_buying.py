"""What defines a way of buying shows in what happens under it."""

import numpy as np
import pytest

from alliance_sim.simulate import simulate
from alliance_sim.world.market import KINDS
from alliance_sim.world.model import World
from tests.small import finished, small

SMALL_SERVICES = ["care_act_assessment", "advocacy", "reablement", "community_connection"]


def lived(name, months=30, **changes):
    return finished(small({"it": {"mechanism": name}}, months=months, **changes), "it")


@pytest.fixture(scope="module")
def granted():
    return lived("block_grant", services=SMALL_SERVICES)


def test_grants_go_to_voluntary_organisations_or_to_nobody(granted):
    voluntary = granted.market.kind == KINDS.index("voluntary_sector")
    winners = {row for award in granted.awards for row in award.award.winners}
    assert winners
    assert voluntary[sorted(winners)].all()
    assert {row for award in granted.awards for row in award.bidders.provider} <= set(
        np.flatnonzero(voluntary)
    )


def test_a_grant_is_the_same_whatever_is_delivered(granted):
    (deal, *_) = granted.deals()
    paid = [deal.pay(40, value, cost=1.0, index=0.0, above=0.0, floor=0.6) for value in (0.0, 9e6)]
    assert paid[0] == paid[1] != (0.0, 0.0)


def test_nobody_asks_for_less_to_be_granted_more():
    story = small({"it": {"mechanism": "block_grant"}}, months=10)
    assert not story.options["it"].selection.weighs_price
    assert story.options["it"].governance.kpi_stake == 0


def test_a_grant_is_watched_and_procured_for_less_than_a_tender():
    story = small(
        {"grant": {"mechanism": "block_grant"}, "tender": {"mechanism": "competitive_tender"}},
        months=40,
        services=["advocacy", "community_connection"],
    )
    grant, tender = (simulate(story, option).outcomes for option in ("grant", "tender"))
    assert grant["cost_monitoring_gbp"] < tender["cost_monitoring_gbp"]
    assert grant["voluntary_sector_share"] >= tender["voluntary_sector_share"]


@pytest.fixture(scope="module")
def insourced():
    return lived("in_house")


def test_in_house_all_work_is_the_councils_own_teams(insourced):
    bought = insourced.serves[insourced.place.commissioned]
    assert set(bought.ravel()) == set(insourced.market.in_house)
    assert insourced.awards == []
    assert (insourced.posts.links == 0).all()


def test_in_house_cost_is_what_is_paid_and_nobody_leaves():
    story = small({"it": {"mechanism": "in_house"}}, months=40, warm_up=4)
    world = finished(story, "it")
    team = world.market.in_house
    assert world.income[team] == pytest.approx(world.month_cost[team])
    assert (world.terms.cost_share[team] == 0).all()
    # Whatever it loses elsewhere, a team of the council's own hands nothing back.
    world.market.margin[:] = -1.0
    assert not any(world.providers[row].hands_back(deal) for deal in world.deals() for row in team)


def test_a_council_can_give_its_own_team_a_fee_without_touching_other_contracts():
    story = small(
        {
            "own": {"mechanism": "in_house"},
            "other": {"mechanism": "competitive_tender"} | {"contract": {"kind": "cost_plus"}},
        },
        {"in_house.contract.fee_share": 0.02},
    )
    assert story.options["own"].contract.fee_share == 0.02
    assert (
        story.options["other"].contract.fee_share == story.values["contracts.cost_plus.fee_share"]
    )


def test_an_outcome_contract_pays_for_outcomes_and_for_no_indicator():
    world = lived("outcome_contract")
    holders = np.unique([row for deal in world.deals() for row in deal.members])
    assert (world.terms.kpi[holders] == 0).all()
    assert (world.terms.outcome[holders] > 0.5).all()
    deal = world.deals()[0]
    worse, better = (
        deal.pay(40, 1000.0, cost=900.0, index=0.0, above=above, floor=0.6)[0]
        for above in (-0.1, 0.1)
    )
    assert worse < 1000 < better


def test_paying_for_outcomes_brings_more_of_them_than_the_same_contract_at_a_fixed_price():
    fixed = {"mechanism": "outcome_contract", "contract": {"kind": "fixed_price"}}
    story = small({"paid": {"mechanism": "outcome_contract"}, "fixed": fixed}, months=36)
    paid, fixed = (simulate(story, option).outcomes for option in ("paid", "fixed"))
    assert paid["quality_experienced"] > fixed["quality_experienced"]


def first_awards(name, services=None, **changes):
    """The awards with which a way of buying begins, in the same market for all."""
    more = {"services": services} if services else {}
    story = small({"it": {"mechanism": name, **changes}}, months=16, **more)
    return finished(story, "it").awards


def test_partners_who_compete_on_price_ask_for_a_lower_target():
    usual, competed = (
        first_awards(name)[0].award for name in ("alliance", "price_competitive_alliance")
    )
    assert len(usual.winners) == len(competed.winners)
    assert competed.price_ratio < usual.price_ratio
    assert competed.winners != usual.winners


def test_the_price_in_the_score_keeps_dearer_partners_out():
    weighed, ignored = (
        first_awards("price_competitive_alliance", selection={"price_weight": weight, "members": 2})
        for weight in (0.9, 0.0)
    )
    # Both could choose among the same offers: only the choice differs.
    assert weighed[0].award.price_ratio < ignored[0].award.price_ratio


def test_once_chosen_they_are_an_alliance():
    world = lived("price_competitive_alliance")
    (deal,) = world.deals()
    assert len(deal.members) > 1
    assert deal.mechanism.contract.kind == "gain_share"
    assert deal.mechanism.governance.decides == "unanimous"
    assert deal.mechanism.governance.judged_together


def test_a_package_is_put_to_everybody_on_an_open_list():
    story = small(
        {"open": {"mechanism": "dynamic_purchasing"}, "spot": {"mechanism": "spot_purchase"}},
        months=24,
    )
    listed, rung = (finished(story, option) for option in ("open", "spot"))

    def offers(world):
        return np.mean([len(a.bidders) for a in world.awards if a.lot.services[0] == 0])

    def price(world):
        return np.mean([a.award.price_ratio for a in world.awards if a.award.winners])

    assert offers(listed) > offers(rung)
    assert price(listed) < price(rung)
    assert all(len(lot.cells) == 1 for lot in listed.lots())


def test_who_comes_later_may_join_the_list():
    world = World(small({"it": {"mechanism": "dynamic_purchasing"}}, months=30), "it", 1, 0)
    late = 3
    world.market.active[late], world.market.back_in[late] = False, 12
    world.run()
    assert any(late in award.bidders.provider for award in world.awards)
    assert not any(late in award.bidders.provider for award in world.awards[:80])


def test_measures_of_awards_read_what_happened():
    story = small({"it": {"mechanism": "competitive_tender"}}, months=24)
    asked = ["lowest_price_share", "price_sway", "advocacy_quality", "quality_alignment"]
    found = simulate(story, "it", measures=asked).measures
    assert all(0 <= found[name] <= 1 for name in asked[:3])
    assert -1 <= found["quality_alignment"] <= 1
    cheapest = small({"it": {"mechanism": "reverse_auction"}}, months=24)
    assert simulate(cheapest, "it", measures=asked).measures["price_sway"] != 0
