"""What every party pays or is left with, over what care costs: a line for each."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from alliance_sim.analysis.deals.sweep import Sweep
from alliance_sim.analysis.deals.words import dead_incentives, marginal_pound
from alliance_sim.analysis.formats import capital, gbp, number
from alliance_sim.rules.contracts import PartyPence
from alliance_sim.rules.contracts.pence import PENCE
from alliance_sim.views.charts.money import POUNDS
from alliance_sim.views.charts.shown import SHAPES, Panel, Shown
from alliance_sim.views.charts.stacked import GREY, stacked
from alliance_sim.views.wording import say

HEIGHT, TICKS, MARKS = 280, 5, 6
LINES = ([1, 0], [8, 3], [3, 3], [8, 3, 2, 3], [12, 4], [2, 5])
"""A pattern for each party beside its colour and its shape."""

PER_CENT = 100


def deal_lines(swept: Sweep, now: float) -> Shown:
    """Two panels over cost: what payers pay, and what providers are left with.

    Args:
        swept: the deal at rising outturns.
        now: the outturn that is looked at, as a ratio to what was agreed.
    """
    told = [*marginal_pound(swept.course), *dead_incentives(swept.course)]
    title = told[0].removesuffix(".")
    everyone = swept.names("commissioner") + swept.names("provider")
    data = _table(swept)
    panels = []
    for key, side in (("payers", "commissioner"), ("providers", "provider")):
        names = swept.names(side)
        own = data[data["Party"].isin([capital(name) for name in names])]
        ends = "; ".join(
            f"{name} {rows['Money'].iloc[0]} to {rows['Money'].iloc[-1]}"
            for name, rows in own.groupby("Party", sort=False)
        )
        head = say("deal", f"payoff_{key}")
        low, high = (number(PER_CENT * ratio) for ratio in (swept.ratios[0], swept.ratios[-1]))
        said = say("deal", "payoff_alt", head=head, low=low, high=high, ends=ends)
        panels.append(Panel(head, _chart(own, everyone, now), said))
    wide = data.pivot(index="Cost", columns="Party", values="Money").reindex(
        index=list(dict.fromkeys(data["Cost"])), columns=[capital(name) for name in everyone]
    )
    return Shown(
        name="deal_lines",
        title=title,
        panels=tuple(panels),
        description=f"{say('deal', 'payoff_read')} {' '.join(panel.alt for panel in panels)}",
        table=wide.reset_index().rename(columns={"Cost": say("deal", "payoff_cost")}),
        note=say("deal", "payoff_note"),
    )


def _table(swept: Sweep) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Party": capital(party.name),
                "ratio": ratio,
                "money": _sign(party) * party.pays / PENCE,
                "Money": gbp(_sign(party) * party.pays / PENCE),
                "Cost": f"{number(PER_CENT * ratio)}%",
            }
            for ratio, settlement in zip(swept.ratios, swept.settlements, strict=True)
            for party in settlement.shares
        ]
    )


def _sign(party: PartyPence) -> int:
    """Who pays for care is shown by what it pays, who provides it by what it is left with."""
    return 1 if party.side == "commissioner" else -1


def _chart(data: pd.DataFrame, everyone: Sequence[str], now: float) -> alt.LayerChart:
    names = [capital(name) for name in everyone]
    here = [name for name in names if name in set(data["Party"])]
    key = alt.Legend(orient="top", title=None, columns=2, values=here, labelLimit=0)
    colour = alt.Color("Party:N", scale=alt.Scale(domain=names), sort=names, legend=key)
    dash = alt.StrokeDash(
        "Party:N",
        scale=alt.Scale(domain=names, range=[LINES[n % len(LINES)] for n in range(len(names))]),
        sort=names,
        legend=None,
    )
    shape = alt.Shape(
        "Party:N",
        scale=alt.Scale(domain=names, range=[SHAPES[n % len(SHAPES)] for n in range(len(names))]),
        sort=names,
        legend=key,
    )
    ratios = sorted(set(data["ratio"]))
    marked = ratios[:: max(len(ratios) // MARKS, 1)]
    low, high = min(data["money"].min(), 0.0), max(data["money"].max(), 0.0)
    scale = alt.Scale(domain=[low, high or 1.0], nice=True)
    across = alt.Scale(domain=[ratios[0], ratios[-1]], nice=False, zero=False)
    x = alt.X(
        "ratio:Q",
        scale=across,
        title=say("deal", "payoff_axis"),
        axis=alt.Axis(
            tickCount=TICKS, labelExpr="format(datum.value * 100, '.3~r') + '%'", grid=False
        ),
    )
    y = alt.Y("money:Q", scale=scale, title=None, axis=alt.Axis(labelExpr=POUNDS, tickCount=TICKS))
    tips: list[Any] = [
        "Party:N",
        alt.Tooltip("Cost:N", title=say("deal", "payoff_cost")),
        "Money:N",
    ]
    base = alt.Chart(data).encode(x=x, y=y, color=colour, tooltip=tips)
    lines = base.mark_line(strokeWidth=2.5).encode(strokeDash=dash)
    marks = (
        base.transform_filter(alt.FieldOneOfPredicate("ratio", marked))
        .mark_point(filled=True, size=80, opacity=1)
        .encode(shape=shape)
    )
    places = pd.DataFrame({"at": [1.0, now]})
    rules = (
        alt.Chart(places.iloc[:1])
        .mark_rule(strokeDash=[4, 3], color=GREY)
        .encode(x=alt.X("at:Q", scale=across))
    )
    chosen = (
        alt.Chart(places.iloc[1:])
        .mark_rule(strokeWidth=1.5, color=GREY)
        .encode(x=alt.X("at:Q", scale=across))
    )
    return stacked(HEIGHT, rules, chosen, lines, marks)
