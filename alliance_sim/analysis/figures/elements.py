"""The five elements of wellbeing, option by option."""

import pandas as pd

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.options import names
from alliance_sim.analysis.figures.rows import Row, draw_rows
from alliance_sim.analysis.figures.style import (
    EDGE,
    HEAD_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import interval, label, number, show
from alliance_sim.results.tables import ELEMENTS

NAMES_WIDTH, GUTTER = 1.65, 0.14
HEAD, ROW, FOOT = 0.52, 0.6, 0.35
HEAD_LETTERS = 12
LEAST_SPAN_OF_SCORE = 0.2


def build(comparison: Comparison) -> Chart:
    """Options in rows; the five elements in columns, all on one scale; 95 % intervals."""
    title = takeaways.five_elements(comparison)
    return Chart(
        name="elements",
        subject="The five elements of wellbeing under each option",
        title=title,
        takeaway=f"{title}.",
        alt=f"Dot plot of the five elements of wellbeing under each option. {title}.",
        description=_description(comparison),
        table=_table(comparison),
        figure=_draw(comparison, title).figure,
    )


def _draw(comparison: Comparison, title: str) -> Sheet:
    height = ROW * len(comparison.options)
    with drawing():
        sheet = Sheet(
            title,
            f"{words.basis(comparison)} Each element is on a scale from 0 to 1 (higher is better). "
            "All axes are alike.",
            HEAD + height + FOOT,
        )
        names(sheet, comparison, HEAD, ROW)
        width = (WIDTH - NAMES_WIDTH - EDGE) / len(ELEMENTS) - GUTTER
        panels = []
        for place, column in enumerate(ELEMENTS):
            left = NAMES_WIDTH + place * (width + GUTTER) + GUTTER / 2
            sheet.words(
                left,
                HEAD - 0.12,
                wrapped(column.label, HEAD_LETTERS, 2),
                size=HEAD_SIZE,
                weight="bold",
                va="bottom",
            )
            axes = sheet.axes(left, HEAD, width, height)
            rows = []
            for option in comparison.options:
                e = comparison.outcomes[option][column.name]
                how = look(comparison.options, option)
                rows.append(Row(e.low, e.mean, e.high, how, show(column, e.mean)))
            draw_rows(
                axes,
                rows,
                lambda value: number(value, 2),
                width=width,
                least_span=LEAST_SPAN_OF_SCORE,
            )
            panels.append(axes)
        limits = [axes.get_xlim() for axes in panels]
        for axes in panels:
            axes.set_xlim(min(low for low, _ in limits), max(high for _, high in limits))
    return sheet


def _table(comparison: Comparison) -> pd.DataFrame:
    rows = []
    for column in ELEMENTS:
        row = {"Element": column.label}
        for option in comparison.options:
            e = comparison.outcomes[option][column.name]
            row[label(option)] = show(column, e.mean)
            row[f"{label(option)}: 95% interval"] = interval(column, e.low, e.high)
        rows.append(row)
    return pd.DataFrame(rows)


def _description(comparison: Comparison) -> str:
    parts = ["Each option has a row and each of the five elements a column, on a scale of 0 to 1."]
    for column in ELEMENTS:
        said = [
            f"{label(option)} {show(column, comparison.outcomes[option][column.name].mean)}"
            for option in comparison.options
        ]
        parts.append(f"{column.label}: {', '.join(said)}.")
    return " ".join(parts)
