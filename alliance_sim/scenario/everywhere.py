"""Two words a place may be written with: all councils of England, and everyone who is cared for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from alliance_sim.evidence import Problem, councils, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, found

ALL_ENGLAND = "all_england"
"""What `place.councils` may say instead of a list: every council, in alphabetical order."""

EVERYONE = "everyone"
"""What `place.residents` may say instead of a number: one for each long-term client."""

MOST_NAMED = 6
"""So many councils are all named in words; of more, only the first."""

COUNCILS: FieldPath = ("place", "councils")
RESIDENTS: FieldPath = ("place", "residents")


def where(names: Sequence[str]) -> str:
    """Councils inside a sentence: by name where they are few, by number where they are many.

    >>> where(["Bexley", "Camden"])
    'Bexley and Camden'
    """
    if len(names) <= MOST_NAMED:
        *first, last = names
        return f"{', '.join(first)} and {last}" if first else last
    if set(names) == set(councils()):
        return f"all {len(names):,} councils of England"
    return f"{names[0]} and {len(names) - 1:,} more councils"


def spelled_out(document: Document) -> tuple[Document, list[Problem]]:
    """A document in which councils are a list and residents a number, and what stands against it.

    Any other word is a problem, told once: what it stands for is then filled in by something that
    the rest of the reading has nothing to say about.
    """
    place = document.data.get("place")
    if not isinstance(place, dict):
        return document, []
    councils_, problems = _councils(document, place.get("councils"))
    residents, more = _residents(document, place.get("residents"), councils_)
    known: dict[str, Any] = {"councils": councils_, "residents": residents}
    said = {name: value for name, value in known.items() if name in place}
    data = {**document.data, "place": {**place, **said}}
    return replace(document, data=data), problems + more


def _councils(document: Document, written: object) -> tuple[object, list[Problem]]:
    if not isinstance(written, str):
        return written, []
    everywhere = list(councils())
    if written == ALL_ENGLAND:
        return everywhere, []
    message = f"expected a list of councils or {ALL_ENGLAND}, found {found(written)}"
    if written in everywhere:
        message += f" (in a list: [{written}])"
    near = nearest_names(written, [ALL_ENGLAND])
    return everywhere, [document.problem(COUNCILS, message, nearest=near)]


def _residents(document: Document, written: object, where: object) -> tuple[object, list[Problem]]:
    if not isinstance(written, str):
        return written, []
    if written == EVERYONE:
        return _clients(where), []
    message = f"expected a whole number or {EVERYONE}, found {found(written)}"
    near = nearest_names(written, [EVERYONE])
    return 1, [document.problem(RESIDENTS, message, nearest=near)]


def _clients(where: object) -> int:
    """Long-term clients of the councils that there are; 1 where there are none to be counted."""
    named = [one for one in where if isinstance(one, str)] if isinstance(where, list) else []
    table = councils()
    return max(sum(table[name].long_term_clients for name in named if name in table), 1)
