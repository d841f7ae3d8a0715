"""Rows of estimates: one mark, one interval and its words for each row of a panel."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from alliance_sim.analysis.figures.style import (
    INK,
    MUTED,
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    Look,
    text_width,
)

LINE, MARK = 5.0, 8.5
ABOVE, BELOW = 7.5, -8.5
LEAST_SPAN_OF_LEVEL = 0.04
"""An axis spans at least this share of its level, so that trifles do not look like canyons."""

TICKS = 3
END_ROOM = 0.11
"""Share of an axis, at either end, that is kept free of ticks."""


class InsideLocator(MaxNLocator):
    """A few round values, away from the ends: no label reaches into the next panel."""

    def __init__(self, most: int) -> None:
        """Give at most so many values."""
        super().__init__(2 * most, steps=[1, 2, 5, 10])
        self.most = most

    def __call__(self) -> Any:
        """The places of the ticks."""
        low, high = self.axis.get_view_interval()  # type: ignore[union-attr]
        room = END_ROOM * (high - low)
        ticks = [tick for tick in super().__call__() if low + room <= tick <= high - room]
        while len(ticks) > self.most:
            # Keep 0 where there is one: it is the line that differences are read against.
            ticks = ticks[ticks.index(0) % 2 :: 2] if 0 in ticks else ticks[::2]
        return ticks or [(low + high) / 2]


@dataclass(frozen=True)
class Row:
    """One row of a panel: an estimate and the words beside it."""

    low: float
    mean: float
    high: float
    look: Look
    above: str
    """Words above the mark, usually the value."""

    below: str = ""
    """Words below the mark, usually the interval."""

    hollow: bool = False
    """Drawn hollow: the interval does not leave out 0."""


def draw_rows(
    axes: Axes,
    rows: Sequence[Row],
    write: Callable[[float], str],
    *,
    width: float,
    zero: bool = False,
    least_span: float = 0.0,
    ticks: int = TICKS,
    lift: float = 0.0,
) -> None:
    """Draw rows from the top down, wide enough that no word is cut.

    Args:
        axes: where.
        rows: the rows.
        write: writes a value of the axis.
        width: width of the axes, inches.
        zero: show the line at 0 and keep it in sight.
        least_span: the axis spans at least this much of its unit.
        ticks: the most values that the axis is marked with.
        lift: how far above the middle of its row a mark stands, as a share of the row.
    """
    for place, row in enumerate(rows):
        _draw(axes, -place, row, zero=zero)
    axes.set_ylim(-len(rows) + 0.5 - lift, 0.5 - lift)
    axes.set_xlim(*_limits(rows, width, zero, least_span))
    axes.set_yticks([])
    axes.grid(axis="x")
    axes.xaxis.set_major_locator(InsideLocator(ticks))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))
    if zero:
        axes.axvline(0, color=INK, linewidth=1.0, zorder=1.5)


def _draw(axes: Axes, y: float, row: Row, *, zero: bool) -> None:
    if not math.isfinite(row.mean):
        axes.text(
            0.5,
            y,
            "never happened",
            transform=axes.get_yaxis_transform(),
            ha="center",
            va="center",
            size=SMALL_SIZE,
            color=MUTED,
        )
        return
    colour = row.look.colour
    if math.isfinite(row.low) and math.isfinite(row.high):
        axes.plot([row.low, row.high], [y, y], color=colour, alpha=0.4, linewidth=LINE, zorder=2)
    axes.plot(
        [row.mean],
        [y],
        marker=row.look.mark,
        markersize=MARK,
        markeredgecolor=colour,
        markeredgewidth=1.6,
        markerfacecolor=PAPER if row.hollow else colour,
        linestyle="none",
        zorder=3,
    )
    # Words on white, so that neither grid nor the line at 0 runs through them.
    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
    for words, offset, size, side, weight in (
        (row.above, ABOVE, TEXT_SIZE, "bottom", "bold"),
        (row.below, BELOW, SMALL_SIZE, "top", "normal"),
    ):
        if words:
            axes.annotate(
                words,
                (row.mean, y),
                xytext=(0, offset),
                textcoords="offset points",
                ha="center",
                va=side,
                size=size,
                weight=weight,
                color=INK if weight == "bold" else MUTED,
                bbox=box,
                zorder=2.5,
            )


def _limits(
    rows: Sequence[Row], width: float, zero: bool, least_span: float
) -> tuple[float, float]:
    """Limits that hold every interval, and every word centred on its mark."""
    known = [row for row in rows if math.isfinite(row.mean)]
    ends = [end for row in known for end in (row.low, row.mean, row.high) if math.isfinite(end)]
    if zero or not ends:
        ends.append(0.0)
    low, high = min(ends), max(ends)
    level = max(abs(low), abs(high))
    span = max(high - low, least_span, 0.0 if zero else LEAST_SPAN_OF_LEVEL * level)
    if span == 0:
        span = level or 1.0
    middle = (low + high) / 2
    low, high = middle - span / 2, middle + span / 2
    half = max(
        (
            max(text_width(row.above, TEXT_SIZE), text_width(row.below, SMALL_SIZE)) / 2
            for row in known
        ),
        default=0.0,
    )
    half = min(half, 0.4 * width)
    per_inch = span / (width - 2 * half)
    return low - half * per_inch, high + half * per_inch
