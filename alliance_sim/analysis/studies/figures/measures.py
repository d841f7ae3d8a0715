"""Rules in rows, options in columns: each value, and which option the rule names."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from alliance_sim.analysis.figures.style import (
    EDGE,
    FAINT,
    HEAD_SIZE,
    MUTED,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import label

WORDS_WIDTH = 3.9
HEAD, ROW = 0.42, 0.5
LETTERS = 50
SHADING = 0.16
"""How strongly an option's colour shades what is best."""

INSET = 0.03
COLUMN_LETTERS = 9.0
"""Letters of a heading in an inch of a column."""


@dataclass(frozen=True)
class Line:
    """One rule: its words, and for each option its value and how surely it is named."""

    words: str
    values: Sequence[str]
    below: Sequence[str]
    best: Sequence[int]


def draw_measures(title: str, note: str, options: Sequence[str], lines: Sequence[Line]) -> Sheet:
    """Draw the rules as a table whose best cells are shaded in the option's colour.

    Args:
        title: the message.
        note: what the cells mean.
        options: what is compared.
        lines: the rules, in order.
    """
    height = HEAD + ROW * len(lines)
    with drawing():
        sheet = Sheet(title, note, height)
        width = (WIDTH - WORDS_WIDTH - EDGE) / len(options)
        axes = sheet.axes(0, 0, WIDTH, height)
        axes.axis("off")
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        for place, option in enumerate(options):
            left = WORDS_WIDTH + place * width
            sheet.mark(left + 0.12, 0.14, look(options, option), 7)
            words = wrapped(label(option), int((width - 0.3) * COLUMN_LETTERS), 1)
            sheet.words(left + 0.25, 0.08, words, size=HEAD_SIZE, weight="bold")
        for number, line in enumerate(lines):
            down = HEAD + number * ROW
            axes.plot([EDGE, WIDTH - EDGE], [down, down], color=FAINT, linewidth=0.8, zorder=1)
            text = wrapped(line.words, LETTERS, 2)
            sheet.words(EDGE, down + ROW / 2, text, va="center", size=TEXT_SIZE)
            for place, option in enumerate(options):
                left = WORDS_WIDTH + place * width
                is_best = place in line.best
                if is_best:
                    axes.add_patch(
                        Rectangle(
                            (left, down + INSET),
                            width - INSET,
                            ROW - 2 * INSET,
                            facecolor=look(options, option).colour,
                            alpha=SHADING,
                            edgecolor="none",
                        )
                    )
                sheet.words(
                    left + 0.12,
                    down + 0.09,
                    line.values[place],
                    size=TEXT_SIZE,
                    weight="bold" if is_best else "normal",
                )
                sheet.words(
                    left + 0.12, down + 0.3, line.below[place], size=SMALL_SIZE, color=MUTED
                )
    return sheet
