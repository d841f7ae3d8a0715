"""Write `report.html`: one page that needs nothing but itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from typing import Any

import pandas as pd
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from alliance_sim.analysis import words
from alliance_sim.analysis.appraisal import WellbeingScale
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures import Chart
from alliance_sim.analysis.figures.style import look
from alliance_sim.analysis.formats import futures, interval, label, number, pounds, show
from alliance_sim.analysis.report.assumptions import groups
from alliance_sim.analysis.report.facts import RunFacts
from alliance_sim.results.tables import OUTCOMES

MARKS = {"o": "\u25cf", "s": "\u25a0", "D": "\u25c6", "^": "\u25b2"}
"""The options' marks as letters, for the table at the top."""

GLANCE = (words.COST, words.LIVED, words.WELLBEING)


@dataclass(frozen=True)
class Section:
    """A part of the report: a heading, a lead, and its figures."""

    name: str
    heading: str
    lead: str
    figures: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "side-by-side",
        "The options side by side",
        "What each way of buying comes to, on average, in cost, in quality as residents live it, "
        "and in wellbeing.",
        ("options",),
    ),
    Section(
        "differences",
        "What changes from one option to another",
        "Each option meets the same people with the same luck, so the difference between two is "
        "known far better than either alone.",
        ("differences",),
    ),
    Section(
        "risk",
        "Who bears what",
        "An average hides who pays when things go wrong. The council is held against its budget, "
        "providers against breaking even, and the NHS, residents and unpaid carers against the "
        "months before.",
        ("who_bears_what", "share_of_variance", "risk_premiums", "risk_by_source"),
    ),
    Section(
        "elements",
        "The five elements of wellbeing",
        "Wellbeing here means being informed, being valued as a partner, having resources, having "
        "expertise to call on, and being connected to others.",
        ("elements",),
    ),
    Section(
        "measured-lived",
        "Measured against lived quality",
        "What the contract's indicators report is not what residents live through.",
        ("measured_against_lived",),
    ),
    Section(
        "value",
        "Value for money",
        "More wellbeing may cost more. Whether it is worth it turns on what wellbeing is taken to "
        "be worth.",
        ("cost_wellbeing_plane", "acceptability"),
    ),
    Section(
        "months",
        "Month by month",
        "How each option unfolds after the arrangement that all of them inherit.",
        ("months",),
    ),
)


def render(
    comparison: Comparison,
    charts: Sequence[Chart],
    facts: RunFacts,
    assumptions: pd.DataFrame,
    scale: WellbeingScale,
) -> str:
    """The report as HTML; the same arguments give the same bytes.

    Args:
        comparison: the comparison.
        charts: the figures, from `figures.build`.
        facts: what is to be said about the run.
        assumptions: `parameter, value, unit, low, high, status, source`, and `changed` if known.
        scale: how wellbeing becomes pounds.

    Raises:
        ValueError: the table of assumptions lacks a column.
    """
    house = files(__package__)
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(house.joinpath("report.html.j2").read_text("utf-8"))
    assumed = groups(assumptions)
    return template.render(
        style=Markup(house.joinpath("report.css").read_text("utf-8")),
        facts=facts,
        headline=words.headline(comparison, facts.place),
        pairing=words.pairing(comparison),
        glance=_glance(comparison),
        net_benefit=_net_benefit(comparison, scale),
        sections=_sections(charts),
        everything=_everything(comparison),
        assumed=assumed,
        count=sum(len(group.rows) for group in assumed),
        judgements=sum(group.judgements for group in assumed),
        changed=[(group, row) for group in assumed for row in group.rows if row.is_changed],
        number=number,
        runs=words.runs(comparison),
    )


def _sections(charts: Sequence[Chart]) -> Sequence[tuple[Section, Sequence[Mapping[str, Any]]]]:
    """The sections that have a figure, with their figures, numbered through the report."""
    by_name = {chart.name: chart for chart in charts}
    found, numbered = [], count(1)
    for section in SECTIONS:
        own = [by_name[name] for name in section.figures if name in by_name]
        if own:
            figures = [{"number": next(numbered), **_figure(chart)} for chart in own]
            found.append((section, figures))
    return found


def _glance(comparison: Comparison) -> Sequence[Mapping[str, Any]]:
    columns = {column.name: column for column in OUTCOMES}
    chances = comparison.probability_best[words.BENEFIT]
    rows = []
    for option in comparison.options:
        how, found = look(comparison.options, option), comparison.outcomes[option]
        rows.append(
            {
                "name": label(option),
                "mark": MARKS.get(how.mark, "\u25cf"),
                "colour": how.colour,
                "values": [
                    (
                        show(columns[name], found[name].mean),
                        interval(columns[name], found[name].low, found[name].high)
                        if found[name].n > 1
                        else "",
                    )
                    for name in GLANCE
                ],
                "first": futures(chances[option], comparison.replications),
            }
        )
    return rows


def _net_benefit(comparison: Comparison, scale: WellbeingScale) -> str:
    return (
        "Net benefit is wellbeing in pounds less total cost. One point of life satisfaction (0 to "
        f"10) for one person for one year is taken to be worth {pounds(scale.gbp_per_point_year)}; "
        f"a whole unit of the wellbeing index counts as {number(scale.points_per_unit, 2)} points "
        f"for each of {number(scale.people)} people."
    )


def _figure(chart: Chart) -> Mapping[str, Any]:
    # The title stands in the picture: the caption only adds to it.
    more = chart.takeaway.removeprefix(chart.title).removeprefix(".").strip()
    return {
        "chart": chart,
        "caption": f"{chart.subject}. {more}".strip(),
        "svg": Markup(chart.inline_svg),
        "table": _rows(chart.table),
    }


def _rows(table: pd.DataFrame) -> Mapping[str, Any]:
    return {"head": list(table.columns), "body": table.astype(str).values.tolist()}


def _everything(comparison: Comparison) -> Mapping[str, Any]:
    """Every outcome under every option: mean and 95 % interval."""
    rows = []
    for column in OUTCOMES:
        row = {"Outcome": column.label, "Unit": column.unit.replace("GBP", "pounds")}
        for option in comparison.options:
            e = comparison.outcomes[option][column.name]
            mean = show(column, e.mean)
            row[label(option)] = f"{mean} ({interval(column, e.low, e.high)})" if e.n > 1 else mean
        rows.append(row)
    return _rows(pd.DataFrame(rows))
