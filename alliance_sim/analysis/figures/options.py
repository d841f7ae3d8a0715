"""The first figure: the options side by side on cost, quality and wellbeing."""

from functools import partial

import pandas as pd

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.rows import Row, draw_rows
from alliance_sim.analysis.figures.style import (
    EDGE,
    HEAD_SIZE,
    MUTED,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import capital, interval, label, show, tick
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import BY_OUTCOME

PANELS = (words.COST, words.LIVED, words.WELLBEING)
NAMES_WIDTH, GUTTER = 1.6, 0.3
HEAD, ROW, FOOT = 0.5, 0.66, 0.35
NAME_LETTERS = 15
LEAST_SPAN_OF_SCORE = 0.05


def build(comparison: Comparison) -> Chart:
    """Options in rows; cost, quality as lived and wellbeing in columns; 95 % intervals."""
    title = takeaways.side_by_side(comparison)
    return Chart(
        name="options",
        subject="Cost, quality as lived and wellbeing under each option",
        title=title,
        takeaway=f"{title}.",
        alt=f"Dot plot of each option's cost, quality and wellbeing. {title}.",
        description=_description(comparison),
        table=_table(comparison),
        figure=_draw(comparison, title).figure,
    )


def _draw(comparison: Comparison, title: str) -> Sheet:
    height = ROW * len(comparison.options)
    with drawing():
        sheet = Sheet(
            title,
            f"{words.basis(comparison)} The axes do not start at 0.",
            HEAD + height + FOOT,
        )
        names(sheet, comparison, HEAD, ROW)
        width = (WIDTH - NAMES_WIDTH - EDGE) / len(PANELS) - GUTTER
        for place, name in enumerate(PANELS):
            column = BY_OUTCOME[name]
            left = NAMES_WIDTH + place * (width + GUTTER) + GUTTER / 2
            sheet.words(left, 0, heading(column), size=HEAD_SIZE, weight="bold")
            sheet.words(left, 0.22, direction(column), size=SMALL_SIZE, color=MUTED)
            draw_rows(
                sheet.axes(left, HEAD, width, height),
                [_row(comparison, option, column) for option in comparison.options],
                partial(tick, column),
                width=width,
                least_span=0.0 if column.is_money else LEAST_SPAN_OF_SCORE,
            )
    return sheet


def names(sheet: Sheet, comparison: Comparison, down: float, row: float) -> None:
    """Each option's mark and name at the left of its row."""
    for place, option in enumerate(comparison.options):
        middle = down + (place + 0.5) * row
        sheet.mark(EDGE + 0.08, middle, look(comparison.options, option))
        sheet.words(
            EDGE + 0.24, middle, wrapped(label(option), NAME_LETTERS), va="center", weight="bold"
        )


def heading(column: Column) -> str:
    """A panel's heading with its unit."""
    if column.is_money:
        return f"{column.label} {column.unit.removeprefix('GBP ')}"
    return f"{column.label} (0 to 1)" if column.unit == "score 0 to 1" else column.label


def direction(column: Column) -> str:
    """Which way is better, in words."""
    if column.higher_is_better is None:
        return ""
    return "higher is better" if column.higher_is_better else "lower is better"


def _row(comparison: Comparison, option: str, column: Column) -> Row:
    e = comparison.outcomes[option][column.name]
    spread = interval(column, e.low, e.high) if e.n > 1 else ""
    how = look(comparison.options, option)
    return Row(e.low, e.mean, e.high, how, show(column, e.mean), spread)


def _table(comparison: Comparison) -> pd.DataFrame:
    rows = []
    for option in comparison.options:
        row = {"Option": label(option)}
        for name in PANELS:
            column, e = BY_OUTCOME[name], comparison.outcomes[option][name]
            row[heading(column)] = show(column, e.mean)
            row[f"{column.label}: 95% interval"] = interval(column, e.low, e.high)
        rows.append(row)
    return pd.DataFrame(rows)


def _description(comparison: Comparison) -> str:
    parts = [
        (
            "Each option has a row and each of three measures a column. A mark stands at the mean, "
            "a bar shows its 95% interval."
        )
    ]
    for option in comparison.options:
        said = [
            f"{BY_OUTCOME[name].label.lower()} "
            f"{show(BY_OUTCOME[name], comparison.outcomes[option][name].mean)}"
            for name in PANELS
        ]
        parts.append(f"{capital(label(option))}: {', '.join(said)}.")
    return " ".join(parts)
