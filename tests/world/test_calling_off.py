"""A framework: several admitted at their own prices, packages offered down the ranks."""

import numpy as np
import pytest

from alliance_sim.world.calling_off import call_off
from alliance_sim.world.ledger import PURPOSE
from tests.examples import beliefs, bidders
from tests.small import finished, months_of, small
from tests.ways import ranked_framework, ranked_list

FRAMEWORK = {"mechanism": "ranked_framework"}


def lived(months=30, **changes):
    return finished(small({"it": FRAMEWORK | changes}, months=months), "it")


@pytest.fixture(scope="module")
def world():
    return lived()


def test_the_best_are_admitted_best_first_each_at_the_price_it_asked():
    who = bidders([1.0, 0.9, 1.1, 0.95], capability=[0.7, 0.7, 0.7, 0.7])
    way = ranked_framework(selection=ranked_list(places=3, price_weight=1.0))
    award = way.award(who, beliefs())
    assert award.winners == (101, 103, 100)
    assert award.price_ratio == award.bids[1] < award.bids[3] < award.bids[0]


def test_packages_of_one_service_have_several_prices(world):
    prices = {deal.price[0] for deal in world.deals() if deal.planned[0] > 0}
    assert len(prices) > 1
    framework = world.commissioners[0].frameworks[0]
    assert prices <= {world.reference[0] * ratio for ratio in framework.ratios}


def test_a_package_goes_to_the_first_on_the_list_with_room(world):
    commissioner = world.commissioners[0]
    framework = commissioner.frameworks[0]
    lot = next(lot for lot in commissioner.lots if lot.services[0] == 0)
    world.market.capacity_share[:] = 9.0
    world.market.trust[:] = 1.0
    framework.ratios = [2.0] * len(framework.rows)
    assert call_off(world, framework, lot).members[0] == framework.rows[0]
    world.market.capacity_share[framework.rows[0]] = 0.0
    assert call_off(world, framework, lot).members[0] == framework.rows[1]
    # Nobody works at a price that no longer pays for it, and nobody else is asked.
    framework.ratios = [0.1] * len(framework.rows)
    assert call_off(world, framework, lot) is None


def test_nobody_off_the_list_gets_work_and_no_package_is_bid_for(world):
    admitted = {row for award in world.awards for row in award.award.winners}
    assert {int(deal.members[0]) for deal in world.deals()} <= admitted
    opened = [int(award.lot.services[0]) for award in world.awards if award.award.winners]
    assert 0 in opened
    assert len(set(opened)) == len(opened)


def test_one_that_closes_is_struck_off():
    for world in months_of(small({"it": FRAMEWORK}, months=12), "it"):
        last = world
    commissioner = last.commissioners[0]
    row = commissioner.frameworks[0].rows[0]
    commissioner.lose(row)
    assert all(row not in framework.rows for framework in commissioner.frameworks.values())


def test_the_list_is_opened_again_when_it_has_run_its_time():
    story = small({"it": FRAMEWORK | {"selection": {"framework_months": 12}}}, months=30)
    world = finished(story, "it")
    assert len([award for award in world.awards if award.lot.services[0] == 0]) == 2


def test_every_offer_costs_a_call_and_nothing_else_by_the_package():
    spent = []
    for cost in (0.0, 10.0):
        changed = {"ranked_framework.selection.call_off_cost": cost}
        world = finished(small({"it": FRAMEWORK}, changed, months=16), "it")
        book = world.ledger.flows_of_all_months()
        council = world.accounts.council
        spent.append(-book[:, PURPOSE["procurement"], council].sum())
    assert spent[1] > spent[0] > 0


def test_it_needs_neither_packages_nor_bids():
    world = lived(selection={"by_package": False}, price={"set_by": "buyer"})
    assert {float(deal.price[0] / world.reference[0]) for deal in world.deals()} == {1.0}
    assert np.mean([len(lot.cells) for lot in world.lots()]) > 1
