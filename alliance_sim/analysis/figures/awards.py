"""Awards repeated: what winners cost and what they are paid, as two outlines on one axis."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.margin import beside
from alliance_sim.analysis.figures.style import (
    INK,
    PALETTE,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
)
from alliance_sim.analysis.formats import MISSING, number, percent
from alliance_sim.experiments.laboratory import Report, Sample
from alliance_sim.experiments.laboratory.report import MEASURES

LEFT, RIGHT = 0.95, 2.3
HEIGHT, FOOT = 3.6, 0.6
BINS = 60
EDGES = (0.001, 0.999)
"""Shares of the awards between which the axis runs; a long tail would flatten all else."""

DECIMALS = 3
STYLES = {"winner_cost": (PALETTE[1], (0, (4, 2))), "price": (PALETTE[0], "solid")}
"""Colour and line of each outline: told apart by line as well as by colour."""

NAMES = {"winner_cost": "Winner's cost", "price": "Price paid"}


def build(sample: Sample, report: Report, name: str) -> Chart:
    """Draw the awards of one sample.

    Args:
        sample: Every award.
        report: Its estimates.
        name: What was let, for the caption.
    """
    title = headline(report)
    return Chart(
        name="awards",
        subject=f"Prices and costs of repeated awards: {name}",
        title=title,
        takeaway=f"{title}.",
        alt=(
            "Two outlines of how often each amount occurs: what the work costs the winner, dashed, "
            f"and what it is paid, solid. {title}."
        ),
        description=_description(report),
        table=table(report),
        figure=_draw(sample, report, title).figure,
    )


def headline(report: Report) -> str:
    """What the awards came to, in one sentence without its full stop."""
    outcomes = report.outcomes
    if "price" not in outcomes:
        return "Nothing was awarded"
    price, cost = outcomes["price"].mean, outcomes["winner_cost"].mean
    said = f"The winner is paid {number(price, DECIMALS)} on average"
    said += f" for work that costs it {number(cost, DECIMALS)}"
    failed = outcomes["no_award_share"].mean
    return f"{said}; {percent(failed)} of awards fail" if failed else said


def table(report: Report) -> pd.DataFrame:
    """Every estimate, ready to read."""
    rows = [
        {
            "Measure": MEASURES[name],
            "Mean": number(found.mean, DECIMALS + 1),
            "Standard error": number(found.se, DECIMALS + 2) if np.isfinite(found.se) else MISSING,
            "Spread of awards": number(found.sd, DECIMALS) if np.isfinite(found.sd) else MISSING,
        }
        for name, found in report.outcomes.items()
    ]
    return pd.DataFrame(rows)


def _draw(sample: Sample, report: Report, title: str) -> Sheet:
    with drawing():
        sheet = Sheet(
            title,
            f"How often each amount occurs in {number(report.awards)} awards. Dashed: what the "
            "work costs the winner. Solid: what it is paid. Vertical lines are means.",
            HEIGHT + FOOT,
        )
        axes = sheet.axes(LEFT, 0, WIDTH - LEFT - RIGHT, HEIGHT)
        axes.spines["left"].set_visible(True)
        shown = {name: getattr(sample, name) for name in STYLES}
        shown = {name: values[np.isfinite(values)] for name, values in shown.items()}
        if all(len(values) for values in shown.values()):
            _outlines(axes, shown, report)
        axes.set_xlabel("Amount, in the market's money", size=SMALL_SIZE)
        axes.set_ylabel("Share of awards", size=SMALL_SIZE)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f}%"))
    return sheet


def _outlines(axes: Axes, shown: dict[str, np.ndarray], report: Report) -> None:
    everything = np.concatenate(list(shown.values()))
    low, high = np.quantile(everything, EDGES)
    if not low < high:
        low, high = low - abs(low or 1) / 2, high + abs(high or 1) / 2
    bins = np.linspace(low, high, BINS + 1)
    labels = []
    for name, values in shown.items():
        colour, line = STYLES[name]
        share = np.histogram(values, bins)[0] / len(values)
        axes.stairs(share, bins, color=colour, linewidth=1.8, linestyle=line)
        mean = report.outcomes[name].mean
        axes.axvline(mean, color=colour, linewidth=1.0, linestyle=line)
        place = min(max(int(np.searchsorted(bins, mean)) - 1, 0), BINS - 1)
        text = f"{NAMES[name]}\nmean {number(mean, DECIMALS)}"
        labels.append((text, (mean, float(share[place])), colour))
    axes.set_xlim(low, high)
    axes.set_ylim(0, axes.get_ylim()[1])
    axes.tick_params(colors=INK)
    beside(axes, HEIGHT, labels)


def _description(report: Report) -> str:
    parts = [
        f"{MEASURES[name]}: {number(found.mean, DECIMALS)}"
        + (f" (standard error {number(found.se, DECIMALS + 2)})" if np.isfinite(found.se) else "")
        for name, found in report.outcomes.items()
    ]
    return f"Means over {number(report.awards)} awards. {'; '.join(parts)}."
