"""How much of what differs between a study's rows is luck, not the factors."""

import math
from dataclasses import dataclass

import numpy as np

from alliance_sim.analysis.estimates import NOTHING, Values
from alliance_sim.analysis.formats import percent
from alliance_sim.analysis.studies.cases import mean_known

MUCH, MOST = 0.1, 0.5
"""Shares of the variance between rows above which luck is worth a word, and a warning."""


@dataclass(frozen=True)
class Luck:
    """What luck does to the rows' means."""

    share: float
    """Of the variance between them; NaN with one replication a row, which cannot tell."""

    within: float
    """Standard deviation between replications of a row, what they share aside; NaN likewise."""

    @property
    def dominates(self) -> bool:
        """Whether luck makes most of the difference between rows."""
        return self.share > MOST

    def words(self) -> str:
        """A sentence about it."""
        if math.isnan(self.share):
            return (
                "Each row has one replication, so luck cannot be told from what the factors do "
                "together, and counts as if it were theirs."
            )
        if self.dominates:
            return (
                f"Warning: {percent(self.share)} of the variance between rows is luck that more "
                "replications would average out; most of what is said here of the factors is of "
                "these few futures, not of futures at large."
            )
        if self.share > MUCH:
            return f"Luck makes {percent(self.share)} of the variance between rows."
        return f"Luck makes little of the variance between rows ({percent(self.share)})."


def luck(runs: Values) -> Luck:
    """Split what differs between rows' means into the factors' part and luck's.

    Replication k has the same luck in every row, so what it adds to all of them alike tells rows
    not apart and is taken out first (two-way analysis of variance without interaction).

    Args:
        runs: shape (rows, replications), NaN where there is no value.
    """
    known = np.isfinite(runs)
    used = known.any(axis=1)
    runs, known = runs[used], known[used]
    rows, columns = len(runs), int(known.any(axis=0).sum())
    free = int(known.sum()) - rows - columns + 1
    if rows < 2 or columns < 2 or free < 1:
        return Luck(NOTHING, NOTHING)
    means = mean_known(runs)
    between = float(means.var(ddof=1))
    apart = runs - means[:, None]
    apart = apart - mean_known(apart.T)[None, :]
    within = float(np.where(known, apart, 0.0).ravel() @ np.where(known, apart, 0.0).ravel()) / free
    # What adding up floating-point numbers leaves behind is no luck.
    if within <= (np.finfo(float).eps * float(np.abs(runs[known]).max())) ** 2:
        within = 0.0
    if between == 0:
        return Luck(0.0, within**0.5)
    by_luck = float((within / known.sum(axis=1)).mean())
    return Luck(min(1.0, by_luck / between), within**0.5)
