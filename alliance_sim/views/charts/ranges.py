"""Ranges around nought: for each party and option, a bad year, the mean and a best year."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from alliance_sim.analysis import takeaways
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import futures, label, number, percent, show
from alliance_sim.analysis.spans import Span, is_single_future, party_spans
from alliance_sim.results.columns import Column, Party
from alliance_sim.views.charts.money import PLAIN, POUNDS, domain
from alliance_sim.views.charts.remembered import remembered
from alliance_sim.views.charts.shown import Panel, Shown, by_option
from alliance_sim.views.charts.stacked import GREY, stacked
from alliance_sim.views.wording import say

BAND, BETWEEN = 30, 14
"""Pixels for each option of a party, and between parties."""

LEGEND = 90
"""Pixels for the key above and the axis below, which a picture's height takes in."""

DOT, LINE, TICKS, NAMES = 110, 4, 4, 190

Spans = Mapping[str, Mapping[str, Span]]
"""By party's label, then by option."""


@remembered
def ranges(comparison: Comparison, parties: Sequence[Party], options: Sequence[str]) -> Shown:
    """What each party can expect under each option; parties of one unit share a panel.

    Args:
        comparison: what is shown.
        parties: who; wholes, kinds of provider and parties of another unit stand apart.
        options: the options that are shown, of all of the comparison.
    """
    groups: dict[str, list[Party]] = {}
    for party in parties:
        groups.setdefault(_group(party), []).append(party)
    title = takeaways.bad_years(comparison)
    note = say("risk", "ranges_note")
    if is_single_future(comparison.replications):
        note += " " + say("risk", "single_worst", futures=number(comparison.replications))
    return Shown(
        name="ranges",
        title=title,
        panels=tuple(_panel(comparison, name, held, options) for name, held in groups.items()),
        description=_description(comparison, parties, options),
        table=_table(comparison, parties, options),
        note=note,
    )


def _group(party: Party) -> str:
    if not party.is_money:
        return party.label
    return say("risk", "kinds" if party.part_of else "wholes")


def _panel(
    comparison: Comparison, name: str, parties: Sequence[Party], options: Sequence[str]
) -> Panel:
    column = parties[0].column
    spans = {party.label: _some(party_spans(comparison, party), options) for party in parties}
    unit = say("risk", "pounds_a_year") if column.is_money else column.unit
    told = "; ".join(
        f"{label(option)} for {who}: {_words(column, found)}"
        for who, by_option_ in spans.items()
        for option, found in by_option_.items()
    )
    return Panel(
        heading=f"{name}, {unit}",
        chart=chart(column, spans, comparison.options),
        alt=f"{name}, {unit}. {told}.",
    )


def chart(column: Column, spans: Spans, options: Sequence[str]) -> alt.LayerChart:
    """Rows of parties, in each a line from bad to best for every option, a mark at the mean."""
    rows = [
        {
            "Party": who,
            "Option": label(option),
            "bad": found.bad,
            "mean": found.mean,
            "best": found.best,
            "Expected": show(column, found.mean, signed=True),
            "Bad year": show(column, found.bad, signed=True),
            "Best year": show(column, found.best, signed=True),
            "A loss in": say("risk", "n_futures", times=futures(found.p_loss, found.n)),
        }
        for who, by_name in spans.items()
        for option, found in by_name.items()
        if found.n
    ]
    data = pd.DataFrame(rows)
    names = [label(option) for option in options if label(option) in set(data["Option"])]
    looks = by_option(options, legend=True)
    ends = domain([*data["bad"], *data["best"]])
    scale = alt.Scale(domain=ends, nice=False)
    axis = alt.Axis(
        tickCount=TICKS, labelExpr=POUNDS if column.is_money else PLAIN, labelFlush=True
    )
    step = BAND * len(names) + BETWEEN
    y = alt.Y(
        "Party:N",
        sort=list(spans),
        title=None,
        axis=alt.Axis(labelLimit=NAMES, ticks=False, domain=False),
        scale=alt.Scale(paddingInner=BETWEEN / step, paddingOuter=BETWEEN / step / 2),
    )
    offset = alt.YOffset("Option:N", sort=names, scale=alt.Scale(domain=names, paddingOuter=0.2))
    base = alt.Chart(data).encode(
        y=y,
        yOffset=offset,
        tooltip=["Party:N", "Option:N", "Expected:N", "Bad year:N", "Best year:N", "A loss in:N"],
    )
    spread = base.mark_rule(strokeWidth=LINE, opacity=0.6).encode(
        x=alt.X("bad:Q", scale=scale, axis=axis, title=None), x2="best:Q", color=looks["color"]
    )
    marks = base.mark_point(size=DOT, filled=True, opacity=1).encode(
        x=alt.X("mean:Q", scale=scale, title=None), **looks
    )
    zero = (
        alt.Chart(pd.DataFrame({"at": [0.0]}))
        .mark_rule(strokeDash=[4, 3], color=GREY)
        .encode(x=alt.X("at:Q", scale=scale))
    )
    height = step * len(spans) + LEGEND
    return stacked(height, zero, spread, marks)


def _some(spans: Mapping[str, Span], options: Sequence[str]) -> dict[str, Span]:
    return {option: spans[option] for option in options}


def _words(column: Column, found: Span) -> str:
    mean, bad, best = (
        show(column, value, signed=True) for value in (found.mean, found.bad, found.best)
    )
    return (
        f"expected {mean}, bad year {bad}, best year {best}, a loss in "
        f"{futures(found.p_loss, found.n)} futures"
    )


def _description(comparison: Comparison, parties: Sequence[Party], options: Sequence[str]) -> str:
    parts = [say("risk", "ranges_read")]
    for party in parties:
        spans = party_spans(comparison, party)
        said = [f"{label(option)}: {_words(party.column, spans[option])}" for option in options]
        parts.append(f"{party.label}. {'; '.join(said)}.")
    return " ".join(parts)


def _table(
    comparison: Comparison, parties: Sequence[Party], options: Sequence[str]
) -> pd.DataFrame:
    rows = []
    for party in parties:
        spans = party_spans(comparison, party)
        for option in options:
            found = spans[option]
            risk = comparison.risk[option][party.name]
            rows.append(
                {
                    "Party": party.label,
                    "Option": label(option),
                    "Expected": show(party.column, found.mean, signed=True),
                    "Bad year": show(party.column, found.bad, signed=True),
                    "Best year": show(party.column, found.best, signed=True),
                    "A loss in": futures(found.p_loss, found.n),
                    "Share of the swing": percent(risk.variance_share)
                    if party.is_money
                    else "not in pounds",
                }
            )
    return pd.DataFrame(rows)
