"""How every figure looks: colours, marks, type, and a sheet measured in inches.

A sheet places things by inches from its top left corner, so that nothing can land on anything
else whatever the numbers are, and the same numbers give the same bytes on every machine.
"""

import textwrap
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25")
"""The Government Analysis Function's categorical colours, in their order."""

MARKS = ("o", "s", "D", "^", "v", "P", "X", "h")
"""A shape for each option too, so that nothing is told by colour alone."""

INK = "#0B0C0C"
MUTED = "#505A5F"
FAINT = "#D4D8DB"
SHADE = "#F0F2F4"
PAPER = "#FFFFFF"

WIDTH = 9.0
EDGE = 0.15
TITLE_SIZE, HEAD_SIZE, TEXT_SIZE, SMALL_SIZE = 12.5, 10.5, 9.5, 8.5
TITLE_LINE, NOTE_LINE = 0.25, 0.19
TITLE_LETTERS, NOTE_LETTERS = 80, 126
POINTS_PER_INCH = 72
LEADING, CAPITAL = 1.35, 0.73
"""Distance between lines, and height of a capital, as shares of the type's size."""

LETTER_WIDTH = 0.62
"""Width of a letter as a share of its height: on the safe side for DejaVu Sans."""

SETTINGS: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": TEXT_SIZE,
    "text.color": INK,
    # Names come from users: a dollar sign in one is not mathematics.
    "text.parse_math": False,
    "text.usetex": False,
    "axes.edgecolor": MUTED,
    "axes.facecolor": PAPER,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "figure.facecolor": PAPER,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "lines.solid_capstyle": "butt",
    "xtick.color": MUTED,
    "xtick.labelcolor": INK,
    "xtick.labelsize": SMALL_SIZE,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
    "ytick.labelsize": SMALL_SIZE,
    "svg.fonttype": "path",
    "svg.hashsalt": "alliance_sim",
    "path.simplify": True,
}

_DRAWING = threading.RLock()


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with the house settings; one thread at a time, for the settings are global."""
    with _DRAWING, matplotlib.rc_context(SETTINGS):  # type: ignore[arg-type]
        yield


@dataclass(frozen=True)
class Look:
    """The colour and mark that belong to one option in every figure."""

    colour: str
    mark: str


def look(options: Sequence[str], option: str) -> Look:
    """The look of an option, by its place in the scenario."""
    place = list(options).index(option)
    return Look(PALETTE[place % len(PALETTE)], MARKS[place % len(MARKS)])


def wrapped(text: str, letters: int, lines: int = 3) -> str:
    """Text broken into lines of so many letters, cut with an ellipsis after so many lines."""
    if lines == 1:
        return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}\u2026"
    return "\n".join(textwrap.wrap(text, letters, max_lines=lines, placeholder="\u2026"))


def text_width(text: str, size: float) -> float:
    """Inches that the longest line of a text may take, on the safe side."""
    longest = max((len(line) for line in text.split("\n")), default=0)
    return longest * size * LETTER_WIDTH / POINTS_PER_INCH


class Sheet:
    """A figure with its title, on which axes and words are placed by inches from the top left."""

    def __init__(self, title: str, note: str, body: float) -> None:
        """Lay out a sheet.

        Args:
            title: the message, as a sentence.
            note: what the marks mean, in smaller type below.
            body: height of all that comes below, inches.
        """
        heading = wrapped(title, TITLE_LETTERS, 4)
        remark = wrapped(note, NOTE_LETTERS, 4)
        above = TITLE_LINE * (heading.count("\n") + 1) + NOTE_LINE * (remark.count("\n") + 1)
        self.top = EDGE + above + EDGE
        self.height = self.top + body + EDGE
        self.figure = Figure(figsize=(WIDTH, self.height))
        self.words(EDGE, EDGE - self.top, heading, size=TITLE_SIZE, weight="bold")
        down = EDGE + TITLE_LINE * (heading.count("\n") + 1) - self.top + 0.04
        self.words(EDGE, down, remark, size=SMALL_SIZE, color=MUTED)

    def axes(self, left: float, down: float, width: float, height: float) -> Axes:
        """Axes with their top left corner so many inches from the body's top left corner."""
        bottom = self.height - self.top - down - height
        axes = self.figure.add_axes(
            (left / WIDTH, bottom / self.height, width / WIDTH, height / self.height)
        )
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.tick_params(length=3, width=0.8)
        return axes

    def words(
        self,
        left: float,
        down: float,
        text: str,
        *,
        size: float = TEXT_SIZE,
        va: str = "top",
        **settings: Any,
    ) -> None:
        """Words whose top left corner (or middle, or bottom: `va`) is at this place.

        Each line is set by itself at an even pitch: a letter with a tail must not push its
        line away from the next.
        """
        lines = text.split("\n")
        pitch, letter = LEADING * size / POINTS_PER_INCH, size / POINTS_PER_INCH
        block = pitch * (len(lines) - 1) + CAPITAL * letter
        first = down + CAPITAL * letter
        if va == "bottom":
            first -= block
        elif va == "center":
            first -= block / 2
        for place, line in enumerate(lines):
            height = self.height - self.top - first - place * pitch
            self.figure.text(
                left / WIDTH, height / self.height, line, size=size, va="baseline", **settings
            )

    def mark(self, left: float, down: float, how: Look, size: float = 8) -> None:
        """An option's mark beside its name."""
        self.figure.add_artist(
            Line2D(
                [left / WIDTH],
                [(self.height - self.top - down) / self.height],
                marker=how.mark,
                markersize=size,
                color=how.colour,
                linestyle="none",
            )
        )
