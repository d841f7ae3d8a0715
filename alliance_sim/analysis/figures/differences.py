"""Paired differences: what changes from one option to another on the same luck."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison, Difference, Pair
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
from alliance_sim.analysis.formats import MINUS, futures, interval, label, show, tick
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import BY_OUTCOME

PANELS = (words.COST, words.LIVED, words.WELLBEING, words.BENEFIT)
COLUMNS = 2
NAMES_WIDTH, GUTTER = 1.75, 0.35
HEAD, ROW, FOOT = 0.5, 0.82, 0.55
LIFT = 0.1
MOST_OPTIONS = 4
"""With more options, only the pairs with the scenario's first are drawn; the table has all."""

NAME_LETTERS = 15
LEAST_SPAN_OF_SCORE = 0.02


def build(comparison: Comparison) -> Chart:
    """Every pair of options in rows; cost, quality, wellbeing and net benefit in panels.

    Raises:
        ValueError: there is only one option.
    """
    if len(comparison.options) < 2:
        raise ValueError("a difference needs two options")
    title = takeaways.changes(comparison)
    return Chart(
        name="differences",
        subject="Paired differences between options",
        title=title,
        takeaway=f"{title}.",
        alt=f"Dot plot of paired differences between options. {title}.",
        description=_description(comparison),
        table=_table(comparison),
        figure=_draw(comparison, title).figure,
    )


def _draw(comparison: Comparison, title: str) -> Sheet:
    pairs = drawn(comparison)
    height = ROW * len(pairs)
    with drawing():
        sheet = Sheet(
            title,
            "The first named less the second, in the same simulated future. Bars: 95% interval of "
            "the mean. Hollow: the interval includes 0, so the two cannot be told apart. "
            "Beneath: in how many futures the first named does better.",
            2 * (HEAD + height + FOOT),
        )
        width = (WIDTH - NAMES_WIDTH - EDGE) / COLUMNS - GUTTER
        for place, name in enumerate(PANELS):
            column = BY_OUTCOME[name]
            down = (place // COLUMNS) * (HEAD + height + FOOT)
            left = NAMES_WIDTH + (place % COLUMNS) * (width + GUTTER) + GUTTER / 2
            if place % COLUMNS == 0:
                _names(sheet, comparison, pairs, down + HEAD)
            sheet.words(left, down, _heading(column), size=HEAD_SIZE, weight="bold")
            sheet.words(left, down + 0.22, _sides(column), size=SMALL_SIZE, color=MUTED)
            draw_rows(
                sheet.axes(left, down + HEAD, width, height),
                [_row(comparison, pair, column) for pair in pairs],
                partial(tick, column, signed=True),
                width=width,
                zero=True,
                lift=LIFT,
                least_span=0.0 if column.is_money else LEAST_SPAN_OF_SCORE,
            )
    return sheet


def drawn(comparison: Comparison) -> list[Pair]:
    """The pairs that have a row."""
    pairs = list(comparison.differences)
    if len(comparison.options) <= MOST_OPTIONS:
        return pairs
    return [(b, a) for b, a in pairs if a == comparison.options[0]]


def _names(sheet: Sheet, comparison: Comparison, pairs: list[Pair], down: float) -> None:
    for place, (b, a) in enumerate(pairs):
        middle = down + (place + 0.5 - LIFT) * ROW
        sheet.mark(EDGE + 0.08, middle, look(comparison.options, b))
        first, second = wrapped(label(b), NAME_LETTERS, 1), wrapped(label(a), NAME_LETTERS, 1)
        sheet.words(EDGE + 0.24, middle - 0.04, first, va="bottom", weight="bold")
        sheet.words(EDGE + 0.24, middle + 0.06, f"less {second}", color=MUTED)


def _heading(column: Column) -> str:
    return f"{column.label}{' a year' if column.is_money else ' (0 to 1)'}"


def _sides(column: Column) -> str:
    if column.name == words.COST:
        return f"below 0 ({MINUS}): cheaper    above 0 (+): dearer"
    return f"below 0 ({MINUS}): worse    above 0 (+): better"


def _wins(comparison: Comparison, difference: Difference) -> str:
    return f"better in {futures(difference.p_better, comparison.replications)}"


def _row(comparison: Comparison, pair: Pair, column: Column) -> Row:
    difference = comparison.differences[pair][column.name]
    e = difference.estimate
    finer = _finer(column)
    spread = interval(column, e.low, e.high, signed=True, finer=finer) if e.n > 1 else ""
    return Row(
        e.low,
        e.mean,
        e.high,
        look(comparison.options, pair[0]),
        show(column, e.mean, signed=True, finer=finer),
        f"{spread}\n{_wins(comparison, difference)}".strip(),
        hollow=not e.is_clear,
    )


def _finer(column: Column) -> int:
    """Differences in a score are small: one decimal more than the score itself."""
    return 0 if column.is_money else 1


def _mean(by_outcome: Mapping[str, Difference], column: Column) -> str:
    mean = by_outcome[column.name].estimate.mean
    return show(column, mean, signed=True, finer=_finer(column))


def _table(comparison: Comparison) -> pd.DataFrame:
    rows = []
    for (b, a), by_outcome in comparison.differences.items():
        for column in BY_OUTCOME.values():
            difference = by_outcome[column.name]
            e, finer = difference.estimate, _finer(column)
            rows.append(
                {
                    "Difference": f"{label(b)} less {label(a)}",
                    "Outcome": column.label,
                    "Unit": column.unit,
                    "Mean": show(column, e.mean, signed=True, finer=finer),
                    "95% interval": interval(column, e.low, e.high, signed=True, finer=finer),
                    "First named does better in": futures(difference.p_better, e.n)
                    if column.higher_is_better is not None
                    else "neither is better",
                }
            )
    return pd.DataFrame(rows)


def _description(comparison: Comparison) -> str:
    parts = [
        (
            "Each pair of options has a row and each of four measures a panel. A mark stands at "
            "the mean difference, a bar shows its 95% interval, and a line marks no difference."
        )
    ]
    for (b, a), by_outcome in comparison.differences.items():
        said = [
            f"{BY_OUTCOME[name].label.lower()} "
            f"{_mean(by_outcome, BY_OUTCOME[name])} "
            f"({_wins(comparison, by_outcome[name])})"
            for name in PANELS
        ]
        parts.append(f"{label(b)} less {label(a)}: {', '.join(said)}.")
    return " ".join(parts)
