"""What is looked for among a study's rows: an option that is best, or a condition that holds."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.formats import capital, number, pounds, the
from alliance_sim.analysis.studies.boxes import significant
from alliance_sim.analysis.studies.cases import Cases
from alliance_sim.analysis.studies.problem import WordError
from alliance_sim.evidence import nearest_names
from alliance_sim.evidence.problems import either

COMPARED: Mapping[str, Callable[[Values, float], NDArray[np.bool_]]] = MappingProxyType(
    {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}
)
SAID = MappingProxyType({"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"})
FIGURES = 6
"""Significant figures of a bound that somebody wrote."""


@dataclass(frozen=True)
class Event:
    """Something that is so in some rows."""

    name: str
    """`alliance is best`, or the condition as it was written."""

    words: str
    """A clause that can follow "in which"."""

    holds: NDArray[np.bool_]
    """One truth a row."""


@dataclass(frozen=True)
class Condition:
    """A condition as somebody wrote it, such as `alliance-tender.wellbeing > 0`."""

    text: str
    subject: str
    """An option, or two with a hyphen between them: the first less the second."""

    outcome: str
    sign: str
    bound: float


def condition(text: str) -> Condition:
    """A condition from words: an option or a difference, an outcome, a sign and a number.

    >>> condition("alliance-tender.net_monetary_benefit_gbp > 0").subject
    'alliance-tender'

    Raises:
        WordError: It is no such condition.
    """
    match = re.fullmatch(r"\s*([\w-]+)\.(\w+)\s*(<=|>=|<|>)\s*([-+.\deE_]+)\s*", text)
    try:
        subject, outcome, sign, bound = match.groups() if match else ("", "", "", "")
        return Condition(" ".join(text.split()), subject, outcome, sign, float(bound))
    except ValueError:
        raise WordError(
            f"--where: '{text}' is no condition; write an option or a difference, a point, an "
            "outcome, one of < <= > >=, and a number, such as "
            "'alliance-tender.net_monetary_benefit_gbp > 0'"
        ) from None


def best(cases: Cases) -> tuple[Event, ...]:
    """For each option, the rows in which it is best on average over luck; a tie goes to none."""
    gains = cases.means if cases.higher_is_better else -cases.means
    most = gains.max(axis=1, keepdims=True)
    alone = (gains == most).sum(axis=1) == 1
    return tuple(
        Event(
            f"{option} is best",
            f"{the(option)} is best by {cases.column.label.lower()}",
            np.asarray((gains[:, place] == most[:, 0]) & alone),
        )
        for place, option in enumerate(cases.options)
    )


def written(cases: Cases, wanted: Condition) -> Event:
    """The rows in which a condition holds of the mean over replications.

    Args:
        cases: of the condition's outcome.
        wanted: the condition.

    Raises:
        WordError: There is no such option or difference.
    """
    either_way = {f"{b}-{a}": (b, a) for b in cases.options for a in cases.options if a != b}
    column = cases.column
    bound = (
        f"{pounds(wanted.bound)} a year" if column.is_money else significant(wanted.bound, FIGURES)
    )
    if wanted.subject in cases.options:
        values = cases.means[:, cases.options.index(wanted.subject)]
        whose = f"{column.label.lower()} under {the(wanted.subject)}"
    elif wanted.subject in either_way:
        target = cases.pair(*either_way[wanted.subject])
        values, whose = target.means, target.words
    else:
        known = [*cases.options, *either_way]
        near = nearest_names(wanted.subject, known) or known
        raise WordError(
            f"--where: no option or difference '{wanted.subject}'; did you mean {either(near)}?"
        )
    holds = COMPARED[wanted.sign](values, wanted.bound)
    return Event(wanted.text, f"{whose} is {SAID[wanted.sign]} {bound}", np.asarray(holds))


def enough(events: Sequence[Event], least: int) -> tuple[list[Event], str]:
    """The events that are so in some rows and not in others, and a sentence about the rest.

    Args:
        events: what is looked for.
        least: in how many rows it must be so, and in how many not.
    """
    kept, left = [], []
    for one in events:
        count = int(one.holds.sum())
        if least <= count <= len(one.holds) - least:
            kept.append(one)
        else:
            left.append(f"{one.words} in {number(count)} of {number(len(one.holds))} rows")
    return kept, f"{capital('; '.join(left))}: nothing to tell apart." if left else ""
