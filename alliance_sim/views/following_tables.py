"""One person's story as tables: every month, the years, a summary, the turning points."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd

from alliance_sim.analysis.formats import MISSING, capital, label, number
from alliance_sim.metrics.lives.life import Life, MonthOfLife
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import ELEMENTS, SCORE
from alliance_sim.views.following_words import COMPARED, beginning, mean, short, told

HOURS, MONTHS = "hours a month", "months"
YEAR = 12


def _hours(name: str, words: str, meaning: str, better: bool | None = None) -> Column:
    return Column(name, words, HOURS, meaning, better, 1)


MEASURES: tuple[Column, ...] = (
    _hours("needed_hours", "Hours needed", "Hours of help this person needs from anyone."),
    _hours("family_hours", "Hours from family and friends", "Hours that family and friends give."),
    _hours("paid_hours", "Hours from care workers", "Hours that home care brings."),
    _hours("other_hours", "Hours from others", "Hours from reablement or people around."),
    _hours("met_hours", "Hours met", "Hours of need that somebody met.", True),
    _hours("missed_hours", "Hours missed", "Hours of need that nobody met.", False),
    Column(
        "same_carer_months",
        "Same care worker for",
        MONTHS,
        "How long the same care worker has come; none while no home care comes.",
        True,
    ),
    Column("care_worker", "Care workers so far", "people", "Which of this person's care workers."),
    Column("crises", "Crises", "a month", "Emergencies in the month.", False),
    Column("handoffs_tried", "Hand-offs tried", "a month", "Hand-offs between services tried."),
    Column("handoffs_kept", "Hand-offs kept", "a month", "Hand-offs that worked.", True),
    *(
        Column(
            one.name.removeprefix("wellbeing_"), one.label, SCORE, f"{one.label}.", True, decimals=2
        )
        for one in ELEMENTS
    ),
    Column("wellbeing", "Wellbeing", SCORE, "Weighted mean of the five elements.", True, 2),
)
"""Everything that is told of a month."""

BY_NAME = {column.name: column for column in MEASURES}


def tidy(lives: Sequence[Life]) -> pd.DataFrame:
    """Every number of every month: option, month, measure (a name in `MEASURES`), value.

    Where there is no number, as for a care worker while none comes, the value is NaN.
    """
    rows = [
        (life.option, month.month, column.name, getattr(month, column.name))
        for life in lives
        for month in life.months
        for column in MEASURES
    ]
    table = pd.DataFrame(rows, columns=["option", "month", "measure", "value"])
    return table.astype({"option": str, "month": "int64", "measure": str, "value": float})


class Period(NamedTuple):
    """Some months of a story: a heading, and the first and last of them."""

    label: str
    first: int
    last: int

    def of(self, life: Life) -> list[MonthOfLife]:
        """The months of a life that fall into it."""
        return [month for month in life.months if self.first <= month.month <= self.last]


def periods(life: Life, warm_up: int) -> list[Period]:
    """The months before the options differ, then year by year, as far as the life goes."""
    if not life.months:
        return []
    first, last = life.months[0].month, life.months[-1].month
    starts = range(warm_up + 1, last + 1, YEAR)
    spans = [("Before the change", 1, warm_up)] if warm_up else []
    spans += [(f"Year {number(at)}", s, s + YEAR - 1) for at, s in enumerate(starts, start=1)]
    cut = [Period(name, max(a, first), min(b, last)) for name, a, b in spans]
    return [period for period in cut if period.first <= period.last]


def span(period: Period) -> str:
    """A period's heading with its months."""
    if period.first == period.last:
        return f"{period.label}, month {number(period.first)}"
    return f"{period.label}, months {number(period.first)} to {number(period.last)}"


def of_period(months: Sequence[MonthOfLife]) -> list[tuple[str, str]]:
    """What is told of a year: a heading and a number that people can read."""
    if not months:
        return []
    last = months[-1].same_carer_months
    face = MISSING if last is None else f"{number(last)} month{'' if last == 1 else 's'}"
    return [
        ("Hours missed a month", number(mean(months, "missed_hours"), 1)),
        ("Same face at the end", "nobody comes" if last is None else face),
        ("Wellbeing, 0 to 1", number(mean(months, "wellbeing"), 2)),
        ("Crises", number(sum(month.crises for month in months))),
    ]


def years(lives: Sequence[Life], warm_up: int) -> pd.DataFrame:
    """Year by year: one row for each period and measure, one column for each option, as text."""
    rows: list[list[str]] = []
    for period in periods(lives[0], warm_up) if lives else []:
        columns = [of_period(period.of(life)) for life in lives]
        rows += [
            [span(period), cells[0][0], *(value for _, value in cells)]
            for cells in zip(*columns, strict=True)
        ]
    return pd.DataFrame(
        rows, columns=["Period", "Measure", *(label(life.option) for life in lives)]
    )


def summary(lives: Sequence[Life], warm_up: int) -> pd.DataFrame:
    """The months in which the options differ: one row a measure, one column an option, as text.

    Without rows for somebody who left before.
    """
    counted = {label(life.option): life.after(warm_up) for life in lives}
    rows = []
    if all(counted.values()):
        rows = [[name, *(of(months) for months in counted.values())] for name, of in _summarised()]
    return pd.DataFrame(rows, columns=["Measure", *counted])


def _summarised() -> Iterator[tuple[str, "partial[str]"]]:
    yield "Hours needed a month", partial(_mean, name="needed_hours")
    yield "Hours met a month", partial(_mean, name="met_hours")
    for one in COMPARED[:-1]:
        yield one.label, partial(one.show)
    yield "Longest with the same care worker", partial(_longest)
    yield "Hand-offs kept", partial(_kept)
    yield COMPARED[-1].label, partial(COMPARED[-1].show)
    for element in ELEMENTS:
        yield f"{element.label}, 0 to 1", partial(_mean, name=element.name[len("wellbeing_") :])


def _mean(months: Sequence[MonthOfLife], name: str) -> str:
    return number(mean(months, name), BY_NAME[name].decimals)


def _longest(months: Sequence[MonthOfLife]) -> str:
    found = [month.same_carer_months for month in months if month.same_carer_months is not None]
    if not found:
        return "nobody came"
    return f"{number(max(found))} month{'' if max(found) == 1 else 's'}"


def _kept(months: Sequence[MonthOfLife]) -> str:
    tried = sum(month.handoffs_tried for month in months)
    kept = sum(month.handoffs_kept for month in months)
    return f"{number(kept)} of {number(tried)}" if tried else "none tried"


def turning_points(life: Life, councils: int = 1) -> list[tuple[int, str]]:
    """What happened in this life, in order: the month and one sentence.

    Args:
        life: One life under one option.
        councils: Councils of the scenario; with one, providers go without its name.
    """
    name = partial(short, councils=councils)
    begins = beginning(life, name)
    first = [(life.months[0].month, begins)] if begins else []
    found = [(point.month, capital(told(point, name))) for point in life.turning_points]
    came = [
        row for row, point in zip(found, life.turning_points, strict=True) if point.turn == "came"
    ]
    return [*came, *first, *found[len(came) :]]
