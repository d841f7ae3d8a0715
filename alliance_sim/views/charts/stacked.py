"""Layers of one picture, drawn one above the other."""

import altair as alt

GREY = "#7A7A7A"
"""Of lines that mark a place: seen on a light page and on a dark one."""


def stacked(height: int, *layers: alt.Chart) -> alt.LayerChart:
    """Layers as one picture as wide as its place; `height` in pixels takes in key and axis."""
    return alt.LayerChart(layer=list(layers)).properties(height=height, width="container")
