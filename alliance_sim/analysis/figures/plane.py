"""The cost-wellbeing plane: what more wellbeing costs, future by future."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.appraisal import WellbeingScale, plane
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures.chart import Chart
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
from alliance_sim.analysis.formats import gbp, label, number, pounds, the, tick
from alliance_sim.results.tables import BY_OUTCOME

POUNDS = BY_OUTCOME[words.COST]

LEFT, RIGHT = 0.95, 2.1
HEIGHT, FOOT = 4.4, 0.6
CORNER_ROOM = 0.14
"""Room kept free above and below all points for the words in the corners."""

NARROW_SIDE = 0.36
"""Least width of one side of 0, as a share of the other."""

LABEL_LETTERS = 18
CLOUD, CENTRE = 4.5, 11.0
TICKS = 5


def build(comparison: Comparison, scale: WellbeingScale) -> Chart:
    """Extra cost against extra wellbeing, future by future, held against the first option.

    Raises:
        ValueError: there is only one option.
    """
    if len(comparison.options) < 2:
        raise ValueError("a cost-wellbeing plane needs two options")
    points = plane(comparison, scale, comparison.options[0])
    title = takeaways.on_the_plane(comparison)
    return Chart(
        name="cost_wellbeing_plane",
        subject="The cost-wellbeing plane",
        title=title,
        takeaway=f"{title}.",
        alt=f"Scatter of extra cost against extra wellbeing, a point for each future. {title}.",
        description=_description(comparison, points),
        table=_table(points),
        figure=_draw(comparison, scale, points, title).figure,
    )


def _draw(comparison: Comparison, scale: WellbeingScale, points: pd.DataFrame, title: str) -> Sheet:
    first = comparison.options[0]
    with drawing():
        sheet = Sheet(
            title,
            f"Each small mark is one simulated future, held against {the(first)} in the same "
            "future; large marks are means. Below the dashed line wellbeing is worth its cost at "
            f"{pounds(scale.gbp_per_point_year)} for a life-satisfaction point-year.",
            HEIGHT + FOOT,
        )
        width = WIDTH - LEFT - RIGHT
        axes = sheet.axes(LEFT, 0, width, HEIGHT)
        axes.spines["left"].set_visible(True)
        known = points.dropna()
        _limits(axes, known)
        _worth_line(axes, scale)
        axes.axhline(0, color=INK, linewidth=1)
        axes.axvline(0, color=INK, linewidth=1)
        means = known.groupby("option", sort=False)[["point_years", "cost_gbp"]].mean()
        for option in means.index:
            how = look(comparison.options, str(option))
            cloud = known[known["option"] == option]
            style: dict[str, Any] = {"color": how.colour, "marker": how.mark, "linestyle": "none"}
            axes.plot(
                cloud["point_years"], cloud["cost_gbp"], markersize=CLOUD, alpha=0.45, **style
            )
            axes.plot(
                [means.loc[option, "point_years"]],
                [means.loc[option, "cost_gbp"]],
                markersize=CENTRE,
                markeredgecolor=PAPER,
                markeredgewidth=1.2,
                zorder=4,
                **style,
            )
        _corners(axes)
        beside(
            axes,
            HEIGHT,
            [
                (
                    (
                        f"{wrapped(label(str(option)), LABEL_LETTERS, 1)}\n"
                        f"{gbp(cost, signed=True)} a year\n"
                        f"{number(years, signed=True)} point-years"
                    ),
                    (years, cost),
                    look(comparison.options, str(option)).colour,
                )
                for option, years, cost in means.itertuples()
            ],
        )
        axes.set_xlabel("Extra life-satisfaction point-years a year", size=SMALL_SIZE)
        axes.set_ylabel("Extra pounds a year", size=SMALL_SIZE)
        axes.xaxis.set_major_locator(MaxNLocator(TICKS))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, signed=True)))
        axes.yaxis.set_major_formatter(
            FuncFormatter(lambda value, _: tick(POUNDS, value, signed=True))
        )
    return sheet


def _limits(axes: Axes, points: pd.DataFrame) -> None:
    low, high = _ends(points["point_years"], CORNER_ROOM / 2)
    # Either side of 0 is wide enough for the words in its corners.
    axes.set_xlim(min(low, -NARROW_SIDE * high), max(high, -NARROW_SIDE * low))
    axes.set_ylim(*_ends(points["cost_gbp"], CORNER_ROOM))


def _ends(values: pd.Series, room: float) -> tuple[float, float]:
    low, high = min([0.0, *values]), max([0.0, *values])
    span = (high - low) or 1.0
    return low - room * span, high + room * span


def _worth_line(axes: Axes, scale: WellbeingScale) -> None:
    low, high = axes.get_xlim()
    bottom, top = axes.get_ylim()
    ends = np.array([low, high])
    axes.plot(
        ends, ends * scale.gbp_per_point_year, color=MUTED, linewidth=1.2, linestyle=(0, (5, 4))
    )
    axes.set_xlim(low, high)
    axes.set_ylim(bottom, top)


def _corners(axes: Axes) -> None:
    for x, y, ha, va, text in (
        (0.01, 0.99, "left", "top", "less wellbeing, dearer"),
        (0.99, 0.99, "right", "top", "more wellbeing, dearer"),
        (0.01, 0.01, "left", "bottom", "less wellbeing, cheaper"),
        (0.99, 0.01, "right", "bottom", "more wellbeing, cheaper"),
    ):
        axes.text(
            x,
            y,
            text,
            transform=axes.transAxes,
            ha=ha,
            va=va,
            size=SMALL_SIZE,
            color=MUTED,
            style="italic",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5},
            zorder=3,
        )


def _table(points: pd.DataFrame) -> pd.DataFrame:
    """Means and corners: the points themselves are in the stored outcomes."""
    rows = []
    for option, own in points.dropna().groupby("option", sort=False):
        row = {
            "Option": label(str(option)),
            "Extra point-years a year, mean": number(own["point_years"].mean(), signed=True),
            "Extra cost a year, mean": gbp(own["cost_gbp"].mean(), signed=True),
        }
        corners = _corner_counts(own)
        row |= {name: f"{number(count)} of {number(len(own))}" for name, count in corners.items()}
        rows.append(row)
    return pd.DataFrame(rows)


def _corner_counts(own: pd.DataFrame) -> dict[str, int]:
    better, dearer = own["point_years"] > 0, own["cost_gbp"] > 0
    return {
        "More wellbeing, dearer": int((better & dearer).sum()),
        "More wellbeing, no dearer": int((better & ~dearer).sum()),
        "No more wellbeing, dearer": int((~better & dearer).sum()),
        "No more wellbeing, no dearer": int((~better & ~dearer).sum()),
    }


def _description(comparison: Comparison, points: pd.DataFrame) -> str:
    first = the(comparison.options[0])
    parts = [
        (
            f"To the right is more wellbeing than {first}, upward is more cost. Bottom right is "
            "better and cheaper, top left is worse and dearer."
        )
    ]
    for option, own in points.dropna().groupby("option", sort=False):
        counts = _corner_counts(own)
        said = [f"{number(count)} {name.lower()}" for name, count in counts.items() if count]
        parts.append(f"{label(str(option))}, of {number(len(own))} futures: {'; '.join(said)}.")
    return " ".join(parts)
