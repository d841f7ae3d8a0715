"""Reading a file of entries strictly: mappings, texts and lists of names, each with its place."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, InputError, Problem, found, quoted
from alliance_sim.evidence.references import references
from alliance_sim.evidence.theory import theory


@cache
def known_sources() -> frozenset[str]:
    """Keys of every reference and benchmark."""
    return frozenset({*references(), *(one.id.partition("_")[0] for one in theory().benchmarks)})


class Entries:
    """The entries of one document, and everything wrong with them.

    Methods return what could be read and note what could not in `problems`.
    """

    def __init__(self, document: Document, sources: Collection[str]) -> None:
        self.document, self.sources = document, sources
        self.problems: list[Problem] = []

    def is_mapping(
        self, path: FieldPath, value: Any, needed: Sequence[str], optional: Sequence[str] = ()
    ) -> bool:
        """Whether a value is a mapping with just these keys."""
        if not isinstance(value, dict):
            self.note(path, f"expected a mapping, found {found(value)}")
            return False
        if not value and not needed:
            return True
        wrong = self.document.wrong_keys(path, needed, optional)
        self.problems += wrong
        return not wrong

    def texts(self, path: FieldPath, value: Any, names: Sequence[str]) -> bool:
        """Whether each of these fields is text that says something."""
        wrong = [n for n in names if not (isinstance(value[n], str) and value[n].strip())]
        for name in wrong:
            self.note((*path, name), f"expected text, found {found(value[name])}")
        return not wrong

    def names(self, path: FieldPath, value: Any) -> tuple[str, ...]:
        """A list of names."""
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.note(path, f"expected a list of names, found {found(value)}")
        return ()

    def source(self, path: FieldPath, value: Any) -> tuple[str, ...]:
        """A list of keys of sources, every one of them known."""
        keys = self.names(path, value)
        for place, key in enumerate(keys):
            if key not in self.sources:
                self.note((*path, place), f"no such source: {quoted(key)}")
        return keys

    def note(self, path: FieldPath, message: str, *, at_key: bool = False) -> None:
        """Remember a problem."""
        self.problems.append(self.document.problem(path, message, at_key=at_key))


def entries_in(document: Document, field: str) -> list[Any]:
    """The list of entries that a document consists of.

    Raises:
        InputError: It holds something else, or nothing.
    """
    problems = document.wrong_keys((), (field,))
    if problems:
        raise InputError(problems)
    given = document.data[field]
    if not isinstance(given, list) or not given:
        raise InputError([document.problem((field,), f"expected {field}, found {found(given)}")])
    return given
