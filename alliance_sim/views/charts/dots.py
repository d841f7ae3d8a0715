"""Dots with their ranges, one row an option: the picture that most pages begin with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from alliance_sim.analysis.formats import label, show
from alliance_sim.results.columns import Column
from alliance_sim.views.charts.rows import (
    DOT,
    LINE,
    PAD,
    ROW_FIELD,
    in_rows,
    looks,
    nought,
    quantity,
)
from alliance_sim.views.charts.shown import Spec

LEAST_SPAN = 0.05
"""The least that an axis of scores spans, so that noise does not look like a difference."""

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
    """As `dots_spec`, for a picture that is drawn on further."""
    spec = dots_spec(column, rows, options, before=before, zero=zero, signed=signed, span=span)
    drawn: alt.LayerChart = alt.LayerChart.from_dict(spec, validate=False)
    return drawn


def dots_spec(
    column: Column,
    rows: Mapping[str, Dot],
    options: Sequence[str],
    *,
    before: Mapping[str, Dot] | None = None,
    zero: bool = False,
    signed: bool = False,
    span: tuple[float, float] | None = None,
) -> Spec:
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
    data = [*_values(column, before or {}, True, signed), *_values(column, rows, False, signed)]
    low = min(one["low"] for one in data) if span is None else span[0]
    high = max(one["high"] for one in data) if span is None else span[1]
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    least = 0.0 if column.is_money else LEAST_SPAN
    missing = max(least - (high - low), 0.0) / 2
    pad = PAD * max(high - low, least) or 1.0
    domain = (low - missing - pad, high + missing + pad)
    x = quantity("mean", domain, column)
    seen = {**looks(options), "x": x}
    faded = {"condition": {"test": f"datum.{BEFORE}", "value": 0.4}, "value": 1}
    layers: list[Spec] = [
        {
            "mark": {"type": "rule", "strokeWidth": LINE},
            "encoding": {
                "x": quantity("low", domain, column),
                "x2": {"field": "high"},
                "color": seen["color"],
                "opacity": faded,
            },
        },
        {
            "transform": [{"filter": f"!datum.{BEFORE}"}],
            "mark": {"type": "point", "size": DOT, "filled": True, "opacity": 1},
            "encoding": seen,
        },
    ]
    if before:
        layers.append(
            {
                "transform": [{"filter": f"datum.{BEFORE}"}],
                "mark": {"type": "point", "size": DOT, "filled": False, "strokeWidth": 2},
                "encoding": seen,
            }
        )
    if zero:
        layers.insert(0, nought(domain, column))
    return in_rows([label(option) for option in rows], data, layers, ("Option", "Mean", "Range"))


def _values(
    column: Column, rows: Mapping[str, Dot], is_before: bool, signed: bool
) -> list[dict[str, Any]]:
    return [
        {
            ROW_FIELD: label(option),
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
