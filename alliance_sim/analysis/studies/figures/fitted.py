"""Two pictures in rows with a band: what was believed and is now, and the model against figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from alliance_sim.analysis.figures.style import (
    EDGE,
    FAINT,
    MUTED,
    PALETTE,
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Sheet,
    drawing,
    wrapped,
)

NAMES_WIDTH, WORDS_WIDTH, GUTTER = 2.9, 2.35, 0.2
TOP, ROW, FOOT = 0.1, 0.5, 0.5
NAME_LETTERS, WORDS_LETTERS = 36, 30
BAND, LINE, MARK = 0.56, 4.0, 7.0
"""Height of a band in rows, width of a range and size of a mark in points."""

PAD = 0.06


@dataclass(frozen=True)
class Line:
    """One row.

    Attributes:
        name: Its name.
        band: What is held against: both ends, on the axis.
        low: Lower end of what was found.
        middle: Its middle.
        high: Its upper end.
        words: The numbers, in words, beside the row.
        is_hollow: Whether the mark is drawn hollow.
    """

    name: str
    band: tuple[float, float]
    low: float
    middle: float
    high: float
    words: str
    is_hollow: bool = False


def draw_fitted(
    title: str,
    note: str,
    lines: Sequence[Line],
    axis: str,
    ticks: Sequence[tuple[float, str]],
    ends: tuple[float, float],
) -> Sheet:
    """Draw the rows below one another.

    Args:
        title: the message.
        note: what band, line and mark mean.
        lines: the rows, from the top.
        axis: what the axis measures.
        ticks: places on the axis and what is written there.
        ends: what the axis spans; a range that goes further is cut with an arrow.
    """
    low, high = ends
    pad = PAD * (high - low)
    height = ROW * len(lines)
    width = WIDTH - NAMES_WIDTH - WORDS_WIDTH - EDGE - GUTTER
    with drawing():
        sheet = Sheet(title, note, TOP + height + FOOT)
        axes = sheet.axes(NAMES_WIDTH, TOP, width, height)
        axes.set(xlim=(low - pad, high + pad), ylim=(len(lines) - 0.5, -0.5), yticks=[])
        axes.set_xticks([place for place, _ in ticks], [text for _, text in ticks])
        axes.set_xlabel(axis, size=SMALL_SIZE)
        axes.grid(axis="x")
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        for at, line in enumerate(lines):
            middle = TOP + (at + 0.5) * ROW
            name = wrapped(line.name, NAME_LETTERS, 2)
            sheet.words(EDGE, middle, name, va="center", size=TEXT_SIZE)
            words = wrapped(line.words, WORDS_LETTERS, 2)
            beside = NAMES_WIDTH + width + GUTTER
            sheet.words(beside, middle, words, va="center", size=SMALL_SIZE, color=MUTED)
            start, stop = line.band
            box = Rectangle((start, at - BAND / 2), stop - start, BAND, color=FAINT, lw=0)
            axes.add_patch(box)
            if line.low < low:
                axes.plot(low, at, marker="<", color=PALETTE[0], markersize=MARK)
            if line.high > high:
                axes.plot(high, at, marker=">", color=PALETTE[0], markersize=MARK)
            seen = [min(max(end, low), high) for end in (line.low, line.high)]
            axes.plot(seen, [at, at], color=PALETTE[0], linewidth=LINE)
            if low <= line.middle <= high:
                inside = PAPER if line.is_hollow else PALETTE[0]
                axes.plot(
                    line.middle,
                    at,
                    "o",
                    color=PALETTE[0],
                    markerfacecolor=inside,
                    markersize=MARK,
                )
    return sheet
