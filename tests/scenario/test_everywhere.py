"""All councils of England and everyone cared for, each by one word."""

import pytest

from alliance_sim.evidence import InputError, councils
from alliance_sim.scenario import load_text, to_yaml, with_changes
from alliance_sim.scenario.everywhere import where
from alliance_sim.views.shipped import on_pages, shipped
from tests.small import shipped as story

TEXT = """\
title: Everywhere
place: {councils: all_england, residents: everyone}
months: 4
warm_up: 1
services: [home_care]
"""


def read(text):
    return load_text(text, "f.yaml")


def test_the_words_stand_for_every_council_and_one_resident_for_each_client():
    it = read(TEXT)
    assert it.councils == tuple(councils())
    assert it.residents == sum(one.long_term_clients for one in councils().values())


def test_the_resolved_scenario_spells_them_out_and_is_the_same():
    it = read(TEXT)
    again = read(to_yaml(it))
    assert again.digest == it.digest
    assert f"residents: {it.residents}" in to_yaml(it)
    listed = TEXT.replace("all_england", f"[{', '.join(map(repr, councils()))}]")
    assert read(listed).digest == it.digest


def test_everyone_follows_the_councils():
    it = read(TEXT.replace("all_england", "[Bexley, Leeds]"))
    table = councils()
    both = table["Bexley"].long_term_clients + table["Leeds"].long_term_clients
    assert it.residents == both
    alone = with_changes(it, {"place.councils": ["Leeds"]})
    assert alone.residents == table["Leeds"].long_term_clients


@pytest.mark.parametrize(
    ("old", "new", "column", "field", "said", "nearest"),
    [
        ("all_england", "all_englnd", 19, "place.councils", "a list of councils or", "all_england"),
        ("all_england", "Bexley", 19, "place.councils", "in a list: [Bexley]", None),
        ("everyone", "everyones", 43, "place.residents", "a whole number or everyone", "everyone"),
        ("everyone", "1.5", 43, "place.residents", "a whole number, found 1.5", None),
    ],
)
def test_any_other_word_is_one_problem_at_its_place(old, new, column, field, said, nearest):
    with pytest.raises(InputError) as caught:
        read(TEXT.replace(old, new))
    (problem,) = caught.value.problems
    assert (problem.spot.line, problem.spot.column, problem.field) == (2, column, field)
    assert said in problem.message
    assert problem.nearest == ((nearest,) if nearest else ())


def test_england_ships_for_the_command_line_and_not_for_pages_that_people_wait_for():
    it = story("england")
    assert it.councils == tuple(councils())
    assert it.values["market.national_firms"] > 0
    assert "england" in shipped()
    assert "england" not in on_pages()


def test_many_councils_are_told_in_few_words():
    names = list(councils())
    assert where(names[:1]) == names[0]
    assert where(["Bexley", "Camden", "Leeds"]) == "Bexley, Camden and Leeds"
    assert where(names) == "all 153 councils of England"
    assert where(names[:100]) == f"{names[0]} and 99 more councils"
