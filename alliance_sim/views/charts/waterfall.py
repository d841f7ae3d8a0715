"""From the planned price to what is paid in the end, one step after another."""

import altair as alt
import pandas as pd

from alliance_sim.analysis.deals.year import Year
from alliance_sim.analysis.formats import gbp
from alliance_sim.rules.contracts.pence import PENCE
from alliance_sim.views.charts.money import POUNDS, domain
from alliance_sim.views.charts.ranges import LEGEND
from alliance_sim.views.charts.shown import Panel, Shown
from alliance_sim.views.charts.stacked import stacked
from alliance_sim.views.wording import say, wording

STEP, NAMES, TICKS, BAR = 38, 240, 4, 22
IN_A_ROW = 2
"""Entries of the key beside one another: three do not fit on a phone."""

FEW = 0.5
"""An axis begins at 0 unless all steps together are less than this share of the planned price."""


def waterfall(found: Year, title: str) -> Shown:
    """Bars that begin where the one before ended; steps of nothing are left out."""
    names = wording("risk")["steps"]
    steps = [step for step in found.steps if step.amount or step.name == "planned"]
    rows, at = [], 0
    for step in steps:
        low, high = sorted((at, at + step.amount))
        way = "total" if step.name == "planned" else "more" if step.amount > 0 else "less"
        signed = step.name != "planned"
        rows.append(_row(names[step.name], low, high, way, gbp(step.amount / PENCE, signed=signed)))
        at += step.amount
    rows.append(_row(names["paid"], 0, at, "total", gbp(at / PENCE)))
    data = pd.DataFrame(rows)
    told = "; ".join(f"{row['Step']} {row['Amount']}" for row in rows)
    return Shown(
        name="waterfall",
        title=title,
        panels=(Panel(say("risk", "waterfall_head"), _chart(data), f"{title}. {told}."),),
        description=f"{say('risk', 'waterfall_read')} {told}.",
        table=data[["Step", "Amount"]],
        note=say("risk", "waterfall_note"),
    )


def _row(name: str, low: int, high: int, way: str, amount: str) -> dict[str, object]:
    return {
        "Step": name,
        "Bar": f"{name}: {amount}",
        "low": low / PENCE,
        "high": high / PENCE,
        "Way": wording("risk")["ways"][way],
        "Amount": amount,
    }


def _chart(data: pd.DataFrame) -> alt.LayerChart:
    ways = list(wording("risk")["ways"].values())
    inner = data[data["low"] > 0]["low"]
    # Small steps on a large price would not be seen on an axis from 0.
    floor = min([*inner, *data["high"]])
    span = data["high"].max() - floor
    begin = max(floor - span, 0.0) if span < FEW * data["high"].max() else 0.0
    shown = data.assign(low=data["low"].clip(lower=begin))
    ends = domain([shown["high"].max() - begin])
    scale = alt.Scale(domain=[begin, begin + ends[1]], nice=False, zero=False)
    order = list(data["Bar"])
    base = alt.Chart(shown).encode(
        y=alt.Y(
            "Bar:N",
            sort=order,
            title=None,
            axis=alt.Axis(labelLimit=NAMES, ticks=False, domain=False),
        ),
        tooltip=["Step:N", "Amount:N"],
    )
    axis = alt.Axis(tickCount=TICKS, labelExpr=POUNDS, labelFlush=True)
    bars = base.mark_bar(size=BAR).encode(
        x=alt.X("low:Q", scale=scale, axis=axis, title=None),
        x2="high:Q",
        color=alt.Color(
            "Way:N",
            scale=alt.Scale(domain=ways),
            sort=ways,
            legend=alt.Legend(orient="top", title=None, columns=IN_A_ROW),
        ),
    )
    return stacked(STEP * len(order) + LEGEND, bars)
