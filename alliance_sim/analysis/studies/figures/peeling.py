"""PRIM's trajectory from coverage to density, and the limits of the box at its knee."""

from collections.abc import Sequence

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from alliance_sim.analysis.figures.style import (
    EDGE,
    INK,
    MUTED,
    PALETTE,
    PAPER,
    SHADE,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Sheet,
    drawing,
    wrapped,
)
from alliance_sim.analysis.formats import percent
from alliance_sim.analysis.studies.boxes import Limits, Members, bounds, significant
from alliance_sim.analysis.studies.cases import Cases, names_of

PLOT, LEFT, FOOT = 2.9, 0.75, 0.6
HEIGHT = 2.9
HEAD, ROW, BAR = 0.35, 0.68, 0.13
GAP = 0.55
NAME_LETTERS = 58
MOST_LIMITS = 8


def draw_peeling(
    title: str,
    event: str,
    points: Sequence[tuple[float, float]],
    knee: int,
    limits: Limits,
    cases: Cases,
) -> Sheet:
    """Draw the trajectory to the left and the limits to the right.

    Args:
        title: the message.
        event: what is looked for.
        points: coverage and density of each box, the one of all rows first.
        knee: the number of the box that is told.
        limits: its limits.
        cases: the rows.
    """
    shown = [factor for factor in cases.factors if factor.name in limits][:MOST_LIMITS]
    body = max(HEIGHT + FOOT, HEAD + ROW * len(shown) + 0.2)
    with drawing():
        sheet = Sheet(
            title,
            f"{event}: every box that PRIM finds (left), from all rows (square) to the smallest; "
            "the large mark is the box told, at the knee. Right: its limits (dark) within the "
            "range of each factor that the study varied (light). Other factors are not limited.",
            body,
        )
        axes = sheet.axes(LEFT, 0.05, PLOT, HEIGHT)
        coverage, density = np.array(points).T
        axes.plot(coverage, density, color=PALETTE[0], linewidth=1.2, zorder=2)
        axes.plot(coverage, density, "o", color=PALETTE[0], markersize=3.5, zorder=3)
        axes.plot(coverage[:1], density[:1], "s", color=MUTED, markersize=7, zorder=4)
        axes.plot(
            coverage[knee : knee + 1],
            density[knee : knee + 1],
            "o",
            color=PALETTE[2],
            markeredgecolor=PAPER,
            markersize=11,
            zorder=5,
        )
        axes.set_xlim(0, 1.03)
        axes.set_ylim(0, 1.03)
        axes.grid()
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_ticks([0, 0.25, 0.5, 0.75, 1])
            axis.set_major_formatter(FuncFormatter(lambda value, _: percent(value)))
        axes.set_xlabel("Coverage: share of all such rows that lie in the box", size=SMALL_SIZE)
        axes.set_ylabel("Density: share of the box's rows", size=SMALL_SIZE)
        left = LEFT + PLOT + GAP
        width = WIDTH - EDGE - left
        words = (
            f"The box: density {percent(float(density[knee]))}, coverage "
            f"{percent(float(coverage[knee]))}"
        )
        sheet.words(left, 0, words, weight="bold")
        names = dict(zip((one.name for one in cases.factors), names_of(cases.factors), strict=True))
        for place, factor in enumerate(shown):
            down = HEAD + place * ROW
            limit = limits[factor.name]
            text, told = names[factor.name], bounds(limit, factor.unit)
            if isinstance(limit, Members):
                sheet.words(left, down, wrapped(f"{text} {told}", NAME_LETTERS, 2), size=TEXT_SIZE)
                continue
            sheet.words(left, down, wrapped(text, NAME_LETTERS, 1), size=TEXT_SIZE)
            values = cases.settings[factor.name].to_numpy(dtype=np.float64)
            low, high = factor.low, factor.high
            if low is None or high is None:
                low, high = float(values.min()), float(values.max())
            bar = sheet.axes(left, down + 0.2, width, BAR)
            bar.set_xlim(low, high)
            bar.set_ylim(0, 1)
            bar.axis("off")
            start, end = max(limit.low, low), min(limit.high, high)
            bar.add_patch(Rectangle((low, 0), high - low, 1, facecolor=SHADE, edgecolor="none"))
            bar.add_patch(Rectangle((start, 0), end - start, 1, facecolor=PALETTE[2]))
            sheet.words(
                left + width / 2, down + 0.38, told, size=SMALL_SIZE, ha="center", weight="bold"
            )
            ends = (left, "left", low), (left + width, "right", high)
            for at, ha, value in ends:
                sheet.words(
                    at, down + 0.38, significant(value), size=SMALL_SIZE, color=MUTED, ha=ha
                )
        if not shown:
            sheet.words(left, HEAD, "No limit does better than all rows together.", color=INK)
    return sheet
