"""Who ends up with what over what the work costs, with the year that is asked about."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from alliance_sim.analysis.formats import gbp
from alliance_sim.views.charts.shown import SHAPES, Panel

HEIGHT = 280
GREY = "#808080"
"""The line of the year: seen on a light page and on a dark one."""

MARK = 160
"""Area of the mark of a prediction, in pixels."""

MONEY = (
    "(datum.value < 0 ? '\\u2212' : '') + '£' + (abs(datum.value) >= 1e6 ? "
    "format(abs(datum.value) / 1e6, '.2~f') + 'm' : format(abs(datum.value) / 1e3, '.3~r') + 'k')"
)


def payoff(
    costs: Sequence[float],
    more: Mapping[str, Sequence[float]],
    actual: float,
    guess: float | None,
    words: Mapping[str, str],
) -> Panel:
    """What each side bears beyond what it bears on target, over the actual cost.

    Args:
        costs: actual costs, rising, GBP.
        more: by party, what it bears more than on target, GBP.
        actual: the cost of the year that is asked about.
        guess: what was predicted of the first party there; None without a prediction.
        words: `heading`, `alt`, `x`, `guess`.
    """
    names = [*more]
    data = pd.DataFrame(
        [
            {"Party": name, "cost": cost, "more": value}
            for name, values in more.items()
            for cost, value in zip(costs, values, strict=True)
        ]
    )
    x = alt.X(
        "cost:Q",
        title=words["x"],
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(labelExpr=MONEY, tickCount=5, grid=False),
    )
    y = alt.Y("more:Q", title=None, axis=alt.Axis(labelExpr=MONEY, tickCount=5))
    legend = alt.Legend(orient="top", title=None)
    colour = alt.Color("Party:N", scale=alt.Scale(domain=names), sort=names, legend=legend)
    lines = (
        alt.Chart(data)
        .mark_line(strokeWidth=3)
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=alt.StrokeDash(
                "Party:N",
                scale=alt.Scale(domain=names, range=[[1, 0], [6, 3]]),
                sort=names,
                legend=legend,
            ),
        )
    )
    here = alt.Chart(pd.DataFrame({"cost": [actual]}))
    layers = [here.mark_rule(strokeDash=[4, 3], strokeWidth=1, color=GREY).encode(x=x), lines]
    if guess is not None:
        said = pd.DataFrame({"Party": [names[0]], "cost": [actual], "more": [guess]})
        mark = alt.Chart(said).encode(x=x, y=y, color=colour)
        layers.append(mark.mark_point(size=MARK, filled=False, strokeWidth=3, shape=SHAPES[2]))
        data_words = f"{words['guess']}: {gbp(guess)}"
        layers.append(mark.mark_text(align="right", dx=-12, text=data_words, fontWeight="bold"))
    return Panel(
        heading=words["heading"],
        chart=alt.LayerChart(layer=layers, height=HEIGHT, width="container"),
        alt=words["alt"],
    )
