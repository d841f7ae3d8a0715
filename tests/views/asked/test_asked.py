"""What a visitor asks, as a scenario and as words of an address."""

import pytest

from alliance_sim.evidence import InputError, catalogue
from alliance_sim.scenario import load
from alliance_sim.views.asked.levers import LEVERS
from alliance_sim.views.asked.link import changes_text, pack, read_changes, unpack
from alliance_sim.views.asked.question import FIRST, STORIES, Asked
from alliance_sim.views.packaged.estimate import OUTCOMES, surface
from alliance_sim.views.packaged.store import packaged
from alliance_sim.views.shipped import shipped
from tests.views.asking import TINY


def test_a_question_without_changes_is_the_story_itself():
    assert Asked(FIRST).scenario().digest == load(shipped()[FIRST]).digest
    assert not Asked(FIRST).is_changed


def test_a_lever_sets_its_parameters_and_nothing_else():
    asked = Asked(FIRST, levers=(("visible", 45), ("bidders", 7)))
    before, after = Asked(FIRST).scenario().values, asked.scenario().values
    changed = {path for path in before if before[path] != after[path]}
    paths = {*LEVERS["visible"].paths, *LEVERS["bidders"].paths}
    assert changed == {path for path in paths if before[path] != after[path]}
    assert after["home_care.kpi_visibility"] == 0.45
    assert after["market.providers"] == 7


@pytest.mark.parametrize("story", STORIES)
def test_every_place_of_every_lever_is_a_scenario(story):
    for key, lever in LEVERS.items():
        for place in lever.nodes:
            Asked(story, levers=((key, place),)).scenario()


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.key)
def test_a_lever_stays_within_the_range_of_the_evidence(lever):
    known = catalogue().parameters
    for place in (lever.low, lever.high):
        for path, value in lever.settings(place).items():
            assert known[path].objection(value) is None
            assert known[path].low <= value <= known[path].high


def test_another_council_takes_the_place_of_the_storys_own():
    assert Asked(FIRST, council="Leeds").scenario().councils == ("Leeds",)


def test_a_single_value_wins_over_a_lever():
    asked = Asked(FIRST, levers=(("bidders", 7),)).with_change("parameters.market.providers", 20)
    assert asked.scenario().values["market.providers"] == 20


def test_an_own_scenario_is_read_as_strictly_as_any():
    assert Asked(own=TINY).scenario().title == "A small place"
    with pytest.raises(InputError, match="monthz"):
        Asked(own=TINY.replace("months:", "monthz:", 1)).scenario()


def test_changes_survive_the_address():
    changes = (("options.alliance.members", 6), ("parameters.a.b", 0.25), ("x", "a word"))
    assert read_changes(changes_text(changes)) == (changes, [])


def test_what_is_no_change_is_named_and_left_out():
    found, wrong = read_changes("a.b:1~nonsense~c:[1]~d:NaN~:5")
    assert found == (("a.b", 1),)
    assert wrong == ["nonsense", "c:[1]", "d:NaN", ":5"]


def test_an_own_scenario_survives_the_address_and_a_bomb_does_not():
    assert unpack(pack(TINY)) == TINY
    assert unpack("") == ""
    assert unpack("not packed") is None
    assert unpack(pack("a" * 2_000_000)) is None
    assert unpack(pack(TINY)[:-8]) is None


@pytest.mark.parametrize("story", STORIES)
def test_every_story_with_a_card_has_a_packaged_result_of_this_very_model(story):
    scenario = Asked(story).scenario()
    found = packaged(story)
    assert found is not None
    assert found.is_of(scenario.digest)
    assert surface(story, scenario.digest) is not None


@pytest.mark.parametrize("story", [STORIES[0], STORIES[1]])
def test_a_packaged_result_is_what_the_model_says_now(story):
    from alliance_sim.simulate import simulate

    scenario = Asked(story).scenario()
    stored = packaged(story)
    option = next(iter(scenario.options))
    run = simulate(scenario, option, stored.about.seed, 0)
    table = stored.results.outcomes
    row = table[(table["option"] == option) & (table["replication"] == 0)].iloc[0]
    for name in ("cost_total_gbp", "wellbeing", "quality_experienced"):
        assert row[name] == pytest.approx(run.outcomes[name], rel=1e-6)


@pytest.mark.parametrize("story", STORIES)
def test_an_estimate_moves_nothing_where_no_lever_moves(story):
    scenario = Asked(story).scenario()
    start = {key: lever.in_story(scenario) for key, lever in LEVERS.items()}
    shift = surface(story, scenario.digest).shift(start, start)
    assert {*shift} == {*scenario.options}
    assert all(by[name] == 0 for by in shift.values() for name in OUTCOMES)


def test_an_estimate_at_a_node_is_what_was_simulated_there():
    from alliance_sim.simulate import simulate

    scenario = Asked(FIRST).scenario()
    places = {"visible": 45, "bidders": 7, "months": 12}
    world = Asked(FIRST, levers=tuple(places.items())).scenario()
    over = surface(FIRST, scenario.digest)
    at = over.at(places)
    run = simulate(world, "tender", 1, 0)
    column = at[0, over.options.index("tender"), OUTCOMES.index("cost_total_gbp")]
    assert column == pytest.approx(run.outcomes["cost_total_gbp"], rel=1e-6)
