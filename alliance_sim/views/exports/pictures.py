"""Every figure as PNG and SVG, each with a line that says where it comes from."""

import io
import re
import textwrap
from html import escape
from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from alliance_sim.analysis.figures.style import MUTED, PAPER
from alliance_sim.views.exports.archive import zipped
from alliance_sim.views.exports.drawings import Drawing, draw
from alliance_sim.views.exports.provenance import Provenance, stem
from alliance_sim.views.finished import Finished

LINE_HIGH, TYPE_SIZE, EDGE = 0.17, 0.11, 0.15
"""Height of a line below the picture, of its type, and the margin, inches."""

LETTERS_PER_INCH = 14
"""How many letters of that type fit an inch, on the safe side."""

FONT = "DejaVuSans.ttf"
ABOUT = "README.txt"


class NoFigureError(Exception):
    """The figure that was asked for is not there or could not be drawn."""


def pictures(finished: Finished, provenance: Provenance) -> bytes:
    """A zip file of every figure as PNG and SVG, with a text that says what each shows."""
    figures = draw(finished)
    start = stem(provenance.title, provenance.date)
    files: dict[str, bytes] = {}
    for number, drawing in enumerate(figures.drawn, 1):
        name = f"{start}-{number:02}-{drawing.name.replace('_', '-')}"
        files[f"{name}.png"] = stamped_png(drawing, provenance)
        files[f"{name}.svg"] = stamped_svg(drawing, provenance)
    about = _about(figures.drawn, figures.failed, provenance)
    return zipped({ABOUT: about.encode(), **files}, provenance.moment)


def png(finished: Finished, provenance: Provenance, name: str) -> bytes:
    """One figure as PNG.

    Raises:
        NoFigureError: There is no figure of this name, or it could not be drawn.
    """
    return stamped_png(_one(finished, name), provenance)


def svg(finished: Finished, provenance: Provenance, name: str) -> bytes:
    """One figure as SVG.

    Raises:
        NoFigureError: There is no figure of this name, or it could not be drawn.
    """
    return stamped_svg(_one(finished, name), provenance)


def _one(finished: Finished, name: str) -> Drawing:
    found = draw(finished, [name])
    if not found.drawn:
        raise NoFigureError(" ".join(found.failed) or f"there is no figure {name}")
    return found.drawn[0]


def stamped_png(drawing: Drawing, provenance: Provenance) -> bytes:
    """A figure with its provenance below the picture and in the file's own text fields."""
    with Image.open(io.BytesIO(drawing.png)) as opened:
        picture = opened.convert("RGB")
    inch = picture.width / drawing.width
    lines = _lines(drawing, provenance)
    more = round((len(lines) * LINE_HIGH + EDGE) * inch)
    sheet = Image.new("RGB", (picture.width, picture.height + more), PAPER)
    sheet.paste(picture)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(str(_font()), round(TYPE_SIZE * inch))
    for number, line in enumerate(lines):
        where = (round(EDGE * inch), picture.height + round(number * LINE_HIGH * inch))
        pen.text(where, line, fill=MUTED, font=font)
    fields = PngInfo()
    for key, value in _fields(drawing, provenance):
        fields.add_text(key, value)
    buffer = io.BytesIO()
    sheet.save(buffer, "png", pnginfo=fields, optimize=True)
    return buffer.getvalue()


def stamped_svg(drawing: Drawing, provenance: Provenance) -> bytes:
    """A figure with its provenance below the picture and in its metadata."""
    text = drawing.svg.decode()
    head, rest = text.split(">", 1)
    corner, wide, high = _box(head)
    unit = wide / drawing.width
    lines = _lines(drawing, provenance)
    taller = high + (len(lines) * LINE_HIGH + EDGE) * unit
    head = re.sub(r'height="[\d.]+', f'height="{taller:g}', head, count=1)
    head = re.sub(r'viewBox="[^"]*"', f'viewBox="{corner} {wide:g} {taller:g}"', head)
    facts = "".join(
        f"<p>{escape(f'{key}: {value}')}</p>" for key, value in _fields(drawing, provenance)
    )
    metadata = f'<metadata><div xmlns="http://www.w3.org/1999/xhtml">{facts}</div></metadata>'
    paper = f'<rect y="{high:g}" width="{wide:g}" height="{taller - high:g}" fill="{PAPER}"/>'
    foot = "".join(
        f'<text x="{EDGE * unit:g}" y="{high + (number * LINE_HIGH + TYPE_SIZE) * unit:g}" '
        f'font-family="DejaVu Sans, Verdana, sans-serif" font-size="{TYPE_SIZE * unit:g}" '
        f'fill="{MUTED}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    body, _, _ = rest.rpartition("</svg>")
    # The figure's own title and description stay first: readers' tools look for them there.
    names_end = body.index("</desc>") + len("</desc>")
    return (f"{head}>{body[:names_end]}{metadata}{body[names_end:]}{paper}{foot}</svg>\n").encode()


def _box(head: str) -> tuple[str, float, float]:
    """Corner, width and height of an SVG's own coordinates."""
    found = re.search(r'viewBox="(\S+ \S+) (\S+) (\S+)"', head)
    if found is None:
        raise ValueError("an SVG without a view box")
    return found[1], float(found[2]), float(found[3])


def _lines(drawing: Drawing, provenance: Provenance) -> list[str]:
    letters = int((drawing.width - 2 * EDGE) * LETTERS_PER_INCH)
    return textwrap.wrap(provenance.line(), letters)


def _fields(drawing: Drawing, provenance: Provenance) -> tuple[tuple[str, str], ...]:
    return (("Title", drawing.title), ("Description", drawing.alt), *provenance.pairs())


def _font() -> Path:
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / FONT


def _about(drawn: tuple[Drawing, ...], failed: tuple[str, ...], provenance: Provenance) -> str:
    parts = [f"Figures: {provenance.title}", ""]
    for number, drawing in enumerate(drawn, 1):
        parts += [f"{number:02} {drawing.subject}", f"   {drawing.title}.", ""]
        parts += [f"   {drawing.description}", ""]
    parts += [*failed, *([""] if failed else []), "Where this comes from", "", *provenance.lines()]
    return "\n".join(parts) + "\n"
