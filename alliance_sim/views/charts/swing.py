"""Each party's share of the swing in all money taken together, as bars."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from alliance_sim.analysis import takeaways
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import label, percent
from alliance_sim.analysis.spans import present
from alliance_sim.views.charts.money import domain
from alliance_sim.views.charts.ranges import BAND, BETWEEN, LEGEND, NAMES, TICKS
from alliance_sim.views.charts.remembered import remembered
from alliance_sim.views.charts.shown import Panel, Shown, by_option
from alliance_sim.views.charts.stacked import stacked
from alliance_sim.views.wording import say


@remembered
def swing(comparison: Comparison, options: Sequence[str]) -> Shown:
    """Bars of the whole parties' shares of the swing, under the options that are shown."""
    parties = [p for p in present(comparison) if p.is_money and p.part_of is None]
    rows = [
        {
            "Party": party.label,
            "Option": label(option),
            "share": comparison.risk[option][party.name].variance_share,
            "Share": percent(comparison.risk[option][party.name].variance_share),
        }
        for party in parties
        for option in options
    ]
    data = pd.DataFrame(rows)
    title = takeaways.biggest_bearer(comparison)
    told = "; ".join(f"{row['Option']}, {row['Party']}: {row['Share']}" for row in rows)
    return Shown(
        name="swing",
        title=title,
        panels=(Panel("", _chart(data, comparison.options), f"{title}. {told}."),),
        description=f"{say('risk', 'swing_read')} {told}.",
        table=data[["Party", "Option", "Share"]].rename(columns={"Share": "Share of the swing"}),
        note=say("risk", "swing_note"),
    )


def _chart(data: pd.DataFrame, options: Sequence[str]) -> alt.LayerChart:
    known = data.dropna(subset=["share"])
    names = [label(option) for option in options if label(option) in set(data["Option"])]
    parties = list(dict.fromkeys(data["Party"]))
    looks = by_option(options, legend=True)
    scale = alt.Scale(domain=domain([*known["share"], 1.0]), nice=False)
    axis = alt.Axis(
        tickCount=TICKS, labelExpr="format(datum.value * 100, '.3~r') + '%'", labelFlush=True
    )
    base = alt.Chart(known).encode(
        y=alt.Y(
            "Party:N",
            sort=parties,
            title=None,
            axis=alt.Axis(labelLimit=NAMES, ticks=False, domain=False),
        ),
        yOffset=alt.YOffset("Option:N", sort=names, scale=alt.Scale(domain=names)),
        tooltip=["Party:N", "Option:N", "Share:N"],
    )
    x = alt.X("share:Q", scale=scale, axis=axis, title=None)
    bars = base.mark_bar(opacity=0.5).encode(x=x, color=looks["color"])
    marks = base.mark_point(filled=True, size=70, opacity=1).encode(x=x, **looks)
    step = BAND * len(names) + BETWEEN
    return stacked(step * len(parties) + LEGEND, bars, marks)
