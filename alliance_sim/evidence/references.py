"""Where the numbers come from: every published source that a parameter or a docstring quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, InputError, Problem, found
from alliance_sim.evidence.strict_yaml import read

FILE = Path(__file__).parent / "references.yaml"

_TEXTS = ("title", "organisation", "year", "url_or_place", "basis")
_NUMBERS = ("value", "low", "high")
_WORDS = ("parameter", "unit", "place", "note")


@dataclass(frozen=True, slots=True)
class Fact:
    """One published number: what was measured, where, and in which unit.

    No `value` and a direction as its unit means that only the sign is supported. `low` and `high`,
    where given, are a published range of the same quantity. Prices are those of the year.
    """

    parameter: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: a page, paper, file or law.

    `basis` says how near to the original it was seen: on the publisher's own page, through
    somebody's report of it, in a public data file, worked out from one, or only its opening part.
    `verified` is False where the page exists but what it says could not be relied on; such a
    source is listed but is never quoted for a number.
    """

    key: str
    title: str
    organisation: str
    year: str
    url_or_place: str
    basis: str
    verified: bool
    fact: Fact | None = None

    def __str__(self) -> str:
        """The source as a list of references shows it."""
        year = f" ({self.year})" if self.year else ""
        return f"{self.organisation}{year}. {self.title}. {self.url_or_place}"


@cache
def references() -> Mapping[str, Reference]:
    """The sources that come with the model, by key; read once."""
    return load_references(FILE)


def load_references(file: Path) -> Mapping[str, Reference]:
    """Read a file of sources.

    Raises:
        InputError: Lists every entry that is incomplete or of the wrong shape.
    """
    document = read(file)
    problems: list[Problem] = []
    for key, entry in document.data.items():
        problems += _problems_of(document, key, entry)
    if problems:
        raise InputError(problems)
    return MappingProxyType({key: _reference(key, entry) for key, entry in document.data.items()})


def _problems_of(document: Document, key: str, entry: object) -> list[Problem]:
    """Everything wrong with one entry."""
    if not isinstance(entry, dict):
        return [document.problem((key,), f"expected a mapping, found {found(entry)}")]
    problems = document.wrong_keys((key,), (*_TEXTS, "verified"), ("fact",))
    problems += _not_text(document, (key,), entry, _TEXTS)
    if not isinstance(entry.get("verified", True), bool):
        message = f"expected true or false, found {found(entry['verified'])}"
        problems.append(document.problem((key, "verified"), message))
    if "fact" in entry:
        problems += _problems_of_fact(document, (key, "fact"), entry["fact"])
    return problems


def _problems_of_fact(document: Document, place: FieldPath, fact: object) -> list[Problem]:
    """Everything wrong with the fact of an entry."""
    if not isinstance(fact, dict):
        return [document.problem(place, f"expected a mapping, found {found(fact)}")]
    problems = document.wrong_keys(place, (*_WORDS, *_NUMBERS))
    problems += _not_text(document, place, fact, _WORDS)
    problems += [
        document.problem((*place, name), f"expected a number or nothing, found {found(fact[name])}")
        for name in _NUMBERS
        if isinstance(fact.get(name), bool | str | list | dict)
    ]
    return problems


def _not_text(
    document: Document, place: FieldPath, mapping: dict[str, Any], names: tuple[str, ...]
) -> list[Problem]:
    """A problem for each of these names whose value is not text."""
    return [
        document.problem((*place, name), f"expected text, found {found(mapping[name])}; quote it")
        for name in names
        if name in mapping and not isinstance(mapping[name], str)
    ]


def _reference(key: str, entry: dict[str, Any]) -> Reference:
    """The source that a correct entry describes."""
    return Reference(
        key=key, **{**entry, "fact": Fact(**entry["fact"]) if "fact" in entry else None}
    )
