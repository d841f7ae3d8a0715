"""How the half-width of an interval falls with the number of replications."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, NullFormatter, NullLocator

from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.figures.margin import beside
from alliance_sim.analysis.figures.style import (
    MARKS,
    MUTED,
    PALETTE,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
    wrapped,
)
from alliance_sim.analysis.formats import number

LEFT, RIGHT, HEIGHT, FOOT = 1.0, 2.4, 3.4, 0.6
LETTERS = 26
SHADING = 0.12
TICKS = (2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Curve:
    """One line: a typical row, and a hard one above it."""

    name: str
    at: Values
    typical: Values
    hard: Values


def draw_halving(
    title: str,
    note: str,
    curves: Sequence[Curve],
    now: int,
    mark: Callable[[float], str],
    axis: str,
) -> Sheet:
    """Draw half-widths over numbers of replications.

    Args:
        title: the message.
        note: what the lines mean.
        curves: the lines; those that are nowhere above 0 are left out.
        now: how many replications the study has.
        mark: writes a half-width on the axis.
        axis: what is measured, with its unit.
    """
    with drawing():
        sheet = Sheet(title, note, HEIGHT + FOOT)
        axes = sheet.axes(LEFT, 0.05, WIDTH - LEFT - RIGHT, HEIGHT)
        ends = []
        drawn = [one for one in curves if (one.typical > 0).all()]
        axes.set_xscale("log")
        if drawn:
            axes.set_yscale("log")
        for place, one in enumerate(drawn):
            colour = PALETTE[place % len(PALETTE)]
            axes.plot(
                one.at,
                one.typical,
                color=colour,
                linewidth=2,
                marker=MARKS[place % len(MARKS)],
                markersize=5,
            )
            axes.fill_between(
                one.at, one.typical, one.hard.clip(one.typical), color=colour, alpha=SHADING
            )
            ends.append((wrapped(one.name, LETTERS, 2), (one.at[-1], one.typical[-1]), colour))
        axes.axvline(now, color=MUTED, linewidth=1.2, linestyle=(0, (5, 4)))
        axes.set_xlim(TICKS[0], TICKS[-1])
        axes.xaxis.set_major_locator(FixedLocator(list(TICKS)))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
        if drawn:
            axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
            axes.yaxis.set_minor_formatter(NullFormatter())
            axes.yaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: mark(value)))
        axes.grid()
        axes.set_xlabel("Replications of a row", size=SMALL_SIZE)
        axes.set_ylabel(axis, size=SMALL_SIZE)
        beside(axes, HEIGHT, ends)
    return sheet
