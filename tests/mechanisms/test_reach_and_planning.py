"""People are found by whoever reaches them, and plans are made together where there is time."""

import numpy as np
import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import measure
from alliance_sim.rules.behaviour.care_planning import made_together, next_planned
from tests.small import finished, small


def town(parameters):
    return small(parameters=parameters, place={"councils": ["Bexley"], "residents": 300})


def read(parameters, *names):
    world = finished(town(parameters), "tender")
    return world, [measure(counted(world), name) for name in names]


def test_contact_finds_overlooked_people_as_far_as_their_finders_reach():
    _, (usual,) = read({}, "known_overlooked_share")
    contact = {"outreach.by_contact": 0.06}
    _, (found,) = read(contact, "known_overlooked_share")
    nobody = {f"provider_kinds.{kind}.reach_overlooked": 0.0 for kind in (
        "national_private", "local_private", "voluntary_sector", "in_house", "community_network",
    )}  # fmt: skip
    _, (beyond,) = read({**contact, **nobody}, "known_overlooked_share")
    assert beyond < usual < found


def test_finding_costs_the_council():
    off, _ = read({})
    on, _ = read({"outreach.by_contact": 0.06})
    cost = [world.record.columns["cost_governance_gbp"].sum() for world in (off, on)]
    assert cost[1] > cost[0]
    assert on.ledger.balances.sum() == 0


def test_no_time_makes_no_plan_together():
    assert made_together(0.0, 0.5) == 0.0
    assert made_together(0.5, 0.5) == pytest.approx(0.5)


def test_plans_go_out_of_date_and_new_ones_replace_the_old():
    assert next_planned(np.array([0.8]), np.array([0.0]), 0.5, 0.1)[0] == pytest.approx(0.72)
    assert next_planned(np.array([0.8]), np.array([1.0]), 0.5, 0.1)[0] == pytest.approx(0.5)


def test_planning_together_takes_staff_and_money_and_makes_partners():
    off = finished(town({}), "tender")
    on = finished(town({"care_planning.time": 1.0}), "tender")
    partner, cost = (
        [world.record.columns[name].sum() for world in (off, on)]
        for name in ("wellbeing_partner", "cost_care_gbp")
    )
    assert partner[1] > partner[0]
    assert cost[1] > cost[0]
