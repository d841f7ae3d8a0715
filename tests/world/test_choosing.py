"""Personal budgets: residents choose who comes; not everyone holds one."""

import numpy as np
import pytest

from alliance_sim.rules.services import COMMUNITY, HOME
from alliance_sim.world.ledger import PURPOSE
from alliance_sim.world.people import OVERLOOKED, WELL_CONNECTED
from alliance_sim.world.placing import expected_outcome
from tests.small import finished, small
from tests.ways import residents_choose

BUDGETS = {"mechanism": "personal_budgets"}


def lived(months=24, **selection):
    return finished(small({"it": BUDGETS | {"selection": selection}}, months=months), "it")


def chosen(world):
    return [lot for lot in world.lots() if lot.deal is not None and lot.deal.chosen]


def test_overlooked_people_take_a_budget_up_less_often_and_help_narrows_the_gap():
    rule = residents_choose(take_up=0.5, take_up_gap=0.6, help=0.0)
    assert rule.takes_up(overlooked=False) == 0.5
    assert rule.takes_up(overlooked=True) == pytest.approx(0.2)
    helped = residents_choose(take_up=0.5, take_up_gap=0.6, help=1.0)
    assert helped.takes_up(overlooked=True) == 0.5
    assert helped.spread_of_picture < rule.spread_of_picture


def test_take_up_differs_by_group():
    world = lived(take_up=1.0, take_up_gap=1.0, help=0.0)
    groups = {lot.group for lot in chosen(world)}
    assert groups == {WELL_CONNECTED}
    assert {int(lot.services[0]) for lot in chosen(world)} <= {HOME, COMMUNITY}
    assert any(lot.group == OVERLOOKED and lot.deal is not None for lot in world.lots())


def test_nobody_holds_a_budget_where_nobody_takes_one_up():
    assert chosen(lived(take_up=0.0)) == []


def test_people_who_see_clearly_choose_the_best_who_can_come():
    clear = lived(take_up=1.0, help=1.0, choice_noise=0.0001, tie_weight=0.0)
    blind = lived(take_up=1.0, help=1.0, choice_noise=5.0, tie_weight=0.0)

    def quality(world):
        taken = [lot for lot in chosen(world) if lot.services == 0]
        providers = np.array([lot.deal.members[0] for lot in taken])
        cells = np.array([lot.cells[0] for lot in taken])
        return expected_outcome(world, HOME, providers, cells).mean()

    assert quality(clear) > quality(blind)


def test_ties_keep_people_where_they_are():
    loose, tied = (lived(months=40, take_up=1.0, tie_weight=weight) for weight in (0.0, 0.5))
    assert np.nanmean(tied.record.columns["continuity_months"]) > np.nanmean(
        loose.record.columns["continuity_months"]
    )


def test_it_is_bought_at_the_councils_rate_without_a_bid():
    world = lived(take_up=1.0)
    for lot in chosen(world):
        assert (lot.deal.price == world.reference).all()
    assert not {id(lot) for lot in chosen(world)} & {id(award.lot) for award in world.awards}


def test_brokers_cost_money():
    spent = []
    for cost in (0.0, 1000.0):
        world = lived(take_up=1.0, help=1.0, brokerage_cost=cost)
        book = world.ledger.flows_of_all_months()
        spent.append(-book[:, PURPOSE["procurement"], world.accounts.council].sum())
    assert spent[1] > spent[0]


def test_a_provider_that_can_be_left_has_a_reason_to_be_good():
    world = lived(take_up=1.0)
    world.market.margin[:] = 0.1
    world.month -= 1
    world.deliver()
    holders = np.unique([int(lot.deal.members[0]) for lot in chosen(world)])
    assert (world.terms.outcome[holders] > 0).all()
