"""Measured against lived quality: what indicators report beside what residents live through."""

import math

import pandas as pd

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.options import names
from alliance_sim.analysis.figures.style import (
    EDGE,
    INK,
    MUTED,
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
)
from alliance_sim.analysis.formats import interval, label, number, show
from alliance_sim.results.tables import BY_OUTCOME

NAMES_WIDTH, SIDE = 1.65, 1.55
HEAD, ROW, FOOT = 0.3, 0.72, 0.55
PAD = 0.06
MARK, LINE = 10.0, 2.0


def build(comparison: Comparison) -> Chart:
    """One row an option: a filled mark for quality as lived, a hollow one as measured."""
    title = takeaways.gap(comparison)
    swapped = takeaways.swapped(comparison)
    takeaway = f"{title}. {swapped}".strip()
    return Chart(
        name="measured_against_lived",
        subject="Quality as indicators report it and as residents live it",
        title=title,
        takeaway=takeaway,
        alt=f"For each option, quality as measured and as lived on one line. {takeaway}",
        description=_description(comparison),
        table=_table(comparison),
        figure=_draw(comparison, title).figure,
    )


def _draw(comparison: Comparison, title: str) -> Sheet:
    height = ROW * len(comparison.options)
    with drawing():
        sheet = Sheet(
            title,
            f"Means over {words.runs(comparison)}, on a scale from 0 to 1. Filled mark: quality as "
            "residents live it. Hollow mark: quality as indicators report it.",
            HEAD + height + FOOT,
        )
        names(sheet, comparison, HEAD, ROW)
        width = WIDTH - NAMES_WIDTH - SIDE - EDGE
        right = NAMES_WIDTH + width + 0.2
        sheet.words(right, 0.06, "Gap, 95% interval", size=SMALL_SIZE, color=MUTED)
        axes = sheet.axes(NAMES_WIDTH, HEAD, width, height)
        ends: list[float] = []
        for place, option in enumerate(comparison.options):
            found = comparison.outcomes[option]
            lived, measured = found[words.LIVED].mean, found[words.MEASURED].mean
            e, column = found["quality_gap"], BY_OUTCOME["quality_gap"]
            middle = HEAD + (place + 0.5) * ROW
            sheet.words(
                right,
                middle - 0.04,
                show(column, e.mean, signed=True),
                va="bottom",
                weight="bold",
            )
            if e.n > 1:
                spread = interval(column, e.low, e.high, signed=True)
                sheet.words(right, middle + 0.05, spread, size=SMALL_SIZE, color=MUTED)
            if not (math.isfinite(lived) and math.isfinite(measured)):
                continue
            ends += [lived, measured]
            how = look(comparison.options, option)
            axes.plot([lived, measured], [-place, -place], color=how.colour, linewidth=LINE)
            for value, face, word, up in (
                (lived, how.colour, "lived", False),
                (measured, PAPER, "measured", True),
            ):
                axes.plot(
                    [value],
                    [-place],
                    marker=how.mark,
                    markersize=MARK,
                    markerfacecolor=face,
                    markeredgecolor=how.colour,
                    markeredgewidth=2,
                    zorder=3,
                )
                # One word above and one below: they never meet, however small the gap.
                axes.annotate(
                    f"{word} {number(value, 2)}",
                    (value, -place),
                    xytext=(0, 9 if up else -9),
                    textcoords="offset points",
                    ha="center",
                    va="bottom" if up else "top",
                    size=TEXT_SIZE,
                    color=INK,
                    bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},
                    zorder=2.5,
                )
        axes.set_ylim(-len(comparison.options) + 0.5, 0.5)
        low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
        axes.set_xlim(low - PAD, high + PAD)
        axes.set_yticks([])
        axes.grid(axis="x")
        axes.set_xlabel("Quality, 0 to 1 (the axis does not start at 0)", size=SMALL_SIZE)
    return sheet


def _table(comparison: Comparison) -> pd.DataFrame:
    rows = []
    for option in comparison.options:
        row = {"Option": label(option)}
        for name in (words.MEASURED, words.LIVED, "quality_gap"):
            column, e = BY_OUTCOME[name], comparison.outcomes[option][name]
            row[column.label] = show(column, e.mean)
            row[f"{column.label}: 95% interval"] = interval(column, e.low, e.high)
        rows.append(row)
    return pd.DataFrame(rows)


def _description(comparison: Comparison) -> str:
    parts = ["Each option has a row with two marks, joined by a line as long as the gap."]
    for option in comparison.options:
        found = comparison.outcomes[option]
        parts.append(
            f"{label(option)}: measured {number(found[words.MEASURED].mean, 2)}, lived "
            f"{number(found[words.LIVED].mean, 2)}."
        )
    return " ".join(parts)
