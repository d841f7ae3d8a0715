"""The months as lines: how each option unfolds after the arrangement that all inherit."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.style import (
    EDGE,
    HEAD_SIZE,
    MUTED,
    SHADE,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import label, number, show, tick
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import MONTHLY

SHOWN = (
    "cost_total_gbp",
    "wellbeing",
    "quality_experienced",
    "unmet_need_hours",
    "trust",
)
LOW, HIGH = 0.05, 0.95
"""The band holds the middle nine in ten futures."""

NAMES_WIDTH, TICKS_WIDTH, GUTTER = 1.45, 0.6, 0.26
HEAD, ROW, BETWEEN, FOOT = 0.35, 0.95, 0.22, 0.5
NAME_LETTERS = 17
YEAR = 12
STEPS, MOST_MARKS = (1, 3, 6, 12, 24, 60, 120, 240, 600), 5
OTHERS = "#A0A8AE"
LEAST_SPAN_OF_SCORE = 0.1
LEAST_SPAN_OF_LEVEL = 0.1


def build(comparison: Comparison, monthly: pd.DataFrame, warm_up: int) -> Chart:
    """Measures in rows, options in columns: the mean and the band of nine in ten futures.

    Args:
        comparison: the comparison, for the options and their order.
        monthly: the monthly table.
        warm_up: months of the inherited arrangement, shaded.
    """
    columns = {column.name: column for column in MONTHLY}
    shown = [columns[name] for name in SHOWN if monthly[name].notna().any()]
    lines = _lines(monthly, [column.name for column in shown])
    title = takeaways.over_time(comparison, _last_year(lines, comparison.options, "wellbeing"))
    return Chart(
        name="months",
        subject="Five measures, month by month",
        title=title,
        takeaway=f"{title}.",
        alt=f"Lines over the months, a column for each option. {title}.",
        description=_description(comparison, lines, shown, warm_up),
        table=_table(comparison, lines, shown),
        figure=_draw(comparison, lines, shown, warm_up, title).figure,
    )


def _lines(monthly: pd.DataFrame, names: list[str]) -> dict[str, dict[str, pd.DataFrame]]:
    """By option and measure: mean, low and high by month, over futures."""
    found: dict[str, dict[str, pd.DataFrame]] = {}
    for option, own in monthly.groupby("option", sort=False):
        groups = own.groupby("month")[names]
        mean, low, high = groups.mean(), groups.quantile(LOW), groups.quantile(HIGH)
        found[str(option)] = {
            name: pd.DataFrame({"mean": mean[name], "low": low[name], "high": high[name]})
            for name in names
        }
    return found


def _last_year(
    lines: dict[str, dict[str, pd.DataFrame]], options: tuple[str, ...], name: str
) -> dict[str, float]:
    return {
        option: float(lines[option][name]["mean"].tail(YEAR).mean())
        for option in options
        if name in lines.get(option, {})
    }


def _draw(
    comparison: Comparison,
    lines: dict[str, dict[str, pd.DataFrame]],
    shown: list[Column],
    warm_up: int,
    title: str,
) -> Sheet:
    before = (
        f"Shaded: months 1 to {number(warm_up)}, the inherited arrangement, the same for all. "
        if warm_up
        else ""
    )
    with drawing():
        sheet = Sheet(
            title,
            f"Line: mean over {words.runs(comparison)}. Band: the middle nine in ten futures. Grey "
            f"lines: the other options. {before}Axes do not start at 0.",
            HEAD + len(shown) * (ROW + BETWEEN) + FOOT,
        )
        room = WIDTH - NAMES_WIDTH - TICKS_WIDTH - EDGE
        width = room / len(comparison.options) - GUTTER
        for across, option in enumerate(comparison.options):
            left = NAMES_WIDTH + TICKS_WIDTH + across * (width + GUTTER)
            sheet.mark(left + 0.06, 0.1, look(comparison.options, option), size=7)
            letters = int(width / 0.1)
            sheet.words(
                left + 0.2,
                0.1,
                wrapped(label(option), letters, 1),
                size=HEAD_SIZE,
                va="center",
                weight="bold",
            )
            for down, column in enumerate(shown):
                axes = sheet.axes(left, HEAD + down * (ROW + BETWEEN), width, ROW)
                _panel(axes, comparison, lines, option, column, warm_up)
                axes.tick_params(labelleft=across == 0, labelbottom=down == len(shown) - 1)
                if down == len(shown) - 1:
                    axes.set_xlabel("Month", size=SMALL_SIZE, color=MUTED)
        for down, column in enumerate(shown):
            top = HEAD + down * (ROW + BETWEEN)
            name = wrapped(column.label, NAME_LETTERS, 2)
            sheet.words(EDGE, top + 0.05, name, size=TEXT_SIZE, weight="bold")
            below = top + 0.1 + 0.19 * (name.count("\n") + 1)
            sheet.words(EDGE, below, _unit(column), size=SMALL_SIZE, color=MUTED)
    return sheet


def _unit(column: Column) -> str:
    return column.unit.replace("GBP", "pounds")


def _panel(
    axes: Axes,
    comparison: Comparison,
    lines: dict[str, dict[str, pd.DataFrame]],
    option: str,
    column: Column,
    warm_up: int,
) -> None:
    own = lines[option][column.name]
    months = own.index.to_numpy()
    if warm_up:
        axes.axvspan(0, warm_up, color=SHADE, linewidth=0)
    for other in comparison.options:
        if other != option:
            axes.plot(months, lines[other][column.name]["mean"], color=OTHERS, linewidth=0.9)
    colour = look(comparison.options, option).colour
    axes.fill_between(months, own["low"], own["high"], color=colour, alpha=0.22, linewidth=0)
    axes.plot(months, own["mean"], color=colour, linewidth=2.0)
    ends = np.concatenate(
        [
            np.concatenate([found[column.name]["low"], found[column.name]["high"]])
            for found in lines.values()
        ]
    )
    axes.set_ylim(*_limits(ends[np.isfinite(ends)], column))
    axes.set_xlim(0, months.max())
    axes.grid(axis="y")
    axes.yaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(column, value)))
    axes.xaxis.set_major_locator(MultipleLocator(_step(int(months.max()))))
    axes.tick_params(axis="y", length=0)


def _step(months: int) -> int:
    """Months between marks: whole years where there are enough of them."""
    return next((step for step in STEPS if months / step <= MOST_MARKS), STEPS[-1])


def _limits(ends: np.ndarray, column: Column) -> tuple[float, float]:
    low, high = float(ends.min()), float(ends.max())
    least = (
        LEAST_SPAN_OF_SCORE
        if column.unit == "score 0 to 1"
        else LEAST_SPAN_OF_LEVEL * max(abs(low), abs(high))
    )
    span = max((high - low) * 1.1, least) or 1.0
    middle = (low + high) / 2
    return middle - span / 2, middle + span / 2


def _table(
    comparison: Comparison, lines: dict[str, dict[str, pd.DataFrame]], shown: list[Column]
) -> pd.DataFrame:
    """The end of every year: a table of every month would help nobody."""
    rows = []
    for option in comparison.options:
        months = lines[option][shown[0].name].index
        for month in [m for m in months if m % YEAR == 0 or m == months.max()]:
            row = {"Option": label(option), "Month": number(month)}
            for column in shown:
                value = lines[option][column.name].loc[month, "mean"]
                row[f"{column.label} ({_unit(column)})"] = show(column, value)
            rows.append(row)
    return pd.DataFrame(rows)


def _description(
    comparison: Comparison,
    lines: dict[str, dict[str, pd.DataFrame]],
    shown: list[Column],
    warm_up: int,
) -> str:
    parts = [
        "Each option has a column and each measure a row; the line is the mean over futures."
        + (f" Months 1 to {number(warm_up)} are the same for all." if warm_up else "")
    ]
    for column in shown:
        last = _last_year(lines, comparison.options, column.name)
        said = [f"{label(option)} {show(column, value)}" for option, value in last.items()]
        parts.append(f"{column.label}, mean of the last {YEAR} months: {', '.join(said)}.")
    return " ".join(parts)
