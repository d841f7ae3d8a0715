"""Rules that are off by default: off they change nothing, on they do what theory says."""

import numpy as np
import pytest

from alliance_sim.simulate import simulate
from alliance_sim.world.ledger import PURPOSE
from alliance_sim.world.model import World
from tests.small import alike, finished, small

OWNERS = ("national_private", "local_private", "voluntary_sector", "community_network")
NO_STAKE = {
    "competitive_tender.governance.kpi_stake": 0.0,
    "competitive_tender.governance.outcome_stake": 0.0,
}
CO_DESIGN = "competitive_tender.governance.co_design"
SHARED_AIMS = {CO_DESIGN: 1.0, "wellbeing.partner.co_design": 0.0}

# What is switched off at its source; the option; the setting that then must not matter.
SILENT = {
    "change": ({}, "tender", ("market.change_friction", 0.0, 0.3)),
    "change_at_cost": (
        {"market.change_friction": 0.3},
        "reimbursed",
        ("market.change_probability", 0.0, 0.5),
    ),
    "friction": ({"market.change_friction": 0.0}, "tender", ("market.change_probability", 0, 0.9)),
    "contractors": ({}, "tender", ("effort.bargained_share", 0.0, 1.0)),
    "managers": ({}, "tender", ("effort.manager_share", 0.0, 0.5)),
    "menu": ({}, "alliance", ("market.fund_cost", 0.0, 0.5)),
    "menu_of_prices": ({}, "tender", ("market.share_rule", "stated", "menu")),
    "share_of_prices": ({}, "tender", ("market.share_rule", "stated", "worked_out")),
    "worth": ({}, "alliance", ("market.outcome_worth", 0.0, 2.0)),
    "crowding": (NO_STAKE, "tender", ("effort.incentive_crowding", 0.0, 2.0)),
    "drop": (NO_STAKE, "tender", ("effort.incentive_drop", 0.0, 0.5)),
    "mismatch": (SHARED_AIMS, "tender", ("effort.mismatch_loss", 0.0, 1.0)),
    "alone": ({}, "tender", ("governance.outside_surplus", 0.0, 0.4)),
}
# The same switched on: what must be set for it to matter.
AT_WORK = {
    "change": ({"market.change_probability": 0.5}, "tender", SILENT["change"][2]),
    "contractors": (
        {f"provider_kinds.{kind}.owner": "contractor" for kind in OWNERS},
        "tender",
        SILENT["contractors"][2],
    ),
    "managers": (
        {"provider_kinds.in_house.owner": "manager"},
        "tender",
        SILENT["managers"][2],
    ),
    "menu": ({"market.share_rule": "menu"}, "alliance", SILENT["menu"][2]),
    "worth": ({"market.share_rule": "worked_out"}, "alliance", SILENT["worth"][2]),
    "crowding": ({}, "tender", SILENT["crowding"][2]),
    "drop": ({}, "tender", SILENT["drop"][2]),
    "mismatch": ({}, "tender", SILENT["mismatch"][2]),
    "partners": ({}, "alliance", SILENT["alone"][2]),
}


def runs_at(parameters, option, driver):
    path, *values = driver
    ways = {
        "tender": {"mechanism": "competitive_tender"},
        "alliance": {"mechanism": "alliance"},
        "reimbursed": {"mechanism": "alliance", "contract": {"kind": "cost_plus"}},
    }
    # Nobody inherits a price: it is the new contract that counts.
    extra = {"warm_up": 0} if option == "reimbursed" else {}
    if option == "reimbursed":
        parameters = parameters | {"alliance.continuity.set_up_months": 0}
    stories = [
        small({option: ways[option]}, parameters | {path: value}, **extra) for value in values
    ]
    return [simulate(story, option) for story in stories]


@pytest.mark.parametrize("name", SILENT)
def test_off_it_changes_nothing(name):
    assert alike(*runs_at(*SILENT[name]))


@pytest.mark.parametrize("name", AT_WORK)
def test_on_it_makes_a_difference(name):
    assert not alike(*runs_at(*AT_WORK[name]))


def test_agreeing_anew_costs_both_sides_the_same_and_counts_as_buying():
    parameters = {"market.change_probability": 0.9, "market.change_friction": 0.2}
    calm, changed = (small(parameters=given) for given in ({}, parameters))
    world = finished(changed, "tender")
    flows = world.ledger.flows_of_all_months()[:, PURPOSE["renegotiation"]].sum(axis=0)
    accounts = world.accounts
    councils, providers = (flows[at].sum() for at in (accounts.council, accounts.provider))
    assert councils < 0
    assert councils == pytest.approx(providers, abs=flows.size)
    assert flows.sum() == 0
    costs = [
        simulate(story, "tender").outcomes["cost_procurement_gbp"] for story in (calm, changed)
    ]
    assert costs[1] > costs[0]


def test_needs_change_alike_under_every_way_of_buying():
    parameters = {"market.change_probability": 0.5, "market.change_friction": 0.2}
    # All begin with the same inherited contracts.
    story = small(parameters=parameters, months=5, warm_up=4)
    moved = []
    for option in story.options:
        rows = finished(story, option).ledger.rows()
        of_it = (rows["purpose"] == PURPOSE["renegotiation"]) & (rows["month"] <= 4)
        moved.append(rows["pence"][of_it])
    assert len(moved[0])
    assert all(np.array_equal(moved[0], other) for other in moved)


def first_month(option="tender", **parameters):
    world = World(small(parameters=parameters), option, 1, 0)
    world.step()
    return world.delivery


def test_contractors_cut_corners_where_no_contract_speaks_of_the_damage():
    mission = {f"provider_kinds.{kind}.mission": 0.4 for kind in OWNERS}
    owner = {f"provider_kinds.{kind}.owner": "contractor" for kind in OWNERS}
    plain, owned = first_month(**mission), first_month(**mission, **owner)
    assert (owned.cutting >= plain.cutting).all()
    assert owned.cutting.sum() > plain.cutting.sum()
    assert owned.relational.sum() < plain.relational.sum()


def test_incentives_that_crowd_out_motivation_lower_what_no_indicator_sees():
    given = {"competitive_tender.governance.kpi_stake": 0.3, "home_care.kpi_visibility": 0.0}
    plain = first_month(**given)
    for path in ("effort.incentive_crowding", "effort.incentive_drop", "effort.mismatch_loss"):
        crowded = first_month(**given, **{path: 0.5})
        assert crowded.relational.sum() < plain.relational.sum()
        assert (crowded.relational <= plain.relational).all()


def shares_of(**parameters):
    """The share that the members of an alliance bear, by replication."""
    story = small(parameters=parameters, months=16)
    deals = [finished(story, "alliance", future).deals()[0] for future in range(4)]
    return np.array([deal.mechanism.contract.provider_share for deal in deals])


def test_a_menu_leaves_each_the_share_of_its_type_and_less_where_rents_are_dear():
    cheap, dear = (
        shares_of(**{"market.share_rule": "menu", "market.fund_cost": cost}) for cost in (0.05, 0.5)
    )
    assert len(set(cheap.tolist())) > 1
    assert (dear < cheap).all()
    assert (dear > 0).all()
    assert (cheap < 1).all()


def test_a_share_that_is_worked_out_falls_with_risk_and_with_what_damage_costs():
    rule = {"market.share_rule": "worked_out"}
    averse = {f"provider_kinds.{kind}.risk_aversion": 0.00002 for kind in OWNERS}
    careless = {"market.outcome_worth": 0.0, "effort.saving": 0.4}
    free = shares_of(**rule, **careless)
    risky = shares_of(**rule, **careless, **averse)
    caring = shares_of(**rule, **(careless | {"market.outcome_worth": 2.0}))
    for shares in (free, risky, caring):
        assert ((shares >= 0) & (shares <= 1)).all()
    assert (risky <= free).all()
    assert risky.sum() < free.sum()
    assert caring.sum() < free.sum()


def test_a_contract_from_the_menu_is_renewed_like_any_other():
    parameters = {
        "market.share_rule": "menu",
        "alliance.continuity.renewal_probability": 1.0,
        "alliance.continuity.set_up_months": 0,
    }
    story = small(
        {"alliance": {"mechanism": "alliance", "continuity": {"term_months": 6}}},
        parameters,
        months=30,
    )
    world = finished(story, "alliance")
    assert len(world.awards) == 1
    assert world.deals()[0].end > 30
