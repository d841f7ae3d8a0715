"""Quality as the contract reports it beside quality as residents live it, and the five elements."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import label, number, show
from alliance_sim.results.tables import BY_OUTCOME, ELEMENTS
from alliance_sim.views.charts.ranges import BAND, BETWEEN, LEGEND, NAMES, TICKS
from alliance_sim.views.charts.remembered import remembered
from alliance_sim.views.charts.shown import ROW, Panel, Shown, by_option
from alliance_sim.views.charts.stacked import stacked
from alliance_sim.views.wording import say

DOT, LINE, ROOM = 150, 3, 0.08
GAP = "quality_gap"


@remembered
def gap(comparison: Comparison, options: Sequence[str], side: str) -> Shown:
    """A row for each option: a hollow mark as measured, a filled one as lived, a line between.

    Args:
        comparison: what is shown.
        options: the options that are shown, of all of the comparison.
        side: `report` for what the contract report shows, `lived` for what residents live
            through, or `both`.
    """
    title = takeaways.gap(comparison) if side == "both" else say("risk", f"gap_title_{side}")
    rows = []
    for option in options:
        found = comparison.outcomes[option]
        for name, is_lived in ((words.MEASURED, False), (words.LIVED, True)):
            if side in ("both", "lived" if is_lived else "report"):
                rows.append(
                    {
                        "Option": label(option),
                        "What": BY_OUTCOME[name].label,
                        "lived": is_lived,
                        "value": found[name].mean,
                        "Value": show(BY_OUTCOME[name], found[name].mean),
                    }
                )
    told = "; ".join(f"{row['Option']}, {str(row['What']).lower()} {row['Value']}" for row in rows)
    data = pd.DataFrame(rows)
    panel = Panel(say("risk", "gap_head"), _marks(data, comparison.options), f"{title}. {told}.")
    return Shown(
        name="gap",
        title=title,
        panels=(panel,),
        description=f"{say('risk', 'gap_read')} {told}.",
        table=_table(comparison, options, side),
        note=say("risk", f"gap_note_{side}"),
    )


@remembered
def elements(comparison: Comparison, options: Sequence[str]) -> Shown:
    """The five elements of wellbeing, a row each, a mark for every option."""
    rows = [
        {
            "Element": column.label,
            "Option": label(option),
            "value": comparison.outcomes[option][column.name].mean,
            "Value": show(column, comparison.outcomes[option][column.name].mean),
        }
        for column in ELEMENTS
        for option in options
    ]
    data = pd.DataFrame(rows)
    title = takeaways.five_elements(comparison)
    wide = data.pivot(index="Element", columns="Option", values="Value").reindex(
        index=[column.label for column in ELEMENTS], columns=[label(o) for o in options]
    )
    told = "; ".join(f"{row['Element']}, {row['Option']} {row['Value']}" for row in rows)
    panel = Panel(say("risk", "score"), _elements(data, comparison.options), f"{title}. {told}.")
    return Shown(
        name="elements",
        title=title,
        panels=(panel,),
        description=f"{say('risk', 'elements_read')} {told}.",
        table=wide.rename_axis(columns=None).reset_index(),
        note=say("risk", "elements_note"),
    )


def _scale(values: pd.Series) -> alt.Scale:
    low, high = values.min() - ROOM, values.max() + ROOM
    return alt.Scale(domain=[max(low, 0.0), min(high, 1.0)], nice=False, zero=False)


def _marks(data: pd.DataFrame, options: Sequence[str]) -> alt.LayerChart:
    names = list(dict.fromkeys(data["Option"]))
    looks = by_option(options)
    axis = alt.Axis(tickCount=TICKS, labelFlush=True)
    base = alt.Chart(data).encode(
        y=alt.Y(
            "Option:N",
            sort=names,
            title=None,
            axis=alt.Axis(labelLimit=NAMES, ticks=False, domain=False),
        ),
        tooltip=["Option:N", "What:N", "Value:N"],
    )
    x = alt.X("value:Q", scale=_scale(data["value"]), axis=axis, title=None)
    lines = base.mark_line(strokeWidth=LINE, opacity=0.6).encode(
        x=x, color=looks["color"], detail="Option:N"
    )
    marks = base.mark_point(size=DOT, filled=True, opacity=1).encode(x=x, **looks)
    hollow = base.mark_point(size=DOT, filled=False, strokeWidth=2, opacity=1).encode(x=x, **looks)
    layers = (
        lines,
        marks.transform_filter("datum.lived"),
        hollow.transform_filter("!datum.lived"),
    )
    return stacked(ROW * len(names) + ROW, *layers)


def _elements(data: pd.DataFrame, options: Sequence[str]) -> alt.LayerChart:
    names = [label(option) for option in options if label(option) in set(data["Option"])]
    looks = by_option(options, legend=True)
    order = list(dict.fromkeys(data["Element"]))
    base = alt.Chart(data).encode(
        y=alt.Y(
            "Element:N",
            sort=order,
            title=None,
            axis=alt.Axis(labelLimit=NAMES, ticks=False, domain=False, grid=True),
        ),
        yOffset=alt.YOffset("Option:N", sort=names, scale=alt.Scale(domain=names)),
        tooltip=["Element:N", "Option:N", "Value:N"],
    )
    axis = alt.Axis(tickCount=TICKS, labelFlush=True)
    x = alt.X("value:Q", scale=_scale(data["value"]), axis=axis, title=None)
    marks = base.mark_point(size=DOT - BAND, filled=True, opacity=1).encode(x=x, **looks)
    height = (BAND * len(names) // 2 + BETWEEN) * len(order) + LEGEND
    return stacked(height, marks)


def _table(comparison: Comparison, options: Sequence[str], side: str) -> pd.DataFrame:
    shown = {
        "report": (words.MEASURED,),
        "lived": (words.LIVED,),
        "both": (words.MEASURED, words.LIVED, GAP),
    }[side]
    return pd.DataFrame(
        [
            {
                "Option": label(option),
                **{
                    BY_OUTCOME[name].label: number(
                        comparison.outcomes[option][name].mean, 2, signed=name == GAP
                    )
                    for name in shown
                },
            }
            for option in options
        ]
    )
