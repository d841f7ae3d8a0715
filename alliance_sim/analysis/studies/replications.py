"""How many replications a row needs, from the study's own paired differences."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from scipy.stats import chi2

from alliance_sim.analysis.estimates import CONFIDENCE
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital, listed, number, tick
from alliance_sim.analysis.precision import half_width, replications_for
from alliance_sim.analysis.studies.cases import Cases, Target
from alliance_sim.analysis.studies.figures.halving import Curve, draw_halving
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.problem import AnalysisError
from alliance_sim.analysis.studies.wording import amount, told, with_interval

TRIED = (2, 3, 5, 8, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000)
"""Numbers of replications that the table has."""

HARD = 0.9
"""Quantile of rows by their spread that stands for a hard row."""

MOST_CURVES = 3
"""With more pairs, only those with the scenario's first option are drawn; the table has all."""

PARTS = (1.0, 0.5, 0.25, 0.1)
"""Half-widths asked for where none is, as shares of the typical difference between options."""


@dataclass(frozen=True)
class Spread:
    """How far luck moves one paired difference within a row."""

    target: Target
    typical: float
    """Standard deviation, pooled over rows."""

    low: float
    high: float
    """Its 95 % interval, were luck normal."""

    hard: float
    """Standard deviation that nine rows of ten stay below."""

    size: float
    """Mean over rows of how far the two options are apart."""

    free: int
    """Degrees of freedom behind the pooled value."""


def spread(target: Target) -> Spread:
    """The spread of one paired difference within rows.

    Raises:
        AnalysisError: No row has two replications.
    """
    runs = target.runs
    known = np.isfinite(runs)
    counts = known.sum(axis=1)
    used = counts > 1
    if not used.any():
        raise AnalysisError(
            "the number of replications can be judged only from rows with two or more; run the "
            "study with 'replications: 2' or more"
        )
    runs, counts = runs[used], counts[used]
    sds = np.array([row[np.isfinite(row)].std(ddof=1) for row in runs])
    free = int((counts - 1).sum())
    total = float(((counts - 1) * sds**2).sum())
    tail = (1 - CONFIDENCE) / 2
    low, high = (math.sqrt(total / chi2.ppf(end, free)) for end in (1 - tail, tail))
    return Spread(
        target,
        math.sqrt(total / free),
        low,
        high,
        float(np.quantile(sds, HARD)),
        float(np.abs(target.means[used]).mean()),
        free,
    )


def find(cases: Cases, half_widths: Sequence[float] = ()) -> Finding:
    """How well so many replications know a row's paired difference, and how many it takes.

    Args:
        cases: the rows.
        half_widths: what is asked for, in the outcome's unit; parts of the typical difference
            where nothing is.

    Raises:
        AnalysisError: There is no paired difference, or no row has two replications.
    """
    if not cases.pairs:
        raise AnalysisError("a paired difference needs two options")
    found = [spread(target) for target in cases.pairs]
    title = _title(cases, found[0])
    paragraph = _paragraph(cases, found, half_widths)
    tables = {"curve": _curve(cases, found), "needed": _needed(cases, found, half_widths)}
    chart = Chart(
        name="replications",
        subject="How well so many replications know a paired difference",
        title=title,
        takeaway=f"{title}.",
        alt=f"Lines of the half-width of the interval over the number of replications. {title}.",
        description=paragraph,
        table=tables["needed"],
        figure=_draw(cases, found, title),
    )
    return Finding("replications", title, paragraph, tables, (chart,))


def _title(cases: Cases, one: Spread) -> str:
    now = cases.replications
    reach = half_width(one.typical, now)
    return (
        f"{number(now)} replications know {one.target.words} to within "
        f"{amount(cases.column, reach)} in a typical row"
    )


def _draw(cases: Cases, found: Sequence[Spread], title: str) -> Figure:
    first = f"-{cases.options[0]}"
    drawn = [one for one in found if one.target.name.endswith(first)]
    drawn = [*found] if len(found) <= MOST_CURVES else drawn
    curves = [
        Curve(
            f"{capital(one.target.words.split(', ')[-1])}",
            np.array(TRIED, dtype=np.float64),
            np.array([half_width(one.typical, n) for n in TRIED]),
            np.array([half_width(one.hard, n) for n in TRIED]),
        )
        for one in drawn[:MOST_CURVES]
    ]
    note = (
        "Half-width of the 95% interval of a row's mean paired difference. Lines: a typical row. "
        "Upper edge of each band: a hard row, which nine in ten stay below. Dashed: what this "
        "study has. Both axes are logarithmic."
    )
    axis = f"Half-width, {cases.column.label.lower()} ({cases.column.unit})"
    return draw_halving(
        title, note, curves, cases.replications, lambda value: tick(cases.column, value), axis
    ).figure


def _wanted(one: Spread, half_widths: Sequence[float]) -> list[float]:
    return [*half_widths] or [part * one.size for part in PARTS if one.size > 0]


def _paragraph(cases: Cases, found: Sequence[Spread], half_widths: Sequence[float]) -> str:
    column, now = cases.column, cases.replications
    opening = (
        f"From {number(len(cases.rows))} rows of up to {number(now)} replications each. The "
        "half-width of a 95% interval (Student's t) falls with the root of the number of "
        "replications."
    )
    points = []
    for one in found:
        needed = [
            f"{number(replications_for(one.typical, wanted))} for {amount(column, wanted)}"
            for wanted in _wanted(one, half_widths)
        ]
        points.append(
            f"{capital(one.target.words)}: luck has a standard deviation of "
            f"{with_interval(column, one.typical, one.low, one.high)}; the two are "
            f"{amount(column, one.size)} apart in a typical row. {number(now)} replications give "
            f"a half-width of {amount(column, half_width(one.typical, now))}, and of "
            f"{amount(column, half_width(one.hard, now))} in a hard row."
            + (f" Replications needed in a typical row: {listed(needed)}." if needed else "")
        )
    closing = [
        "This is the precision of one row.",
        "Indices and rules over many rows average luck out again, and can do with fewer.",
    ]
    return told(opening, points, closing)


def _curve(cases: Cases, found: Sequence[Spread]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "target": one.target.name,
                "outcome": cases.column.name,
                "unit": cases.column.unit,
                "replications": n,
                "half_width": half_width(one.typical, n),
                "half_width_hard_row": half_width(one.hard, n),
                "sd": one.typical,
                "sd_low": one.low,
                "sd_high": one.high,
            }
            for one in found
            for n in TRIED
        ]
    )


def _needed(cases: Cases, found: Sequence[Spread], half_widths: Sequence[float]) -> pd.DataFrame:
    rows = [
        {
            "target": one.target.name,
            "outcome": cases.column.name,
            "unit": cases.column.unit,
            "half_width": wanted,
            "replications": replications_for(one.typical, wanted),
            "replications_hard_row": replications_for(one.hard, wanted),
        }
        for one in found
        for wanted in _wanted(one, half_widths)
    ]
    columns = ["target", "outcome", "unit", "half_width", "replications", "replications_hard_row"]
    return pd.DataFrame(rows, columns=columns)
