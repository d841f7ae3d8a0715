"""Paired differences: a row a pair, a mark at the mean, its 95 % interval, 0 between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from alliance_sim.analysis.compare import Difference
from alliance_sim.analysis.formats import futures, interval, label, show
from alliance_sim.results.columns import Column
from alliance_sim.views.charts.dots import DOT, LINE, PAD, TICKS, ticks
from alliance_sim.views.charts.shown import ROW, by_option

NAME_PIXELS = 240
SURE, UNSURE = "yes", "no"


@dataclass(frozen=True)
class Apart:
    """One difference: what it is called, whose looks it has, and how large it is."""

    name: str
    option: str
    difference: Difference


def differences(column: Column, rows: Sequence[Apart], options: Sequence[str]) -> alt.LayerChart:
    """Each difference in a row. A hollow mark cannot be told apart from 0.

    Args:
        column: the outcome.
        rows: the differences, in order.
        options: all options, for their looks.
    """
    data = pd.DataFrame(
        [
            {
                "Row": one.name,
                "Option": label(one.option),
                "low": one.difference.estimate.low,
                "mean": one.difference.estimate.mean,
                "high": one.difference.estimate.high,
                "clear": SURE if one.difference.estimate.is_clear else UNSURE,
                "Difference": told(column, one.difference)[0],
                "Interval": told(column, one.difference)[1],
                "Better in": told(column, one.difference)[2],
            }
            for one in rows
        ]
    )
    low, high = min(data["low"].min(), 0.0), max(data["high"].max(), 0.0)
    pad = PAD * (high - low) or 1.0
    scale = alt.Scale(domain=[low - pad, high + pad], nice=False, zero=False)
    axis = alt.Axis(tickCount=TICKS, labelExpr=ticks(column), labelFlush=True)
    names = [one.name for one in rows]
    looks = by_option(options)
    tips = [alt.Tooltip(f"{n}:N") for n in ("Row", "Difference", "Interval", "Better in")]
    y_axis = alt.Axis(labelLimit=NAME_PIXELS, ticks=False)
    base = alt.Chart(data).encode(
        y=alt.Y("Row:N", sort=names, title=None, axis=y_axis), tooltip=tips
    )
    nought = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule(strokeDash=[4, 3])
    spans = base.mark_rule(strokeWidth=LINE).encode(
        x=alt.X("low:Q", scale=scale, axis=axis, title=None), x2="high:Q", color=looks["color"]
    )
    marks = base.encode(x=alt.X("mean:Q", scale=scale, axis=axis, title=None), **looks)
    full = marks.mark_point(size=DOT, filled=True, opacity=1)
    hollow = marks.mark_point(size=DOT, filled=False, strokeWidth=2)
    layers = [
        nought.encode(x=alt.X("at:Q", scale=scale, title=None)),
        spans,
        full.transform_filter(f"datum.clear == '{SURE}'"),
        hollow.transform_filter(f"datum.clear == '{UNSURE}'"),
    ]
    drawn = alt.LayerChart(layer=layers)
    return drawn.properties(height=ROW * len(names) + ROW, width="container")


def told(column: Column, found: Difference) -> tuple[str, str, str]:
    """A difference, its interval, and in how many futures the first named does better."""
    e, finer = found.estimate, 0 if column.is_money else 1
    return (
        show(column, e.mean, signed=True, finer=finer),
        interval(column, e.low, e.high, signed=True, finer=finer),
        futures(found.p_better, e.n),
    )
