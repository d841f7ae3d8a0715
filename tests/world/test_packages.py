"""Packages are let one by one: small, at short notice, from those asked, with nothing promised."""

import numpy as np

from alliance_sim.simulate import simulate
from tests.small import finished, months_of, small

SPOT, TENDER = {"mechanism": "spot_purchase"}, {"mechanism": "competitive_tender"}
BOTH = small({"spot": SPOT, "tender": TENDER}, months=36)


def test_every_package_is_of_one_service_neighbourhood_and_group_and_none_is_left_out():
    world = finished(small({"spot": SPOT}, months=10), "spot")
    placed = np.zeros_like(world.serves)
    for lot in world.lots():
        assert len(lot.services) == len(lot.cells) == 1
        placed[lot.where] += 1
    assert (placed == 1).all()


def test_packages_run_out_month_by_month_rather_than_all_at_once():
    story = small({"spot": SPOT}, months=24)
    let = [len(world.awards) for world in months_of(story, "spot")]
    start = story.warm_up + 1 + story.options["spot"].continuity.set_up_months
    later = np.diff(let[start:])
    assert (later > 0).mean() > 0.9
    assert later.max() < let[start - 1] / 2


def test_no_more_are_asked_than_the_way_of_buying_says():
    one, three = (
        finished(small({"spot": SPOT | {"selection": {"asked": asked}}}, months=12), "spot")
        for asked in (1, 3)
    )
    assert max(len(award.bidders) for award in one.awards) == 1
    assert max(len(award.bidders) for award in three.awards) == 3
    # With nobody to compare with, whoever is asked names the ceiling.
    ceiling = one.values["market.ceiling_ratio"]
    assert {a.award.price_ratio for a in one.awards if a.award.winners} == {ceiling}
    assert min(a.award.price_ratio for a in three.awards if a.award.winners) < ceiling


def test_buying_costs_both_sides_by_the_package():
    cheap, dear = (
        small({"spot": SPOT}, {"spot_purchase.selection.authority_cost": cost}, months=16)
        for cost in (0.0, 100.0)
    )
    per_year = 12 / (cheap.months - cheap.warm_up)
    worlds = [finished(story, "spot") for story in (cheap, dear)]
    people = sum(world.place.people for world in worlds) / 2
    spent = [simulate(story, "spot").outcomes["cost_procurement_gbp"] for story in (cheap, dear)]
    # More than once for every second person, rather than once for each of some eighty lots.
    assert spent[1] - spent[0] > 100.0 * people / 2 * per_year


def test_care_changes_hands_more_often_than_under_a_tender():
    spot, tender = (simulate(BOTH, option).outcomes for option in ("spot", "tender"))
    assert spot["continuity_months"] < 0.8 * tender["continuity_months"]
    # With no promise of volume fewer staff are kept ready.
    assert spot["unmet_need_hours"] > tender["unmet_need_hours"]


def test_one_who_loses_a_package_keeps_the_staff_for_the_next():
    world = finished(small({"spot": SPOT}, months=8), "spot")
    staff = world.market.staff[:, 0].copy()
    lot = next(lot for lot in world.lots() if lot.services[0] == 0 and lot.deal.members[0] > 0)
    loser = int(world.serves[0, lot.cells[0]])
    taker = next(row for row in range(1, world.market.rows) if row != loser)
    lot.deal.members = np.array([taker])
    world.take_over(lot, emergency=True)
    assert world.serves[0, lot.cells[0]] == taker
    assert world.market.staff[loser, 0] == staff[loser]
    assert world.market.staff[taker, 0] >= staff[taker]


def test_all_packages_of_a_provider_are_one_relationship_to_keep_up():
    world = finished(small({"spot": SPOT}, months=14), "spot")
    holders = {int(deal.members[0]) for deal in world.posts.deals}
    holders -= set(world.market.in_house.tolist())
    assert len(world.posts.deals) > 3 * len(holders)
    assert np.isclose(world.posts.links.sum(), len(holders))
