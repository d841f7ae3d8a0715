"""When each way of buying should win: what is expected under which condition, and by whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alliance_sim.evidence.catalogue import Catalogue, catalogue
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, InputError, Problem, either, found, quoted
from alliance_sim.evidence.references import references
from alliance_sim.evidence.strict_yaml import read
from alliance_sim.evidence.theory import theory

FILE = Path(__file__).parent / "regimes.yaml"

BEST, ALIKE, HIGHER, LOWER = "best", "alike", "higher", "lower"
EXPECTATIONS = (BEST, ALIKE, HIGHER, LOWER)
"""best: one of these beats every other option; alike: these two cannot be told apart; higher,
lower: the aim under this option, or its lead of the first of two over the second, moves so from
one setting to another."""

_TEXTS = ("condition", "expected", "basis", "translation")
_TEST_TEXTS = ("says", "scenario", "aim", "expect")
_WORLD = ("months", "warm_up", "services", "options", "parameters")

Settings = Mapping[str, Any]
"""Changes of a scenario by dotted path."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the model can be asked about a row.

    `base` holds what the test needs to be asked at all (its options), `condition` the condition
    itself, `start` and `end` the two settings that a move is between.
    """

    says: str
    scenario: str
    aim: str
    expect: str
    of: tuple[str, ...]
    base: Settings
    condition: Settings
    start: Settings
    end: Settings


@dataclass(frozen=True, slots=True)
class Row:
    """A condition, who is expected to win, on what grounds, and how the model is asked.

    Without tests the model cannot express the condition, and `translation` says why.
    """

    condition: str
    expected: str
    basis: str
    source: tuple[str, ...]
    translation: str
    tests: tuple[Question, ...]


@cache
def regimes() -> tuple[Row, ...]:
    """The rows that come with the package; read once."""
    return read_regimes(FILE)


def read_regimes(path: str | Path) -> tuple[Row, ...]:
    """Read a file of rows, strictly.

    Args:
        path: A mapping with a list `rows`; each row has texts, a list `source` of keys of
            references or benchmarks, and a list `tests`, which may be empty.

    Raises:
        InputError: With every problem found, each with its place.
    """
    document = read(path)
    problems = document.wrong_keys((), ("rows",))
    if problems:
        raise InputError(problems)
    given = document.data["rows"]
    if not isinstance(given, list) or not given:
        raise InputError([document.problem(("rows",), f"expected rows, found {found(given)}")])
    known = {*references(), *(one.id.partition("_")[0] for one in theory().benchmarks)}
    reader = _Reader(document, catalogue(), known)
    rows = [reader.row(("rows", place), value) for place, value in enumerate(given)]
    if reader.problems:
        raise InputError(reader.problems)
    return tuple(row for row in rows if row is not None)


class _Reader:
    """Rows of one document, and everything wrong with them."""

    def __init__(self, document: Document, known: Catalogue, sources: Collection[str]) -> None:
        self.document, self.catalogue, self.sources = document, known, sources
        self.problems: list[Problem] = []

    def row(self, path: FieldPath, value: Any) -> Row | None:
        """One row, or None with its problems noted."""
        if not self._is_mapping(path, value, (*_TEXTS, "source", "tests")):
            return None
        self._texts(path, value, _TEXTS)
        source = self._names((*path, "source"), value["source"])
        for place, key in enumerate(source):
            if key not in self.sources:
                self._note((*path, "source", place), f"no such source: {quoted(key)}")
        tests = value["tests"]
        if not isinstance(tests, list):
            self._note((*path, "tests"), f"expected a list of tests, found {found(tests)}")
            return None
        asked = [self.test((*path, "tests", place), one) for place, one in enumerate(tests)]
        return Row(
            **{name: value[name] for name in _TEXTS},
            source=source,
            tests=tuple(one for one in asked if one is not None),
        )

    def test(self, path: FieldPath, value: Any) -> Question | None:
        """One test, or None with its problems noted."""
        if not self._is_mapping(path, value, (*_TEST_TEXTS, "of"), ("set", "vary")):
            return None
        self._texts(path, value, _TEST_TEXTS)
        expect, of = value["expect"], self._names((*path, "of"), value["of"])
        if expect not in EXPECTATIONS:
            self._note((*path, "expect"), f"expected {either(EXPECTATIONS)}, found {found(expect)}")
            return None
        moves = expect in (HIGHER, LOWER)
        most = {BEST: len(of), ALIKE: 2}.get(expect, 2)
        if not of or len(of) > most or (expect == ALIKE and len(of) != most):
            self._note((*path, "of"), "expected one or more options; two of those that are alike")
        if moves != ("vary" in value):
            message = f"{quoted(expect)} {'needs' if moves else 'does not take'} 'vary'"
            self._note(path, message, at_key=True)
        world = self._world((*path, "set"), value.get("set", {}))
        base = {name: world.pop(name) for name in ("options",) if name in world}
        ends = self._ends((*path, "vary"), value.get("vary", {}))
        return Question(
            **{name: value[name] for name in _TEST_TEXTS},
            of=of,
            base=MappingProxyType(base),
            condition=MappingProxyType(world),
            start=MappingProxyType({name: pair[0] for name, pair in ends.items()}),
            end=MappingProxyType({name: pair[1] for name, pair in ends.items()}),
        )

    def _world(self, path: FieldPath, value: Any) -> dict[str, Any]:
        """Changes of a scenario: parameters one by one, all else whole."""
        if not self._is_mapping(path, value, (), _WORLD):
            return {}
        changes = {name: value[name] for name in value if name != "parameters"}
        within = (*path, "parameters")
        for name, setting in self._leaves(within, value.get("parameters", {})).items():
            place = (*within, *name.split("."))
            if message := self.catalogue.parameters[name].objection(setting):
                self._note(place, message)
            changes[f"parameters.{name}"] = setting
        return changes

    def _ends(self, path: FieldPath, value: Any) -> dict[str, tuple[Any, Any]]:
        """The two values between which each parameter moves."""
        found_ends = {}
        for name, pair in self._leaves(path, value).items():
            place = (*path, *name.split("."))
            if not isinstance(pair, list) or len(pair) != 2:
                self._note(place, f"expected [from, to], found {found(pair)}")
                continue
            for end in pair:
                if message := self.catalogue.parameters[name].objection(end):
                    self._note(place, message)
            found_ends[f"parameters.{name}"] = (pair[0], pair[1])
        return found_ends

    def _leaves(self, path: FieldPath, value: Any, name: str = "") -> dict[str, Any]:
        """Parameters set in a nested mapping, by path."""
        if name in self.catalogue.parameters:
            return {name: value}
        if not isinstance(value, dict):
            self._note(path, f"no parameter or group {quoted(name)}", at_key=True)
            return {}
        leaves: dict[str, Any] = {}
        for key, inner in value.items():
            leaves |= self._leaves((*path, key), inner, f"{name}.{key}" if name else key)
        return leaves

    def _is_mapping(
        self, path: FieldPath, value: Any, needed: Sequence[str], optional: Sequence[str] = ()
    ) -> bool:
        if not isinstance(value, dict):
            self._note(path, f"expected a mapping, found {found(value)}")
            return False
        if not value and not needed:
            return True
        wrong = self.document.wrong_keys(path, needed, optional)
        self.problems += wrong
        return not wrong

    def _texts(self, path: FieldPath, value: Mapping[str, Any], names: Sequence[str]) -> None:
        for name in names:
            if not (isinstance(value[name], str) and value[name].strip()):
                self._note((*path, name), f"expected text, found {found(value[name])}")

    def _names(self, path: FieldPath, value: Any) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self._note(path, f"expected a list of names, found {found(value)}")
        return ()

    def _note(self, path: FieldPath, message: str, *, at_key: bool = False) -> None:
        self.problems.append(self.document.problem(path, message, at_key=at_key))
