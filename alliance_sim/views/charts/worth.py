"""How the answer turns on what wellbeing is worth, and what finding out more is worth."""

import textwrap
from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from alliance_sim.analysis import takeaways
from alliance_sim.analysis.appraisal import WellbeingScale, acceptability
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.finding_out import Worth
from alliance_sim.analysis.formats import gbp, label, listed, number, pounds, the
from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.views.charts.rows import ticks
from alliance_sim.views.charts.shown import ROW, Panel, Shown, by_option
from alliance_sim.views.charts.swings import GREY, LABEL, LETTERS

MONEY = BY_OUTCOME["cost_total_gbp"]
HEIGHT = 320
"""Height of the curve, in pixels."""

STEPS, SPARSE = 51, 10
"""Values of wellbeing along the curve; every so many of them carries a mark."""

TABLE_STEP = 5


def curve(comparison: Comparison, scale: WellbeingScale, chosen: float, most: float) -> Shown:
    """In how many futures each option has the highest net benefit, over what wellbeing is worth.

    Args:
        comparison: at least two options.
        scale: how wellbeing becomes point-years.
        chosen: what the visitor takes one point-year to be worth, GBP.
        most: where the curve ends, GBP.
    """
    values = np.linspace(0, most, STEPS)
    found = acceptability(comparison, scale, values.tolist())
    here = acceptability(comparison, scale, [chosen]).iloc[0]
    n = comparison.replications
    title = takeaways.turning_points(comparison, found)
    parts = [f"{the(o)} in {number(n * here[o])}" for o in comparison.options]
    parts[0] += f" of {number(n)} futures"
    now = f"At {pounds(chosen)} a point-year the highest net benefit goes to {listed(parts)}"
    return Shown(
        name="acceptability",
        title=title,
        panels=(
            Panel(
                heading=f"Futures, of {number(n)}, in which it has the highest net benefit",
                chart=_lines(comparison, found, chosen),
                alt=f"Lines of in how many futures each option has the highest net benefit. {now}.",
            ),
        ),
        description=f"{title}. {now}. At every value the lines add up to all futures.",
        table=_table(comparison, found),
        note=f"{now} (dashed line).",
    )


def _lines(comparison: Comparison, found: pd.DataFrame, chosen: float) -> alt.LayerChart:
    n = comparison.replications
    rows = [
        {"worth": row["gbp_per_point_year"], "Option": label(option), "futures": n * row[option]}
        for _, row in found.iterrows()
        for option in comparison.options
    ]
    data = pd.DataFrame(rows)
    x = alt.X(
        "worth:Q",
        title="Worth of one point of life satisfaction for a year",
        axis=alt.Axis(tickCount=4, labelExpr=ticks(MONEY), labelFlush=True),
    )
    y = alt.Y("futures:Q", title=None, scale=alt.Scale(domain=[0, n]), axis=alt.Axis(tickCount=4))
    looks = by_option(comparison.options, legend=True)
    base = alt.Chart(data).encode(x=x, y=y)
    every = sorted({float(value) for value in found["gbp_per_point_year"]})[::SPARSE]
    marked = base.transform_filter(alt.FieldOneOfPredicate(field="worth", oneOf=every))
    line = alt.Chart(pd.DataFrame({"worth": [chosen]})).mark_rule(strokeDash=[5, 4])
    layers: list[alt.Chart] = [
        base.mark_line(strokeWidth=2.5).encode(color=looks["color"]),
        marked.mark_point(size=90, filled=True, opacity=1).encode(**looks),
        line.encode(x=x, color=alt.value(GREY)),
    ]
    return alt.LayerChart(layer=layers).properties(height=HEIGHT, width="container")


def _table(comparison: Comparison, found: pd.DataFrame) -> pd.DataFrame:
    n = comparison.replications
    rows = []
    for _, row in found.iloc[::TABLE_STEP].iterrows():
        own = {label(option): f"{number(n * row[option])} of {n}" for option in comparison.options}
        rows.append({"Worth of a point-year": gbp(row["gbp_per_point_year"]), **own})
    return pd.DataFrame(rows)


def information(found: Sequence[Worth], title: str, note: str) -> Shown:
    """A bar for each assumption: what knowing it before choosing would be worth.

    Args:
        found: those shown, at least one.
        title: the message.
        note: what it rests on.
    """
    told = "; ".join(f"{in_words(one.path)} {gbp(one.alone)}" for one in found[:3])
    return Shown(
        name="information",
        title=title,
        panels=(
            Panel(
                heading="Worth of finding out, £ a year",
                chart=_bars(found),
                alt=f"Bars of what finding out each assumption is worth a year: {told}.",
            ),
        ),
        description=(
            f"{title}. The bar is what knowing that assumption alone would be worth; the upright "
            "mark is what chance makes of an assumption that means nothing. A bar that stays below "
            "its mark is no reason to look."
        ),
        table=pd.DataFrame(
            [
                {
                    "Assumption": in_words(one.path),
                    "Alone, a year": gbp(one.alone),
                    "With all above it, a year": gbp(one.together),
                    "More than chance": "yes" if one.is_clear else "no",
                }
                for one in found
            ]
        ),
        note=note,
    )


def _bars(found: Sequence[Worth]) -> alt.LayerChart:
    names = ["|".join(textwrap.wrap(in_words(one.path), LETTERS)) for one in found]
    data = pd.DataFrame(
        {
            "Assumption": names,
            "worth": [one.alone for one in found],
            "chance": [one.by_chance for one in found],
            "Worth": [gbp(one.alone) for one in found],
        }
    )
    y = alt.Y(
        "Assumption:N",
        sort=names,
        title=None,
        axis=alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=LABEL, ticks=False),
    )
    x = alt.X("worth:Q", title=None, axis=alt.Axis(tickCount=4, labelExpr=ticks(MONEY)))
    base = alt.Chart(data).encode(y=y, tooltip=[alt.Tooltip("Worth:N")])
    layers: list[alt.Chart] = [
        base.mark_bar(size=14, opacity=0.7).encode(x=x, color=alt.value(GREY)),
        base.mark_tick(size=26, thickness=3).encode(x=alt.X("chance:Q"), color=alt.value(GREY)),
    ]
    drawn = alt.LayerChart(layer=layers)
    return drawn.properties(height=ROW * len(names) + ROW, width="container")
