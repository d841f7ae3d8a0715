"""The rules of a tree in rows: the words to the left, how often it is so to the right."""

from collections.abc import Sequence

from matplotlib.ticker import FuncFormatter

from alliance_sim.analysis.figures.style import (
    EDGE,
    INK,
    MUTED,
    PALETTE,
    SHADE,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Sheet,
    drawing,
    wrapped,
)
from alliance_sim.analysis.formats import number, percent
from alliance_sim.analysis.studies.boxes import Held

WORDS_WIDTH, RIGHT = 5.0, 0.15
ROW, FOOT = 0.62, 0.55
LETTERS = 62
BAR, LINE = 0.42, 2.0
ROOM = 0.02


def draw_leaves(title: str, event: str, rules: Sequence[tuple[str, Held]]) -> Sheet:
    """Draw the rules, in the order given.

    Args:
        title: the message.
        event: what is so or not.
        rules: the words of each and what it holds.
    """
    height = ROW * len(rules)
    with drawing():
        sheet = Sheet(
            title,
            f"{event}: the rules of a classification tree; every row of the study falls under "
            "one. Bars: share of the rule's rows in which it is so; lines: 95% interval.",
            height + FOOT,
        )
        width = WIDTH - WORDS_WIDTH - EDGE - RIGHT
        axes = sheet.axes(WORDS_WIDTH, 0, width, height)
        for place, (words, one) in enumerate(rules):
            middle = (place + 0.5) * ROW
            sheet.words(EDGE, middle, wrapped(words, LETTERS, 3), va="center", size=TEXT_SIZE)
            low, high = one.density_interval
            axes.barh(-place, 1, height=BAR, color=SHADE, zorder=1)
            axes.barh(-place, one.density, height=BAR, color=PALETTE[0], zorder=2)
            axes.plot([low, high], [-place, -place], color=PALETTE[3], linewidth=LINE, zorder=3)
            axes.text(
                1 + ROOM,
                -place,
                f"{percent(one.density)} of {number(one.rows)}",
                va="center",
                size=SMALL_SIZE,
                color=INK,
            )
        axes.set_xlim(0, 1.35)
        axes.set_ylim(-len(rules) + 0.5, 0.5)
        axes.set_yticks([])
        axes.set_xticks([0, 0.5, 1])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value)))
        axes.spines["bottom"].set_bounds(0, 1)
        axes.set_xlabel("share of the rule's rows", size=SMALL_SIZE, color=MUTED, x=0.5 / 1.35)
    return sheet
