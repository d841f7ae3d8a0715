"""Acceptability over rows: how the choice turns on what wellbeing is taken to be worth.

Every row values wellbeing as its scenario does. The curve multiplies that worth: at 1 it is the
worth used in the study, at 0 only cost counts. The frontier follows the option that is best on
average, which need not be the one most often best.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alliance_sim.analysis.appraisal import perfect_information
from alliance_sim.analysis.estimates import Values, chance_best
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital, gbp, number, percent, pounds, the
from alliance_sim.analysis.samples import share_won
from alliance_sim.analysis.studies.cases import Cases
from alliance_sim.analysis.studies.figures.acceptance import draw_cloud, draw_curve
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.wording import told

STEPS, REACH = 61, 3.0
"""Values of worth that are tried, from 0 to so many times the worth used."""

SHOWN = 2
"""Decimals of a multiple of the worth used."""


@dataclass(frozen=True)
class Valued:
    """Cost and wellbeing of every option in every row, and what that wellbeing is worth.

    All have shape (rows, options).
    """

    options: tuple[str, ...]
    rows: tuple[int, ...]
    cost: Values
    """GBP a year."""

    wellbeing: Values
    """Score 0 to 1."""

    worth: Values
    """GBP a year that the row's scenario takes the wellbeing to be worth."""

    gbp_per_point_year: float | None
    """What the study takes a life-satisfaction point-year to be worth; None where rows differ."""

    def benefit(self, times: float) -> Values:
        """Net benefit, GBP a year, at so many times the worth used."""
        return np.asarray(times * self.worth - self.cost)


def valued(
    cost: Cases, wellbeing: Cases, benefit: Cases, gbp_per_point_year: float | None = None
) -> Valued:
    """What the appraisal rests on, from a study's outcomes.

    Net benefit is what wellbeing is worth less cost, so that worth is net benefit and cost
    together, whatever the row's settings are.
    """
    return Valued(
        benefit.options,
        tuple(int(row) for row in benefit.rows),
        cost.means,
        wellbeing.means,
        benefit.means + cost.means,
        gbp_per_point_year,
    )


def acceptability(found: Valued, times: Sequence[float]) -> pd.DataFrame:
    """The chance of each option to be best, over what wellbeing is worth; tidy.

    Args:
        found: what is valued.
        times: multiples of the worth used.

    Returns:
        One line a multiple and option: `worth_multiple`, `gbp_per_point_year` (NaN where rows
        differ), `option`, `chance_best` with its 95 % interval, `mean_net_benefit_gbp`,
        `is_frontier` (best on average) and `perfect_information_gbp`.
    """
    rows = []
    for one in times:
        benefit = found.benefit(one)
        chances, means = chance_best(benefit, higher_is_better=True), benefit.mean(axis=0)
        known = perfect_information(benefit)
        first = int(means.argmax())
        for place, option in enumerate(found.options):
            chance = float(chances[place])
            _, low, high = share_won(round(chance * len(benefit)), len(benefit))
            rows.append(
                {
                    "worth_multiple": float(one),
                    "gbp_per_point_year": one * found.gbp_per_point_year
                    if found.gbp_per_point_year is not None
                    else math.nan,
                    "option": option,
                    "chance_best": chance,
                    "chance_low": low,
                    "chance_high": high,
                    "mean_net_benefit_gbp": float(means[place]),
                    "is_frontier": place == first,
                    "perfect_information_gbp": known,
                }
            )
    return pd.DataFrame(rows)


def plane(found: Valued) -> pd.DataFrame:
    """Extra wellbeing and extra cost of each option against the first, row by row."""
    frames = [
        pd.DataFrame(
            {
                "row": found.rows,
                "option": option,
                "against": found.options[0],
                "extra_wellbeing": found.wellbeing[:, place] - found.wellbeing[:, 0],
                "extra_cost_gbp": found.cost[:, place] - found.cost[:, 0],
            }
        )
        for place, option in enumerate(found.options)
        if place
    ]
    return pd.concat(frames, ignore_index=True)


def find(found: Valued) -> Finding:
    """The acceptability curve, its frontier, and the plane of cost and wellbeing."""
    times = np.linspace(0, REACH, STEPS).tolist()
    curve, points = acceptability(found, times), plane(found)
    spans = frontier(found)
    title = _title(found, spans)
    cloud_title = _cloud_title(found, points)
    paragraph = _paragraph(found, points, spans)
    charts = (
        Chart(
            name="acceptability",
            subject="The acceptability curve and its frontier",
            title=title,
            takeaway=f"{title}.",
            alt=f"Lines of the chance that each option has the highest net benefit. {title}.",
            description=paragraph,
            table=curve,
            figure=draw_curve(title, found.options, curve, found.gbp_per_point_year).figure,
        ),
        Chart(
            name="plane",
            subject="Extra cost against extra wellbeing, row by row",
            title=cloud_title,
            takeaway=f"{cloud_title}.",
            alt=f"Scatter of extra cost against extra wellbeing. {cloud_title}.",
            description=paragraph,
            table=points,
            figure=draw_cloud(cloud_title, found.options, points).figure,
        ),
    )
    return Finding(
        "acceptability", title, paragraph, {"acceptability": curve, "plane": points}, charts
    )


def frontier(found: Valued) -> list[tuple[str, float, float]]:
    """The options that are best on average, each with the multiples from and to which it is.

    Mean net benefit is a straight line in the multiple, so where two lines cross is exact.
    """
    worth, cost = found.worth.mean(axis=0), found.cost.mean(axis=0)
    at, here = 0.0, int((-cost).argmax())
    spans: list[tuple[str, float, float]] = []
    while True:
        steeper = [place for place in range(len(worth)) if worth[place] > worth[here]]
        crossings = {
            place: (cost[place] - cost[here]) / (worth[place] - worth[here]) for place in steeper
        }
        ahead = min(crossings, key=lambda place: crossings[place], default=-1)
        end = crossings.get(ahead, REACH)
        if end >= REACH:
            return [*spans, (found.options[here], at, REACH)]
        if end > at:
            spans.append((found.options[here], at, float(end)))
        at, here = max(at, float(end)), ahead


def _worth(found: Valued, times: float) -> str:
    if found.gbp_per_point_year is not None:
        return f"{pounds(round(times * found.gbp_per_point_year, -2))} a point-year"
    return f"{number(times, SHOWN)} times the worth used"


def _title(found: Valued, spans: list[tuple[str, float, float]]) -> str:
    if len(spans) == 1:
        most = _worth(found, REACH)
        first = capital(the(spans[0][0]))
        return f"{first} is best on average at any worth of wellbeing up to {most}"
    parts = [f"{the(spans[0][0])} is best on average below {_worth(found, spans[0][2])}"]
    parts += [f"{the(option)} from there to {_worth(found, end)}" for option, _, end in spans[1:-1]]
    return capital(", ".join([*parts, f"{the(spans[-1][0])} above"]))


def _cloud_title(found: Valued, points: pd.DataFrame) -> str:
    parts = []
    for option in found.options[1:]:
        own = points[points["option"] == option]
        better = own["extra_wellbeing"] > 0
        dearer = own["extra_cost_gbp"] > 0
        counts = {
            "more wellbeing at more cost": int((better & dearer).sum()),
            "more wellbeing at no more cost": int((better & ~dearer).sum()),
            "no more wellbeing at more cost": int((~better & dearer).sum()),
            "no more wellbeing at no more cost": int((~better & ~dearer).sum()),
        }
        most = max(counts, key=lambda name: counts[name])
        parts.append(f"{the(option)} gives {most} in {percent(counts[most] / len(own))} of rows")
    return capital(f"against {the(found.options[0])}, {'; '.join(parts)}")


def _paragraph(
    found: Valued,
    points: pd.DataFrame,
    spans: list[tuple[str, float, float]],
) -> str:
    rows = len(found.rows)
    here = acceptability(found, [1.0]).set_index("option")
    used = (
        f"{pounds(found.gbp_per_point_year)} a life-satisfaction point-year"
        if found.gbp_per_point_year is not None
        else "the worth that each row's scenario gives wellbeing"
    )
    opening = f"At {used}, over {number(rows)} rows with luck averaged out within each:"
    points_told = [
        f"{capital(the(option))} has the highest net benefit in "
        f"{percent(here.at[option, 'chance_best'])} of rows (95% interval "
        f"{percent(here.at[option, 'chance_low'])} to {percent(here.at[option, 'chance_high'])})."
        for option in found.options
    ]
    for option in found.options[1:]:
        own = points[points["option"] == option]
        points_told.append(
            f"{capital(the(option))} against {the(found.options[0])}: "
            f"{number(own['extra_wellbeing'].mean(), 3, signed=True)} of wellbeing (0 to 1) and "
            f"{gbp(own['extra_cost_gbp'].mean(), signed=True)} a year, mean over rows."
        )
    known = float(here["perfect_information_gbp"].iloc[0])
    closing = [
        f"{_title(found, spans)}; the curve runs to {number(REACH)} times the worth used.",
        f"Knowing the row beforehand would be worth {gbp(known)} a year.",
        "Chances are shares of the rows, which are as likely as the study's ranges make them.",
    ]
    return told(opening, points_told, closing)
