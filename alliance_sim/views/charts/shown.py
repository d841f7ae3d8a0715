"""What every picture on a page is: panels, the sentence they say, the words, the numbers.

A report's figures are drawn for paper (`analysis.figures`); these are drawn by the visitor's
browser, so that they follow its width, its theme and its text size. Words and numbers come from
the same places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from alliance_sim.analysis.formats import label

SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
"""A shape for each option beside its colour, so that nothing is told by colour alone."""

Spec = dict[str, Any]
"""A picture as the drawing library reads it, written out."""

ROW = 44
"""Height of one row of a picture, in pixels: room for two lines of a name."""


@dataclass(frozen=True)
class Panel:
    """One picture: what stands above it, and what it says to a reader who cannot see it."""

    heading: str
    chart: alt.Chart | alt.LayerChart | Spec
    alt: str


@dataclass(frozen=True)
class Shown:
    """Panels that say one thing together. On a narrow screen they stand below one another."""

    name: str
    """Letters and underscores; tells figures of a page apart."""

    title: str
    """The message, as a sentence without a full stop."""

    panels: tuple[Panel, ...]

    description: str
    """How to read it, and each number that matters."""

    table: pd.DataFrame
    """The numbers shown, ready to read."""

    note: str = ""
    """What the marks stand for, in small type."""


def by_option(options: Sequence[str], *, legend: bool = False) -> dict[str, Any]:
    """The colour and shape of each option, the same in every picture.

    Colours are those of the theme, in the order of the scenario.

    Args:
        options: All options of the scenario, in their order.
        legend: Whether to explain the marks above the picture.
    """
    names = [label(option) for option in options]
    key = alt.Legend(orient="top", title=None, columns=2) if legend else None
    return {
        "color": alt.Color("Option:N", scale=alt.Scale(domain=names), sort=names, legend=key),
        "shape": alt.Shape(
            "Option:N",
            scale=alt.Scale(
                domain=names, range=[SHAPES[i % len(SHAPES)] for i in range(len(names))]
            ),
            sort=names,
            legend=key,
        ),
    }
