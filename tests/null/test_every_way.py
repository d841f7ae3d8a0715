"""Every way of buying is its five levers: given another's, it cannot be told from it."""

import pytest

from alliance_sim.rules.mechanisms import MECHANISMS
from alliance_sim.simulate import simulate
from tests.small import STARTS, alike, all_levers, small

FURTHER = sorted(set(MECHANISMS) - set(STARTS.values()))
SHORT = {"months": 16}


@pytest.mark.parametrize("name", FURTHER)
def test_a_tender_with_its_levers_is_this_way(name):
    levers = all_levers(name, small())
    story = small(
        {"plain": {"mechanism": name}, "tender": {"mechanism": "competitive_tender"} | levers},
        **SHORT,
    )
    assert alike(simulate(story, "plain"), simulate(story, "tender"))


@pytest.mark.parametrize("name", FURTHER)
def test_with_the_levers_of_an_alliance_it_is_one(name):
    levers = all_levers("alliance", small())
    story = small(
        {"alliance": {"mechanism": "alliance"}, "named": {"mechanism": name} | levers}, **SHORT
    )
    assert alike(simulate(story, "alliance"), simulate(story, "named"))


@pytest.mark.parametrize("name", FURTHER)
def test_it_differs_from_a_tender(name):
    story = small(
        {"named": {"mechanism": name}, "tender": {"mechanism": "competitive_tender"}}, **SHORT
    )
    assert not alike(simulate(story, "named"), simulate(story, "tender"))
