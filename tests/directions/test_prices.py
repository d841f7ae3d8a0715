"""Prices answer to competition, to the ceiling, and to whoever sets them."""

import numpy as np
import pytest

from tests.small import STARTS, WAYS, finished, small

QUICK = {"services": ["home_care"], "months": 2, "warm_up": 0}
AT_ONCE = {"continuity": {"set_up_months": 0}}


def at_once(**ways):
    """Ways of buying that start in the first month."""
    return {name: AT_ONCE | way for name, way in ways.items()}


def price_ratios(story, option, replications):
    """Price ratios of all awards of some runs; one mean for each replication."""
    found = []
    for replication in range(replications):
        awards = [t.award for t in finished(story, option, replication).awards]
        found.append(np.mean([award.price_ratio for award in awards if award.winners]))
    return np.array(found)


@pytest.mark.statistical
@pytest.mark.parametrize("option", ["tender", "auction"])
def test_more_who_could_bid_make_no_price_higher(option):
    prices = []
    for providers in (4, 9, 20):
        story = small(at_once(**WAYS), {"market.providers": providers}, **QUICK)
        prices.append(price_ratios(story, option, 8).mean())
    few, some, many = prices
    assert few > some > many


@pytest.mark.statistical
def test_the_more_price_counts_the_lower_it_is():
    ways = {
        name: WAYS["tender"] | {"price_weight": weight}
        for name, weight in (("light", 0.1), ("heavy", 0.9))
    }
    story = small(at_once(**ways), **QUICK)
    light, heavy = (price_ratios(story, name, 8) for name in ways)
    assert (heavy - light).mean() < 0


@pytest.mark.statistical
def test_dearer_work_costs_more():
    usual, dear = (
        small(at_once(**WAYS), {"home_care.base_cost": cost}, **QUICK) for cost in (24.5, 27.0)
    )
    for option in WAYS:
        assert price_ratios(dear, option, 4).mean() > price_ratios(usual, option, 4).mean()


@pytest.mark.parametrize("option", WAYS)
def test_a_price_that_the_buyer_sets_is_the_reference(option):
    story = small({option: {"mechanism": STARTS[option], "price_set_by": "buyer"}})
    world = finished(story, option)
    won = [t.award for t in world.awards if t.award.winners]
    assert won
    assert {award.price_ratio for award in won} == {1.0}
    for deal in world.deals():
        assert np.array_equal(deal.price, world.reference)


def test_providers_who_cannot_live_with_the_price_stay_away():
    way = {"mechanism": "reverse_auction", "price_set_by": "buyer"}
    parameters = {"home_care.base_cost": 40.0}
    story = small({"it": way}, parameters, services=["home_care"])
    world = finished(story, "it")
    assert world.awards
    assert not any(tendering.award.winners for tendering in world.awards)
    # The council's own team has had to take over.
    assert set(world.serves[0]) == {0}


@pytest.mark.parametrize("ceiling", [0.9, 1.0, 1.1])
def test_nobody_is_ever_paid_more_than_the_ceiling(ceiling):
    story = small(parameters={"market.ceiling_ratio": ceiling, "home_care.base_cost": 21.0})
    for option in WAYS:
        awards = [t.award for t in finished(story, option).awards]
        prices = [award.price_ratio for award in awards if award.winners]
        assert max(prices, default=0.0) <= ceiling
