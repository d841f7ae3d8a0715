"""What a chapter's sentences rest on: its simulated numbers, and whether a statement holds.

A measure is an outcome, a further measure, or a monthly column at a month, as in `trust@60`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alliance_sim.analysis.estimates import Estimate, Values, estimate
from alliance_sim.analysis.formats import futures, interval, show
from alliance_sim.metrics.measures import MEASURES
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import BY_OUTCOME, MONTHLY

NOUGHT = "0"
FINER = 1
"""Decimals more than a level has: differences are smaller."""

_PLACE = re.compile(r"\{([^{}]+)\}")
_PAIR = re.compile(r"(\w+) (<|>|~|-) (\w+) ([\w@]+)")
_LEVEL = re.compile(r"(\w+) ([\w@]+)")


def column_of(measure: str) -> Column:
    """What is measured.

    Raises:
        KeyError: There is no such measure.
    """
    name, _, month = measure.partition("@")
    if month:
        return {column.name: column for column in MONTHLY}[name]
    if name in BY_OUTCOME:
        return BY_OUTCOME[name]
    one = MEASURES[name]
    return Column(name, one.label, one.unit, one.meaning, one.higher_is_better, one.decimals)


@dataclass(frozen=True)
class Numbers:
    """Every future of one world."""

    outcomes: pd.DataFrame
    """One row an option and future."""

    monthly: pd.DataFrame
    """One row an option, future and month; may be empty."""

    @property
    def options(self) -> tuple[str, ...]:
        """All options, in the order of the scenario."""
        return tuple(str(option) for option in self.outcomes["option"].unique())

    @property
    def futures(self) -> int:
        """How many futures there are."""
        return int(self.outcomes["replication"].nunique())

    def values(self, option: str, measure: str) -> Values:
        """The measure in every future, in the order of futures; 0 throughout for `0`."""
        if option == NOUGHT:
            return np.zeros(self.futures)
        name, _, month = measure.partition("@")
        table = self.monthly if month else self.outcomes
        mine = table[table["option"] == option]
        if month:
            mine = mine[mine["month"] == int(month)]
        if mine.empty:
            raise KeyError(f"{option} {measure}")
        return mine.sort_values("replication")[name].to_numpy(dtype=np.float64)

    def level(self, option: str, measure: str) -> Estimate:
        """Its mean, with the 95% interval."""
        return estimate(self.values(option, measure))

    def apart(self, a: str, b: str, measure: str) -> Estimate:
        """How much more it is under a than under b, paired by future."""
        return estimate(self.values(a, measure) - self.values(b, measure))

    def first(self, measure: str, best: str) -> tuple[str, ...]:
        """The option at the end that is asked for, then those that cannot be told from it."""
        sign = 1 if best == "highest" else -1
        means = {option: sign * self.level(option, measure).mean for option in self.options}
        lead = max(means, key=lambda option: means[option])
        others = [o for o in self.options if o != lead]
        return (lead, *(o for o in others if not self.apart(o, lead, measure).is_clear))

    def times_first(self, option: str, measure: str, best: str) -> str:
        """In how many futures an option is at that end, ties counted for it, in words."""
        sign = 1 if best == "highest" else -1
        own = sign * self.values(option, measure)
        most = np.max([sign * self.values(o, measure) for o in self.options], axis=0)
        return futures(float(np.mean(own >= most)), self.futures)


def holds(statement: str, numbers: Numbers) -> bool:
    """Whether the numbers bear out a statement.

    `a < b measure` and `a > b measure`: the 95% interval of the paired difference leaves out 0 on
    that side. `a ~ b measure`: it does not leave out 0. `0` may stand for an option.

    Raises:
        ValueError: The statement is not of this form.
        KeyError: There is no such option or measure.
    """
    read = _PAIR.fullmatch(statement)
    if read is None or read[2] == "-":
        raise ValueError(f"not a statement: {statement}")
    a, sign, b, measure = read.groups()
    apart = numbers.apart(a, b, measure)
    if sign == "~":
        return not apart.is_clear
    return apart.high < 0 if sign == "<" else apart.low > 0


def all_hold(statements: Sequence[str], numbers: Numbers) -> bool:
    """Whether the numbers bear out every one of them."""
    return all(holds(statement, numbers) for statement in statements)


def filled(text: str, numbers: Numbers) -> str:
    """A sentence with its numbers.

    `{a measure}` is a mean; `{a - b measure}` the mean difference and its 95% interval;
    `{a < b measure}` and `{a > b measure}` the count of futures in which it is so.

    Raises:
        ValueError: A place is not of this form.
        KeyError: There is no such option or measure.
    """
    return _PLACE.sub(lambda place: _said(place[1], numbers), text)


def _said(asked: str, numbers: Numbers) -> str:
    if level := _LEVEL.fullmatch(asked):
        option, measure = level.groups()
        return show(column_of(measure), numbers.level(option, measure).mean)
    pair = _PAIR.fullmatch(asked)
    if pair is None or pair[2] == "~":
        raise ValueError(f"not a number: {asked}")
    a, sign, b, measure = pair.groups()
    if sign == "-":
        column, e = column_of(measure), numbers.apart(a, b, measure)
        finer = FINER if column.decimals or column.unit == "share" else 0
        # Where all of it is more, the sentence says so, and a plus sign would say it twice.
        is_signed = not e.low > 0
        mean = show(column, e.mean, signed=is_signed, finer=finer)
        return f"{mean} ({interval(column, e.low, e.high, signed=is_signed, finer=finer)})"
    one, other = numbers.values(a, measure), numbers.values(b, measure)
    is_so = one < other if sign == "<" else one > other
    return futures(float(np.mean(is_so)), numbers.futures)
