"""A consortium: voluntary organisations behind one of them, who decides for all."""

import numpy as np

from alliance_sim.world.market import KINDS
from alliance_sim.world.placing import agree
from tests.examples import governance
from tests.small import finished, small

MORE = {
    "provider_kinds.voluntary_sector.pool_share": 0.5,
    "provider_kinds.community_network.pool_share": 0.2,
}
SERVICES = ["care_act_assessment", "advocacy", "community_connection"]


def lived(**option):
    it = {"mechanism": "voluntary_consortium"} | option
    return finished(small({"it": it}, MORE, services=SERVICES, months=24), "it")


def test_only_voluntary_and_community_organisations_take_part():
    world = lived()
    kinds = {KINDS[world.market.kind[row]] for a in world.awards for row in a.bidders.provider}
    assert kinds == {"voluntary_sector", "community_network"}
    (deal,) = world.deals()
    assert len(deal.members) > 2


def test_with_a_lead_there_is_a_link_for_each_member_rather_than_for_each_pair():
    led, unanimous = governance(decides="lead"), governance(decides="unanimous")
    assert [led.links(1, n) for n in (1, 3, 5)] == [1, 3, 5]
    assert [unanimous.links(1, n) for n in (1, 3, 5)] == [1, 6, 15]
    world = lived()
    (deal,) = world.deals()
    assert world.posts.links.sum() == len(deal.members)


def test_the_lead_decides_for_all():
    world = lived()
    (deal,) = world.deals()
    count = len(deal.members)
    # The first gains and everyone else loses all of its work.
    before, after = np.ones(count), np.zeros(count)
    after[0] = 2.0
    world.values = dict(world.values) | {
        "governance.assent_base": 0.0,
        "governance.assent_trust": 0.0,
        "governance.assent_alignment": 30.0,
    }
    assert agree(world, deal, before, after)
    assert not agree(world, deal, before, after[::-1].copy())
    shared = deal.mechanism.governance.model_copy(update={"decides": "unanimous"})
    deal.mechanism = deal.mechanism.model_copy(update={"governance": shared})
    assert not agree(world, deal, before, after)


def test_it_pays_a_fixed_sum_and_stakes_nothing_on_indicators():
    world = lived()
    (deal,) = world.deals()
    assert deal.mechanism.contract.kind == "block"
    assert (world.terms.kpi[deal.members] == 0).all()
