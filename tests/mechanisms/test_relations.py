"""Forums, secondments, calls: what they teach and cost; nothing where they are not held."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.rescue import rescue_pays, rescue_price
from alliance_sim.rules.behaviour.shared_knowledge import left_of, next_knowledge
from alliance_sim.simulate import simulate
from alliance_sim.world.ledger import PURPOSE
from tests.small import alike, finished, small

HELD = {"forum": 0.8, "secondments": 0.8, "calls": 0.8}


def tender(**governance):
    return {"it": {"mechanism": "competitive_tender", "governance": governance}}


def spent(world, purpose, accounts):
    book = world.ledger.flows_of_all_months()
    return -int(book[:, PURPOSE[purpose]][:, accounts].sum())


def test_knowledge_rises_towards_all_there_is_and_fades_without_practice():
    known = np.zeros(1)
    for _ in range(400):
        known = next_knowledge(known, np.array([0.1]), 0.02)
    assert known[0] == pytest.approx(0.1 / 0.12)
    assert next_knowledge(known, np.zeros(1), 0.02)[0] < known[0]
    assert left_of(np.ones(1), 0.5, known)[0] == pytest.approx(1 - 0.5 * known[0])


def test_a_rescue_pays_only_while_it_costs_less_than_losing_the_provider():
    assert rescue_pays(0.05, 12, own_premium=0.3, months_covered=5, once=0.0)
    assert not rescue_pays(0.05, 36, own_premium=0.3, months_covered=5, once=0.0)
    assert not rescue_pays(0.05, 12, own_premium=-1.0, months_covered=5, once=-1.0)
    assert rescue_price(np.array([20.0]), 0.05)[0] == pytest.approx(21.0)


@pytest.mark.parametrize("lever", HELD)
def test_each_costs_both_sides_and_no_money_is_lost(lever):
    plain, held = (finished(small(tender(**{lever: level})), "it") for level in (0.0, 0.8))
    for accounts in (held.accounts.council, held.accounts.provider):
        assert spent(held, "governance", accounts) > spent(plain, "governance", accounts)
    assert held.ledger.balances.sum() == 0


@pytest.mark.parametrize("lever", HELD)
def test_nothing_is_different_before_the_new_way_of_buying_is_prepared(lever):
    scenario = small(tender(**{lever: 0.8}), months=24, warm_up=8)
    plain = small(tender(), months=24, warm_up=8)
    one, other = simulate(scenario, "it"), simulate(plain, "it")
    for name, column in one.monthly.items():
        assert np.array_equal(column[:8], other.monthly[name][:8], equal_nan=True), name


def test_a_forum_shrinks_errors_of_estimates_and_the_cost_of_a_bid():
    plain, held = (finished(small(tender(forum=level)), "it") for level in (0.0, 1.0))
    assert held.awards[0].error < plain.awards[0].error
    each = [
        spent(world, "bid_cost", world.accounts.provider)
        / sum(len(a.bidders) for a in world.awards)
        for world in (plain, held)
    ]
    saved = plain.values["relations.forum_bid_saving"]
    assert each[1] == pytest.approx(each[0] * (1 - saved))


def test_a_forum_wins_the_trust_of_those_without_a_contract_too():
    plain, held = (finished(small(tender(forum=level)), "it") for level in (0.0, 1.0))
    idle = ~plain.holds & ~held.holds & plain.market.active & held.market.active
    idle[plain.market.in_house] = False
    assert idle.any()
    assert (held.market.trust[idle] > plain.market.trust[idle]).all()


def test_secondments_teach_only_those_who_work_together():
    world = finished(small(tender(secondments=1.0)), "it")
    assert world.relations.knowledge[world.holds].max() > 0
    assert (world.relations.knowledge[world.market.in_house] == 0).all()


def test_a_warned_council_rescues_or_plans_and_a_silent_one_does_neither():
    hard = {"shocks.common_sd": 0.03, "relations.warning_margin": 0.06, "trust.initial": 0.7}
    found = {}
    for level in (0.0, 1.0):
        run = simulate(
            small(tender(calls=level), hard, months=60),
            "it",
            measures=["rescues", "planned_transitions"],
        )
        found[level] = sum(run.measures.values()), run.outcomes["handbacks"]
    assert found[0.0][0] == 0
    assert found[0.0][1] > 0
    assert found[1.0][0] > 0


def test_what_belongs_to_them_makes_no_difference_where_none_is_held():
    names = [name for name in small().values if name.startswith("relations.")]
    assert len(names) > 10
    other = {"hour_cost": 90, "idea_saving": 0.01, "forum_trust": 0.03, "planned_transfer": 0.5}
    changed = {f"relations.{name}": value for name, value in other.items()}
    one, two = (simulate(small(tender(), given), "it") for given in ({}, changed))
    assert alike(one, two)
