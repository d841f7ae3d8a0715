"""How the answer turns on what wellbeing is worth, and what finding out more is worth."""

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd

from alliance_sim.analysis import takeaways
from alliance_sim.analysis.appraisal import WellbeingScale, acceptability
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.finding_out import Worth
from alliance_sim.analysis.formats import gbp, label, listed, number, pounds, the
from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.views.charts.rows import (
    DASH,
    GREY,
    ROW_FIELD,
    TICKS,
    in_rows,
    keyed,
    quantity,
    ticks,
)
from alliance_sim.views.charts.shown import Panel, Shown, Spec
from alliance_sim.views.charts.swings import LETTERS, in_lines

MONEY = BY_OUTCOME["cost_total_gbp"]
HEIGHT = 320
"""Height of the curve, in pixels."""

STEPS, SPARSE = 51, 10
"""Values of wellbeing along the curve; every so many of them carries a mark."""

TABLE_STEP = 5

ABOVE = 1.05
"""How far an axis goes beyond its longest bar."""


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


def _lines(comparison: Comparison, found: pd.DataFrame, chosen: float) -> Spec:
    n = comparison.replications
    worths = [float(value) for value in found["gbp_per_point_year"]]
    data = [
        {"worth": worth, "Option": label(o), "futures": n * chance, "marked": place % SPARSE == 0}
        for o in comparison.options
        for place, (worth, chance) in enumerate(zip(worths, found[o].tolist(), strict=True))
    ]
    axis = {"tickCount": TICKS, "labelExpr": ticks(MONEY), "labelFlush": True}
    title = "Worth of one point of life satisfaction for a year"
    x = {"field": "worth", "type": "quantitative", "title": title, "axis": axis}
    y = {
        "field": "futures",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, n]},
        "axis": {"tickCount": TICKS},
    }
    marks = keyed(comparison.options)
    return {
        "data": {"values": data},
        "height": HEIGHT,
        "width": "container",
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 2.5},
                "encoding": {"x": x, "y": y, "color": marks["color"]},
            },
            {
                "mark": {"type": "point", "size": 90, "filled": True, "opacity": 1},
                "transform": [{"filter": "datum.marked"}],
                "encoding": {"x": x, "y": y, **marks},
            },
            {
                "data": {"values": [{"worth": chosen}]},
                "mark": {"type": "rule", "strokeDash": [*DASH], "color": GREY},
                "encoding": {"x": x},
            },
        ],
    }


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


def _bars(found: Sequence[Worth]) -> Spec:
    names = ["|".join(textwrap.wrap(in_words(one.path), LETTERS)) for one in found]
    data = [
        {ROW_FIELD: name, "worth": one.alone, "chance": one.by_chance, "Worth": gbp(one.alone)}
        for name, one in zip(names, found, strict=True)
    ]
    top = max(max(one.alone, one.by_chance) for one in found)
    x = quantity("worth", (0.0, top * ABOVE), MONEY)
    layers: list[Spec] = [
        {"mark": {"type": "bar", "size": 14, "color": GREY, "opacity": 0.7}, "encoding": {"x": x}},
        {
            "mark": {"type": "tick", "size": 26, "thickness": 3, "color": GREY},
            "encoding": {"x": {**x, "field": "chance"}},
        },
    ]
    return in_lines(in_rows(names, data, layers, ["Worth"]))
