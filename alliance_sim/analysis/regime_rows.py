"""Verdicts on the rows of `evidence/regimes.yaml`, and the page that shows them all."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from alliance_sim.analysis.aims import aim
from alliance_sim.analysis.estimates import Estimate, estimate
from alliance_sim.analysis.formats import interval, label, listed, show, the
from alliance_sim.analysis.regimes import winner
from alliance_sim.evidence.asking import ALIKE, BEST, HIGHER
from alliance_sim.evidence.regimes import Row
from alliance_sim.experiments.asking import Answer

AGREES, DISAGREES, UNCLEAR = "agrees", "disagrees", "cannot be told"
IN_PART, NOT_ASKED = "agrees in part", "cannot be expressed"
VERDICTS = (AGREES, IN_PART, UNCLEAR, DISAGREES, NOT_ASKED)

FINER = 1
"""Decimals more than a level has: differences are smaller."""


@dataclass(frozen=True)
class Result:
    """What the model says to one question."""

    says: str
    aim: str
    shown: str
    """What `difference` is: the first named less the second, or what a move does."""

    difference: Estimate
    """Paired by future, in the aim's own unit."""

    verdict: str
    without: str
    """Which option is best without the condition; empty where that is not asked."""

    def words(self) -> str:
        """The difference and its interval, as people read them."""
        column = aim(self.aim).measure.column
        if not math.isfinite(self.difference.mean):
            return f"{self.shown}: no figure"
        spread = interval(
            column, self.difference.low, self.difference.high, signed=True, finer=FINER
        )
        mean = show(column, self.difference.mean, signed=True, finer=FINER)
        return f"{self.shown}: {mean} ({spread})"


@dataclass(frozen=True)
class Judged:
    """A row, what the model says to each of its questions, and the verdict on all."""

    row: Row
    results: tuple[Result, ...]

    @property
    def verdict(self) -> str:
        """One of `VERDICTS`."""
        said = {one.verdict for one in self.results}
        if not said:
            return NOT_ASKED
        if len(said) == 1:
            return said.pop()
        return IN_PART if AGREES in said else DISAGREES

    def as_dict(self) -> dict[str, Any]:
        """The row for programs."""
        return {
            "condition": self.row.condition,
            "expected": self.row.expected,
            "basis": self.row.basis,
            "source": list(self.row.source),
            "translation": self.row.translation.strip(),
            "verdict": self.verdict,
            "tests": [
                {
                    "says": one.says,
                    "aim": one.aim,
                    "shown": one.shown,
                    "difference": one.difference.mean,
                    "ci95": [one.difference.low, one.difference.high],
                    "verdict": one.verdict,
                    "best_without_condition": one.without or None,
                }
                for one in self.results
            ],
        }


def judge(row: Row, answers: Sequence[Answer]) -> Judged:
    """The verdict on a row from what became of its worlds."""
    return Judged(row, tuple(_result(one) for one in answers))


def _result(answer: Answer) -> Result:
    asked = answer.question
    if asked.expect == BEST:
        return _best(answer)
    if asked.expect == ALIKE:
        return _alike(answer)
    return _moved(answer)


def _best(answer: Answer) -> Result:
    """The best of those expected against the best of the others.

    Which one that is on either side is decided by the mean; it is clear only where the interval
    leaves out 0.
    """
    asked = answer.question
    wanted = aim(asked.aim)
    up, name = wanted.higher_is_better, wanted.measure.column.name
    values, options = answer.met[name], answer.options
    place = {option: number for number, option in enumerate(options)}
    others = [option for option in options if option not in asked.of]
    ours, theirs = (
        winner(values[:, [place[o] for o in group]], group, up).best for group in (asked.of, others)
    )
    without = winner(answer.other[name], options, up).best if answer.other else ""
    if not (ours and theirs):
        known = ours or theirs
        verdict = AGREES if ours else DISAGREES if theirs else UNCLEAR
        shown = f"only {the(known)} has a value" if known else "no option has a value"
        return Result(
            asked.says, asked.aim, shown, estimate(values[:0, 0]), verdict, without=without
        )
    apart = estimate(values[:, place[ours]] - values[:, place[theirs]])
    verdict = UNCLEAR
    if apart.is_clear:
        verdict = AGREES if (apart.mean > 0) == up else DISAGREES
    return Result(
        asked.says, asked.aim, f"{label(ours)} less {the(theirs)}", apart, verdict, without
    )


def _alike(answer: Answer) -> Result:
    asked = answer.question
    name = aim(asked.aim).measure.column.name
    one, other = (answer.met[name][:, answer.options.index(option)] for option in asked.of)
    apart = estimate(one - other)
    # An interval that takes in 0 fails to tell them apart, which is all that can be shown.
    verdict = DISAGREES if apart.is_clear else AGREES if apart.n > 1 else UNCLEAR
    shown = f"{label(asked.of[0])} less {the(asked.of[1])}"
    return Result(asked.says, asked.aim, shown, apart, verdict, without="")


def _moved(answer: Answer) -> Result:
    asked = answer.question
    name = aim(asked.aim).measure.column.name
    assert answer.other is not None
    places = [answer.options.index(option) for option in asked.of]
    end, start = (
        found[name][:, places[0]] - (found[name][:, places[1]] if len(places) > 1 else 0.0)
        for found in (answer.met, answer.other)
    )
    change = estimate(end - start)
    verdict = UNCLEAR
    if change.is_clear:
        verdict = AGREES if (change.mean > 0) == (asked.expect == HIGHER) else DISAGREES
    shown = f"Change under {the(asked.of[0])}"
    if len(places) > 1:
        shown = f"Change of {the(asked.of[0])} less {the(asked.of[1])}"
    return Result(asked.says, asked.aim, shown, change, verdict, without="")


def counts(judged: Sequence[Judged]) -> str:
    """How many rows have which verdict, in words."""
    said = [one.verdict for one in judged]
    parts = [f"{said.count(verdict)} {verdict}" for verdict in VERDICTS if verdict in said]
    return f"Of {len(judged)} rows, {listed([_several(part) for part in parts])}"


def _several(part: str) -> str:
    count, _, verdict = part.partition(" ")
    if count == "1":
        return part
    return f"{count} {verdict.replace('agrees', 'agree')}"


INTRODUCTION = """\
# When does each way of buying win?

What theory, evidence and people in the field expect, condition by condition, and what the model
says. The rows are those of `alliance_sim/evidence/regimes.yaml`, where every setting is written
down. A row agrees or disagrees where the 95% interval of the paired difference leaves out 0;
otherwise it cannot be told. "No clear difference" is the most that a test of equality can show.
Rows that the model contradicts, or cannot express, stand as they are: nothing was set so that a
row would come out. Where a row agrees, look at who is best without its condition, for a way of
buying that wins there too does not win because of it.
"""


def page(judged: Sequence[Judged], command: str, replications: int, seed: int) -> str:
    """The page in Markdown.

    Args:
        judged: every row.
        command: what writes the page.
        replications: futures of each world.
        seed: their seed.
    """
    parts = [
        INTRODUCTION,
        f"`{command}` writes this page: {replications} futures of each world, seed {seed}.\n",
        f"{counts(judged)}.\n",
        "| | condition | expected | verdict |",
        "| ---: | --- | --- | --- |",
    ]
    for number, one in enumerate(judged, start=1):
        row = one.row
        parts.append(f"| {number} | {row.condition} | {row.expected} | {one.verdict} |")
    for number, one in enumerate(judged, start=1):
        parts.append(_section(number, one))
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(number: int, one: Judged) -> str:
    row = one.row
    sources = f" Sources: {', '.join(row.source)}." if row.source else ""
    lines = [
        f"\n## {number}. {row.condition}\n",
        f"- *Expected:* {row.expected}.",
        f"- *Basis:* {row.basis}.{sources}",
        f"- *As the model is asked:* {row.translation.strip()}",
        f"- *Verdict:* {one.verdict}.",
    ]
    if one.results:
        lines += [
            "\n| question | measured by | result (95% interval) | without condition | verdict |",
            "| --- | --- | --- | --- | --- |",
        ]
    for result in one.results:
        column = aim(result.aim).measure.column
        without = f"{label(result.without)} best" if result.without else ""
        lines.append(
            f"| {result.says} | {column.label} | {result.words()} | {without} | {result.verdict} |"
        )
    return "\n".join(lines)
