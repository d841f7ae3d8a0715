"""Published findings that the model is held against: what was found, and how the model is asked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alliance_sim.evidence.asking import ALIKE, HIGHER, LOWER, Question, Questions
from alliance_sim.evidence.problems import FieldPath, either, found

FILE = Path(__file__).parent / "findings.yaml"

SIGNS = (HIGHER, LOWER, ALIKE)
"""What was found: more, less, or no difference."""

START = "start"
"""A change is a share of where it began."""

_TEXTS = ("finding", "published", "translation", "built_in", "departs")
_TEST_TEXTS = ("says", "output", "expect")
_SHARED = ("scenario", "set", "vary")
"""What may be said once for all tests of a finding."""

_OPTIONAL = (*_SHARED, "relative_to", "against", "size")


@dataclass(frozen=True, slots=True)
class Probe:
    """One question about a finding.

    What is asked is the change that a move brings, else the first option less the second, else a
    single option's own value less `against`. With `relative_to` it is divided by where it began, or
    by the same difference of another output. `size` is the published range, where there is one.
    """

    question: Question
    against: float
    relative_to: str
    size: tuple[float, float] | None

    @property
    def outputs(self) -> tuple[str, ...]:
        """Every output that must be found."""
        further = (self.relative_to,) if self.relative_to not in ("", START) else ()
        return (self.question.aim, *further)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was found out there.

    Without tests the model cannot express it, and `translation` says why. `built_in` says how far
    the sign goes in as an assumption, `departs` why the model gives something else; both may be
    empty.
    """

    finding: str
    published: str
    source: tuple[str, ...]
    translation: str
    built_in: str
    departs: str
    tests: tuple[Probe, ...]


@cache
def findings() -> tuple[Finding, ...]:
    """The findings that come with the package; read once."""
    return read_findings(FILE)


def read_findings(path: str | Path) -> tuple[Finding, ...]:
    """Read a file of findings, strictly.

    Args:
        path: A mapping with a list `findings`; each has texts, a list `source` of keys of
            references or benchmarks, and a list `tests`, which may be empty.

    Raises:
        InputError: With every problem found, each with its place.
    """
    return _Reader.read_all(path, "findings", _Reader.finding)


class _Reader(Questions):
    """Findings of one document, and everything wrong with them."""

    def finding(self, path: FieldPath, value: Any) -> Finding | None:
        """One finding, or None with its problems noted."""
        needed = ("finding", "published", "translation", "source", "tests")
        if not self.is_mapping(path, value, needed, ("built_in", "departs", *_SHARED)):
            return None
        self.texts(path, value, [name for name in _TEXTS if name in value])
        source = self.source((*path, "source"), value["source"])
        if not source:
            self.note((*path, "source"), "a published finding needs a source")
        if not isinstance(value["tests"], list):
            self.note((*path, "tests"), f"expected a list of tests, found {found(value['tests'])}")
            return None
        shared = {name: value[name] for name in _SHARED if name in value}
        tests = [
            self.test((*path, "tests", n), one, shared) for n, one in enumerate(value["tests"])
        ]
        return Finding(
            finding=value["finding"],
            published=value["published"],
            source=source,
            translation=value["translation"],
            built_in=value.get("built_in", ""),
            departs=value.get("departs", ""),
            tests=tuple(one for one in tests if one is not None),
        )

    def test(self, path: FieldPath, given: Any, shared: Mapping[str, Any]) -> Probe | None:
        """One test, or None with its problems noted; what is shared holds unless it says."""
        if not self.is_mapping(path, given, (*_TEST_TEXTS, "of"), _OPTIONAL):
            return None
        value = {**shared, **given}
        # What all tests share stands with the finding, two steps further out.
        places = {name: (*path[:-2], name) for name in _SHARED if name not in given}
        if "scenario" not in value:
            self.note(path, "'scenario' is required, here or for all tests", at_key=True)
            return None
        if not self.texts(path, value, ("scenario", *_TEST_TEXTS)):
            return None
        of = self.names((*path, "of"), value["of"])
        if value["expect"] not in SIGNS:
            message = f"expected {either(SIGNS)}, found {found(value['expect'])}"
            self.note((*path, "expect"), message)
            return None
        if not 1 <= len(of) <= 2:
            self.note((*path, "of"), "expected one option, or two that are compared")
        if "against" in value and (len(of) != 1 or "vary" in value):
            self.note((*path, "against"), "goes with one option that nothing is varied for")
        relative = value.get("relative_to", "")
        if relative == START and len(of) == 1 and "vary" not in value:
            self.note((*path, "relative_to"), "a single option's own value began nowhere")
        return Probe(
            question=self.question(path, value, of, value["output"], places),
            against=self._number(path, value, "against"),
            relative_to=relative,
            size=self._size(path, value) if "size" in value else None,
        )

    def _number(self, path: FieldPath, value: Mapping[str, Any], name: str) -> float:
        given = value.get(name, 0.0)
        if isinstance(given, bool) or not isinstance(given, int | float):
            self.note((*path, name), f"expected a number, found {found(given)}")
            return 0.0
        return float(given)

    def _size(self, path: FieldPath, value: Mapping[str, Any]) -> tuple[float, float] | None:
        """The published range: [low, high], both the same where one figure was published."""
        given, place = value["size"], (*path, "size")
        if not isinstance(given, list) or len(given) != 2:
            self.note(place, f"expected [low, high], found {found(given)}")
            return None
        low, high = (self._number(place, {str(n): one}, str(n)) for n, one in enumerate(given))
        if not (math.isfinite(low) and math.isfinite(high) and low <= high and low * high > 0):
            self.note(place, "expected [low, high] on the same side of 0, low first")
            return None
        wanted = {HIGHER: low > 0, LOWER: high < 0}.get(value["expect"], False)
        if not wanted:
            self.note(place, f"not a size of {found(value['expect'])}")
        return low, high
