"""A prime provider: one contract with the council, residents served by subcontractors."""

import numpy as np
import pytest

from alliance_sim.world.ledger import PURPOSE
from alliance_sim.world.model import World
from tests.small import finished, small

PRIME = {"mechanism": "prime_provider", "continuity": {"set_up_months": 2}}
# Nobody closes or walks away by bad luck.
CALM = {"market.background_closure": 0.0, "market.handback_loss": 1.0}
HOME = 0


def lived(months=26, selection=None, **changes):
    option = PRIME | changes | ({"selection": selection} if selection else {})
    return finished(small({"it": option}, CALM, months=months), "it")


@pytest.fixture(scope="module")
def world():
    return lived()


def lead_of(world):
    (head,) = world.commissioners[0].heads()
    (lead,) = head.members
    return head, int(lead)


def test_the_council_has_one_contract_and_others_serve_the_residents(world):
    head, lead = lead_of(world)
    assert len(head.mechanism.selection.open_to) > 0
    served = set(world.serves[HOME].tolist())
    assert len(served) > 1
    assert all(lot.under is head for lot in world.lots())
    assert world.posts.links[world.posts.heads < 0].sum() == 1
    subs = {int(deal.members[0]) for deal in world.deals()}
    assert subs - {lead}


def test_the_lead_pays_less_than_it_is_paid_and_keeps_a_margin_on_top(world):
    head, _ = lead_of(world)
    keeps = head.mechanism.selection.margin
    for deal in world.deals():
        service = int(np.argmax(deal.planned))
        assert deal.price[service] <= head.price[service] * (1 - keeps) * 1.2
    dear = lived(selection={"margin": 0.12})
    assert lead_of(dear)[0].price[HOME] > head.price[HOME]


def test_the_council_pays_the_lead_and_the_lead_pays_the_others(world):
    _, lead = lead_of(world)
    book = world.ledger.flows(world.month)[PURPOSE["care_payment"]]
    accounts = world.accounts
    subs = [int(d.members[0]) for d in world.deals() if int(d.members[0]) != lead]
    assert book[accounts.provider[subs]].sum() > 0
    paid = world.posts.seat_deal
    assert set(world.posts.buyers[world.posts.heads >= 0]) == {accounts.provider[lead]}
    # What a lead pays on counts once.
    at = world.month - 1
    total = world.record.income[at].sum() * 100
    performance = world.ledger.flows(world.month)[PURPOSE["performance_pay"]]
    council = accounts.council
    assert total == pytest.approx(-(book[council] + performance[council]).sum(), abs=len(paid))


def test_indicators_and_supervision_are_passed_down(world):
    head, lead = lead_of(world)
    council = head.mechanism.governance
    subs = [int(d.members[0]) for d in world.deals() if int(d.members[0]) != lead]
    assert (world.terms.monitoring[subs] > council.monitoring_intensity).all()
    assert (world.terms.kpi[subs] == council.kpi_stake).all()
    spared = lived(selection={"kpi_passed_down": 0.0, "supervision": 0.0})
    _, lead = lead_of(spared)
    subs = [int(d.members[0]) for d in spared.deals() if int(d.members[0]) != lead]
    assert (spared.terms.kpi[subs] == 0).all()
    assert spared.terms.monitoring[subs] == pytest.approx(council.monitoring_intensity)


def test_money_comes_to_nothing_in_sum(world):
    assert world.ledger.balances.sum() == 0
    watched = world.ledger.flows(world.month)[PURPOSE["monitoring"]]
    _, lead = lead_of(world)
    assert watched[world.accounts.provider[lead]] < 0


def test_if_the_lead_closes_the_council_pays_the_others_until_there_is_another():
    world = World(small({"it": PRIME}, CALM, months=40), "it", 1, 0)
    for _ in range(14):
        world.step()
    head, lead = lead_of(world)
    serving = world.serves.copy()
    world.market.back_in[lead] = 99
    world.market.active[lead] = False
    assert world.commissioners[0].lose(lead)
    world.step()
    assert world.commissioners[0].heads() == []
    council = int(world.accounts.council[0])
    assert set(world.posts.buyers) == {council}
    same = (world.serves == serving) | (serving == lead)
    assert same.mean() > 0.8
    for _ in range(6):
        world.step()
    (new,) = world.commissioners[0].heads()
    assert new is not head
    assert all(lot.under is new for lot in world.lots())
