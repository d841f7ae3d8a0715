"""The evidence that comes with the model: complete, in range, and honest about its sources."""

import math
import re
from pathlib import Path

import pytest

import alliance_sim
from alliance_sim.evidence import InputError, catalogue, councils, load_catalogue, references
from alliance_sim.evidence.references import load_references

PACKAGE = Path(alliance_sim.__file__).parent


def quotable():
    return {key for key, reference in references().items() if reference.verified}


def test_every_parameter_is_complete_in_range_and_quotes_only_sources_that_were_seen():
    loaded = load_catalogue(PACKAGE / "evidence", quotable())
    assert loaded.parameters == catalogue().parameters
    assert len(loaded.parameters) > 100


def test_a_number_without_a_source_says_that_it_is_a_judgement():
    unsourced = [p for p in catalogue().parameters.values() if not p.source]
    assert {p.status for p in unsourced} == {"judgement"}


def test_every_figure_quoted_has_a_place_a_unit_and_a_page():
    for key, reference in references().items():
        assert reference.title, key
        assert reference.organisation, key
        assert reference.url_or_place, key
        if key.startswith("E"):
            assert reference.fact is not None, key
            assert reference.fact.parameter, key
            assert reference.fact.unit, key
            assert reference.fact.place, key
            assert reference.year, key


SOURCES = re.compile(r"Sources: (.*?)(?:\n\s*\n|\"{3}|Departures)", re.DOTALL)


def test_sources_named_in_the_rules_exist_and_were_seen():
    named = {
        key
        for file in (PACKAGE / "rules").rglob("*.py")
        for block in SOURCES.findall(file.read_text(encoding="utf-8"))
        for key in re.findall(r"\b[ES]\d+[a-c]?\b", block)
    }
    assert named
    assert named <= quotable()


def test_an_incomplete_source_is_refused_by_line(tmp_path):
    file = tmp_path / "references.yaml"
    file.write_text(
        "E1:\n  title: 3\n  organisation: x\n  year: '2020'\n  basis: b\n  verified: 1\n"
    )
    with pytest.raises(InputError) as caught:
        load_references(file)
    assert [(p.spot.line, p.field) for p in caught.value.problems] == [
        (1, "E1"),
        (2, "E1.title"),
        (6, "E1.verified"),
    ]


def test_the_councils_of_england_and_bexley_among_them():
    found = councils()
    assert len(found) == 153
    bexley = found["Bexley"]
    assert (bexley.region, bexley.adults, bexley.long_term_clients) == ("London", 197710, 3005)
    assert bexley.ascof_1a == 18.3
    assert list(found) == sorted(found)


def test_what_was_not_published_is_missing_and_not_zero():
    blank = {name for name, council in councils().items() if math.isnan(council.ascof_1a)}
    assert blank == {"Derby", "Isles of Scilly"}


def test_published_figures_are_plausible():
    for council in councils().values():
        assert 0 < council.adults_65 < council.adults
        assert 0 < council.long_term_clients < council.adults
        assert council.assessments_per_year > 0
        assert math.isnan(council.ascof_1a) or 0 < council.ascof_1a < 24
