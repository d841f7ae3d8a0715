"""Which assumptions drive the difference between two options: each moved alone over its range."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from alliance_sim.analysis.estimates import CONFIDENCE, Values

Futures = Mapping[str, Values]
"""Results by name, one value a future."""

HEAD = ("path", "end", "option", "replication")
"""Columns of a screen's table that are no results."""

NOT_IN_USE, NOT_TRIED = "not in use", "not tried"
"""What is said of an assumption that moves nothing, and of one that was not moved."""


@dataclass(frozen=True)
class Influence:
    """What moving one assumption does to one option less another.

    `low` and `high` are the difference with the assumption at either end of its range; the one
    that was not tried is NaN.
    """

    path: str
    base: float
    low: float
    high: float

    @property
    def swing(self) -> float:
        """How far the difference moves in all, its usual place among the stops; never below 0."""
        known = [value for value in (self.low, self.base, self.high) if math.isfinite(value)]
        return max(known) - min(known) if known else 0.0

    @property
    def is_whole(self) -> bool:
        """Whether it was moved to both ends."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def turns(self) -> bool:
        """Whether the other option is ahead at an end of the range."""
        ends = [value for value in (self.low, self.high) if math.isfinite(value)]
        return any(value * self.base < 0 for value in ends)


@dataclass(frozen=True)
class Screen:
    """What moving each assumption of a story did, one at a time among the same people and luck.

    Attributes:
        options: What was compared.
        base: By option, the results as the story stands, one value a future.
        moved: By path and end (`low`, `high`), the same.
        still: Assumptions that moved nothing at all: the story does not use them.
    """

    options: tuple[str, ...]
    base: Mapping[str, Futures]
    moved: Mapping[tuple[str, str], Mapping[str, Futures]]
    still: frozenset[str]

    @property
    def futures(self) -> int:
        """Futures at both ends, for the assumptions that were looked at closer."""
        return len(next(iter(self.base[self.options[0]].values())))

    @property
    def tried(self) -> frozenset[str]:
        """Every assumption that was moved."""
        return self.still | {path for path, _ in self.moved}

    def standing(self, path: str) -> str:
        """`NOT_IN_USE`, `NOT_TRIED`, or empty for an assumption that moves results."""
        if path in self.still:
            return NOT_IN_USE
        return "" if path in self.tried else NOT_TRIED

    def influences(self, b: str, a: str, results: "Results") -> list[Influence]:
        """What each assumption does to b less a, those that move it most first.

        Args:
            b: one option.
            a: the other.
            results: what is compared, worked out from the results of runs.
        """
        paths = dict.fromkeys(path for path, _ in self.moved)
        found = [self._influence(path, b, a, results) for path in paths]
        return sorted(found, key=lambda one: -one.swing)

    def _influence(self, path: str, b: str, a: str, results: "Results") -> Influence:
        usual = results(self.base[b]) - results(self.base[a])
        ends = {}
        for end in ("low", "high"):
            here = self.moved.get((path, end))
            if here is None:
                ends[end] = float("nan")
                continue
            apart = results(here[b]) - results(here[a])
            # Fewer futures than the story itself has are held against the same ones.
            shift = float(np.mean(apart - usual[: len(apart)]))
            ends[end] = float(np.mean(usual)) + shift
        return Influence(path, float(np.mean(usual)), ends["low"], ends["high"])

    def most(self, results: "Results", count: int) -> list[str]:
        """The assumptions that move the difference of some two options most.

        Args:
            results: what is compared.
            count: how many.
        """
        largest: dict[str, float] = {}
        for place, b in enumerate(self.options):
            for a in self.options[:place]:
                for one in self.influences(b, a, results):
                    largest[one.path] = max(one.swing, largest.get(one.path, 0.0))
        return sorted(largest, key=lambda path: -largest[path])[:count]


class Results:
    """What is compared: a column, or net benefit at a worth of wellbeing that somebody chose."""

    def __init__(self, column: str, gbp_per_unit: float | None = None) -> None:
        """Take what is compared.

        Args:
            column: name of an outcome.
            gbp_per_unit: GBP a year that one whole unit of mean wellbeing is worth; where given,
                cost and wellbeing are compared as net benefit, whatever the column.
        """
        self.column = column
        self.gbp_per_unit = gbp_per_unit

    def __call__(self, found: Futures) -> Values:
        """One value a future."""
        if self.gbp_per_unit is None:
            return found[self.column]
        return self.gbp_per_unit * found["wellbeing"] - found["cost_total_gbp"]


def read_screen(table: pd.DataFrame, base: str, still: str) -> Screen:
    """A screen from its table of one row a path, end, option and future.

    Args:
        table: columns `path`, `end`, `option`, `replication` and results.
        base: what `end` says of the story as it stands.
        still: what `end` says of a path that moves nothing.
    """
    names = [name for name in table.columns if name not in HEAD]
    values = table[names].to_numpy(dtype=np.float64)
    rows: dict[tuple[str, str], dict[str, list[int]]] = {}
    for row, (path, end, option) in enumerate(
        zip(table["path"], table["end"], table["option"], strict=True)
    ):
        if end != still:
            rows.setdefault((path, end), {}).setdefault(option, []).append(row)
    by_key = {
        key: {
            option: {name: values[own, place] for place, name in enumerate(names)}
            for option, own in by_option.items()
        }
        for key, by_option in rows.items()
    }
    usual = by_key.pop(("", base))
    asleep = frozenset(table.loc[table["end"] == still, "path"])
    return Screen(tuple(usual), usual, by_key, asleep)


def may_be_luck(sd: float, futures: int) -> float:
    """How far luck alone can move a mean between two draws of so many futures, in 19 of 20 tries.

    A move that keeps everybody's luck is steadier than this; one that gives the market another
    turn is not.

    Args:
        sd: standard deviation of the difference from future to future.
        futures: how many the mean is over.
    """
    reach = float(ndtri((1 + CONFIDENCE) / 2))
    return reach * sd * math.sqrt(2 / futures)


def judged(paths: Sequence[str], statuses: Mapping[str, str]) -> int:
    """How many of some assumptions are judgement."""
    return sum(statuses[path] == "judgement" for path in paths)
