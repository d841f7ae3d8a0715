"""How far each assumption, moved alone over its range, moves the difference between two options."""

import math
import textwrap
from collections.abc import Sequence

import altair as alt
import pandas as pd

from alliance_sim.analysis.formats import capital, show, the
from alliance_sim.analysis.influence import Influence
from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.results.columns import Column
from alliance_sim.views.charts.rows import ticks
from alliance_sim.views.charts.shown import ROW, Panel, Shown

GREY = "#767676"
"""Neither option's colour; seen on light and on dark."""

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
        f"{in_words(one.path)} {show(column, one.swing, finer=1)}" for one in found[:3]
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
                "Moves it by": show(column, one.swing, finer=1),
                "Can turn the order": "yes" if one.turns else "no",
            }
            for one in found
        ]
    )


def _told(column: Column, value: float) -> str:
    return show(column, value, signed=True, finer=1) if math.isfinite(value) else "not tried"


def _chart(found: Sequence[Influence], column: Column) -> alt.LayerChart:
    names = {one.path: "|".join(textwrap.wrap(in_words(one.path), LETTERS)) for one in found}
    order = list(names.values())
    bars, ends = [], []
    for one in found:
        known = [value for value in (one.low, one.base, one.high) if math.isfinite(value)]
        bars.append({"Assumption": names[one.path], "from": min(known), "to": max(known)})
        for end, value in ((LOW, one.low), (HIGH, one.high)):
            if math.isfinite(value):
                shown = _told(column, value)
                ends.append(
                    {"Assumption": names[one.path], "End": end, "at": value, "Difference": shown}
                )
    y = alt.Y(
        "Assumption:N",
        sort=order,
        title=None,
        axis=alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=LABEL, ticks=False),
    )
    x = alt.X("at:Q", title=None, axis=alt.Axis(tickCount=4, labelExpr=ticks(column)))
    grey = alt.value(GREY)
    spans = alt.Chart(pd.DataFrame(bars)).mark_rule(strokeWidth=6, opacity=0.5)
    marks = alt.Chart(pd.DataFrame(ends)).mark_point(size=90, filled=True, opacity=1)
    here = alt.Chart(pd.DataFrame({"at": [found[0].base]})).mark_rule(strokeWidth=1.5)
    none = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule(strokeDash=[4, 3])
    layers: list[alt.Chart] = [
        none.encode(x=x, color=grey),
        here.encode(x=x, color=grey),
        spans.encode(y=y, x=alt.X("from:Q", title=None), x2="to:Q", color=grey),
        marks.encode(
            y=y,
            x=x,
            color=grey,
            shape=alt.Shape(
                "End:N",
                scale=alt.Scale(domain=[LOW, HIGH], range=["triangle-left", "circle"]),
                legend=alt.Legend(orient="top", title=None, columns=1, labelLimit=0),
            ),
            tooltip=[alt.Tooltip("End:N"), alt.Tooltip("Difference:N")],
        ),
    ]
    drawn = alt.LayerChart(layer=layers)
    return drawn.properties(height=ROW * len(order) + ROW, width="container")
