"""A map of where each option wins: a tile for each place, marked where it cannot be told."""

import textwrap

import pandas as pd

from alliance_sim.analysis.figures import regimes as paper
from alliance_sim.analysis.formats import capital, label
from alliance_sim.analysis.regimes import RegimeMap, Winner
from alliance_sim.analysis.tipping import counts, nearest, told
from alliance_sim.experiments.axes import Axis
from alliance_sim.views.charts.rows import GREY, keyed
from alliance_sim.views.charts.shown import Panel, Shown, Spec

TILE = 64
"""Height of a tile, in pixels: a mark and a short name."""

AROUND = 150
"""Height of all that stands around the tiles: the key above, the axis below."""

NAME = 14
"""Letters of a name in a tile; on a narrow screen the mark tells it."""

CLEAR, UNTOLD = 0.24, 0.05
"""How strongly a tile is filled where the best is told from the second, and where not."""

MARK = 150
"""Area of a mark, in square pixels."""

AXIS_WORDS = 60


def tiles(found: RegimeMap, x: str, y: str, by: str) -> Shown:
    """Tiles over two assumptions, coloured and marked by the option that is best in each.

    Args:
        found: the map.
        x: what the axis across is, in words.
        y: what the axis up is, in words.
        by: what is best by, in words that follow "by".
    """
    title = counts(found, by)
    return Shown(
        name="map",
        title=title,
        panels=(
            Panel(
                heading=f"{capital(y)} (up), {x} (across)",
                chart=_chart(found, x, y),
                alt=f"Map with a tile for each place of {x} across and {y} up. {title}.",
            ),
        ),
        description=(
            f"{title}. Every place meets the same people and the same luck, "
            f"{found.replications} futures each. A full tile with a filled mark: the best is told "
            "from the second. A pale tile with a hollow mark and a question mark: it cannot be "
            "told. The thick outline is the place nearest to the story."
        ),
        table=_table(found, x, y),
        note=(
            "Filled mark: clearly best. Hollow mark and question mark: too close to tell. Thick "
            "outline: nearest to the story as it is."
        ),
    )


def _chart(found: RegimeMap, x: str, y: str) -> Spec:
    data = [
        _tile(found, row, place, cell)
        for row, cells in enumerate(found.cells)
        for place, cell in enumerate(cells)
    ]
    across = {
        "field": "x",
        "type": "nominal",
        "sort": [told(found.x, value) for value in found.x.values],
        "title": textwrap.wrap(capital(x), AXIS_WORDS),
        "axis": {"labelAngle": 0, "ticks": False, "labelLimit": TILE, "labelOverlap": True},
    }
    up = {
        "field": "y",
        "type": "nominal",
        "sort": [told(found.y, value) for value in reversed(found.y.values)],
        "title": None,
        "axis": {"ticks": False, "labelLimit": 2 * TILE},
    }
    marks = keyed(found.options)
    colour = {"color": marks["color"]}
    shade = {"condition": {"test": "datum.clear", "value": CLEAR}, "value": UNTOLD}
    point = {"type": "point", "size": MARK, "opacity": 1, "yOffset": -8}
    text = {"field": "Text", "type": "nominal"}
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "stroke": GREY, "strokeWidth": 0.5},
            "encoding": {**colour, "opacity": shade},
        },
        {
            "mark": {"type": "rect", "filled": False, "stroke": GREY, "strokeWidth": 4},
            "transform": [{"filter": "datum.here"}],
        },
        {
            "mark": {**point, "filled": True},
            "transform": [{"filter": "datum.clear"}],
            "encoding": marks,
        },
        {
            "mark": {**point, "filled": False, "strokeWidth": 2},
            "transform": [{"filter": "!datum.clear"}],
            "encoding": marks,
        },
        {
            "mark": {"type": "text", "dy": 16, "fontSize": 12, "fontWeight": "bold"},
            "encoding": {**colour, "text": text},
        },
    ]
    tips = [{"field": name, "type": "nominal"} for name in ("Best", "Second", "Told")]
    shared: Spec = {"x": across, "y": up, "tooltip": tips}
    return {
        "data": {"values": data},
        "height": TILE * len(found.y.values) + AROUND,
        "width": "container",
        "config": {"legend": {"symbolOpacity": 1}},
        "layer": [{**one, "encoding": {**shared, **one.get("encoding", {})}} for one in layers],
    }


def _tile(found: RegimeMap, row: int, place: int, cell: Winner) -> dict[str, object]:
    here = (nearest(found.y, found.usual[1]), nearest(found.x, found.usual[0])) == (row, place)
    name = label(cell.best) if cell.best else ""
    short = textwrap.shorten(name, NAME, placeholder="")
    return {
        "x": told(found.x, found.x.values[place]),
        "y": told(found.y, found.y.values[row]),
        "Option": name,
        "Text": short if cell.is_clear else f"{short}?",
        "Best": name,
        "Second": label(cell.second) if cell.second else "",
        "Told": "yes" if cell.is_clear else "no",
        "clear": cell.is_clear,
        "here": here,
    }


def _table(found: RegimeMap, x: str, y: str) -> pd.DataFrame:
    table = paper.table(found)
    own = {paper.axis_words(found.x): capital(x), paper.axis_words(found.y): capital(y)}
    named = table.rename(columns=own)
    named[capital(x)] = [told(found.x, v) for _ in found.y.values for v in found.x.values]
    named[capital(y)] = [told(found.y, v) for v in found.y.values for _ in found.x.values]
    return named


def same(one: Axis, other: Axis) -> bool:
    """Whether two axes move an assumption in common."""
    return bool({p.path for p in one.parameters} & {p.path for p in other.parameters})
