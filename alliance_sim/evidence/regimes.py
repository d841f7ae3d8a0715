"""When each way of buying should win: what is expected under which condition, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alliance_sim.evidence.catalogue import catalogue
from alliance_sim.evidence.entries import Entries, entries_in, known_sources
from alliance_sim.evidence.problems import FieldPath, InputError, either, found, quoted
from alliance_sim.evidence.strict_yaml import read

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
    given = entries_in(document, "rows")
    reader = _Reader(document, known_sources())
    rows = [reader.row(("rows", place), value) for place, value in enumerate(given)]
    if reader.problems:
        raise InputError(reader.problems)
    return tuple(row for row in rows if row is not None)


class _Reader(Entries):
    """Rows of one document, and everything wrong with them."""

    def row(self, path: FieldPath, value: Any) -> Row | None:
        """One row, or None with its problems noted."""
        if not self.is_mapping(path, value, (*_TEXTS, "source", "tests")):
            return None
        self.texts(path, value, _TEXTS)
        source = self.source((*path, "source"), value["source"])
        tests = value["tests"]
        if not isinstance(tests, list):
            self.note((*path, "tests"), f"expected a list of tests, found {found(tests)}")
            return None
        asked = [self.test((*path, "tests", place), one) for place, one in enumerate(tests)]
        return Row(
            **{name: value[name] for name in _TEXTS},
            source=source,
            tests=tuple(one for one in asked if one is not None),
        )

    def test(self, path: FieldPath, value: Any) -> Question | None:
        """One test, or None with its problems noted."""
        if not self.is_mapping(path, value, (*_TEST_TEXTS, "of"), ("set", "vary")):
            return None
        self.texts(path, value, _TEST_TEXTS)
        expect, of = value["expect"], self.names((*path, "of"), value["of"])
        if expect not in EXPECTATIONS:
            self.note((*path, "expect"), f"expected {either(EXPECTATIONS)}, found {found(expect)}")
            return None
        moves = expect in (HIGHER, LOWER)
        most = {BEST: len(of), ALIKE: 2}.get(expect, 2)
        if not of or len(of) > most or (expect == ALIKE and len(of) != most):
            self.note((*path, "of"), "expected one or more options; two of those that are alike")
        if moves != ("vary" in value):
            message = f"{quoted(expect)} {'needs' if moves else 'does not take'} 'vary'"
            self.note(path, message, at_key=True)
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
        if not self.is_mapping(path, value, (), _WORLD):
            return {}
        changes = {name: value[name] for name in value if name != "parameters"}
        within = (*path, "parameters")
        for name, setting in self._leaves(within, value.get("parameters", {})).items():
            place = (*within, *name.split("."))
            if message := catalogue().parameters[name].objection(setting):
                self.note(place, message)
            changes[f"parameters.{name}"] = setting
        return changes

    def _ends(self, path: FieldPath, value: Any) -> dict[str, tuple[Any, Any]]:
        """The two values between which each parameter moves."""
        found_ends = {}
        for name, pair in self._leaves(path, value).items():
            place = (*path, *name.split("."))
            if not isinstance(pair, list) or len(pair) != 2:
                self.note(place, f"expected [from, to], found {found(pair)}")
                continue
            for end in pair:
                if message := catalogue().parameters[name].objection(end):
                    self.note(place, message)
            found_ends[f"parameters.{name}"] = (pair[0], pair[1])
        return found_ends

    def _leaves(self, path: FieldPath, value: Any, name: str = "") -> dict[str, Any]:
        """Parameters set in a nested mapping, by path."""
        if name in catalogue().parameters:
            return {name: value}
        if not isinstance(value, dict):
            self.note(path, f"no parameter or group {quoted(name)}", at_key=True)
            return {}
        leaves: dict[str, Any] = {}
        for key, inner in value.items():
            leaves |= self._leaves((*path, key), inner, f"{name}.{key}" if name else key)
        return leaves
