"""The figures as bytes; one that fails is named and the rest goes on."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from alliance_sim.analysis.figures import Chart
from alliance_sim.views.exports.text import one_line
from alliance_sim.views.finished import Finished

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drawing:
    """One figure, drawn, with everything that travels with it."""

    name: str
    subject: str
    title: str
    alt: str
    description: str
    table: pd.DataFrame
    png: bytes
    svg: bytes
    width: float
    """Of the picture, inches."""

    height: float
    """Of the picture, inches."""


@dataclass(frozen=True)
class Drawings:
    """The figures that could be drawn, and a sentence for each that could not."""

    drawn: tuple[Drawing, ...]
    failed: tuple[str, ...]


def draw(finished: Finished, names: Sequence[str] | None = None) -> Drawings:
    """Draw the figures of a comparison, in the order of the report.

    Args:
        finished: the comparison.
        names: only figures of these names; all of them if None.
    """
    drawn, failed = [], []
    for chart in _charts(finished):
        if isinstance(chart, str):
            failed.append(_missing(chart))
        elif names is None or chart.name in names:
            try:
                drawn.append(_drawing(chart))
            except Exception:
                # Whatever went wrong with one figure, the reader still gets the others.
                LOG.exception("figure %s could not be drawn", chart.name)
                failed.append(_missing(chart.subject))
    return Drawings(tuple(drawn), tuple(failed))


def _charts(finished: Finished) -> Iterator[Chart | str]:
    """Every figure, or what it was to show where it cannot be built."""
    try:
        yield from finished.charts
        return
    except Exception:
        LOG.exception("the figures could not be built in one go")
    for shows, plan in finished.plans.items():
        try:
            yield plan()
        except Exception:
            LOG.exception("figure of %s could not be built", shows)
            yield shows


def _drawing(chart: Chart) -> Drawing:
    width, height = chart.figure.get_size_inches()
    return Drawing(
        name=chart.name,
        subject=one_line(chart.subject),
        title=one_line(chart.title),
        alt=one_line(chart.alt),
        description=one_line(chart.description),
        table=chart.table,
        png=chart.png(),
        svg=chart.svg(),
        width=float(width),
        height=float(height),
    )


def _missing(shows: str) -> str:
    what = f"{shows[:1].lower()}{shows[1:]}"
    return f"The figure that shows {what} could not be drawn and is left out."
