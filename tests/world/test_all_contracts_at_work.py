"""Every kind of contract in the simulated month: it runs, balances, and pays what it says."""

import numpy as np
import pytest

from alliance_sim.scenario.terms import KINDS
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.life import AT
from alliance_sim.world.model import World
from alliance_sim.world.services import HOME
from tests.small import finished, small

MONTHS = 14


def bought(contract, months=MONTHS, **changes):
    """A tender under a contract, in force from the second month."""
    way = {
        "mechanism": "competitive_tender",
        "contract": contract,
        "continuity": {"set_up_months": 1, "term_months": 36},
    }
    return small(
        {"it": way}, {"market.background_closure": 0.0}, months=months, warm_up=0, **changes
    )


def deals(world):
    """Deals under the contract that is tried, each with the lot it serves."""
    found = [lot for lot in world.lots() if lot.deal in world.posts.deals]
    return [lot for lot in found if lot.deal.mechanism is world.mechanism]


def paid_for(world, lot):
    """What this month's payments came to for a lot that a provider holds alone."""
    (row,) = lot.deal.members
    return world.ledger.flows(world.month)[PURPOSE["care_payment"], world.accounts.provider][
        row
    ] / (PENCE)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("mechanism", ["competitive_tender", "alliance"])
def test_it_runs_with_nothing_but_its_name(kind, mechanism):
    story = small(
        {"it": {"mechanism": mechanism, "contract": {"kind": kind}}}, months=MONTHS, warm_up=2
    )
    world = finished(story, "it")
    assert world.mechanism.contract.kind == kind
    rows = world.ledger.rows()
    assert rows["pence"].sum() == 0
    received = rows["pence"][rows["purpose"] == PURPOSE["care_payment"]]
    assert np.abs(received).sum() > 0


def months_under(contract, **changes):
    world = World(bought(contract, **changes), "it", 1, 0)
    for _ in range(MONTHS):
        world.step()
        alone = deals(world)
        rows = [int(lot.deal.members[0]) for lot in alone]
        for lot in alone:
            row = int(lot.deal.members[0])
            if rows.count(row) == 1 and world.month > lot.deal.start:
                yield world, lot, row


def test_a_price_for_a_person_pays_in_proportion_to_people_known():
    seen = 0
    for world, lot, row in months_under(
        {"kind": "capitation", "indexation": 0.0}, services=["home_care"]
    ):
        cells = np.flatnonzero(
            np.isin(world.posts.table.at[HOME], np.flatnonzero(world.posts.table.row == row))
        )
        known = float(world.sums[cells, AT["known"]].sum() * world.place.scale)
        planned = float(lot.deal.price @ lot.deal.planned)
        expected = planned * known / lot.deal.people
        assert paid_for(world, lot) == pytest.approx(expected, abs=0.02)
        seen += 1
    assert seen > 6


def test_a_block_bends_with_what_is_delivered():
    seen = 0
    contract = {"kind": "cost_and_volume", "tolerance": 0.0, "marginal_share": 0.5}
    for world, lot, row in months_under({**contract, "indexation": 0.0}, services=["home_care"]):
        mine = np.flatnonzero(world.posts.table.row == row)
        value = float(world.units[HOME][np.isin(world.posts.table.at[HOME], mine)].sum())
        value *= lot.deal.price[HOME]
        planned = float(lot.deal.price @ lot.deal.planned)
        assert paid_for(world, lot) == pytest.approx((planned + value) / 2, abs=0.02)
        seen += 1
    assert seen > 6


def test_paying_for_outcomes_makes_providers_care_for_them():
    lived = []
    for upfront in (1.0, 0.6):
        contract = {"kind": "outcome_payment", "upfront_share": upfront}
        world = finished(bought(contract, months=24), "it")
        lived.append(float(world.record.columns["quality_experienced"][12:].mean()))
    assert lived[1] > lived[0] + 0.05
