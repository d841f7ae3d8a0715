"""People are lost at boundaries between organisations, and partners may follow them up."""

import numpy as np
import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import measure
from alliance_sim.rules.behaviour.chasing import followed_up
from tests.small import finished, small

LOSSES = {"pathways.boundary_loss": 0.3, "pathways.lost": 0.6}
PEERS = {
    "tender": {
        "mechanism": "competitive_tender",
        "governance": {"outcome_stake": 0.1, "peer_visibility": 0.9},
    }
}


def town(parameters, **changes):
    return small(parameters=parameters, place={"councils": ["Bexley"], "residents": 300}, **changes)


def total(world, name):
    return float(world.record.in_cells(name, 0).sum())


def test_nobody_is_lost_unless_losing_is_switched_on():
    plain = finished(town({}), "tender")
    assert total(plain, "handoffs_lost") == total(plain, "reassessed") == 0
    assert plain.beside == ()


def test_boundaries_lose_people_and_some_of_them_are_assessed_again():
    lost = finished(town(LOSSES), "tender")
    assert 0 < total(lost, "reassessed") < total(lost, "handoffs_lost")
    period = counted(lost)
    out = measure(period, "dropped_out_year") + measure(period, "reassessed_year")
    assert out == pytest.approx(measure(period, "lost_in_transfer_year"))


def test_one_organisation_has_no_boundary_within():
    """The council's own team does everything: nothing more is lost than trust explains."""
    whole = {"whole": {"mechanism": "in_house"}}
    world = finished(town(LOSSES, options=whole), "whole")
    assert len(np.unique(world.serves)) == 1
    kept = world.values["trust.handoff_base"] + world.values["trust.handoff_trust"]
    np.testing.assert_allclose(world.care.handoff_care, min(kept, 1.0))


@pytest.mark.parametrize(("stake", "visible"), [(0.0, 1.0), (0.2, 0.0)])
def test_nobody_follows_up_what_is_not_paid_for_or_not_seen(stake, visible):
    assert followed_up(np.array(stake), np.array(visible), 0.1) == 0


def test_following_up_saves_people_whatever_the_way_of_buying_and_costs_both_sides():
    off, on = (
        finished(town({**LOSSES, "pathways.chasing": chasing}, options=PEERS), "tender")
        for chasing in (0.0, 0.9)
    )
    assert total(on, "handoffs_lost") < total(off, "handoffs_lost")
    cost = [world.record.columns["cost_governance_gbp"].sum() for world in (off, on)]
    assert cost[1] > cost[0]
    assert on.ledger.balances.sum() == 0
