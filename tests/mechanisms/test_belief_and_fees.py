"""Belief by Bayes' rule, fee cuts by surprise and openly, and the power of an only buyer."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.belief import next_belief
from alliance_sim.rules.behaviour.buyer_power import (
    allowing_for_cuts,
    ceiling_under_power,
    passed_on,
    trust_after_cut,
)
from alliance_sim.simulate import simulate
from tests.small import WAYS, alike, finished, months_of, small

TENDER = {"it": {"mechanism": "competitive_tender"}}
HALF = np.array([0.5])


def test_a_good_sign_is_weighed_by_bayes_rule():
    after = next_belief(HALF, np.ones(1), HALF, 0.9, 0.6, 1.0)
    assert after[0] == pytest.approx(0.9 / (0.9 + 0.6))
    worse = next_belief(HALF, np.zeros(1), HALF, 0.9, 0.6, 1.0)
    assert worse[0] == pytest.approx(0.1 / (0.1 + 0.4))


def test_one_bad_sign_costs_more_than_one_good_sign_wins():
    good, bad = (next_belief(HALF, np.array([g]), HALF, 0.9, 0.8, 1.0) for g in (1.0, 0.0))
    assert 0.5 - bad[0] > good[0] - 0.5


def test_without_memory_only_the_last_sign_counts():
    sure = next_belief(np.array([0.99]), np.ones(1), HALF, 0.9, 0.6, 0.0)
    assert sure[0] == pytest.approx(0.6)


def test_belief_moves_trust_and_is_noted_only_when_on():
    off, on = (
        finished(small(TENDER, {"belief.rate": rate}, months=36), "it") for rate in (0.0, 0.2)
    )
    assert np.isnan(off.record.noted("belief_in_council")).all()
    assert np.isfinite(on.record.noted("belief_in_council")[10:]).all()
    assert not np.array_equal(off.market.trust, on.market.trust)
    assert ((on.market.trust >= 0) & (on.market.trust <= 1)).all()


def test_a_surprise_costs_more_trust_than_the_same_cut_announced():
    told, hidden = (trust_after_cut(HALF, 0.03, s, 5.0, 1.5)[0] for s in (0.0, 1.0))
    assert hidden < told < 0.5
    assert trust_after_cut(HALF, 0.0, 1.0, 5.0, 1.5)[0] == 0.5


def test_bidders_allow_only_for_cuts_that_they_know_of():
    assert allowing_for_cuts(HALF, 0.04, 0.0, 0.75)[0] == 0.5
    assert allowing_for_cuts(HALF, 0.04, 1.0, 0.75)[0] == pytest.approx(0.5 / 0.97)


def cut(secrecy, option="it", options=TENDER):
    given = {"fees.cut": 0.05, "fees.secrecy": secrecy, "fees.cut_every": 12}
    return finished(small(options, given, months=60), option)


def test_a_cut_takes_its_share_off_every_price_in_force():
    given = {"fees.cut": 0.05, "fees.cut_every": 60}
    before = {}
    for world in months_of(small(TENDER, given, months=40), "it"):
        due = world.commissioners[0].live_from + 12
        prices = {id(deal): deal.price[0] for deal in world.deals() if deal.start < due}
        if world.month == due - 1:
            before = prices
        if world.month == due:
            same = [key for key in prices if key in before]
            assert same
            for key in same:
                assert prices[key] == pytest.approx(before[key] * 0.95)
            break


def test_cuts_that_partners_must_agree_to_do_not_happen():
    one, two = (
        simulate(small(WAYS, {"fees.cut": size}, months=48), "alliance") for size in (0.0, 0.05)
    )
    assert alike(one, two)


def test_announced_cuts_are_in_the_bids():
    told, hidden = cut(0.0), cut(1.0)
    assert told.awards[0].bidders.floor.min() > hidden.awards[0].bidders.floor.min()
    assert told.ledger.balances.sum() == 0


def test_power_lowers_the_ceiling_towards_bare_cost_and_never_above_it():
    assert ceiling_under_power(1.25, 0.98, 0.0) == 1.25
    assert ceiling_under_power(1.25, 0.98, 1.0) == pytest.approx(0.98)
    assert ceiling_under_power(1.25, 1.5, 1.0) == 1.25
    assert passed_on(0.1, 0.8) == pytest.approx(0.02)
    assert passed_on(-0.1, 0.8) == -0.1


def test_an_only_buyer_pays_less_and_fewer_bid():
    weak, strong = (
        simulate(small(TENDER, {"fees.power": p}, months=36), "it", measures=["fee_cost_ratio"])
        for p in (0.0, 1.0)
    )
    assert strong.measures["fee_cost_ratio"] < weak.measures["fee_cost_ratio"]
    assert strong.outcomes["bidders_mean"] < weak.outcomes["bidders_mean"]


OFF = {
    "belief.rate": {"belief.honest": 0.98, "belief.withheld_bar": 0.05, "belief.memory": 0.8},
    "fees.cut": {"fees.secrecy": 0.0, "fees.surprise_loss": 9.0, "fees.cut_every": 12},
}


@pytest.mark.parametrize("switch", OFF)
def test_at_zero_the_rest_makes_no_difference(switch):
    one, two = (simulate(small(TENDER, {switch: 0.0} | more), "it") for more in ({}, OFF[switch]))
    assert alike(one, two)
