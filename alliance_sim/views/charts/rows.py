"""Rows of marks as the drawing library reads them: what dots and differences have in common.

They are written out rather than put together by Altair, which takes a tenth of a second for each
picture: too long for a page that follows a lever.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from alliance_sim.analysis.formats import label
from alliance_sim.results.columns import Column
from alliance_sim.views.charts.shown import ROW, SHAPES, Spec

DOT, LINE = 130, 3
"""Area of a mark and width of a range, in pixels."""

PAD = 0.12
"""Empty room at both ends of an axis, as a share of what it spans."""

TICKS = 4
ROOM = 18
"""Pixels at the right, so that the last label of an axis is not cut."""

NAME_PIXELS = 240
ROW_FIELD = "Row"
KEY_COLUMNS = 2
DASH = (4, 3)
GREY = "#7B858C"
"""A line that can be seen on white and on black."""


Domain = tuple[float, float]


def in_rows(
    names: Sequence[str],
    data: Sequence[Mapping[str, Any]],
    layers: Sequence[Spec],
    tips: Sequence[str],
) -> Spec:
    """Layers over rows that are named at the left.

    Args:
        names: the rows, from the top.
        data: one entry a mark; `ROW_FIELD` says in which row.
        layers: the marks.
        tips: fields that are told where a mark is pointed at.
    """
    axis = {"labelLimit": NAME_PIXELS, "ticks": False}
    y = {"field": ROW_FIELD, "type": "nominal", "sort": [*names], "title": None, "axis": axis}
    tooltip = [{"field": name, "type": "nominal"} for name in tips]
    # Each layer holds the marks by itself: data of the whole picture would be turned into a table
    # for Arrow, which takes longer than all the rest.
    marks = {"values": [*data]}
    return {
        "height": ROW * len(names) + ROW,
        "width": "container",
        "padding": {"left": 0, "right": ROOM, "top": 4, "bottom": 4},
        "layer": [
            layer
            if "data" in layer
            else {
                **layer,
                "data": marks,
                "encoding": {"y": y, "tooltip": tooltip, **layer["encoding"]},
            }
            for layer in layers
        ],
    }


def quantity(field: str, domain: Domain, column: Column) -> Spec:
    """An axis along the bottom."""
    return {
        "field": field,
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [*domain], "nice": False, "zero": False},
        "axis": {"tickCount": TICKS, "labelExpr": ticks(column), "labelFlush": True},
    }


def nought(domain: Domain, column: Column) -> Spec:
    """A dashed line where 0 is."""
    return {
        "data": {"values": [{"at": 0.0}]},
        "mark": {"type": "rule", "strokeDash": [*DASH], "color": GREY},
        "encoding": {"x": quantity("at", domain, column)},
    }


def looks(options: Sequence[str]) -> dict[str, Spec]:
    """The colour and shape of each option, as `shown.by_option` has them."""
    names = [label(option) for option in options]
    shapes = [SHAPES[at % len(SHAPES)] for at in range(len(names))]
    field = {"field": "Option", "type": "nominal", "sort": names, "legend": None}
    return {
        "color": {**field, "scale": {"domain": names}},
        "shape": {**field, "scale": {"domain": names, "range": shapes}},
    }


def keyed(options: Sequence[str]) -> dict[str, Spec]:
    """The same, with a key above the picture."""
    key = {"orient": "top", "title": None, "columns": KEY_COLUMNS}
    return {name: {**one, "legend": key} for name, one in looks(options).items()}


def ticks(column: Column) -> str:
    """How numbers on an axis are written, as the drawing library reads it."""
    if column.is_money:
        return (
            "(datum.value < 0 ? '\\u2212' : '') + '£' + (abs(datum.value) >= 1e6 ? "
            "format(abs(datum.value) / 1e6, '.3~r') + 'm' : abs(datum.value) >= 1e3 ? "
            "format(abs(datum.value) / 1e3, '.3~r') + 'k' : format(abs(datum.value), '.3~r'))"
        )
    if column.unit == "share":
        return "format(datum.value * 100, '.3~r') + '%'"
    return "format(datum.value, '.3~r')"
