"""Months from left to right: the mean of every option as a line, one panel a measure."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from alliance_sim.analysis.formats import label, number
from alliance_sim.results.columns import Column
from alliance_sim.views.charts.shown import Panel, by_option

HEIGHT = 240
"""Height of a panel, in pixels."""

DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
"""How each option's line is broken, so that nothing is told by colour alone."""

YEAR = 12


def over_months(monthly: pd.DataFrame, column: Column, options: Sequence[str]) -> Panel:
    """One measure over the months.

    Args:
        monthly: one row an option, future and month.
        column: what is shown.
        options: all options of the scenario, for their looks.
    """
    means = monthly.groupby(["option", "month"], sort=False)[column.name].mean().reset_index()
    names = [label(option) for option in options]
    data = pd.DataFrame(
        {"Option": means["option"].map(label), "Month": means["month"], "mean": means[column.name]}
    )
    last = int(data["Month"].max())
    chart = (
        alt.Chart(data)
        .mark_line(strokeWidth=2.5)
        .encode(
            x=alt.X(
                "Month:Q",
                title="Month",
                axis=alt.Axis(values=[*range(0, last + 1, 2 * YEAR)], grid=False),
            ),
            y=alt.Y("mean:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=4)),
            color=by_option(options, legend=True)["color"],
            strokeDash=alt.StrokeDash(
                "Option:N",
                scale=alt.Scale(
                    domain=names, range=[DASHES[i % len(DASHES)] for i in range(len(names))]
                ),
                sort=names,
                legend=alt.Legend(orient="top", title=None, columns=2),
            ),
        )
        .properties(height=HEIGHT, width="container")
    )
    ends = data[data["Month"] == last]
    told = "; ".join(
        f"{name} {number(float(mean), max(column.decimals, 1))}"
        for name, mean in zip(ends["Option"], ends["mean"], strict=True)
    )
    return Panel(
        heading=column.label,
        chart=chart,
        alt=f"{column.label} month by month. In the last month: {told}.",
    )
