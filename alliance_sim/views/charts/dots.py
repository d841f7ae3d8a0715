"""Dots with their ranges, one row an option: the picture that most pages begin with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from alliance_sim.analysis.formats import label, show
from alliance_sim.results.columns import Column
from alliance_sim.views.charts.shown import ROW, by_option

DOT, LINE = 130, 3
"""Area of a mark and width of a range, in pixels."""

LEAST_SPAN = 0.05
"""The least that an axis of scores spans, so that noise does not look like a difference."""

PAD = 0.12
"""Empty room at both ends of an axis, as a share of what it spans."""

TICKS = 4

BEFORE = "Before"
"""The column that says whether a row shows what stood before the last change."""


@dataclass(frozen=True)
class Dot:
    """One mark: its mean, and its range (the same as the mean where there is none)."""

    mean: float
    low: float
    high: float


def dots(
    column: Column,
    rows: Mapping[str, Dot],
    options: Sequence[str],
    *,
    before: Mapping[str, Dot] | None = None,
    zero: bool = False,
    signed: bool = False,
    span: tuple[float, float] | None = None,
) -> alt.LayerChart:
    """A row for each option: a mark at the mean and a line over its range.

    Args:
        column: what is shown.
        rows: the marks by option.
        options: all options of the scenario, for their looks.
        before: marks that stood there before the last change; drawn hollow.
        zero: show where 0 is.
        signed: write plus signs.
        span: what the axis spans, for panels that share one; what the marks need unless said.
    """
    data = _table(column, rows, False, signed)
    if before:
        data = pd.concat([_table(column, before, True, signed), data])
    low, high = span or (data["low"].min(), data["high"].max())
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    least = 0.0 if column.is_money else LEAST_SPAN
    missing = max(least - (high - low), 0.0) / 2
    pad = PAD * max(high - low, least) or 1.0
    scale = alt.Scale(domain=[low - missing - pad, high + missing + pad], nice=False, zero=False)
    names = [label(option) for option in rows]
    y = alt.Y("Option:N", sort=names, title=None, axis=alt.Axis(labelLimit=ROW * 4, ticks=False))
    x = alt.X(
        "mean:Q",
        scale=scale,
        title=None,
        axis=alt.Axis(tickCount=TICKS, labelExpr=ticks(column), labelFlush=True),
    )
    looks = by_option(options)
    tips = [alt.Tooltip(f"{name}:N") for name in ("Option", "Mean", "Range")]
    base = alt.Chart(data).encode(y=y, tooltip=tips)
    faded = alt.condition(f"datum.{BEFORE}", alt.value(0.4), alt.value(1.0))
    spans = base.mark_rule(strokeWidth=LINE).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q", color=looks["color"], opacity=faded
    )
    marks = base.mark_point(size=DOT, filled=True, opacity=1).encode(x=x, **looks)
    layers = [spans, marks.transform_filter(f"!datum.{BEFORE}")]
    if before:
        hollow = base.mark_point(size=DOT, filled=False, strokeWidth=2).encode(x=x, **looks)
        layers.append(hollow.transform_filter(f"datum.{BEFORE}"))
    if zero:
        line = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule(strokeDash=[4, 3])
        layers.insert(0, line.encode(x=alt.X("at:Q", scale=scale)))
    drawn = alt.LayerChart(layer=layers)
    return drawn.properties(height=ROW * len(names) + ROW, width="container")


def _table(column: Column, rows: Mapping[str, Dot], is_before: bool, signed: bool) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Option": label(option),
                "low": dot.low,
                "mean": dot.mean,
                "high": dot.high,
                BEFORE: is_before,
                "Mean": show(column, dot.mean, signed=signed),
                "Range": f"{show(column, dot.low, signed=signed)} to "
                f"{show(column, dot.high, signed=signed)}",
            }
            for option, dot in rows.items()
        ]
    )


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
