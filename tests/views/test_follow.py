"""`run --follow`: one resident's life under every option, for people and for programs."""

import json
import re
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from alliance_sim.experiments.following import follow
from alliance_sim.metrics.lives.groups import draw, groups
from alliance_sim.metrics.lives.life import Turn, TurningPoint
from alliance_sim.metrics.lives.roll import call_roll
from alliance_sim.scenario import load
from alliance_sim.views import following_tables as tables
from alliance_sim.views import following_words as words
from tests.small import shipped, small
from tests.views.asking import OPTIONS, ask, in_words

MONTHS, WARM_UP = 14, 2
WIDE = 80
STAYS = 1
"""A resident who is there from the first month to the last."""


@pytest.fixture(scope="module")
def told(tiny):
    said = ask("run", tiny, "--follow", STAYS, "--json")
    assert said.code == 0, said.err
    return json.loads(said.out)


@pytest.fixture(scope="module")
def lives(tiny):
    scenario = load(tiny)
    return follow(scenario, draw(scenario, "home-care").number)


def test_json_tells_who_it_is_and_every_month_under_every_option(told):
    keys = "scenario version seed replication scenario_hash warm_up resident options difference"
    assert list(told) == keys.split()
    assert told["resident"]["number"] == STAYS
    assert "Bexley" in told["resident"]["groups"]
    assert list(told["options"]) == list(OPTIONS)
    months = "month stage came care_worker same_carer_months needed_hours family_hours paid_hours"
    months += " other_hours missed_hours crises handoffs_tried handoffs_kept informed partner"
    months += " resources expertise connected wellbeing"
    for life in told["options"].values():
        assert list(life) == ["months", "turning_points"]
        assert [month["month"] for month in life["months"]] == list(range(1, MONTHS + 1))
        assert all(list(month) == months.split() for month in life["months"])
        for point in life["turning_points"]:
            assert list(point) == ["month", "turn", "service", "who", "before", "why"]


def test_json_is_the_life_that_is_followed(tiny, told):
    for life in follow(load(tiny), STAYS):
        missed = [month["missed_hours"] for month in told["options"][life.option]["months"]]
        assert missed == [month.missed_hours for month in life.months]


def test_one_option_alone_and_another_future(tiny, told):
    said = ask("run", tiny, "--follow", STAYS, "--option", "auction", "--json")
    data = json.loads(said.out)
    assert data["options"] == {"auction": told["options"]["auction"]}
    assert data["difference"] == ""
    other = json.loads(ask("run", tiny, "--follow", STAYS, "--replication", 1, "--json").out)
    assert other["resident"] != told["resident"]


def test_a_group_draws_one_of_its_own_and_always_the_same(tiny):
    scenario = load(tiny)
    for group in groups(scenario):
        said = ask("run", tiny, "--follow", group.name, "--option", "tender", "--json")
        assert said.code == 0, said.err
        resident = json.loads(said.out)["resident"]
        assert resident["number"] in group.numbers
        assert group.name in resident["groups"]
        assert resident["number"] == draw(scenario, group.name).number


def test_people_read_who_it_is_then_years_then_what_happened(tiny):
    said = ask("run", tiny, "--follow", "voiceless")
    assert said.code == 0, said.err
    text = in_words(said.out)
    order = ["A small place: one resident", "Who", "Year by year", "What happened under the tender"]
    order += ["What happened under the auction", "What happened under the alliance", "In months 3"]
    places = [text.index(part) for part in [*order, words.CAUTION]]
    assert places == sorted(places)
    assert "cannot speak up for themselves" in text
    for word in ("_", "nan", "None"):
        assert word not in said.out


@pytest.mark.parametrize("name", ["bexley_home_care", "many_ways_to_buy", "neighbouring_councils"])
def test_the_years_fit_a_terminal_and_name_nothing_raw(name, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(WIDE))
    few = ["--follow", "home-care" if name == "bexley_home_care" else "1"]
    said = ask("run", name, *few)
    assert said.code == 0, said.err
    assert max(map(len, said.out.splitlines())) <= WIDE
    assert "_" not in said.out
    assert "nan" not in said.out.split()


BAD = {
    "a number beyond the last": ("9999", "there is no resident 9999; give a number from 1 to"),
    "nought": ("0", "there is no resident 0; give a number from 1 to"),
    "below nought": ("-3", "there is no resident -3; give a number from 1 to"),
    "a very long number": ("9" * 5000, "there is no resident 999999999...; give a number"),
    "a misspelt group": ("overlokked", "no group 'overlokked'; did you mean 'overlooked'?"),
    "no group at all": ("q", "no group 'q'. Give a number from 1 to"),
    "half a person": ("1.5", "no group '1.5'"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_number_or_group_gets_one_message_with_what_is_allowed(tiny, name):
    who, message = BAD[name]
    said = ask("run", tiny, "--follow", who)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("--follow: ")
    assert message in said.err
    assert "a number from 1 to" in said.err
    assert ("or one of: high-need, overlooked," in said.err) == ("no group" in said.err)
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_following_goes_without_a_folder_and_with_a_known_option(tiny, tmp_path):
    said = ask("run", tiny, "--follow", 1, "--out", tmp_path / "out")
    assert (said.code, said.out) == (2, "")
    assert "goes with neither --out nor --measures" in said.err
    assert list(tmp_path.iterdir()) == []
    said = ask("run", tiny, "--follow", 1, "--option", "allianz")
    assert (said.code, said.out) == (2, "")
    assert "did you mean 'alliance'?" in said.err


def test_without_following_an_option_is_needed(tiny):
    said = ask("run", tiny)
    assert (said.code, said.out) == (2, "")
    assert "say which option" in said.err
    assert "'tender', 'auction' or 'alliance'" in said.err


def test_the_tidy_table_holds_every_number_of_every_month(lives):
    table = tables.tidy(lives)
    assert list(table.columns) == ["option", "month", "measure", "value"]
    assert len(table) == sum(len(life.months) for life in lives) * len(tables.MEASURES)
    for life in lives:
        mine = table[(table["option"] == life.option) & (table["measure"] == "missed_hours")]
        assert mine["value"].tolist() == [month.missed_hours for month in life.months]
    assert {"informed", "partner", "resources", "expertise", "connected"} <= set(table["measure"])


def test_the_summary_is_of_the_months_in_which_options_differ(lives):
    table = tables.summary(lives, WARM_UP).set_index("Measure")
    assert list(table.columns) == ["Tender", "Auction", "Alliance"]
    for life, column in zip(lives, table.columns, strict=True):
        late = [month for month in life.months if month.month > WARM_UP]
        missed = np.mean([month.missed_hours for month in late])
        assert table.loc["Hours missed a month", column] == f"{missed:.1f}"
        assert table.loc["Crises", column] == str(sum(month.crises for month in late))


def test_years_begin_when_the_options_do(lives):
    spans = tables.years(lives, WARM_UP)["Period"].unique().tolist()
    assert spans == ["Before the change, months 1 to 2", "Year 1, months 3 to 14"]


def test_whoever_leaves_early_has_nothing_to_compare():
    story = small(parameters={"residents.death_rate": 0.5})
    roll = call_roll(story)
    number = int(roll.numbers[(roll.left > 1) & (roll.left <= story.warm_up + 1)][0])
    lives = follow(story, number)
    assert "leave before the options begin to differ" in words.difference(lives, story.warm_up)
    assert tables.summary(lives, story.warm_up).empty
    assert len(tables.years(lives, story.warm_up)) > 0


def test_somebody_who_leaves_in_the_first_month_is_told_too():
    story = small(parameters={"residents.death_rate": 1.0})
    roll = call_roll(story)
    number = int(roll.numbers[roll.left == 1][0])
    lives = follow(story, number)
    assert all(life.months == () for life in lives)
    assert [sentence for _, sentence in tables.turning_points(lives[0])] == [
        "The story ends: died or moved away; the simulation does not tell which."
    ]
    assert tables.years(lives, story.warm_up).empty


def test_the_last_sentence_names_each_option_with_its_own_number(lives):
    text = words.difference(lives, WARM_UP)
    table = tables.summary(lives, WARM_UP).set_index("Measure")
    missed = table.loc["Hours missed a month"]
    if missed.nunique() == 1:
        assert f"hours missed a month ({missed.iloc[0]})" in text
    else:
        for value in missed:
            assert f"{value} under " in text


def test_the_last_sentence_prefers_no_option():
    scenario = shipped("bexley_home_care", **{"place.residents": 300})
    lives = follow(scenario, draw(scenario, "home-care").number)
    forward = words.difference(lives, scenario.warm_up)
    for word in ("better", "worse", "best", "worst", "only", "but", "good", "bad"):
        assert word not in forward.split()
    # With the options' names exchanged, the same sentence says the same of the other names.
    other = {"tender": "alliance", "auction": "auction", "alliance": "tender"}
    renamed = [replace(life, option=other[life.option]) for life in lives]
    exchanged = re.sub("tender|alliance", lambda name: other[name[0]], forward)
    assert words.difference(renamed, scenario.warm_up) == exchanged


def test_every_kind_of_turning_point_has_a_sentence_of_its_own():
    said = set()
    for turn in get_args(Turn):
        point = TurningPoint(3, turn, "care_act_assessment", "Bexley: in house 1", "X", "award")
        sentence = words.told(point, lambda name: words.short(name, 1))
        assert sentence.endswith(".")
        assert "_" not in sentence
        assert "in house" not in sentence
        said.add(sentence)
    assert len(said) == len(get_args(Turn))
