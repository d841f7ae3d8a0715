"""Verdicts on the claims of the field, and the page that shows them all."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from alliance_sim.analysis.estimates import Estimate, estimate
from alliance_sim.analysis.formats import interval, listed, show, the
from alliance_sim.evidence.claims import HIGHER, LOWER, NONE, Claim
from alliance_sim.experiments.claims import Asked
from alliance_sim.metrics.measures import MEASURES
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import OUTCOMES, PARTIES

SUPPORTED, CONTRADICTED, UNCLEAR = "supported by the model", "contradicted", "no clear effect"
VERDICTS = (SUPPORTED, UNCLEAR, CONTRADICTED)

SIDES = {
    "against_competition": "Against competition",
    "for_competition": "For competition",
    "for_alliances": "For alliances",
    "against_alliances": "Against alliances",
    "neither": "About something else",
}

FINER = 1
"""Decimals more than a level has: differences are smaller."""


@dataclass(frozen=True)
class Moved:
    """What a switch does to one output."""

    column: Column
    off: float
    on: float
    difference: Estimate
    """On less off, paired by future."""

    def words(self) -> str:
        """The levels, the difference and its interval, as people read them."""
        if not math.isfinite(self.difference.mean):
            return "no figure"
        low, high = self.difference.low, self.difference.high
        finer = FINER if self.column.decimals or self.column.unit == "share" else 0
        mean = show(self.column, self.difference.mean, signed=True, finer=finer)
        if low == high:
            return f"{mean} in every future"
        return f"{mean} ({interval(self.column, low, high, signed=True, finer=finer)})"

    def levels(self) -> str:
        """Off and on, as people read them."""
        off, on = (show(self.column, value, finer=FINER) for value in (self.off, self.on))
        return f"{off} → {on}"


@dataclass(frozen=True)
class Told:
    """A claim, what its switch does to the output and to further ones, and the verdict."""

    claim: Claim
    moved: tuple[Moved, ...]
    verdict: str

    @property
    def option(self) -> str:
        """The option that is looked at, or the first less the second."""
        return "-".join(self.claim.options)

    @property
    def is_still(self) -> bool:
        """Whether the switch moves the output in no future at all."""
        found = self.moved[0].difference
        return found.mean == 0 and found.sd == 0

    def as_dict(self) -> dict[str, Any]:
        """The claim and its result for programs."""
        first = self.moved[0]
        return {
            **claim_dict(self.claim),
            "result": {
                "option": self.option,
                "difference": first.difference.mean,
                "ci95": [first.difference.low, first.difference.high],
                "verdict": self.verdict,
                "off": first.off,
                "on": first.on,
                "replications": first.difference.n,
                "also": {
                    one.column.name: {
                        "difference": one.difference.mean,
                        "ci95": [one.difference.low, one.difference.high],
                    }
                    for one in self.moved[1:]
                },
            },
        }


def claim_dict(claim: Claim) -> dict[str, Any]:
    """A claim for programs, without a result."""
    return {
        "id": claim.id,
        "claim": claim.claim,
        "source": "; ".join((claim.made_by, *claim.source)),
        "switch": claim.switch,
        "off": claim.off,
        "on": claim.on,
        "output": claim.output,
        "expected": claim.expected,
        "built_in": claim.built_in or None,
        "side": claim.side,
        "scenario": claim.scenario,
        "status": claim.status,
        "mechanism": claim.mechanism,
        "result": None,
    }


def column_of(output: str) -> Column:
    """What an output is called, counted in and better by: an outcome, a party or a measure."""
    known = {one.name: one for one in (*OUTCOMES, *(party.column for party in PARTIES))}
    if output in known:
        return known[output]
    one = MEASURES[output]
    return Column(one.name, one.label, one.unit, one.meaning, one.higher_is_better, one.decimals)


def tell(asked: Asked) -> Told:
    """The verdict on a claim from what became of its worlds."""
    outputs = (asked.claim.output, *asked.claim.also)
    moved = tuple(_moved(column_of(name), asked.off[name], asked.on[name]) for name in outputs)
    return Told(asked.claim, moved, _verdict(asked.claim.expected, moved[0].difference))


def _moved(column: Column, off: np.ndarray, on: np.ndarray) -> Moved:
    """Levels over the futures in which there is one off and on, and the paired difference."""
    both = np.isfinite(off) & np.isfinite(on)
    low, high = (float(side[both].mean()) if both.any() else math.nan for side in (off, on))
    return Moved(column, low, high, estimate(on - off))


def _verdict(expected: str, difference: Estimate) -> str:
    """Clear is a difference whose 95 % interval leaves out 0.

    A claim that nothing happens is supported by no difference that is clear: that is all that can
    be shown.
    """
    if difference.n < 2:
        return UNCLEAR
    if expected == NONE:
        return CONTRADICTED if difference.is_clear else UNCLEAR
    if not difference.is_clear:
        return UNCLEAR
    return SUPPORTED if (difference.mean > 0) == (expected == HIGHER) else CONTRADICTED


def counts(told: Sequence[Told]) -> str:
    """How many claims have which verdict, in words."""
    said = [one.verdict for one in told]
    parts = [f"{said.count(verdict)} {verdict}" for verdict in VERDICTS if verdict in said]
    return f"Of {len(told)} claims, {listed(parts)}"


INTRODUCTION = """\
# Claims of the field

What people who commission, provide and study care say, row by row, and what the model says when
the mechanism behind the claim is switched off and on among the same people with the same luck.
Every entry stands in `alliance_sim/evidence/claims.yaml`: the switch, both its values, the
scenario, the output and the sign that the claim expects.

How to read it. A claim is *supported by the model* or *contradicted* where the 95% interval of the
paired difference leaves out 0, and without *clear effect* otherwise. Support means that the
mechanism as built here brings the effect about at the size of switch shown, which is mostly
judgement; it is not evidence that it does so in life. Where the sign is put in by assumption, the
entry says so, and support then says no more than that nothing in the model undoes it. Some figures
are clear by luck alone: about one in twenty would be if nothing had any effect. No number was set
so that a claim would come out. The last rows, after those that people in the field supplied, are
claims of those who defend competition or doubt alliances, so that both sides are heard.
"""


def page(told: Sequence[Told], command: str, replications: int, residents: int, seed: int) -> str:
    """The page in Markdown.

    Args:
        told: every claim with its result.
        command: what writes the page.
        replications: futures of each world.
        residents: simulated in each, unless a claim says otherwise.
        seed: their seed.
    """
    parts = [
        INTRODUCTION,
        f"`{command}` writes this page.\n",
        f"{replications} futures of {residents:,} residents, seed {seed}.\n",
        f"{counts(told)}.\n",
        *_by_side(told),
        "\n| | claim | output | switched on (95% interval) | expected | verdict |",
        "| ---: | --- | --- | --- | --- | --- |",
    ]
    for one in told:
        first, mark = one.moved[0], " (built in)" if one.claim.built_in else ""
        parts.append(
            f"| {one.claim.id} | {one.claim.claim} | {first.column.label} "
            f"| {first.words()} | {one.claim.expected}{mark} | {one.verdict} |"
        )
    parts += [_section(one) for one in told]
    return "\n".join(parts).rstrip("\n") + "\n"


def _by_side(told: Sequence[Told]) -> list[str]:
    """How claims of each side fare; those whose sign is built in count apart."""
    heads = ("speaks for", "claims", "supported", "of them built in", "no clear effect")
    lines = [
        f"| {' | '.join(heads)} | contradicted |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for side, words in SIDES.items():
        own = [one for one in told if one.claim.side == side]
        if not own:
            continue
        yes = [one for one in own if one.verdict == SUPPORTED]
        built = sum(bool(one.claim.built_in) for one in yes)
        rest = [sum(one.verdict == verdict for one in own) for verdict in (UNCLEAR, CONTRADICTED)]
        lines.append(f"| {words} | {len(own)} | {len(yes)} | {built} | {rest[0]} | {rest[1]} |")
    return lines


def _section(one: Told) -> str:
    claim = one.claim
    whose = the(claim.options[0])
    if len(claim.options) > 1:
        whose = f"{whose} less {the(claim.options[1])}"
    sources = f" Sources: {', '.join(claim.source)}." if claim.source else ""
    lines = [
        f"\n## {claim.id}. {claim.claim}\n",
        f"- *Said by:* {claim.made_by}.{sources}",
        f"- *In the model:* {claim.mechanism}",
        f"- *Switch:* `{claim.switch}` from {claim.off} to {claim.on} ({claim.status}).",
        f"- *Asked in:* `{claim.scenario}`, under {whose}.",
        f"- *Verdict:* {one.verdict}; {_expectation(claim)}.",
    ]
    if claim.built_in:
        lines.append(f"- *Built in:* {claim.built_in}")
    if claim.unmoved:
        lines.append(f"- *Why it does not move:* {claim.unmoved}")
    lines += [
        "\n| output | off → on | difference (95% interval) | unit |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row.column.label} | {row.levels()} | {row.words()} | {row.column.unit} |"
        for row in one.moved
    ]
    return "\n".join(lines)


def _expectation(claim: Claim) -> str:
    words = {HIGHER: "a rise", LOWER: "a fall", NONE: "no effect"}[claim.expected]
    return f"the claim expects {words}"
