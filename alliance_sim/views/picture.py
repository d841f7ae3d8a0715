"""A finished comparison as a page shows it: sentences, tables and pictures, ready to draw."""

from dataclasses import dataclass

import pandas as pd

from alliance_sim.analysis.formats import interval, label, show
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.views import tables
from alliance_sim.views.finished import Finished


@dataclass(frozen=True)
class Figure:
    """One figure with everything that stands in for it."""

    png: bytes
    title: str
    alt: str
    description: str
    table: pd.DataFrame


@dataclass(frozen=True)
class Picture:
    """Everything a page says about a comparison; small enough to be kept."""

    title: str
    headline: str
    most_likely_best: str
    summary: pd.DataFrame
    notes: str
    figures: tuple[Figure, ...]


def picture(finished: Finished) -> Picture:
    """Draw a comparison; takes seconds, so a page leaves it to a worker."""
    comparison = finished.comparison
    return Picture(
        title=finished.scenario.title,
        headline=finished.headline,
        most_likely_best=tables.most_likely_best(comparison),
        summary=_summary(finished),
        notes=tables.notes(comparison, more="simulate more"),
        figures=tuple(
            Figure(chart.png(), chart.title, chart.alt, chart.description, chart.table)
            for chart in finished.charts
        ),
    )


def _summary(finished: Finished) -> pd.DataFrame:
    """Means with 95 % intervals, one row an option."""
    comparison = finished.comparison
    rows = {}
    for option in comparison.options:
        cells = {}
        for name in tables.SHOWN:
            column, e = BY_OUTCOME[name], comparison.outcomes[option][name]
            spread = f" ({interval(column, e.low, e.high)})" if e.n > 1 else ""
            cells[tables.title_of(column)] = show(column, e.mean) + spread
        rows[label(option)] = cells
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("Option")
