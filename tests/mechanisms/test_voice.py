"""Poor care of single people: who finds out, and what becomes of those without a voice."""

import numpy as np

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import measure
from alliance_sim.rules.behaviour.voice import found_out
from tests.small import finished, small

POOR = {"voice.poor_care": 0.2, "residents.voiceless_share": 0.4}


def read(parameters, *names):
    scenario = small(parameters=parameters, place={"councils": ["Bexley"], "residents": 300})
    world = finished(scenario, "tender")
    period = counted(world)
    return world, [measure(period, name) for name in names]


def test_who_finds_out():
    voiceless, alone = np.array([False, True, True]), np.array([False, False, True])
    full, none = np.ones(3), np.zeros(3)
    chance = found_out(voiceless, alone, none, none, 0.4, 0.2, 0.5, 0.1)
    np.testing.assert_allclose(chance, [0.4, 0.2, 0.0])
    spoken_for = found_out(voiceless, alone, full, none, 0.4, 0.2, 0.5, 0.1)
    np.testing.assert_allclose(spoken_for, [0.4, 0.6, 0.5])
    watched = found_out(voiceless, alone, none, full, 0.4, 0.2, 0.5, 0.1)
    np.testing.assert_allclose(watched, [0.46, 0.28, 0.1])


def test_poor_care_lasts_longer_for_those_who_cannot_say_so():
    world, (everyone, voiceless) = read(
        {**POOR, "voice.unbefriended": 0.8}, "poor_care_months", "poor_care_months_voiceless"
    )
    assert voiceless > everyone > 1
    assert world.ledger.balances.sum() == 0


def test_advocates_find_it_sooner():
    names = ("poor_care_months_voiceless",)
    _, (without,) = read(POOR, *names)
    _, (with_them,) = read({**POOR, "voice.advocates": 0.6}, *names)
    assert with_them < without


def test_having_no_one_takes_away_what_informal_help_there_was():
    world, (gap,) = read({**POOR, "voice.unbefriended": 0.8}, "voice_gap")
    _, (usual,) = read(POOR, "voice_gap")
    nobody = world.people.support0 == 0
    assert 0 < nobody.sum() < (world.people.voiceless > 0).sum()
    assert not (nobody & (world.people.voiceless == 0)).any()
    assert gap > usual


def test_nothing_goes_wrong_unless_it_is_switched_on():
    world, _ = read({"voice.advocates": 0.6, "voice.harm": 0.2})
    assert world.beside == ()
    assert np.isnan(world.record.noted("poor_care")).all()
