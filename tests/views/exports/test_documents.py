"""Word, PowerPoint and PDF: what they say, and that everybody can read them."""

import io
import re

from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Pt

from alliance_sim.analysis.formats import futures, interval, show
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.views.exports.brief import brief
from alliance_sim.views.exports.drawings import draw
from alliance_sim.views.exports.provenance import provenance_of
from alliance_sim.views.exports.slides import slides
from alliance_sim.views.exports.word import word
from alliance_sim.views.tables import SHOWN
from tests.views.exports.conftest import DATE, retitled
from tests.views.exports.opening import pdf_insides, slide_texts, word_text

LEAST_TEXT, LEAST_TABLE = Pt(12), Pt(12)


def test_the_brief_opens_with_the_headline_under_real_headings(made, finished):
    document = Document(io.BytesIO(made["word"]))
    said = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert said[0] == ("Title", "A small place")
    assert finished.headline in [text for _, text in said[:4]]
    headings = [text for style, text in said if style == "Heading 1"]
    assert headings == [
        "The options side by side",
        "What changes from one option to another",
        "Who bears what",
        "What this leaves out",
        "Where this comes from",
    ]


def test_the_briefs_first_table_holds_the_numbers_of_the_comparison(made, finished):
    table = Document(io.BytesIO(made["word"])).tables[0]
    found = {row.cells[0].text: [c.text for c in row.cells[1:]] for row in table.rows}
    for option in ("tender", "auction", "alliance"):
        cells = found[option.capitalize()]
        for name, cell in zip(SHOWN, cells, strict=False):
            e = finished.comparison.outcomes[option][name]
            column = BY_OUTCOME[name]
            assert cell == f"{show(column, e.mean)}\n{interval(column, e.low, e.high)}"
        best = finished.comparison.probability_best["net_monetary_benefit_gbp"][option]
        assert cells[-1] == f"{futures(best, 2)} futures"


def test_differences_are_told_in_frequencies_with_the_right_sign(made, finished):
    found = finished.comparison.difference("auction", "tender", "cost_total_gbp")
    cost = BY_OUTCOME["cost_total_gbp"]
    text = word_text(made["word"])
    assert f"Against the tender, the auction costs less in {futures(found.p_better, 2)}" in text
    assert show(cost, found.estimate.mean, signed=True) in text
    assert show(cost, found.estimate.mean, signed=True) in slide_texts(made["slides"])[2]


def test_who_bears_what_says_each_partys_bad_year(made, finished):
    for option in ("tender", "auction", "alliance"):
        worst = finished.comparison.risk[option]["commissioner"].cvar95
        said = f"bad year {show(BY_OUTCOME['cost_total_gbp'], worst, signed=True)}"
        assert said in word_text(made["word"])
        assert said in slide_texts(made["slides"])[3]


def test_every_table_of_the_brief_repeats_its_header_row(made):
    tables = Document(io.BytesIO(made["word"])).tables
    assert len(tables) == 3
    for table in tables:
        marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.rows]
        assert marked[0] is not None
        assert all(mark is None for mark in marked[1:])


def test_the_brief_is_a4_in_british_english_with_its_own_title(made):
    document = Document(io.BytesIO(made["word"]))
    section, core = document.sections[0], document.core_properties
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (core.title, core.author, core.language) == ("A small place", "alliance_sim", "en-GB")
    languages = document.styles.element.iter(qn("w:lang"))
    assert {one.get(qn("w:val")) for one in languages} == {"en-GB"}


def test_the_briefs_picture_has_words_in_its_place(made, finished):
    document = Document(io.BytesIO(made["word"]))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == finished.charts[0].alt


def test_there_are_six_wide_slides_and_the_first_says_the_headline(made, finished):
    show_ = Presentation(io.BytesIO(made["slides"]))
    assert len(show_.slides) == 6
    assert abs(show_.slide_width / show_.slide_height - 16 / 9) < 0.001
    assert finished.headline in slide_texts(made["slides"])[0]
    assert all(slide.shapes.title.text for slide in show_.slides)


def test_pictures_on_slides_have_words_and_tables_have_header_rows(made):
    shapes = [s for slide in Presentation(io.BytesIO(made["slides"])).slides for s in slide.shapes]
    pictures = [shape for shape in shapes if shape.shape_type == 13]
    tables = [shape for shape in shapes if shape.has_table]
    assert pictures
    assert all(shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures)
    assert len(tables) == 3
    assert all(shape.table.first_row for shape in tables)
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in tables)


def test_nothing_on_a_slide_lies_outside_it_or_is_too_small_to_read(made):
    show_ = Presentation(io.BytesIO(made["slides"]))
    for slide in show_.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= show_.slide_width
            assert shape.top + shape.height <= show_.slide_height
            if shape.has_text_frame:
                frames = [shape.text_frame]
            elif shape.has_table:
                frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
            else:
                frames = []
            sizes = [r.font.size for f in frames for p in f.paragraphs for r in p.runs]
            assert all(size >= LEAST_TEXT for size in sizes)


def test_the_pdf_is_tagged_for_screen_readers(made, finished):
    inside = pdf_insides(made["pdf"])
    assert made["pdf"].startswith(b"%PDF")
    assert b"pdfuaid:part>1<" in inside
    assert b"/Lang(en-GB)" in inside
    tags = {tag: len(re.findall(rb"/S ?/%s\b" % tag, inside)) for tag in (b"H1", b"Table", b"TH")}
    assert tags[b"H1"] >= 6
    assert tags[b"Table"] == 3 + len(finished.charts)
    assert tags[b"TH"] > tags[b"Table"]


def test_every_picture_of_the_pdf_has_its_words(made, finished):
    inside = pdf_insides(made["pdf"])
    for chart in finished.charts:
        alt = chart.alt.encode("utf-16-be").hex().upper().encode()
        assert alt in inside or chart.alt.encode() in inside


def test_the_pdf_names_its_limits_and_its_runs(made, provenance):
    inside = pdf_insides(made["pdf"]).decode("utf-8", "replace")
    assert "Simulated: 2 futures, seed 7" in inside
    assert provenance.scenario_hash in inside
    assert "This is not a forecast" in inside


def test_the_pdf_shows_every_figure_and_its_numbers(finished, provenance):
    text = brief(finished, provenance, draw(finished))
    shown = [drawing.name for part in text.parts for drawing in part.drawings]
    assert shown == [chart.name for chart in finished.charts]
    assert [len(grid.rows) for grid in text.numbers] == [len(c.table) for c in finished.charts]


def test_a_hostile_title_reaches_a_document_as_plain_words(finished):
    title = "=1+1 \x01#set <b>x</b> & $y$\n" + "very long " * 40
    named = retitled(finished, title)
    provenance = provenance_of(named, date=DATE)
    for text in (word_text(word(named, provenance)), slide_texts(slides(named, provenance))[0]):
        assert "=1+1 #set <b>x</b> & $y$ very long" in text
