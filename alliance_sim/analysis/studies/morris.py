"""Morris effects: how far each factor moves an outcome over its range, and how unevenly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from alliance_sim.analysis.estimates import CONFIDENCE, Values
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital, number, tick
from alliance_sim.analysis.studies.cases import Cases, Target, names_of
from alliance_sim.analysis.studies.design_checks import morris_steps, whole_blocks
from alliance_sim.analysis.studies.figures.ranked import Mark, Panel, draw_ranked
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.luck import Luck, luck
from alliance_sim.analysis.studies.problem import AnalysisError
from alliance_sim.analysis.studies.ranking import NAMED, Ranking, headline
from alliance_sim.analysis.studies.wording import amount, basis, told, with_interval

RESAMPLES = 1000
"""Bootstrap resamples of the trajectories behind an interval."""

LEAST_TRAJECTORIES = 2
UNEVEN = 0.5
"""Above this, sigma over mu* speaks of bends, or of effects that hang on other factors."""


@dataclass(frozen=True)
class Effects:
    """The effects of one target, in the outcome's unit for a factor's whole range."""

    target: Target
    mean: Values
    size: Values
    """mu*, the mean of the effect whatever its sign."""

    reach: Values
    """The 95 % interval of `size` is this far either way."""

    spread: Values
    """sigma, the standard deviation of the effect over the space of factors."""

    luck: Luck

    @property
    def ranking(self) -> Ranking:
        """Factors by their mean effect."""
        low, high = self.size - self.reach, self.size + self.reach
        return Ranking(self.target, self.size, low, high, self.luck)


def effects(places: Values, values: Values, levels: int, seed: int) -> dict[str, Values]:
    """Elementary effects of one output over whole Morris trajectories (Morris 1991).

    Args:
        places: shape (rows, factors), on the grid of a Morris design over the unit interval.
        values: one value a row.
        levels: of the grid.
        seed: seed of the bootstrap.

    Returns:
        SALib's result: `mu`, `mu_star`, `mu_star_conf`, `sigma`.
    """
    from SALib.analyze import morris

    factors = places.shape[1]
    problem = {
        "num_vars": factors,
        "names": [str(place) for place in range(factors)],
        "bounds": [[0.0, 1.0]] * factors,
    }
    found = morris.analyze(
        problem,
        places,
        values,
        num_resamples=RESAMPLES,
        conf_level=CONFIDENCE,
        num_levels=levels,
        seed=seed,
    )
    return {
        name: np.asarray(found[name], dtype=np.float64)
        for name in ("mu", "mu_star", "mu_star_conf", "sigma")
    }


def morris_effects(cases: Cases, seed: int) -> tuple[list[Effects], int]:
    """The effects on every paired difference and option, and how many whole trajectories.

    Trajectories in which a row has no result are left out whole.

    Raises:
        AnalysisError: The design is another, or hardly anything of it has run.
    """
    length, levels = morris_steps(cases.places)
    used = whole_blocks(cases.is_known, length)
    trajectories = int(used.sum()) // length
    if trajectories < LEAST_TRAJECTORIES:
        raise AnalysisError(
            f"Morris effects need {LEAST_TRAJECTORIES} whole trajectories of {length} rows; "
            f"{trajectories} have run"
        )
    kept = cases.only(used)
    found = []
    for target in kept.targets:
        one = effects(kept.places, target.means, levels, seed)
        found.append(
            Effects(
                target,
                one["mu"],
                one["mu_star"],
                one["mu_star_conf"],
                one["sigma"],
                luck(target.runs),
            )
        )
    return found, trajectories


def find(cases: Cases, seed: int) -> Finding:
    """Morris effects on every paired difference and option, with 95 % intervals.

    Raises:
        AnalysisError: The design is another, or hardly anything of it has run.
    """
    found, trajectories = morris_effects(cases, seed)
    names = names_of(cases.factors)
    title = headline(
        [one.ranking for one in found],
        names,
        "{who} moves {what} most",
        "{who} move {what} most",
    )
    paragraph = _paragraph(cases, found, names, trajectories)
    table = _table(cases, found)
    chart = Chart(
        name="morris",
        subject="Morris effects of each factor",
        title=title,
        takeaway=f"{title}.",
        alt=f"Dot plot of the mean effect of each factor over its range. {title}.",
        description=paragraph,
        table=table,
        figure=_draw(cases, found, names, title, trajectories),
    )
    return Finding("morris", title, paragraph, {"effects": table}, (chart,))


def _draw(
    cases: Cases, found: Sequence[Effects], names: list[str], title: str, trajectories: int
) -> Figure:
    panels = [
        Panel(
            one.target.heading,
            [
                (Mark(size - reach, size, size + reach), Mark(np.nan, spread, np.nan))
                for size, reach, spread in zip(one.size, one.reach, one.spread, strict=True)
            ],
        )
        for one in found
    ]
    return draw_ranked(
        title,
        f"{basis(cases.column)}. Filled: mu*, how far moving the factor over its whole range moves "
        "the outcome, up or down, on average; bars: 95% interval. Hollow: sigma, how much that "
        f"effect varies with where the factors stand. {trajectories:,} trajectories.",
        names,
        panels,
        lambda value: amount(cases.column, value),
        lambda value: tick(cases.column, value),
        cases.column.unit,
    ).figure


def _paragraph(cases: Cases, found: Sequence[Effects], names: list[str], trajectories: int) -> str:
    column = cases.column
    opening = (
        f"Morris screening with {trajectories:,} trajectories. mu* is how far moving a factor "
        f"over its whole range moves the outcome on average, up or down ({column.unit})."
    )
    points = []
    for one in found:
        order = np.argsort(-one.size, kind="stable")[:NAMED]
        parts = [
            f"{names[place]} {with_interval(column, size, size - reach, size + reach)}"
            for place in order
            for size, reach in [(one.size[place], one.reach[place])]
            if size > 0
        ]
        if not parts:
            points.append(f"{capital(one.target.words)}: nothing moves it.")
            continue
        uneven = int((one.spread > UNEVEN * one.size).sum())
        points.append(
            f"{capital(one.target.words)}: {'; '.join(parts)}. The effects of {number(uneven)} of "
            f"{number(len(names))} factors vary by more than half their size with where the "
            f"factors stand: they bend, or depend on one another. {one.luck.words()}"
        )
    closing = [
        "In brackets: 95% bootstrap intervals over trajectories.",
        "Screening ranks factors; it does not share out variance.",
    ]
    return told(opening, points, closing)


def _table(cases: Cases, found: Sequence[Effects]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "target": one.target.name,
                "outcome": cases.column.name,
                "unit": cases.column.unit,
                "factor": factor.name,
                "factor_unit": factor.unit,
                "mu": one.mean[place],
                "mu_star": one.size[place],
                "mu_star_low": one.size[place] - one.reach[place],
                "mu_star_high": one.size[place] + one.reach[place],
                "sigma": one.spread[place],
                "luck_share_of_variance": one.luck.share,
            }
            for one in found
            for place, factor in enumerate(cases.factors)
        ]
    )
