"""Feature scores: which factors a forest of random trees splits on to tell an outcome.

A forest makes no assumption about how factors act. The scores are those of extremely randomised
trees (Geurts and others, Machine Learning 63, 2006), with the settings that Jaxa-Rozen and Kwakkel
(Environmental Modelling & Software 107, 2018) found to rank factors as Sobol indices do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from alliance_sim.analysis.estimates import CONFIDENCE, Values
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital, number, percent
from alliance_sim.analysis.studies.cases import Cases, Target, names_of
from alliance_sim.analysis.studies.figures.ranked import Mark, Panel, draw_ranked
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.luck import Luck, luck
from alliance_sim.analysis.studies.ranking import NAMED, Ranking, headline
from alliance_sim.analysis.studies.wording import basis, told

TREES, REPEATS = 50, 20
"""Trees of a forest; forests, each of resampled rows and seeded by itself."""

SHARE_TRIED = 3
"""One factor in so many is tried at a split."""

ROWS_FOR_ONE = 1000
"""With so many rows a leaf may hold a single one; with more, by the square root of how many."""


@dataclass(frozen=True)
class Scores:
    """The scores of one target; they add up to at most 1."""

    target: Target
    mean: Values
    low: Values
    high: Values
    by_chance: float
    """What a factor that means nothing stays below in 19 of 20 forests."""

    told: float
    """Share of the variance that the forest tells of rows it has not seen."""

    luck: Luck


def score(x: Values, y: Values, seed: int, repeats: int = REPEATS) -> tuple[Values, float, float]:
    """Score the factors of one output.

    Beside the factors, every forest is given one column of random numbers that mean nothing.

    Args:
        x: shape (rows, factors).
        y: one value a row.
        seed: seed of the forests.
        repeats: how many forests.

    Returns:
        Scores, shape (repeats, factors); what chance alone makes; and the share of the variance
        told of rows out of the bag, which is 0 where nothing is.
    """
    from sklearn.ensemble import ExtraTreesRegressor

    rows, factors = x.shape
    rng = np.random.default_rng(seed)
    leaf = max(1, round(math.sqrt(rows / ROWS_FOR_ONE)))
    found, chance, told = np.zeros((repeats, factors)), np.zeros(repeats), []
    if np.ptp(y) == 0:
        return found, 0.0, 0.0
    for repeat in range(repeats):
        chosen = rng.integers(rows, size=rows)
        noise = rng.random((rows, 1))
        forest = ExtraTreesRegressor(
            n_estimators=TREES,
            max_features=max(1, round((factors + 1) / SHARE_TRIED)),
            min_samples_leaf=leaf,
            random_state=int(rng.integers(2**31)),
        )
        forest.fit(np.hstack([x, noise])[chosen], y[chosen])
        found[repeat] = forest.feature_importances_[:-1]
        chance[repeat] = forest.feature_importances_[-1]
        unseen = np.setdiff1d(np.arange(rows), chosen)
        if len(unseen) > 1 and np.ptp(y[unseen]) > 0:
            told.append(forest.score(np.hstack([x, noise])[unseen], y[unseen]))
    return (
        found,
        float(np.quantile(chance, CONFIDENCE)),
        max(0.0, float(np.mean(told))) if told else float("nan"),
    )


def find(cases: Cases, seed: int) -> Finding:
    """Feature scores of every paired difference and option, with intervals over repeats."""
    found = []
    for target in cases.targets:
        repeats, by_chance, told = score(coded(cases), target.means, seed)
        tail = (1 - CONFIDENCE) / 2
        found.append(
            Scores(
                target,
                repeats.mean(axis=0),
                np.quantile(repeats, tail, axis=0),
                np.quantile(repeats, 1 - tail, axis=0),
                by_chance,
                told,
                luck(target.runs),
            )
        )
    names = names_of(cases.factors)
    title = _title(found, names)
    paragraph = _paragraph(found, names, len(cases.rows))
    table = _table(cases, found)
    chart = Chart(
        name="scores",
        subject="Feature scores of each factor",
        title=title,
        takeaway=f"{title}.",
        alt=f"Dot plot of feature scores of each factor. {title}.",
        description=paragraph,
        table=table,
        figure=_draw(cases, found, names, title),
    )
    return Finding("scores", title, paragraph, {"scores": table}, (chart,))


def coded(cases: Cases) -> Values:
    """The settings as numbers; text by its place in the order of the alphabet."""
    return np.column_stack(
        [
            cases.settings[factor.name].to_numpy(dtype=np.float64)
            if factor.is_number
            else np.unique(cases.settings[factor.name].astype(str), return_inverse=True)[1]
            for factor in cases.factors
        ]
    ).astype(np.float64)


def _draw(cases: Cases, found: Sequence[Scores], names: list[str], title: str) -> Figure:
    panels = [
        Panel(
            one.target.heading,
            [
                (Mark(low, mean, high),)
                for low, mean, high in zip(one.low, one.mean, one.high, strict=True)
            ],
            one.by_chance,
        )
        for one in found
    ]
    return draw_ranked(
        title,
        f"{basis(cases.column)}. Share of what a forest of random trees gains by splitting on the "
        f"factor. Bars: 95% of {REPEATS} forests, each of resampled rows. Dashed: what a factor "
        f"that means nothing stays below in 19 of 20. {len(cases.rows):,} rows.",
        names,
        panels,
        lambda value: number(value, 2),
        lambda value: number(value, 2),
        "feature score",
    ).figure


def _title(found: Sequence[Scores], names: list[str]) -> str:
    one = next((one for one in found if not one.luck.dominates), None)
    if one is not None and one.low[int(np.argmax(one.mean))] <= one.by_chance:
        return f"No factor tells {one.target.words} better than chance would"
    return headline(
        [Ranking(one.target, one.mean, one.low, one.high, one.luck) for one in found],
        names,
        "{who} tells most of {what}",
        "{who} tell most of {what}",
    )


def _paragraph(found: Sequence[Scores], names: list[str], rows: int) -> str:
    opening = (
        f"Feature scores from {REPEATS} forests of {TREES} extremely randomised trees on "
        f"{number(rows)} rows: the share of what a forest gains by splitting on a factor."
    )
    points = []
    for one in found:
        order = np.argsort(-one.mean, kind="stable")
        clear = [place for place in order if one.low[place] > one.by_chance]
        parts = [
            f"{names[place]} {number(one.mean[place], 2)} "
            f"({number(one.low[place], 2)} to {number(one.high[place], 2)})"
            for place in clear[:NAMED]
        ]
        top = "; ".join(parts) if parts else "no factor does better than chance"
        points.append(
            f"{capital(one.target.words)}: {top}. {number(len(clear))} of {number(len(names))} "
            f"factors do better than one that means nothing ({number(one.by_chance, 2)}). The "
            f"forest tells {percent(one.told)} of the variance of rows it has not seen. "
            f"{one.luck.words()}"
        )
    closing = ["In brackets: 95% of the forests.", "A score ranks; it is no share of variance."]
    return told(opening, points, closing)


def _table(cases: Cases, found: Sequence[Scores]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "target": one.target.name,
                "outcome": cases.column.name,
                "factor": factor.name,
                "factor_unit": factor.unit,
                "score": one.mean[place],
                "score_low": one.low[place],
                "score_high": one.high[place],
                "by_chance": one.by_chance,
                "variance_told": one.told,
                "luck_share_of_variance": one.luck.share,
            }
            for one in found
            for place, factor in enumerate(cases.factors)
        ]
    )
