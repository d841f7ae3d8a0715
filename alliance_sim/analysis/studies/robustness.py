"""Regret and robustness: which option is best by rules that need no chances of the rows.

Each rule turns an option's results over all rows into one number. Rules differ in what they fear,
and so may name different options; that they do, or do not, is the finding. The rules and their
names are those compared by McPhail and others ("Robustness metrics: how are they calculated, when
should they be used and why do they give different results?", Earth's Future 6, 2018).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from alliance_sim.analysis.estimates import CONFIDENCE, Values
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import (
    capital,
    label,
    listed,
    number,
    percent,
    the,
)
from alliance_sim.analysis.regret import regrets
from alliance_sim.analysis.studies.cases import Cases
from alliance_sim.analysis.studies.figures.measures import Line, draw_measures
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.wording import amount, told, with_interval

OPTIMISM = 0.5
"""Weight of the best row in Hurwicz's rule; the rest is the worst row's."""

NEAR_WORST = 0.9
"""Quantile of regret that stands for nearly the worst."""

MIDDLE = 0.5
"""Quantile below which results are undesirable deviations."""

RESAMPLES = 1000
"""Bootstrap resamples of the rows behind an interval."""


@dataclass(frozen=True)
class Rule:
    """One rule: a number an option, from gains over rows (more is better)."""

    name: str
    words: str
    of: Callable[[Values, float], Values]
    """Takes gains, shape (rows, options), and the threshold; gives one value an option."""

    is_loss: bool
    """Whether less of the value is better."""

    is_share: bool = False
    is_level: bool = False
    """Whether the value is a level of the outcome, and so turns its sign with the direction."""

    @property
    def short(self) -> str:
        """The words without what stands in brackets."""
        return self.words.split(" (")[0].lower()


def _regret(gains: Values) -> Values:
    return np.asarray(gains.max(axis=1, keepdims=True) - gains)


def _worst_regret(gains: Values, threshold: float) -> Values:
    options = [str(place) for place in range(gains.shape[1])]
    return np.array([one.worst for one in regrets(gains, options, higher_is_better=True)])


def _mean_regret(gains: Values, threshold: float) -> Values:
    options = [str(place) for place in range(gains.shape[1])]
    return np.array([one.mean for one in regrets(gains, options, higher_is_better=True)])


def _best_share(gains: Values, threshold: float) -> Values:
    options = [str(place) for place in range(gains.shape[1])]
    found = regrets(gains, options, higher_is_better=True)
    return np.array([one.best_in / one.of for one in found])


def _hurwicz(gains: Values, threshold: float) -> Values:
    return np.asarray(OPTIMISM * gains.max(axis=0) + (1 - OPTIMISM) * gains.min(axis=0))


def _deviations(gains: Values, threshold: float) -> Values:
    short = np.quantile(gains, MIDDLE, axis=0) - gains
    return np.asarray(short.clip(0.0).mean(axis=0))


RULES: tuple[Rule, ...] = (
    Rule(
        "laplace_mean",
        "Mean over rows (Laplace's principle of insufficient reason)",
        lambda gains, _: gains.mean(axis=0),
        is_loss=False,
        is_level=True,
    ),
    Rule(
        "maximin",
        "Worst row (Wald's maximin)",
        lambda gains, _: gains.min(axis=0),
        is_loss=False,
        is_level=True,
    ),
    Rule(
        "maximax",
        "Best row (maximax)",
        lambda gains, _: gains.max(axis=0),
        is_loss=False,
        is_level=True,
    ),
    Rule(
        "hurwicz",
        f"Best and worst row weighed alike (Hurwicz, optimism {OPTIMISM})",
        _hurwicz,
        is_loss=False,
        is_level=True,
    ),
    Rule("minimax_regret", "Worst regret (Savage's minimax regret)", _worst_regret, is_loss=True),
    Rule(
        "regret_90th_percentile",
        "Regret that nine rows of ten stay below (90th percentile minimax regret)",
        lambda gains, _: np.quantile(_regret(gains), NEAR_WORST, axis=0),
        is_loss=True,
    ),
    Rule("mean_regret", "Mean regret", _mean_regret, is_loss=True),
    Rule(
        "best_share",
        "Share of rows in which it is best",
        _best_share,
        is_loss=False,
        is_share=True,
    ),
    Rule(
        "satisficing_share",
        "Share of rows that reach the threshold (Starr's domain criterion)",
        lambda gains, threshold: (gains >= threshold).mean(axis=0),
        is_loss=False,
        is_share=True,
    ),
    Rule(
        "undesirable_deviations",
        "Mean shortfall from its own median (undesirable deviations)",
        _deviations,
        is_loss=True,
    ),
)


@dataclass(frozen=True)
class Judged:
    """What one rule says of every option."""

    rule: Rule
    values: Values
    """In the outcome's own direction and unit, or shares."""

    low: Values
    high: Values
    best: tuple[int, ...]
    """Options that the rule names; several where they tie."""

    best_in: Values
    """Share of resamples of the rows in which the rule names each option; ties shared."""


def judge(
    values: Values, higher_is_better: bool, threshold: float, seed: int
) -> tuple[Judged, ...]:
    """Every rule's verdict.

    Args:
        values: shape (rows, options), all known.
        higher_is_better: the direction.
        threshold: what is enough, in the values' unit.
        seed: seed of the bootstrap.
    """
    sign = 1.0 if higher_is_better else -1.0
    gains, enough = sign * values, sign * threshold
    rng = np.random.default_rng(seed)
    draws = rng.integers(len(gains), size=(RESAMPLES, len(gains)))
    return tuple(_judged(rule, gains, enough, sign, draws) for rule in RULES)


def _judged(
    rule: Rule, gains: Values, enough: float, sign: float, draws: NDArray[np.int64]
) -> Judged:
    found = rule.of(gains, enough)
    again = np.array([rule.of(gains[draw], enough) for draw in draws])
    firsts = _first(again, rule)
    turn = sign if rule.is_level else 1.0
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(turn * again, (tail, 1 - tail), axis=0)
    return Judged(
        rule,
        turn * found,
        low,
        high,
        tuple(int(place) for place in np.flatnonzero(_first(found[None], rule)[0])),
        firsts.mean(axis=0),
    )


def _first(values: Values, rule: Rule) -> Values:
    """Each option's part in being first, one line a resample."""
    better = -values if rule.is_loss else values
    first = better == better.max(axis=1, keepdims=True)
    return np.asarray(first / first.sum(axis=1, keepdims=True))


def find(cases: Cases, seed: int, threshold: float | None = None) -> Finding:
    """What each rule says of every option.

    Args:
        cases: the rows; every option has a value in each.
        seed: seed of the bootstrap.
        threshold: what is enough, in the outcome's unit; the median over all options and rows
            where nothing is said, which favours none of them.

    Raises:
        AnalysisError: Neither direction of the outcome is better.
    """
    up = cases.higher_is_better
    enough = float(np.median(cases.means)) if threshold is None else threshold
    found = judge(cases.means, up, enough, seed)
    title = _title(cases, found)
    paragraph = _paragraph(cases, found, enough, was_given=threshold is not None)
    table = _table(cases, found, enough)
    chart = Chart(
        name="regret",
        subject="Regret and robustness of each option",
        title=title,
        takeaway=f"{title}.",
        alt=f"Table of each rule's value for each option, the best shaded. {title}.",
        description=paragraph,
        table=table,
        figure=_draw(cases, found, title, enough),
    )
    by_row = _by_row(cases)
    return Finding("regret", title, paragraph, {"measures": table, "regret": by_row}, (chart,))


def _show(cases: Cases, one: Judged, value: float) -> str:
    """A value with as many decimals as the largest that the rule gives."""
    if one.rule.is_share:
        return percent(value)
    largest = float(np.abs(one.values).max())
    return amount(cases.column, value, like=None if cases.column.is_money else largest)


def _title(cases: Cases, found: Sequence[Judged]) -> str:
    named = [one.best for one in found]
    votes = {
        option: sum(place in best and len(best) == 1 for best in named)
        for place, option in enumerate(cases.options)
    }
    most = max(votes, key=lambda option: votes[option])
    if votes[most] == len(found):
        return f"{capital(the(most))} is best by every one of {len(found)} rules"
    others = [
        f"{the(option)} by {number(votes[option])}"
        for option in sorted(votes, key=lambda option: -votes[option])
        if votes[option] and option != most
    ]
    tail = f", {listed(others)}" if others else ""
    return f"{capital(the(most))} is best by {number(votes[most])} of {len(found)} rules{tail}"


def _draw(cases: Cases, found: Sequence[Judged], title: str, enough: float) -> Figure:
    lines = [
        Line(
            one.rule.words,
            [_show(cases, one, float(value)) for value in one.values],
            [f"{percent(float(share))}" for share in one.best_in],
            one.best,
        )
        for one in found
    ]
    threshold = amount(cases.column, enough)
    unit = f" ({cases.column.unit})" if cases.column.unit else ""
    note = (
        f"{cases.column.label}{unit} over {len(cases.rows):,} rows, luck averaged out. Shaded: "
        "the option that the rule names. Beneath: how often the rule names it when the rows are "
        f"drawn anew. Regret: what is lost against the option best in that row. Threshold: "
        f"{threshold}."
    )
    return draw_measures(title, note, cases.options, lines).figure


def _paragraph(cases: Cases, found: Sequence[Judged], enough: float, *, was_given: bool) -> str:
    column = cases.column
    opening = (
        f"{column.label} of each option in {number(len(cases.rows))} rows of the design, luck "
        "averaged out within each. Regret is what is lost in a row against the option that is "
        "best there."
    )
    by_name = {one.rule.name: one for one in found}
    worst, mean = by_name["minimax_regret"], by_name["mean_regret"]
    points = []
    for place, option in enumerate(cases.options):
        own = [one.rule.short for one in found if one.best == (place,)]
        usual, low, high = (float(ends[place]) for ends in (mean.values, mean.low, mean.high))
        points.append(
            f"{capital(the(option))} is named by {number(len(own))} of {len(found)} rules"
            f"{' (' + listed(own) + ')' if own else ''}. Mean regret "
            f"{with_interval(column, usual, low, high)}; worst "
            f"{amount(column, float(worst.values[place]))}."
        )
    why = "as asked" if was_given else "the median over all options and rows, which favours none"
    closing = [f"The threshold that counts as enough is {amount(column, enough)} ({why})."]
    unsure = [one.rule.short for one in found if one.best_in.max() < CONFIDENCE]
    if unsure:
        closing.append(
            "When the rows are drawn anew, these rules name another option more than once in 20 "
            f"times: {listed(unsure)}."
        )
    closing.append(
        "Rules that look at one extreme row say as much about the ranges that the study set as "
        "about the options. In brackets: 95% bootstrap intervals over rows."
    )
    return told(opening, points, closing)


def _table(cases: Cases, found: Sequence[Judged], enough: float) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "measure": one.rule.name,
                "meaning": one.rule.words,
                "option": option,
                "label": label(option),
                "outcome": cases.column.name,
                "unit": "share of rows" if one.rule.is_share else cases.column.unit,
                "value": one.values[place],
                "low": one.low[place],
                "high": one.high[place],
                "is_best": place in one.best,
                "best_in_share_of_resamples": one.best_in[place],
                "threshold": enough,
            }
            for one in found
            for place, option in enumerate(cases.options)
        ]
    )


def _by_row(cases: Cases) -> pd.DataFrame:
    """Every option's regret in every row."""
    lost = _regret(cases.means if cases.higher_is_better else -cases.means)
    return pd.DataFrame(
        {
            "row": np.repeat(cases.rows, len(cases.options)),
            "option": list(cases.options) * len(cases.rows),
            "value": cases.means.ravel(),
            "regret": lost.ravel(),
        }
    )
