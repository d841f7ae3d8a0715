"""The acceptability curve: how the answer turns on what wellbeing is taken to be worth."""

import math

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.appraisal import WellbeingScale, acceptability
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.margin import beside
from alliance_sim.analysis.figures.style import (
    MUTED,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import gbp, label, percent, pounds, tick
from alliance_sim.results.tables import BY_OUTCOME

POUNDS = BY_OUTCOME[words.COST]

LEFT, RIGHT = 0.95, 2.1
HEIGHT, FOOT = 3.4, 0.6
LABEL_LETTERS = 18
STEPS, ROWS = 61, 12
REACH = 2.0
"""The curve runs from 0 to so many times the value used in the run."""

TICKS = 5


def build(comparison: Comparison, scale: WellbeingScale) -> Chart:
    """The chance of the highest net benefit over what a life-satisfaction point-year is worth.

    Raises:
        ValueError: there is only one option.
    """
    if len(comparison.options) < 2:
        raise ValueError("an acceptability curve needs two options")
    values = np.linspace(0, REACH * scale.gbp_per_point_year, STEPS)
    curve = acceptability(comparison, scale, values.tolist())
    title = takeaways.turning_points(comparison, curve)
    here = acceptability(comparison, scale, [scale.gbp_per_point_year]).iloc[0]
    information = takeaways.foresight(float(here["perfect_information_gbp"]))
    return Chart(
        name="acceptability",
        subject="The acceptability curve",
        title=title,
        takeaway=f"{title}.",
        alt=f"Lines of the chance that each option has the highest net benefit. {title}.",
        description=_description(comparison, curve, information),
        table=_table(comparison, curve),
        figure=_draw(comparison, scale, curve, title, information).figure,
    )


def _draw(
    comparison: Comparison,
    scale: WellbeingScale,
    curve: pd.DataFrame,
    title: str,
    information: str,
) -> Sheet:
    with drawing():
        sheet = Sheet(
            title,
            "Chance of the highest net benefit: the share of simulated futures in which wellbeing "
            "in pounds, less cost, is higher than under any other option. Dashed: the value used "
            f"in this run, {pounds(scale.gbp_per_point_year)}. {information}",
            HEIGHT + FOOT,
        )
        axes = sheet.axes(LEFT, 0.05, WIDTH - LEFT - RIGHT, HEIGHT - 0.05)
        axes.spines["left"].set_visible(True)
        axes.grid(axis="y")
        worth = curve["gbp_per_point_year"].to_numpy()
        ends = []
        for option in comparison.options:
            how, chance = look(comparison.options, option), curve[option].to_numpy()
            axes.plot(
                worth,
                chance,
                color=how.colour,
                linewidth=2.4,
                marker=how.mark,
                markevery=10,
                markersize=6,
                clip_on=False,
            )
            if math.isfinite(chance[-1]):
                name = wrapped(label(option), LABEL_LETTERS, 1)
                ends.append((name, (worth[-1], chance[-1]), how.colour))
        axes.axvline(scale.gbp_per_point_year, color=MUTED, linewidth=1.2, linestyle=(0, (5, 4)))
        axes.set_ylim(0, 1)
        axes.set_xlim(0, worth[-1])
        beside(axes, HEIGHT, ends)
        axes.set_xlabel("Worth of one life-satisfaction point for one year", size=SMALL_SIZE)
        axes.set_ylabel("Chance of the highest net benefit", size=SMALL_SIZE)
        axes.xaxis.set_major_locator(MaxNLocator(TICKS))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(POUNDS, value)))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value)))
    return sheet


def _table(comparison: Comparison, curve: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for _, found in curve.iloc[:: (STEPS - 1) // ROWS].iterrows():
        row = {"Worth of a point-year": gbp(found["gbp_per_point_year"])}
        row |= {label(option): percent(found[option]) for option in comparison.options}
        row["Worth of knowing the future, a year"] = gbp(found["perfect_information_gbp"])
        rows.append(row)
    return pd.DataFrame(rows)


def _description(comparison: Comparison, curve: pd.DataFrame, information: str) -> str:
    low, high = curve.iloc[0], curve.iloc[-1]
    parts = ["Each option has a line; at any value of wellbeing the lines add to 100%."]
    parts += [
        f"{label(option)}: from {percent(low[option])} where wellbeing is given no worth to "
        f"{percent(high[option])} at {gbp(high['gbp_per_point_year'])} a point-year."
        for option in comparison.options
    ]
    return " ".join([*parts, information])
