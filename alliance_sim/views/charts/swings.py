"""How far each assumption, moved alone over its range, moves the difference between two options."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from alliance_sim.analysis.formats import capital, further, show, the
from alliance_sim.analysis.influence import Influence
from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.results.columns import Column
from alliance_sim.views.charts.rows import GREY, PAD, ROW_FIELD, in_rows, nought, quantity
from alliance_sim.views.charts.shown import Panel, Shown, Spec

LETTERS = 26
"""Letters of a name in one line, beside the bars."""

LABEL = 190
"""Room for names, in pixels."""

LOW, HIGH = "At the low end of its range", "At the high end of its range"


def swings(
    found: Sequence[Influence], column: Column, b: str, a: str, title: str, note: str
) -> Shown:
    """A bar an assumption, from the difference at one end of its range to that at the other.

    Args:
        found: those shown, in their order; at least one.
        column: what is compared.
        b: one option.
        a: the other; the difference is b less a.
        title: the message.
        note: what it rests on.
    """
    told = "; ".join(
        f"{in_words(one.path)} {show(column, one.swing, finer=further(column))}"
        for one in found[:3]
    )
    heading = f"{capital(the(b))} less {the(a)}: {column.label[0].lower()}{column.label[1:]}"
    return Shown(
        name="swings",
        title=title,
        panels=(
            Panel(
                heading=f"{heading}, {column.unit}".replace("GBP", "£"),
                chart=_chart(found, column),
                alt=f"Bars of how far each assumption moves the difference. Widest: {told}.",
            ),
        ),
        description=(
            f"{title}. Each bar is one assumption, moved alone from the low to the high end of its "
            "range while all others stay. The line is the story as it is; the dashed line is no "
            "difference. Where a bar crosses the dashed line, that assumption alone can turn the "
            "order of the two."
        ),
        table=table(found, column),
        note=note,
    )


def table(found: Sequence[Influence], column: Column) -> pd.DataFrame:
    """One row an assumption: the difference at both ends, and how far it moves in all."""
    return pd.DataFrame(
        [
            {
                "Assumption": in_words(one.path),
                "At its low end": _told(column, one.low),
                "In the story": _told(column, one.base),
                "At its high end": _told(column, one.high),
                "Moves it by": show(column, one.swing, finer=further(column)),
                "Can turn the order": "yes" if one.turns else "no",
            }
            for one in found
        ]
    )


def _told(column: Column, value: float) -> str:
    return (
        show(column, value, signed=True, finer=further(column))
        if math.isfinite(value)
        else "not tried"
    )


def _chart(found: Sequence[Influence], column: Column) -> Spec:
    names = ["|".join(textwrap.wrap(in_words(one.path), LETTERS)) for one in found]
    data: list[dict[str, Any]] = []
    for name, one in zip(names, found, strict=True):
        known = [value for value in (one.low, one.base, one.high) if math.isfinite(value)]
        span = {"from": min(known), "to": max(known)}
        for end, value in ((LOW, one.low), (HIGH, one.high)):
            if math.isfinite(value):
                shown = _told(column, value)
                data.append({ROW_FIELD: name, "End": end, "at": value, "Told": shown, **span})
    ends = [0.0, *(value for row in data for value in (row["from"], row["to"]))]
    room = PAD * (max(ends) - min(ends)) or 1.0
    domain = (min(ends) - room, max(ends) + room)
    x = quantity("at", domain, column)
    key = {"orient": "top", "title": None, "columns": 1, "labelLimit": 0}
    shape = {
        "field": "End",
        "type": "nominal",
        "scale": {"domain": [LOW, HIGH], "range": ["triangle-left", "circle"]},
        "legend": key,
    }
    layers: list[Spec] = [
        nought(domain, column),
        {
            "data": {"values": [{"at": found[0].base}]},
            "mark": {"type": "rule", "strokeWidth": 1.5, "color": GREY},
            "encoding": {"x": x},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 6, "opacity": 0.5, "color": GREY},
            "encoding": {"x": {**x, "field": "from"}, "x2": {"field": "to"}},
        },
        {
            "mark": {"type": "point", "size": 90, "filled": True, "opacity": 1, "color": GREY},
            "encoding": {"x": x, "shape": shape},
        },
    ]
    return in_lines(in_rows(names, data, layers, ["End", "Told"]))


def in_lines(spec: Spec) -> Spec:
    """The same rows, their names broken where they hold an upright stroke."""
    for layer in spec["layer"]:
        if up := layer["encoding"].get("y"):
            up["axis"] |= {"labelExpr": "split(datum.label, '|')", "labelLimit": LABEL}
    return spec
