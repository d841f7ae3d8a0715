"""Paired differences: a row a pair, a mark at the mean, its 95 % interval, 0 between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from alliance_sim.analysis.compare import Difference
from alliance_sim.analysis.formats import futures, interval, label, show
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


@dataclass(frozen=True)
class Apart:
    """One difference: what it is called, whose looks it has, and how large it is."""

    name: str
    option: str
    difference: Difference


def differences(column: Column, rows: Sequence[Apart], options: Sequence[str]) -> Spec:
    """Each difference in a row. A hollow mark cannot be told apart from 0.

    Args:
        column: the outcome.
        rows: the differences, in order.
        options: all options, for their looks.
    """
    data = [_value(column, one) for one in rows]
    low, high = min(0.0, *(one["low"] for one in data)), max(0.0, *(one["high"] for one in data))
    pad = PAD * (high - low) or 1.0
    domain = (low - pad, high + pad)
    seen = {**looks(options), "x": quantity("mean", domain, column)}
    span = {
        "x": quantity("low", domain, column),
        "x2": {"field": "high"},
        "color": seen["color"],
    }
    mark = {"type": "point", "size": DOT}
    layers: list[Spec] = [
        nought(domain, column),
        {"mark": {"type": "rule", "strokeWidth": LINE}, "encoding": span},
    ]
    # A layer without marks would be an empty picture to whoever has the page read out.
    if any(one["clear"] for one in data):
        filled = {**mark, "filled": True, "opacity": 1}
        only = [{"filter": "datum.clear"}]
        layers.append({"transform": only, "mark": filled, "encoding": seen})
    if not all(one["clear"] for one in data):
        hollow = {**mark, "filled": False, "strokeWidth": 2}
        only = [{"filter": "!datum.clear"}]
        layers.append({"transform": only, "mark": hollow, "encoding": seen})
    tips = (ROW_FIELD, "Difference", "Interval", "Better in")
    return in_rows([one.name for one in rows], data, layers, tips)


def _value(column: Column, one: Apart) -> dict[str, Any]:
    mean, spread, better = told(column, one.difference)
    e = one.difference.estimate
    return {
        ROW_FIELD: one.name,
        "Option": label(one.option),
        "low": e.low,
        "mean": e.mean,
        "high": e.high,
        "clear": e.is_clear,
        "Difference": mean,
        "Interval": spread,
        "Better in": better,
    }


def told(column: Column, found: Difference) -> tuple[str, str, str]:
    """A difference, its interval, and in how many futures the first named does better."""
    e, finer = found.estimate, 0 if column.is_money else 1
    return (
        show(column, e.mean, signed=True, finer=finer),
        interval(column, e.low, e.high, signed=True, finer=finer),
        futures(found.p_better, e.n),
    )
