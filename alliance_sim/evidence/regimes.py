"""When each way of buying should win: what is expected under which condition, and by whom."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alliance_sim.evidence.asking import ALIKE, BEST, HIGHER, LOWER, Question, Questions
from alliance_sim.evidence.problems import FieldPath, either, found, quoted

FILE = Path(__file__).parent / "regimes.yaml"

EXPECTATIONS = (BEST, ALIKE, HIGHER, LOWER)

_TEXTS = ("condition", "expected", "basis", "translation")
_TEST_TEXTS = ("says", "scenario", "aim", "expect")


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
    return _Reader.read_all(path, "rows", _Reader.row)


class _Reader(Questions):
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
        return self.question(path, value, of, value["aim"])
