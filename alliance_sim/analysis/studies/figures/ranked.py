"""Factors in rows, the strongest first; a panel for each difference that is explained."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from alliance_sim.analysis.figures.rows import InsideLocator
from alliance_sim.analysis.figures.style import (
    EDGE,
    INK,
    MARKS,
    MUTED,
    PALETTE,
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Sheet,
    drawing,
    text_width,
    wrapped,
)

NAMES_WIDTH, GUTTER = 2.75, 0.3
HEAD, ROW, FOOT = 0.62, 0.46, 0.42
NAME_LETTERS, HEAD_SIZE = 34, 9.5
LINE, MARK = 3.5, 6.5
TICKS = 3
MOST_ROWS, MOST_PANELS = 12, 3
"""What one sheet holds; the tables have the rest."""

APART = 0.17
"""How far two marks of one row stand from its middle, in rows."""

WORDS_ROOM = 1.25
"""Share by which the words beside a mark may be wider than reckoned."""


@dataclass(frozen=True)
class Mark:
    """One estimate with its interval; ends that are not known are NaN."""

    low: float
    value: float
    high: float


@dataclass(frozen=True)
class Panel:
    """One thing explained: a heading and, for every factor, one mark a kind."""

    heading: str
    rows: Sequence[Sequence[Mark]]
    line: float | None = None
    """A value to draw a line at, such as what chance makes."""


def draw_ranked(
    title: str,
    note: str,
    names: Sequence[str],
    panels: Sequence[Panel],
    write: Callable[[float], str],
    mark: Callable[[float], str],
    axis: str,
) -> Sheet:
    """Draw the strongest factors, by their first mark in any panel.

    Args:
        title: the message.
        note: what the marks mean.
        names: the factors' names, in the order of each panel's rows.
        panels: what is explained; the first few are drawn.
        write: writes a value.
        mark: writes a value on the axis.
        axis: what is measured, with its unit.
    """
    shown = panels[:MOST_PANELS]
    order = strongest(panels)[:MOST_ROWS]
    height = ROW * len(order)
    with drawing():
        sheet = Sheet(title, note, HEAD + height + FOOT)
        for place, number in enumerate(order):
            text = wrapped(names[number], NAME_LETTERS, 2)
            sheet.words(EDGE, HEAD + (place + 0.5) * ROW, text, va="center", size=TEXT_SIZE)
        width = (WIDTH - NAMES_WIDTH - EDGE) / len(shown) - GUTTER
        for place, panel in enumerate(shown):
            left = NAMES_WIDTH + place * (width + GUTTER) + GUTTER / 2
            letters = int(width / text_width("n", HEAD_SIZE))
            heading = "\n".join(wrapped(one, letters, 1) for one in panel.heading.split("\n"))
            sheet.words(left, HEAD - 0.12, heading, size=HEAD_SIZE, weight="bold", va="bottom")
            axes = sheet.axes(left, HEAD, width, height)
            _draw(axes, [panel.rows[number] for number in order], write, width, panel.line)
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: mark(value)))
            axes.set_xlabel(axis, size=SMALL_SIZE)
    return sheet


def strongest(panels: Sequence[Panel]) -> list[int]:
    """The factors' numbers, the one with the largest first mark in any panel first."""

    def most(number: int) -> float:
        values = [panel.rows[number][0].value for panel in panels]
        return max((value for value in values if math.isfinite(value)), default=-math.inf)

    return sorted(range(len(panels[0].rows)), key=lambda number: -most(number))


def _draw(
    axes: Axes,
    rows: Sequence[Sequence[Mark]],
    write: Callable[[float], str],
    width: float,
    line: float | None,
) -> None:
    ends = [0.0, *([line] if line is not None else [])]
    for place, marks in enumerate(rows):
        for kind, mark in enumerate(marks):
            if not math.isfinite(mark.value):
                continue
            y = -place if len(marks) == 1 else -place + APART * (1 - 2 * kind)
            low, high = (end if math.isfinite(end) else mark.value for end in (mark.low, mark.high))
            colour = PALETTE[kind]
            axes.plot([low, high], [y, y], color=colour, alpha=0.45, linewidth=LINE, zorder=2)
            axes.plot(
                [mark.value],
                [y],
                marker=MARKS[kind],
                markersize=MARK,
                color=colour,
                markerfacecolor=PAPER if kind else colour,
                markeredgewidth=1.4,
                linestyle="none",
                zorder=3,
            )
            ends += [low, high]
            if kind == 0:
                axes.annotate(
                    write(mark.value),
                    (max(high, mark.value), y),
                    xytext=(6, 0),
                    textcoords="offset points",
                    va="center",
                    size=SMALL_SIZE,
                    color=INK,
                    bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.4},
                    zorder=2.5,
                )
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    values = [row[0].value for row in rows if math.isfinite(row[0].value)]
    words = max((text_width(write(value), SMALL_SIZE) for value in values), default=0.0)
    words = min(words * WORDS_ROOM, 0.45 * width)
    right = high + span * (words + 0.1) / (width - words - 0.1)
    axes.set_xlim(low - 0.03 * span, right)
    axes.set_ylim(-len(rows) + 0.5, 0.5)
    axes.set_yticks([])
    axes.grid(axis="x")
    axes.axvline(0, color=INK, linewidth=1.0, zorder=1.5)
    if line is not None:
        axes.axvline(line, color=MUTED, linewidth=1.2, linestyle=(0, (5, 4)), zorder=1.6)
    axes.xaxis.set_major_locator(InsideLocator(TICKS))
