"""Published findings against the model: whether the sign is there, and the size."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from alliance_sim.analysis.claims import column_of
from alliance_sim.analysis.estimates import CONFIDENCE, NOTHING, Estimate, Values, estimate
from alliance_sim.analysis.formats import interval, label, listed, show, the
from alliance_sim.evidence.asking import ALIKE, HIGHER
from alliance_sim.evidence.findings import START, Finding, Probe
from alliance_sim.experiments.asking import Answer
from alliance_sim.experiments.regimes import Found
from alliance_sim.results.columns import Column

REPRODUCED, NOT_REPRODUCED, UNCLEAR = "reproduced", "not reproduced", "cannot be told"
IN_PART, NOT_ASKED = "reproduced in part", "cannot be expressed"
VERDICTS = (REPRODUCED, IN_PART, UNCLEAR, NOT_REPRODUCED, NOT_ASKED)

WITHIN, NEAR, SMALLER, LARGER = "within", "within a factor of two", "smaller", "larger"
"""Sizes: the model's interval takes in part of the published range; its mean lies within half and
twice that range; or below or above it."""

FACTOR = 2
FINER = 1

SHARE = Column("share", "Share", "share", "A ratio of two differences or of one to its start.")


@dataclass(frozen=True)
class Result:
    """What the model says to one test of a finding."""

    test: Probe
    shown: str
    column: Column
    difference: Estimate
    sign: str
    size: str
    """One of the sizes; empty where none was published or the sign is not there."""

    def words(self) -> str:
        """The difference and its interval, as people read them."""
        found = self.difference
        if not math.isfinite(found.mean):
            return f"{self.shown}: no figure"
        mean = show(self.column, found.mean, signed=True, finer=FINER)
        if found.low == found.high:
            return f"{self.shown}: {mean} in every future"
        spread = interval(self.column, found.low, found.high, signed=True, finer=FINER)
        return f"{self.shown}: {mean} ({spread})"

    def published(self) -> str:
        """The published sign, and the size where there is one."""
        expect = self.test.question.expect
        if self.test.size is None:
            return "no difference" if expect == ALIKE else expect
        low, high = self.test.size
        if low == high:
            return show(self.column, low, signed=True, finer=FINER)
        return interval(self.column, low, high, signed=True, finer=FINER)


@dataclass(frozen=True)
class Held:
    """A finding, what the model says to each of its tests, and the verdict on all."""

    finding: Finding
    results: tuple[Result, ...]

    @property
    def verdict(self) -> str:
        """One of `VERDICTS`, on the sign."""
        said = {one.sign for one in self.results}
        if not said:
            return NOT_ASKED
        if len(said) == 1:
            return said.pop()
        return IN_PART if REPRODUCED in said else NOT_REPRODUCED

    @property
    def size(self) -> str:
        """What is said of sizes, one after another; empty where none is."""
        return listed(list(dict.fromkeys(one.size for one in self.results if one.size)))

    def as_dict(self) -> dict[str, Any]:
        """The finding for programs."""
        return {
            "finding": self.finding.finding,
            "published": self.finding.published,
            "source": list(self.finding.source),
            "verdict": self.verdict,
            "tests": [
                {
                    "says": one.test.question.says,
                    "output": one.test.question.aim,
                    "shown": one.shown,
                    "difference": one.difference.mean,
                    "ci95": [one.difference.low, one.difference.high],
                    "expected": one.test.question.expect,
                    "published_size": list(one.test.size) if one.test.size else None,
                    "sign": one.sign,
                    "size": one.size or None,
                }
                for one in self.results
            ],
        }


def hold(finding: Finding, answers: Sequence[Answer]) -> Held:
    """The verdict on a finding from what became of its worlds."""
    tests = zip(finding.tests, answers, strict=True)
    return Held(finding, tuple(_result(test, answer) for test, answer in tests))


def _result(test: Probe, answer: Answer) -> Result:
    asked = test.question
    apart = _difference(test, answer, asked.aim)
    column, found = column_of(asked.aim), estimate(apart)
    if test.relative_to == START:
        column, found = SHARE, _ratio(apart, _began(test, answer))
    elif test.relative_to:
        column, found = SHARE, _ratio(apart, _difference(test, answer, test.relative_to))
    sign = _sign(asked.expect, found)
    size = _size(test.size, found) if test.size and sign == REPRODUCED else ""
    return Result(test, _shown(test), column, found, sign, size)


def _of(found: Found, answer: Answer, output: str) -> Values:
    """An output under the option asked about, or the first less the second."""
    asked = answer.question
    places = [answer.options.index(option) for option in asked.of]
    values = found[output]
    if len(places) == 1:
        return np.asarray(values[:, places[0]])
    return np.asarray(values[:, places[0]] - values[:, places[1]])


def _difference(test: Probe, answer: Answer, output: str) -> Values:
    met = _of(answer.met, answer, output)
    if answer.other is not None:
        return met - _of(answer.other, answer, output)
    return met - test.against


def _began(test: Probe, answer: Answer) -> Values:
    """Where a change began: before the move, or at the second option."""
    if answer.other is not None:
        return _of(answer.other, answer, test.question.aim)
    second = answer.options.index(test.question.of[1])
    return np.asarray(answer.met[test.question.aim][:, second])


def _ratio(part: Values, whole: Values) -> Estimate:
    """Ratio of two means over the same futures, with a 95 % interval (jackknife)."""
    known = np.isfinite(part) & np.isfinite(whole)
    part, whole, n = part[known], whole[known], int(known.sum())
    if n < 2 or whole.sum() == 0:
        return Estimate(NOTHING, NOTHING, NOTHING, NOTHING, n)
    mean = float(part.sum() / whole.sum())
    without = (part.sum() - part) / (whole.sum() - whole)
    error = float(np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum()))
    reach = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * error
    return Estimate(mean, error * n**0.5, mean - reach, mean + reach, n)


def _sign(expect: str, found: Estimate) -> str:
    """Clear is a difference whose interval leaves out 0; no difference is all that can be shown."""
    if found.n < 2 or not math.isfinite(found.mean):
        return UNCLEAR
    if expect == ALIKE:
        return NOT_REPRODUCED if found.is_clear else REPRODUCED
    if not found.is_clear:
        return UNCLEAR
    return REPRODUCED if (found.mean > 0) == (expect == HIGHER) else NOT_REPRODUCED


def _size(published: tuple[float, float], found: Estimate) -> str:
    low, high = published
    if found.low <= high and found.high >= low:
        return WITHIN
    least, most = sorted((abs(low), abs(high)))
    size = abs(found.mean)
    if least / FACTOR <= size <= most * FACTOR:
        return NEAR
    return SMALLER if size < least else LARGER


def _shown(test: Probe) -> str:
    asked = test.question
    one = label(asked.of[0])
    if asked.start:
        what = f"{the(asked.of[0])} less {the(asked.of[1])}" if asked.of[1:] else the(asked.of[0])
        words = f"Change {'of' if asked.of[1:] else 'under'} {what}"
    elif asked.of[1:]:
        words = f"{one} less {the(asked.of[1])}"
    else:
        words = one if test.against == 0 else f"{one} less {test.against:g}"
    if test.relative_to == START:
        return f"{words}, relative"
    return (
        f"{words}, relative to {column_of(test.relative_to).label}" if test.relative_to else words
    )
