"""The answer of the first page, as it is seen before the page's own program has arrived.

A browser takes seconds to fetch and start that program. Whoever comes to the first page without a
question of their own therefore gets its headline and its picture with the page itself. They lie
over the page, in the same places, and leave when the live picture stands there.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from alliance_sim.analysis.formats import number
from alliance_sim.views.asked.question import SEED, Asked
from alliance_sim.views.charts.options import options
from alliance_sim.views.charts.shown import Spec
from alliance_sim.views.frame import answer
from alliance_sim.views.wording import say

HERE = Path(__file__).parent
TEMPLATE = HERE / "first_sight.html"
SETTINGS = HERE / ".streamlit" / "config.toml"

WIDTH = 263
"""Pixels of a panel on a desktop; the picture is drawn larger or smaller where there is other room.
"""

PATIENCE_MS = 20_000
"""After so long it leaves whatever happens, so that it never hides what went wrong."""

LOOKS: Mapping[str, Mapping[str, str]] = {
    "light": {"labelColor": "#808495", "gridColor": "#e6eaf1"},
    "dark": {"labelColor": "#e6eaf1", "gridColor": "#31333f"},
}
"""How the live pictures draw their axes, by theme."""

LABEL_SIZE, LABEL_PAD = 12, 16
FONT = '"Source Sans", sans-serif'


def first_sight() -> str:
    """Title, headline and picture of the first page as markup; nothing if no answer is packaged."""
    found = answer.full(Asked())
    if found is None:
        return ""
    shown = options(found.finished.comparison)
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        title=say("start", "title"),
        badge=say("frame", f"{found.kind.value}_badge", futures=number(found.futures), seed=SEED),
        coming=say("frame", "first_sight"),
        headline=found.finished.headline,
        note=shown.note,
        panels=[
            {
                "heading": panel.heading,
                "alt": panel.alt,
                **{theme: drawn(panel.chart, theme) for theme in LOOKS},
            }
            for panel in shown.panels
            if isinstance(panel.chart, dict)
        ],
        patience_ms=PATIENCE_MS,
    )


def drawn(spec: Spec, theme: str) -> str:
    """A picture as SVG, in the colours of a theme."""
    import vl_convert

    colours = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["theme"][theme]
    axis = {
        **LOOKS[theme],
        "labelFontSize": LABEL_SIZE,
        "labelPadding": LABEL_PAD,
        "domain": False,
        "ticks": False,
    }
    config: dict[str, Any] = {
        "font": FONT,
        "background": None,
        "view": {"stroke": "transparent"},
        "range": {"category": colours["chartCategoricalColors"]},
        "axis": axis,
        "axisY": {"grid": False},
    }
    fit = {"type": "fit", "contains": "padding"}
    svg: str = vl_convert.vegalite_to_svg(
        {**spec, "width": WIDTH, "autosize": fit, "config": config}
    )
    return svg
