"""The page Evidence: every number is there, is found, and can be set; the rest is there too."""

import math
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.evidence import catalogue
from alliance_sim.evidence.claims import claims
from alliance_sim.evidence.regimes import regimes
from alliance_sim.evidence.strict_yaml import parse
from alliance_sim.views.packaged import verdicts
from alliance_sim.views.register.about import citation
from alliance_sim.views.register.numbers import ON_A_PAGE

ROOT = Path(__file__).parents[3]
PATIENCE = 120.0


def page():
    from alliance_sim.views.pages.evidence import show_page

    show_page()


@pytest.fixture
def evidence():
    found = AppTest.from_function(page, default_timeout=PATIENCE).run()
    assert not found.exception
    return found


def box(app, label):
    boxes = (*app.selectbox, *app.number_input, *app.text_input)
    return next(one for one in boxes if one.label == label)


def shown(app):
    return [name.replace("\\", "") for name in app.table[0].value["What"]]


def said(app):
    return " ".join(str(one.value) for one in (*app.markdown, *app.info, *app.error, *app.code))


def test_every_number_is_on_some_page_and_on_one_only(evidence):
    known = catalogue().parameters
    box(evidence, "Subject").set_value("home_care").run()
    box(evidence, "Order").set_value("listed").run()
    assert shown(evidence) == [in_words(path) for path in known if path.startswith("home_care.")]
    box(evidence, "Subject").set_value("").run()
    pages = math.ceil(len(known) / ON_A_PAGE)
    assert box(evidence, "Page").max == pages
    box(evidence, "Page").set_value(pages).run()
    assert shown(evidence)[-1] == in_words([*known][-1])
    assert len(shown(evidence)) == len(known) - ON_A_PAGE * (pages - 1)


def test_a_search_finds_by_words_and_suggests_the_nearest_name(evidence):
    box(evidence, "Search").set_value("kpi visibility").run()
    assert in_words("home_care.kpi_visibility") in shown(evidence)
    box(evidence, "Search").set_value("trust.gian").run()
    assert not evidence.table
    assert "Did you mean" in said(evidence)


def test_numbers_can_be_narrowed_to_what_was_measured(evidence):
    box(evidence, "Where it comes from").set_value("measured").run()
    told = evidence.table[0].value["Where it comes from"]
    assert {one.replace("\\", "").split(":")[0] for one in told} == {"measured"}


def test_the_banner_counts_judgements_among_the_numbers_that_matter_most(evidence):
    assert "of the 10 numbers that matter most" in evidence.warning[0].value
    first = evidence.table[0].value.iloc[0]
    assert "number 1 of" in first.iloc[-1]


def test_a_number_can_be_set_from_here_and_taken_back(evidence):
    box(evidence, "Search").set_value("home_care.kpi_visibility").run()
    box(evidence, "Set it to (share)").set_value(0.4).run()
    next(one for one in evidence.button if one.label == "Set it").click().run()
    assert not evidence.exception
    assert dict(evidence.session_state["set"]) == {"parameters.home_care.kpi_visibility": 0.4}
    assert "set by you" in evidence.table[0].value.iloc[0]["Value here (plausible range)"]
    next(one for one in evidence.button if one.label == "Take it back").click().run()
    assert evidence.session_state["set"] == ()


def test_a_value_that_cannot_be_is_refused_in_the_words_of_the_command_line(evidence):
    box(evidence, "Search").set_value("home_care.kpi_visibility").run()
    box(evidence, "Set it to (share)").set_value(1.4).run()
    next(one for one in evidence.button if one.label == "Set it").click().run()
    assert "expected a share, 0 to 1, found 1.4" in said(evidence)
    assert not evidence.session_state["set"]


@pytest.mark.parametrize("part", ["claims", "wins", "model", "limits", "about"])
def test_every_part_is_drawn(evidence, part):
    evidence.radio[0].set_value(part).run()
    assert not evidence.exception
    assert len(said(evidence)) > 500 or evidence.table


def test_every_claim_has_its_verdict_and_can_be_narrowed(evidence):
    evidence.radio[0].set_value("claims").run()
    assert len(evidence.table[0].value) == len(claims())
    box(evidence, "What the model says").set_value("contradicted").run()
    told = evidence.table[0].value["What the model says"]
    assert len(told) > 1
    assert all(one.startswith("contradicted") for one in told)


def test_verdicts_are_those_of_the_published_pages():
    known, wins = verdicts.verdicts()
    pages = verdicts.read_pages(ROOT / "docs")
    assert {key: one.verdict for key, one in known.items()} == {
        key: one["verdict"] for key, one in pages[verdicts.CLAIMS].items()
    }
    assert {int(key) for key in known} == {one.id for one in claims()}
    assert {*wins} == {row.condition for row in regimes()}


def test_the_citation_is_that_of_the_citation_file():
    cff = parse((ROOT / "CITATION.cff").read_bytes(), "CITATION.cff").data
    for part in (cff["title"], cff["version"], cff["license"], cff["authors"][0]["name"]):
        assert part in citation()
