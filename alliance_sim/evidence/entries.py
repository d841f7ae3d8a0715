"""Reading a file of entries strictly: mappings, texts and lists of names, each with its place."""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, InputError, Problem, found, quoted
from alliance_sim.evidence.references import references
from alliance_sim.evidence.strict_yaml import read
from alliance_sim.evidence.theory import theory

Entry = TypeVar("Entry")


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

    @classmethod
    def read_all(
        cls, path: str | Path, field: str, one: Callable[[Any, FieldPath, Any], Entry | None]
    ) -> tuple[Entry, ...]:
        """Every entry of a file, strictly.

        Args:
            path: The file.
            field: The list that it holds.
            one: Method of this class that reads one entry at its place.

        Raises:
            InputError: With every problem found, each with its place.
        """
        document = read(path)
        given = entries_in(document, field)
        reader = cls(document, known_sources())
        entries = [one(reader, (field, place), value) for place, value in enumerate(given)]
        reader.together(entries)
        if reader.problems:
            raise InputError(reader.problems)
        return tuple(entry for entry in entries if entry is not None)

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

    def together(self, entries: Sequence[Any]) -> None:
        """Note what is wrong with the entries of a file taken together; nothing unless said."""

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
