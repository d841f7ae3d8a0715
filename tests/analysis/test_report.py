"""The report: one page, in order, readable without a network, a mouse or eyes."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from alliance_sim.analysis import figures, report, words
from alliance_sim.analysis.appraisal import WellbeingScale
from alliance_sim.analysis.compare import compare
from tests.analysis.synthetic import (
    PEOPLE,
    POINTS_PER_UNIT,
    POUNDS_PER_POINT_YEAR,
    WARM_UP,
    monthly,
    outcomes,
)

SCALE = WellbeingScale(POINTS_PER_UNIT, PEOPLE, POUNDS_PER_POINT_YEAR)
ASSUMED = pd.DataFrame(
    [
        ("home_care.kpi_visibility", 0.25, "share", 0.1, 0.4, "judgement", "", True),
        ("home_care.base_cost", 23.1, "GBP per hour", 20, 27.5, "measured", "E1001", False),
        ("alliance.open_book", True, "switch", None, None, "judgement", "", False),
    ],
    columns=["parameter", "value", "unit", "low", "high", "status", "source", "changed"],
)
VOID = {"meta", "link", "br", "input", "img", "hr"}


def page(options=("tender", "auction", "alliance"), replications=6, title="Home care in Bexley"):
    comparison = compare(outcomes(options, replications))
    charts = figures.build(comparison, monthly(options, replications), scale=SCALE, warm_up=WARM_UP)
    facts = report.RunFacts(
        title=title,
        description="A borough buys home care.",
        place="Bexley",
        command="alliance-sim compare bexley_home_care.yaml",
        version="0.1.0",
        scenario_hash="sha256:00",
        seed=1,
        replications=replications,
        residents=2500,
        months=60,
        warm_up=WARM_UP,
    )
    return comparison, charts, report.render(comparison, charts, facts, ASSUMED, SCALE)


class Reader(HTMLParser):
    """Walks a page as a browser would: ids, headings, links, open elements."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.headings, self.links, self.open = [], [], [], []
        self.pictures, self.visible, self.summaries, self.tables = [], [], 0, 0
        self.lang = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("href", "src", "xlink:href"):
            if name in given:
                self.links.append(given[name])
        self.lang = self.lang or given.get("lang")
        self.summaries += tag == "summary"
        self.tables += tag == "table"
        if tag == "svg":
            self.pictures.append(given)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "code", "svg"} & set(self.open):
            self.visible.append(data)


@pytest.fixture(scope="module")
def made():
    return page()


@pytest.fixture(scope="module")
def reader(made):
    return Reader(made[2])


def test_it_opens_with_the_sentence_written_from_the_numbers(made, reader):
    comparison, _, text = made
    sentence = words.headline(comparison, "Bexley")
    assert sentence in text
    assert text.index(sentence) < text.index("<h2")
    assert reader.lang == "en-GB"


def test_sections_stand_in_the_order_of_the_question(made):
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", made[2])
    assert headings == [
        "At a glance",
        "In this report",
        "The options side by side",
        "What changes from one option to another",
        "Who bears what",
        "The five elements of wellbeing",
        "Measured against lived quality",
        "Value for money",
        "Month by month",
        "What was assumed, and where it comes from",
        "What this leaves out",
        "How it was run",
    ]


def test_it_is_well_formed_with_headings_in_order_and_ids_once(reader):
    assert reader.open == []
    assert reader.headings[0] == 1
    assert reader.headings.count(1) == 1
    assert all(
        later <= earlier + 1
        for earlier, later in zip(reader.headings, reader.headings[1:], strict=False)
    )
    assert len(reader.ids) == len(set(reader.ids))


def test_it_needs_no_network_and_every_link_leads_somewhere(made, reader):
    for link in reader.links:
        assert link.startswith("#") or link == "data:,"
        assert link == "data:," or link[1:] in reader.ids
    assert "@import" not in made[2]
    assert "<script" not in made[2]
    assert not re.search(r"url\((?!#)", made[2])


def test_every_picture_has_a_role_a_name_and_its_numbers(made, reader):
    charts = made[1]
    assert len(reader.pictures) == len(charts)
    for picture in reader.pictures:
        assert picture["role"] == "img"
        assert set(picture["aria-labelledby"].split()) <= set(reader.ids)
    assert reader.tables >= len(charts) + 2
    for place in range(1, len(charts) + 1):
        assert f"<summary>Figure {place} in words and numbers</summary>" in made[2]


def test_people_see_words_and_not_the_names_that_programs_use(reader):
    assert not [said for said in reader.visible if "_" in said.replace("alliance_sim", "")]
    assert not [said for said in reader.visible if re.search(r"\bnan\b|\bNone\b", said)]


def test_judgement_is_called_judgement(made):
    assert "2 of them are judgement" in made[2]
    assert made[2].count('<span class="tag judgement">judgement</span>') == 2
    assert "Set by this scenario" in made[2]


def test_it_says_how_to_make_it_again_and_no_time(made):
    for fact in ("sha256:00", "alliance-sim compare bexley_home_care.yaml", "0.1.0", "<dd>1</dd>"):
        assert fact in made[2]
    assert page()[2] == made[2]


def test_names_that_hold_markup_stay_names():
    text = page(("<b>x</b>", "a&b"), 2, title="<script>alert(1)</script>")[2]
    assert "<b>" not in text
    assert "<script" not in text
    assert Reader(text).open == []


@pytest.mark.parametrize(("options", "futures"), [(("tender",), 4), (("x", "60_40"), 1)])
def test_fewer_options_or_futures_make_a_shorter_report(options, futures):
    text = page(options, futures)[2]
    reader = Reader(text)
    assert reader.open == []
    assert ("What changes from one option" in text) == (len(options) > 1)
    assert ("One future was simulated" in text) == (futures == 1)
    assert len(reader.ids) == len(set(reader.ids))


def test_assumptions_without_a_column_are_refused(made):
    comparison, charts, _ = made
    facts = report.RunFacts("t", "", "Bexley", "c", "0", "h", 1, 6, 10, 12, 0)
    with pytest.raises(ValueError, match="lacks status"):
        report.render(comparison, charts, facts, ASSUMED.drop(columns="status"), SCALE)


def test_an_unknown_table_of_changes_is_no_change(made):
    comparison, charts, _ = made
    facts = report.RunFacts("t", "", "Bexley", "c", "0", "h", 1, 6, 10, 12, 0)
    plain = ASSUMED.drop(columns="changed")
    text = report.render(comparison, charts, facts, plain, SCALE)
    assert "Set by this scenario" not in text
