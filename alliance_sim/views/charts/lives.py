"""One measure of one person's life, month by month: a panel an option, all on the same axes."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from alliance_sim.analysis.formats import label, show
from alliance_sim.metrics.lives.life import Life
from alliance_sim.results.columns import Column
from alliance_sim.views.charts.remembered import remembered
from alliance_sim.views.charts.rows import DASH, GREY, ticks
from alliance_sim.views.charts.shown import Panel, Shown, by_option
from alliance_sim.views.following_tables import tidy

HEIGHT = 160
YEAR = 12
HEADROOM = 1.1

NOTABLE = ("handback", "closure", "crisis", "moved", "contract")
"""Turning points that are marked on the line."""


@remembered
def lives_by_month(
    lives: Sequence[Life], column: Column, warm_up: int, *, title: str, how: str
) -> Shown:
    """The measure in every month, under each option.

    Args:
        lives: one person's life under each option.
        column: the measure, one of `following_tables.MEASURES`.
        warm_up: months before the options differ; marked by a line.
        title: the message.
        how: how to read it.
    """
    data = tidy(lives)
    data = data[data["measure"] == column.name]
    top = data["value"].max()
    high = 1.0 if column.unit.startswith("score") else max(float(top) * HEADROOM, 1.0)
    options = [life.option for life in lives]
    months = (int(data["month"].min()), int(data["month"].max()))
    panels = tuple(_panel(life, data, column, options, high, months, warm_up) for life in lives)
    wide = data.assign(option=data["option"].map(label)).pivot(
        index="month", columns="option", values="value"
    )[[label(option) for option in options]]
    table = wide.map(lambda value: show(column, value)).reset_index()
    table = table.rename(columns={"month": "Month"}).rename_axis(None, axis=1)
    return Shown(f"life_{column.name}", title, panels, how, table)


def _panel(
    life: Life,
    data: pd.DataFrame,
    column: Column,
    options: Sequence[str],
    high: float,
    months: tuple[int, int],
    warm_up: int,
) -> Panel:
    own = data[data["option"] == life.option].assign(Option=label(life.option))
    x = alt.X(
        "month:Q",
        title="month",
        scale=alt.Scale(domain=list(months), nice=False),
        axis=alt.Axis(values=[*range(0, months[1] + 1, YEAR)], grid=False),
    )
    y_axis = alt.Axis(labelExpr=ticks(column), tickCount=4)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, high]), axis=y_axis)
    tips = [alt.Tooltip("month:Q", title="Month"), alt.Tooltip("value:Q", title=column.label)]
    looks = by_option(options)
    line = alt.Chart(own).mark_line(interpolate="step-after", strokeWidth=2)
    layers = [line.encode(x=x, y=y, color=looks["color"], tooltip=tips)]
    turns = pd.DataFrame(
        [
            {"month": point.month, "Option": label(life.option)}
            for point in life.turning_points
            if point.turn in NOTABLE
        ],
        columns=["month", "Option"],
    )
    marked = turns.merge(own[["month", "value"]], on="month").dropna()
    if len(marked):
        dots = alt.Chart(marked).mark_point(size=70, filled=True, opacity=1)
        layers.append(dots.encode(x=x, y=y, tooltip=tips, **looks))
    if warm_up:
        change = alt.Chart(pd.DataFrame({"month": [warm_up + 1]})).mark_rule(
            strokeDash=[*DASH], color=GREY
        )
        layers.append(change.encode(x=x))
    known = own["value"].dropna()
    told = (
        f"from {show(column, known.min())} to {show(column, known.max())}, "
        f"mean {show(column, known.mean())}"
        if len(known)
        else "no month has a number"
    )
    chart = alt.LayerChart(layer=layers).properties(height=HEIGHT, width="container")
    return Panel(
        label(life.option), chart, f"{column.label} by month, {label(life.option)}: {told}."
    )
