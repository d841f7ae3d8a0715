"""What a written brief says, part by part, before it becomes a Word file or a PDF."""

from dataclasses import dataclass

from alliance_sim.analysis.formats import capital
from alliance_sim.views.exports import grids, sentences
from alliance_sim.views.exports.drawings import Drawing, Drawings
from alliance_sim.views.exports.grids import Grid
from alliance_sim.views.exports.provenance import Provenance
from alliance_sim.views.exports.text import one_line
from alliance_sim.views.finished import Finished

FIRST_FIGURE = "options"
AUTHOR = "alliance_sim"
LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Part:
    """One part under its heading; what it has stands in the order of the fields."""

    heading: str
    says: tuple[str, ...] = ()
    grid: Grid | None = None
    drawings: tuple[Drawing, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Brief:
    """A brief in words."""

    title: str
    place: str
    headline: str
    parts: tuple[Part, ...]
    numbers: tuple[Grid, ...]
    """The table behind each figure, for a document that has room for them."""


def brief(finished: Finished, provenance: Provenance, figures: Drawings) -> Brief:
    """Write the brief of a comparison.

    Args:
        finished: the comparison.
        provenance: where it comes from.
        figures: the figures to show: the first beside the summary, all others after the words.
    """
    first = tuple(one for one in figures.drawn if one.name == FIRST_FIGURE)
    others = tuple(one for one in figures.drawn if one.name != FIRST_FIGURE)
    missing = [Part("Figures that are missing", points=figures.failed)] if figures.failed else []
    return Brief(
        title=provenance.title,
        place=f"{capital(provenance.place)}. {provenance.day}.",
        headline=sentences.headline(finished),
        parts=(
            Part(
                "The options side by side", (sentences.NET_BENEFIT,), grids.summary(finished), first
            ),
            Part(
                "What changes from one option to another",
                grid=grids.differences(finished),
                points=sentences.frequencies(finished),
            ),
            Part("Who bears what", (sentences.READING_LOSS,), grids.bearers(finished)),
            *missing,
            *([Part("More figures", drawings=others)] if others else []),
            Part("What this leaves out", points=sentences.LEAVES_OUT),
            Part("Where this comes from", facts=provenance.pairs()),
        ),
        numbers=tuple(_numbers(one) for one in figures.drawn),
    )


def _numbers(drawing: Drawing) -> Grid:
    table = drawing.table.astype(str)
    return Grid(
        drawing.subject,
        tuple(one_line(name) for name in table.columns),
        tuple(tuple(one_line(cell) for cell in row) for row in table.to_numpy().tolist()),
    )
