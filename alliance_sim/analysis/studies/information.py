"""Value of information: what it is worth to find out a factor, a group, or all, before choosing.

The worth of knowing everything is the mean over rows of the best option's result less the result of
the option that is best on average. That of knowing one factor or group is found by regression on
it (Strong, Oakley and Brennan, Medical Decision Making 34, 2014); see `analysis/finding_out.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from alliance_sim.analysis.appraisal import perfect_information
from alliance_sim.analysis.estimates import CONFIDENCE, NOTHING, Values
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.finding_out import finding_out, worth_alone, worth_together
from alliance_sim.analysis.formats import capital, label, number, the, tick
from alliance_sim.analysis.studies.cases import Cases, names_of
from alliance_sim.analysis.studies.figures.ranked import Mark, Panel, draw_ranked
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.scores import coded
from alliance_sim.analysis.studies.wording import amount, inner, told, with_interval

RESAMPLES = 200
"""Bootstrap resamples of the rows behind an interval."""

NAMED = 3
"""How many factors a paragraph names."""

EVERYTHING = "everything"


@dataclass(frozen=True)
class Known:
    """What it is worth to know something before choosing, in the outcome's unit."""

    name: str
    kind: str
    """`everything`, `group` or `factor`."""

    words: str
    worth: float
    low: float
    high: float
    by_chance: float
    """What a factor that means nothing stays below in 19 of 20 shuffles; NaN for the others."""

    @property
    def is_clear(self) -> bool:
        """Whether it is worth more than chance alone makes of nothing."""
        return not self.worth <= self.by_chance


@dataclass(frozen=True)
class Information:
    """What finding out is worth."""

    known: tuple[Known, ...]
    honest: float
    """Knowing everything, with each row's choice made by half of its replications and valued by
    the other half: free of the luck that `everything` takes for knowledge. NaN with one."""

    choice: str
    """The option that is best on average, which would be chosen today."""


def split_worth(runs: Values) -> float:
    """What knowing everything is worth, the choice made by one half of the luck, valued by another.

    Picking the best of means that still hold luck flatters the pick. Here the pick is valued by
    luck that it has not seen, so it is never flattered; where the pick is then sometimes wrong, it
    says a little less than the truth.

    Args:
        runs: gains, shape (rows, replications, options); NaN where there is none.

    Returns:
        NaN unless every row has two replications.
    """
    parts = [runs[:, 0::2], runs[:, 1::2]]
    means = []
    for part in parts:
        known = np.isfinite(part)
        if part.shape[1] == 0 or not known.any(axis=1).all():
            return NOTHING
        means.append(np.where(known, part, 0.0).sum(axis=1) / known.sum(axis=1))
    found = []
    rows = np.arange(len(runs))
    for picked, valued in (means, means[::-1]):
        informed = valued[rows, picked.argmax(axis=1)].mean()
        today = valued[:, int(picked.mean(axis=0).argmax())].mean()
        found.append(float(informed - today))
    return max(0.0, sum(found) / len(found))


def information(cases: Cases, seed: int) -> Information:
    """What it is worth to find out each factor, each group of them, and everything.

    Raises:
        AnalysisError: Neither direction of the outcome is better.
    """
    sign = 1.0 if cases.higher_is_better else -1.0
    gains = sign * cases.means
    values = _places(cases)
    kinds = [not factor.is_number for factor in cases.factors]
    names = [factor.name for factor in cases.factors]
    found = finding_out(gains, values, names, seed, kinds)
    groups = _groups(names)
    rng = np.random.default_rng(seed)
    draws = rng.integers(len(gains), size=(RESAMPLES, len(gains)))
    again = np.array([_all(gains[one], values[one], kinds, groups) for one in draws])
    tail = (1 - CONFIDENCE) / 2
    lows, highs = np.quantile(again, (tail, 1 - tail), axis=0)
    worths = _all(gains, values, kinds, groups)
    words = [
        "Everything that was varied",
        *(f"All of {label(group).lower()} ({len(own)} factors)" for group, own in groups.items()),
        *names_of(cases.factors),
    ]
    by_chance = {one.path: one.by_chance for one in found.each}
    heads = [
        (EVERYTHING, EVERYTHING),
        *((group, "group") for group in groups),
        *((name, "factor") for name in names),
    ]
    known = tuple(
        Known(
            name,
            kind,
            words[place],
            worths[place],
            float(lows[place]),
            float(highs[place]),
            by_chance[name] if kind == "factor" else NOTHING,
        )
        for place, (name, kind) in enumerate(heads)
    )
    choice = cases.options[int(gains.mean(axis=0).argmax())]
    return Information(known, split_worth(sign * cases.runs), choice)


def _places(cases: Cases) -> Values:
    """Places in the unit interval; settings instead for a factor with rows outside its range."""
    settings = coded(cases)
    is_number = np.array([factor.is_number for factor in cases.factors])
    whole = np.isfinite(cases.places).all(axis=0) & is_number
    return np.where(whole, cases.places, settings)


def _groups(names: Sequence[str]) -> dict[str, list[int]]:
    """Factors by the first word of their path; groups of one, and of all, say nothing new."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        found.setdefault(name.split(".")[0], []).append(place)
    return {group: own for group, own in found.items() if 1 < len(own) < len(names)}


def _all(
    gains: Values, values: Values, kinds: Sequence[bool], groups: dict[str, list[int]]
) -> list[float]:
    return [
        perfect_information(gains),
        *(worth_together(gains, values[:, own]) for own in groups.values()),
        *(
            worth_alone(gains, values[:, place], is_kind=is_kind)
            for place, is_kind in enumerate(kinds)
        ),
    ]


def find(cases: Cases, seed: int) -> Finding:
    """What finding out is worth, with 95 % intervals.

    Raises:
        AnalysisError: Neither direction of the outcome is better.
    """
    found = information(cases, seed)
    title = _title(cases, found)
    paragraph = _paragraph(cases, found)
    table = _table(cases, found)
    chart = Chart(
        name="information",
        subject="What finding out is worth",
        title=title,
        takeaway=f"{title}.",
        alt=f"Dot plot of the worth of knowing each factor before choosing. {title}.",
        description=paragraph,
        table=table,
        figure=_draw(cases, found, title),
    )
    return Finding("information", title, paragraph, {"worth": table}, (chart,))


def _said(cases: Cases, value: float) -> str:
    return amount(cases.column, value)


def _title(cases: Cases, found: Information) -> str:
    everything, *parts = found.known
    if everything.worth == 0:
        return f"{capital(the(found.choice))} is best in every row: nothing is worth finding out"
    factors = sorted((one for one in parts if one.kind == "factor"), key=lambda one: -one.worth)
    clear = [one for one in factors if one.is_clear and one.worth > 0]
    base = f"Knowing everything before choosing is worth at most {_said(cases, everything.worth)}"
    unit = " a year" if cases.column.unit == "GBP a year" else ""
    if not clear:
        return f"{base}{unit}; no single factor is worth more than chance makes of nothing"
    return f"{base}{unit}; knowing {inner(clear[0].words)}, {_said(cases, clear[0].worth)}"


def _draw(cases: Cases, found: Information, title: str) -> Figure:
    chance = [one.by_chance for one in found.known if np.isfinite(one.by_chance)]
    panel = Panel(
        "Worth of knowing it before choosing",
        [(Mark(one.low, one.worth, one.high),) for one in found.known],
        max(chance, default=None),
    )
    return draw_ranked(
        title,
        f"How much better the choice would be on average than {the(found.choice)}, which is best "
        f"with what is known today. Bars: 95% interval over resampled rows. Dashed: what chance "
        f"makes of a factor that means nothing. {len(cases.rows):,} rows.",
        [one.words for one in found.known],
        [panel],
        lambda value: _said(cases, value),
        lambda value: tick(cases.column, value),
        cases.column.unit,
    ).figure


def _paragraph(cases: Cases, found: Information) -> str:
    everything, *parts = found.known
    column = cases.column
    opening = (
        f"With what is known today {the(found.choice)} is best on average over "
        f"{number(len(cases.rows))} rows. Knowing the row beforehand (EVPI) would be worth "
        f"{with_interval(column, everything.worth, everything.low, everything.high)}, "
        f"{column.unit}; in brackets, here and below, the 95% interval."
    )
    if everything.worth == 0:
        luck = "No row would have another option chosen, so there is nothing to find out."
    elif np.isfinite(found.honest):
        luck = (
            "That takes some luck for knowledge: with each row's choice made by half of its "
            "replications and valued by the other half it comes to "
            f"{_said(cases, found.honest)}. The truth lies about between the two."
        )
    else:
        luck = "With one replication a row, luck counts as knowledge here: it is an upper bound."
    factors = sorted((one for one in parts if one.kind == "factor"), key=lambda one: -one.worth)
    clear = [one for one in factors if one.is_clear and one.worth > 0]
    points = [
        luck,
        *(
            f"Knowing {inner(one.words)} (EVPPI): "
            f"{with_interval(column, one.worth, one.low, one.high)}."
            for one in [
                *clear[:NAMED],
                *(one for one in parts if one.kind == "group" and one.worth > 0),
            ]
        ),
        (
            f"{number(len(clear))} of {number(len(factors))} factors are worth more than chance "
            "makes of one that means nothing."
        ),
    ]
    closing = [
        (
            "One factor is fitted by a curve of two powers, a group by straight lines held back "
            "by cross-validation; what bends more is understated."
        ),
        "Worths of factors do not add up.",
    ]
    return told(opening, points, closing)


def _table(cases: Cases, found: Information) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "known": one.name,
                "kind": one.kind,
                "label": one.words,
                "outcome": cases.column.name,
                "unit": cases.column.unit,
                "worth": one.worth,
                "worth_low": one.low,
                "worth_high": one.high,
                "by_chance": one.by_chance,
                "worth_without_luck": found.honest if one.kind == EVERYTHING else NOTHING,
                "choice_today": found.choice,
            }
            for one in found.known
        ]
    )
