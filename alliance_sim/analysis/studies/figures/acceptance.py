"""Chances of being best over what wellbeing is worth, and cost against wellbeing row by row."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from alliance_sim.analysis.figures.margin import beside
from alliance_sim.analysis.figures.style import (
    INK,
    MUTED,
    PAPER,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import MINUS, gbp, label, number, percent, pounds, the, tick
from alliance_sim.analysis.studies.boxes import significant
from alliance_sim.results.tables import BY_OUTCOME

POUNDS = BY_OUTCOME["cost_total_gbp"]

LEFT, RIGHT, HEIGHT, FOOT = 0.95, 2.1, 3.5, 0.6
LETTERS = 18
TICKS = 5
EVERY = 10
"""A mark on every so-manieth value of a line."""

FRONTIER_WIDTH = 7
SHADING = 0.3
CLOUD, CENTRE = 4.0, 11.0


def draw_curve(
    title: str, options: Sequence[str], curve: pd.DataFrame, gbp_per_point_year: float | None
) -> Sheet:
    """Draw each option's chance to be best; the frontier is a broad band beneath.

    Args:
        title: the message.
        options: what is compared.
        curve: as `acceptability` gives it.
        gbp_per_point_year: the worth used, where it is one.
    """
    scale = gbp_per_point_year if gbp_per_point_year is not None else 1.0
    with drawing():
        sheet = Sheet(
            title,
            "Each line: the share of rows in which the option has the highest net benefit. Broad "
            "band: the frontier, the option that is best on average. Dashed: the worth used.",
            HEIGHT + FOOT,
        )
        axes = sheet.axes(LEFT, 0.05, WIDTH - LEFT - RIGHT, HEIGHT)
        ends = []
        for option in options:
            own = curve[curve["option"] == option]
            worth = own["worth_multiple"].to_numpy() * scale
            chance = own["chance_best"].to_numpy()
            how = look(options, option)
            on = np.where(own["is_frontier"].to_numpy(), chance, np.nan)
            axes.plot(worth, on, color=how.colour, alpha=SHADING, linewidth=FRONTIER_WIDTH)
            axes.plot(
                worth,
                chance,
                color=how.colour,
                linewidth=2,
                marker=how.mark,
                markevery=EVERY,
                markersize=6,
                clip_on=False,
            )
            name = wrapped(label(option), LETTERS, 1)
            ends.append((name, (float(worth[-1]), float(chance[-1])), how.colour))
        axes.axvline(scale, color=MUTED, linewidth=1.2, linestyle=(0, (5, 4)))
        axes.set_xlim(0, float(worth[-1]))
        axes.set_ylim(0, 1)
        axes.grid()
        beside(axes, HEIGHT, ends)
        axes.xaxis.set_major_locator(MaxNLocator(TICKS))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value)))
        axes.set_ylabel("Share of rows in which it is best", size=SMALL_SIZE)
        if gbp_per_point_year is None:
            axes.set_xlabel("Worth of wellbeing, times the worth used", size=SMALL_SIZE)
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        else:
            axes.set_xlabel("Worth of one life-satisfaction point for one year", size=SMALL_SIZE)
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: pounds(value)))
    return sheet


def draw_cloud(title: str, options: Sequence[str], points: pd.DataFrame) -> Sheet:
    """Draw extra cost over extra wellbeing against the first option, a point a row.

    Args:
        title: the message.
        options: what is compared.
        points: as `plane` gives it.
    """
    with drawing():
        sheet = Sheet(
            title,
            f"Each small mark is one row of the study, luck averaged out, held against "
            f"{the(options[0])} in the same row; large marks are means. Right: more wellbeing. "
            "Up: dearer.",
            HEIGHT + FOOT,
        )
        axes = sheet.axes(LEFT, 0.05, WIDTH - LEFT - RIGHT, HEIGHT)
        ends = []
        for option in options[1:]:
            own = points[points["option"] == option]
            how = look(options, option)
            x, y = own["extra_wellbeing"].to_numpy(), own["extra_cost_gbp"].to_numpy()
            axes.plot(
                x,
                y,
                linestyle="none",
                marker=how.mark,
                markersize=CLOUD,
                color=how.colour,
                alpha=0.45,
                markeredgewidth=0,
            )
            centre = float(x.mean()), float(y.mean())
            axes.plot(
                *([one] for one in centre),
                linestyle="none",
                marker=how.mark,
                markersize=CENTRE,
                color=how.colour,
                markeredgecolor=PAPER,
                markeredgewidth=1.2,
                zorder=4,
            )
            words = (
                f"{wrapped(label(option), LETTERS, 1)}\n{gbp(centre[1], signed=True)} a year\n"
                f"{number(centre[0], 3, signed=True)} wellbeing"
            )
            ends.append((words, centre, how.colour))
        axes.axvline(0, color=INK, linewidth=1)
        axes.axhline(0, color=INK, linewidth=1)
        axes.grid()
        beside(axes, HEIGHT, ends)
        axes.set_xlabel("Extra wellbeing (score 0 to 1)", size=SMALL_SIZE)
        axes.set_ylabel("Extra pounds a year", size=SMALL_SIZE)
        axes.xaxis.set_major_locator(MaxNLocator(TICKS))
        axes.xaxis.set_major_formatter(FuncFormatter(_signed))
        axes.yaxis.set_major_locator(MaxNLocator(TICKS))
        axes.yaxis.set_major_formatter(
            FuncFormatter(lambda value, _: tick(POUNDS, value, signed=True))
        )
    return sheet


def _signed(value: float, _: int) -> str:
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{significant(abs(value))}"
