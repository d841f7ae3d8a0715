"""The table that every analysis of a study works on: settings of factors, and what came out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.formats import capital, label, the
from alliance_sim.analysis.studies.problem import AnalysisError, WordError
from alliance_sim.evidence import nearest_names
from alliance_sim.evidence.problems import either
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import OUTCOMES, PARTIES

PLACE = "place:"
"""What the name of a column begins with that says where a factor lies in the unit interval."""

KEYS = ("row", "replication", "option")
"""Columns of a study's outcomes that are no outcomes."""

ABBREVIATIONS = {"kpi": "KPI", "nhs": "NHS", "sd": "standard deviation"}
"""How people read the abbreviations that stand in paths."""

COLUMNS = {one.name: one for one in (*OUTCOMES, *(party.column for party in PARTIES))}


class Factor(Protocol):
    """What an analysis needs to know of something that a study varies."""

    @property
    def name(self) -> str:
        """The word programs use, such as `home_care.kpi_visibility`."""

    @property
    def label(self) -> str:
        """The words people read."""

    @property
    def unit(self) -> str:
        """Unit in plain words; empty where it has none."""

    @property
    def is_number(self) -> bool:
        """Whether its settings are numbers."""

    @property
    def low(self) -> float | None:
        """The lowest setting; None where settings are no numbers."""

    @property
    def high(self) -> float | None:
        """The highest setting; None where settings are no numbers."""


@dataclass(frozen=True)
class Target:
    """One thing that an analysis explains: an outcome of one option, or of one less another."""

    name: str
    """`alliance`, or `alliance-tender` for a paired difference."""

    words: str
    """What it is, inside a sentence."""

    heading: str
    """The option or options alone, in one or two lines."""

    runs: Values
    """Shape (rows, replications); NaN where a run has no value."""

    @cached_property
    def means(self) -> Values:
        """Mean over replications, one a row; NaN where none has a value."""
        return mean_known(self.runs)


@dataclass(frozen=True)
class Cases:
    """The rows of one scenario's design, and one outcome of every option in each.

    Attributes:
        scenario: Whose design it is.
        rows: Numbers of the design's rows, in order.
        factors: What is varied.
        settings: One column a factor, one line a row: the settings.
        places: Where each lies in its own range, 0 to 1, shape (rows, factors).
        options: What is compared, in the order of the scenario.
        column: The outcome: its name, unit and direction.
        runs: Its values, shape (rows, replications, options); NaN where there is none.
    """

    scenario: str
    rows: NDArray[np.int64]
    factors: tuple[Factor, ...]
    settings: pd.DataFrame
    places: Values
    options: tuple[str, ...]
    column: Column
    runs: Values

    @cached_property
    def means(self) -> Values:
        """The outcome, luck averaged out, shape (rows, options)."""
        return mean_known(self.runs.transpose(0, 2, 1))

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """The rows in which every option has a value."""
        return np.asarray(np.isfinite(self.means).all(axis=1))

    @property
    def replications(self) -> int:
        """The most replications that a row has."""
        return int(np.isfinite(self.runs).all(axis=2).sum(axis=1).max(initial=0))

    @property
    def higher_is_better(self) -> bool:
        """The outcome's direction.

        Raises:
            AnalysisError: Neither direction of it is better.
        """
        if self.column.higher_is_better is None:
            raise AnalysisError(
                f"{self.column.name}: neither more nor less of it is better, so no option is best "
                "by it; name another with --outcome"
            )
        return self.column.higher_is_better

    def only(self, wanted: NDArray[np.bool_] | NDArray[np.int64]) -> "Cases":
        """The same with some of the rows."""
        settings = self.settings[wanted] if wanted.dtype == bool else self.settings.iloc[wanted]
        return replace(
            self,
            rows=self.rows[wanted],
            settings=settings.reset_index(drop=True),
            places=self.places[wanted],
            runs=self.runs[wanted],
        )

    @property
    def pairs(self) -> tuple["Target", ...]:
        """The paired difference of every two options, the later in the scenario less the earlier.

        They are paired by row and replication, so luck that two options share cancels out.
        """
        return tuple(self.pair(b, a) for a, b in combinations(self.options, 2))

    def pair(self, b: str, a: str) -> "Target":
        """One option less another."""
        one, other = (self.runs[:, :, self.options.index(name)] for name in (b, a))
        words = f"{self.column.label.lower()}, {the(b)} less {the(a)}"
        heading = f"{label(b)}\nless {the(a).removeprefix('the ')}"
        return Target(f"{b}-{a}", words, heading, one - other)

    @property
    def targets(self) -> tuple["Target", ...]:
        """Every paired difference, then every option by itself."""
        alone = (
            Target(
                name,
                f"{self.column.label.lower()} under {the(name)}",
                label(name),
                self.runs[:, :, place],
            )
            for place, name in enumerate(self.options)
        )
        return (*self.pairs, *alone)


def mean_known(values: Values) -> Values:
    """Mean over the last axis of what is known; NaN where nothing is."""
    known = np.isfinite(values)
    count = known.sum(axis=-1)
    total = np.where(known, values, 0.0).sum(axis=-1)
    return np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)


def cases(
    design: pd.DataFrame, outcomes: pd.DataFrame, factors: Sequence[Factor], outcome: str
) -> tuple[Cases, ...]:
    """The cases of each scenario of a study, in the order of its design.

    Args:
        design: one line a row: `row`, `scenario`, a column for every factor, and where each lies
            in the unit interval (`place:` before its name).
        outcomes: one line a row, replication and option.
        factors: what is varied.
        outcome: what is analysed.

    Raises:
        WordError: There is no such outcome.
        AnalysisError: Nothing came out of any row.
    """
    known = [name for name in outcomes.columns if name not in KEYS]
    if outcome not in known:
        near = nearest_names(outcome, known)
        hint = f"did you mean {either(near)}?" if near else "docs/glossary.md has the names"
        raise WordError(f"--outcome: no outcome '{outcome}'; {hint}")
    if outcomes.empty:
        raise AnalysisError("the study has no results yet; run it first")
    column = COLUMNS.get(outcome) or Column(outcome, label(outcome), "", "", None, 3)
    return tuple(
        _of_scenario(str(name), own.reset_index(drop=True), outcomes, tuple(factors), column)
        for name, own in design.groupby("scenario", sort=False)
        if outcomes["row"].isin(own["row"]).any()
    )


def _of_scenario(
    scenario: str,
    design: pd.DataFrame,
    outcomes: pd.DataFrame,
    factors: tuple[Factor, ...],
    column: Column,
) -> Cases:
    rows = design["row"].to_numpy(dtype=np.int64)
    own = outcomes[outcomes["row"].isin(rows)]
    options = tuple(str(one) for one in own["option"].unique())
    replications = np.sort(own["replication"].unique())
    runs = np.full((len(rows), len(replications), len(options)), np.nan)
    at = (
        pd.Index(rows).get_indexer(own["row"]),
        np.searchsorted(replications, own["replication"].to_numpy()),
        pd.Index(options).get_indexer(own["option"].astype(str)),
    )
    runs[at] = own[column.name].to_numpy(dtype=np.float64, na_value=np.nan)
    names = [factor.name for factor in factors]
    places = design[[PLACE + name for name in names]].to_numpy(dtype=np.float64)
    return Cases(scenario, rows, factors, design[names], places, options, column, runs)


def _said(path: str) -> str:
    """A path in words with a colon after where it belongs, and abbreviations as people know them.

    >>> _said("home care, kpi visibility")
    'home care: KPI visibility'
    """
    words = path.replace(", ", ": ", 1)
    for short, known in ABBREVIATIONS.items():
        words = re.sub(rf"\b{short}\b", known, words)
    return words


def names_of(factors: Sequence[Factor]) -> list[str]:
    """What people read for each factor; two that would read alike also say where they belong."""
    plain = [
        capital(_said(factor.label)) or label(factor.name.rpartition(".")[2]) for factor in factors
    ]
    return [
        words
        if plain.count(words) == 1
        else f"{label(factor.name.split('.')[0])}: {words[:1].lower()}{words[1:]}"
        for words, factor in zip(plain, factors, strict=True)
    ]
