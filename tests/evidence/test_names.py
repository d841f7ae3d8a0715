"""The name somebody probably meant."""

import pytest

from alliance_sim.evidence import councils, nearest_names


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("Bexly", "Bexley"),
        ("BEXLEY", "Bexley"),
        ("kingston", "Kingston upon Thames"),
        ("Hull", "Kingston upon Hull, City of"),
        ("Herefordshire", "Herefordshire, County of"),
        ("Bexley Council", "Bexley"),
    ],
)
def test_councils_are_found_by_what_people_call_them(word, first):
    assert nearest_names(word, councils())[0] == first


def test_nothing_is_suggested_when_nothing_is_close():
    assert nearest_names("zzz", councils()) == []
    assert nearest_names("", councils()) == []
    assert nearest_names("Bexley", []) == []


def test_only_names_about_as_close_as_the_best_are_offered():
    assert nearest_names("price_weigt", ["price_weight", "price_set_by", "price"]) == [
        "price_weight"
    ]


def test_a_path_is_found_by_its_last_part():
    assert nearest_names("x.members", ["a.kind", "alliance.selection.members"]) == [
        "alliance.selection.members"
    ]
