"""The comparison as a tagged PDF, which a screen reader can read: headings, tables, figures."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib
import typst

from alliance_sim.views.exports.brief import AUTHOR, Brief, Part, brief
from alliance_sim.views.exports.drawings import draw
from alliance_sim.views.exports.grids import Grid
from alliance_sim.views.exports.provenance import Provenance
from alliance_sim.views.finished import Finished

STANDARD = "ua-1"
"""PDF/UA-1: the standard for PDF that everybody can read. Making one fails if a tag is missing."""

MOST_WIDE, MOST_HIGH = 6.6, 8.2
"""Room for a picture on a page, inches."""

TEMPLATE, MAIN, DATA = "brief.typ", "main.typ", "brief.json"


def pdf(finished: Finished, provenance: Provenance) -> bytes:
    """Every table and figure as a PDF; the same comparison and provenance give the same bytes."""
    figures = draw(finished)
    text = brief(finished, provenance, figures)
    return _made(text, provenance)


def _made(text: Brief, provenance: Provenance) -> bytes:
    drawn = [drawing for part in text.parts for drawing in part.drawings]
    sources = {
        MAIN: files(__package__).joinpath(TEMPLATE).read_bytes(),
        # Words reach the page as data, so nothing in a title can be taken for a command.
        DATA: json.dumps(_plain(text, provenance)).encode(),
        **{f"{drawing.name}.svg": drawing.svg for drawing in drawn},
    }
    made = typst.compile(  # type: ignore[call-overload]  # its types leave out files in memory
        sources,
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=provenance.moment,
        ignore_system_fonts=True,
        font_paths=[Path(matplotlib.get_data_path()) / "fonts" / "ttf"],
    )
    if not isinstance(made, bytes):
        raise TypeError("expected one PDF")
    return made


def _plain(text: Brief, provenance: Provenance) -> dict[str, Any]:
    date = provenance.date
    return {
        "title": text.title,
        "place": text.place,
        "headline": text.headline,
        "author": AUTHOR,
        "about": "\n".join(provenance.lines()),
        "hash": provenance.scenario_hash,
        "foot": provenance.line(),
        "date": [date.year, date.month, date.day],
        "parts": [_part(part) for part in text.parts],
        "numbers": [_grid(grid) for grid in text.numbers],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "says": part.says,
        "grid": _grid(part.grid) if part.grid else None,
        "drawings": [
            {
                "file": f"{drawing.name}.svg",
                "wide": drawing.width * min(MOST_WIDE / drawing.width, MOST_HIGH / drawing.height),
                "alt": drawing.alt,
                "caption": f"{drawing.subject}. {drawing.title}.",
                "description": drawing.description,
            }
            for drawing in part.drawings
        ],
        "points": part.points,
        "facts": part.facts,
    }


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "caption": grid.caption,
        "head": grid.head,
        "rows": [[cell.split("\n") for cell in row] for row in grid.rows],
    }
