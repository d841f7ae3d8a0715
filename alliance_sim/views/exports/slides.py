"""The comparison as six slides for PowerPoint."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from alliance_sim.analysis.figures.style import INK, PALETTE, PAPER, SHADE
from alliance_sim.views.exports import grids, sentences
from alliance_sim.views.exports.archive import redated
from alliance_sim.views.exports.brief import FIRST_FIGURE, LANGUAGE
from alliance_sim.views.exports.drawings import Drawing, draw
from alliance_sim.views.exports.grids import Grid
from alliance_sim.views.exports.office import describe
from alliance_sim.views.exports.provenance import Provenance
from alliance_sim.views.exports.text import cut
from alliance_sim.views.finished import Finished

WIDE, HIGH = 13.333, 7.5
"""A 16:9 slide, inches; all lengths below are inches too."""

EDGE = 0.6
TITLE_TOP, TITLE_HIGH = 0.35, 1.05
BODY_TOP, BODY_HIGH = 1.55, 5.2
FOOT_TOP, FOOT_HIGH = 6.9, 0.4
OPENING_TOP, OPENING_HIGH = 0.8, 1.9
HEADLINE_TOP = 3.0

FONT = "Arial"
TITLE_SIZE, OPENING_SIZE, HEADLINE_SIZE, BODY_SIZE = 28, 36, 24, 20
LARGE_TABLE_SIZE, TABLE_SIZE, FACT_SIZE, FOOT_SIZE = 16, 14, 15, 12
"""Sizes of type, points."""

LARGE_COLUMNS, LARGE_ROWS = 5, 3
"""A table of no more than so many columns and options takes the larger type."""

FEW_COLUMNS, NAME_SHARE = 4, 0.4
"""A table of no more columns gives its first, the names, so much of its width."""

TITLE_LETTERS, HEADLINE_LETTERS, POINT_LETTERS = 110, 420, 300
NAME_LETTERS, FOOT_LETTERS, FACT_LETTERS = 40, 250, 240
"""What fits a slide; longer text is cut between words, and stands whole in the Word brief."""

MOST_ROWS = 4
"""Options in a slide's table; the Word brief has them all."""

TITLE_ONLY = 5
"""Place of the layout with a title and nothing else, in the library's own template."""

TEXT_LINE, CAPTION_HIGH = 0.42, 0.7
MARGIN = 0.06
LETTER_WIDE, LINE_HIGH, INCH = 0.55, 1.2, 72
"""Width of a letter and height of a line as shares of the type's size; points in an inch."""


def slides(finished: Finished, provenance: Provenance) -> bytes:
    """Six slides; the same comparison and provenance give the same bytes."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(WIDE), Inches(HIGH)
    describe(show.core_properties, provenance)
    foot = cut(provenance.line(), FOOT_LETTERS)
    figures = draw(finished, [FIRST_FIGURE])

    opening = _slide(show, provenance.title, foot)
    _place(opening.shapes.title, OPENING_TOP, OPENING_HIGH, OPENING_SIZE)
    headline = cut(sentences.headline(finished), HEADLINE_LETTERS)
    _text(opening, [headline], HEADLINE_TOP, HEADLINE_SIZE)

    options = _slide(show, "The options side by side", foot)
    if figures.drawn:
        _picture(options, figures.drawn[0])
    else:
        _text(options, figures.failed)

    changes = grids.differences(finished)
    several = _slide(show, "What changes from one option to another", foot)
    if changes is None:
        _text(several, sentences.frequencies(finished))
    else:
        _table(several, changes)

    _table(_slide(show, "Who bears what", foot), grids.bearers(finished))

    sure = _slide(show, "How sure this is", foot)
    firsts = grids.first_places(finished)
    room = _text(sure, [cut(point, POINT_LETTERS) for point in sentences.how_sure(finished)])
    if firsts:
        _table(sure, firsts, room)

    _facts(_slide(show, "Where this comes from, and its limits", foot), provenance)
    buffer = io.BytesIO()
    show.save(buffer)
    return redated(buffer.getvalue(), provenance.moment)


def _slide(show: Any, title: str, foot: str) -> Any:
    """A slide with its title and, at its foot, where it comes from."""
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = cut(title, TITLE_LETTERS)
    _place(slide.shapes.title, TITLE_TOP, TITLE_HIGH, TITLE_SIZE)
    box = slide.shapes.add_textbox(*_frame(FOOT_TOP, FOOT_HIGH))
    box.name = "Provenance"
    _lines(box.text_frame, [foot], FOOT_SIZE)
    return slide


def _frame(top: float, high: float) -> tuple[int, int, int, int]:
    return Inches(EDGE), Inches(top), Inches(WIDE - 2 * EDGE), Inches(high)


def _place(title: Any, top: float, high: float, size: float) -> None:
    title.left, title.top, title.width, title.height = _frame(top, high)
    frame = title.text_frame
    frame.word_wrap = True
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            _look(run, size, bold=True)
            run.font.color.rgb = _colour(PALETTE[0])


def _look(run: Any, size: float, *, bold: bool = False) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _lines(frame: Any, lines: Sequence[str], size: float, *, bold: bool = False) -> None:
    """Fill a frame, a paragraph for each line."""
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        _look(run, size, bold=bold)


def _text(
    slide: Any, lines: Sequence[str], top: float = BODY_TOP, size: float = BODY_SIZE
) -> float:
    """Sentences in the size of a slide; returns how far down they reach, inches."""
    box = slide.shapes.add_textbox(*_frame(top, TEXT_LINE))
    _lines(box.text_frame, lines, size)
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(size / 2)
    down = sum(_high(line, WIDE - 2 * EDGE, size) + size / 2 / INCH for line in lines)
    box.height = Inches(down)
    return top + down


def _high(text: str, wide: float, size: float) -> float:
    """Inches that a paragraph takes, on the safe side."""
    letters = max(int(wide * INCH / (size * LETTER_WIDE)), 1)
    lines = sum(-(-max(len(line), 1) // letters) for line in text.split("\n"))
    return lines * size * LINE_HIGH / INCH


def _colour(name: str) -> RGBColor:
    return RGBColor.from_string(name.lstrip("#"))


def _picture(slide: Any, drawing: Drawing) -> None:
    fits = min((WIDE - 2 * EDGE) / drawing.width, BODY_HIGH / drawing.height)
    wide = drawing.width * fits
    shape = slide.shapes.add_picture(
        io.BytesIO(drawing.png), Inches((WIDE - wide) / 2), Inches(BODY_TOP), width=Inches(wide)
    )
    words = shape._element.nvPicPr.cNvPr
    words.set("descr", drawing.alt)
    words.set("title", drawing.title)
    shape.name = drawing.name


def _table(slide: Any, grid: Grid, top: float = BODY_TOP) -> None:
    shown, left_out = grid.first(MOST_ROWS)
    is_large = len(shown.head) <= LARGE_COLUMNS and len(shown.rows) <= LARGE_ROWS
    size = LARGE_TABLE_SIZE if is_large else TABLE_SIZE
    caption = slide.shapes.add_textbox(*_frame(top, CAPTION_HIGH))
    _lines(caption.text_frame, [f"{shown.caption}. {left_out}".strip()], LARGE_TABLE_SIZE)
    rows = (shown.head, *((cut(name, NAME_LETTERS), *cells) for name, *cells in shown.rows))
    place = _frame(top + CAPTION_HIGH, TEXT_LINE * len(rows))
    frame = slide.shapes.add_table(len(rows), len(shown.head), *place)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", shown.caption)
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = True, True, False
    if len(shown.head) <= FEW_COLUMNS:
        whole = sum(column.width for column in table.columns)
        names, *others = table.columns
        names.width = int(NAME_SHARE * whole)
        for column in others:
            column.width = (whole - names.width) // len(others)
    for number, cells in enumerate(rows):
        for column, content in enumerate(cells):
            _cell(table.cell(number, column), content, size, number == 0, column == 0)


def _cell(cell: Any, content: str, size: float, is_head: bool, is_name: bool) -> None:
    cell.margin_top = cell.margin_bottom = Inches(MARGIN)
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(PALETTE[0] if is_head else SHADE)
    _lines(cell.text_frame, content.split("\n"), size, bold=is_head or is_name)
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = _colour(PAPER if is_head else INK)


def _facts(slide: Any, provenance: Provenance) -> None:
    box = slide.shapes.add_textbox(*_frame(BODY_TOP, BODY_HIGH))
    # The limits of use, which come last, are never cut.
    *facts, limits = provenance.lines()
    _lines(box.text_frame, [*(cut(line, FACT_LETTERS) for line in facts), limits], FACT_SIZE)
