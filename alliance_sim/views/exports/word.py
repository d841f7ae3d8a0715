"""The comparison as a two-page brief for Word."""

import io
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Inches, Pt, RGBColor

from alliance_sim.analysis.figures.style import PALETTE, SHADE
from alliance_sim.views.exports.archive import redated
from alliance_sim.views.exports.brief import FIRST_FIGURE, LANGUAGE, Brief, Part, brief
from alliance_sim.views.exports.drawings import Drawing, draw
from alliance_sim.views.exports.grids import Grid
from alliance_sim.views.exports.office import describe
from alliance_sim.views.exports.provenance import Provenance
from alliance_sim.views.finished import Finished

PAGE_CM = (21.0, 29.7)
MARGIN_CM = 1.7
"""Margins of an A4 page on all sides."""

FONT = "Arial"
SIZES = {"Normal": 9.5, "List Bullet": 9.5, "Title": 19, "Heading 1": 12.5, "Caption": 9}
"""Size of type by style, points."""

TABLE_SIZE, FACT_SIZE = 8.5, 8
AFTER_TEXT, AFTER_HEADING, BEFORE_HEADING = 3, 2, 7
"""Space around paragraphs, points."""

MOST_WIDE, MOST_HIGH = 6.1, 2.7
"""Room for the picture, inches."""


def word(finished: Finished, provenance: Provenance) -> bytes:
    """The brief as a Word file; the same comparison and provenance give the same bytes."""
    text = brief(finished, provenance, draw(finished, [FIRST_FIGURE]))
    document = Document()
    _page(document)
    _styles(document)
    describe(document.core_properties, provenance)
    _write(document, text)
    buffer = io.BytesIO()
    document.save(buffer)
    return redated(buffer.getvalue(), provenance.moment)


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(size) for size in PAGE_CM)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(MARGIN_CM)


def _styles(document: WordDocument) -> None:
    for name, size in SIZES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # A theme's font would win over the one that is named.
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        space = style.paragraph_format
        is_heading = name.startswith(("Title", "Heading"))
        space.space_before = Pt(BEFORE_HEADING if name.startswith("Heading") else 0)
        space.space_after = Pt(AFTER_HEADING if is_heading else AFTER_TEXT)
        space.line_spacing = 1.0
        space.keep_with_next = is_heading
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(
                PALETTE[0].lstrip("#") if is_heading else "000000"
            )
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _write(document: WordDocument, text: Brief) -> None:
    document.add_paragraph(text.title, style="Title")
    document.add_paragraph(text.place)
    document.add_paragraph().add_run(text.headline).bold = True
    for part in text.parts:
        _part(document, part)


def _part(document: WordDocument, part: Part) -> None:
    document.add_paragraph(part.heading, style="Heading 1")
    for sentence in part.says:
        document.add_paragraph(sentence).paragraph_format.keep_with_next = True
    if part.grid:
        _table(document, part.grid)
    for drawing in part.drawings:
        _picture(document, drawing)
    for point in part.points:
        document.add_paragraph(point, style="List Bullet")
    if part.facts:
        _facts(document, part.facts)


def _table(document: WordDocument, grid: Grid) -> None:
    caption = document.add_paragraph(grid.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(grid.head), style="Table Grid")
    for number, cells in enumerate((grid.head, *grid.rows)):
        row = table.add_row()
        _mark(row, "w:cantSplit")
        if number == 0:
            _mark(row, "w:tblHeader")
        for place, (cell, content) in enumerate(zip(row.cells, cells, strict=True)):
            _fill(cell, content, bold=number == 0 or place == 0)
            # Rows of a table stay on one page, as long as one can hold them.
            cell.paragraphs[0].paragraph_format.keep_with_next = number < len(grid.rows)
            if number == 0:
                _shade(cell)
    # A paragraph must follow a table; it is not to look like an empty line.
    after = document.add_paragraph().paragraph_format
    after.space_after, after.line_spacing = Pt(0), Pt(AFTER_TEXT)


def _fill(cell: Any, content: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    for number, line in enumerate(content.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break(WD_BREAK.LINE)
        run.add_text(line)
        run.bold, run.font.size = bold, Pt(TABLE_SIZE)


def _mark(row: Any, what: str) -> None:
    """Say something of a row that the library has no words for."""
    row._tr.get_or_add_trPr().append(OxmlElement(what))


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE.lstrip("#"))):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _picture(document: WordDocument, drawing: Drawing) -> None:
    fits = min(MOST_WIDE / drawing.width, MOST_HIGH / drawing.height, 1.0)
    paragraph = document.add_paragraph()
    shape: Any = paragraph.add_run().add_picture(
        io.BytesIO(drawing.png), width=Inches(drawing.width * fits)
    )
    words = shape._inline.docPr
    words.set("descr", drawing.alt)
    words.set("title", drawing.title)
    words.set("name", drawing.name)


def _facts(document: WordDocument, facts: tuple[tuple[str, str], ...]) -> None:
    for name, value in facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        for content, bold in ((f"{name}: ", True), (value, False)):
            run = paragraph.add_run(content)
            run.bold, run.font.size = bold, Pt(FACT_SIZE)
