"""Claims of the field: what is said, by whom, and which switch of the model asks about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alliance_sim.evidence.catalogue import catalogue
from alliance_sim.evidence.entries import Entries
from alliance_sim.evidence.parameters import STATUSES
from alliance_sim.evidence.problems import FieldPath, either, found, quoted

FILE = Path(__file__).parent / "claims.yaml"

HIGHER, LOWER, NONE = "higher", "lower", "none"
EXPECTED = (HIGHER, LOWER, NONE)
"""What switching on is said to do to the output."""

SIDES = (
    "against_competition",
    "for_competition",
    "for_alliances",
    "against_alliances",
    "neither",
)
"""Whom a claim speaks for."""

_TEXTS = ("claim", "made_by", "mechanism", "scenario", "switch", "output")
_FREE = ("built_in", "unmoved")
_PLAIN = ("id", "off", "on", "side", "expected", "status")
_NEEDED = (
    "id", *_TEXTS, "source", "side", "options", "set", "off", "on", "with", "also", "expected",
    "status", *_FREE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim and how the model is asked about it.

    `options` names one option whose output is compared off and on, or two, of which the first less
    the second is compared. `set` holds for both; `switch` is the dotted path of what is switched
    from `off` to `on`; `belonging` names the parameters that do nothing while it is off.
    `built_in` says how far the sign is put in by assumption, `unmoved` why the output cannot move;
    either may be empty. `status` is that of the switch's size.
    """

    id: int
    claim: str
    made_by: str
    source: tuple[str, ...]
    side: str
    mechanism: str
    scenario: str
    options: tuple[str, ...]
    set: Mapping[str, Any]
    switch: str
    off: Any
    on: Any
    belonging: tuple[str, ...]
    output: str
    also: tuple[str, ...]
    expected: str
    built_in: str
    status: str
    unmoved: str


@cache
def claims() -> tuple[Claim, ...]:
    """The claims that come with the package, by number; read once."""
    return read_claims(FILE)


def read_claims(path: str | Path) -> tuple[Claim, ...]:
    """Read a file of claims, strictly.

    Args:
        path: A mapping with a list `claims`; every field of `Claim` is there, `belonging` as
            `with`, none is left out, texts that may be empty stand as "".

    Raises:
        InputError: With every problem found, each with its place.
    """
    return _Reader.read_all(path, "claims", _Reader.claim)


class _Reader(Entries):
    """Claims of one document, and everything wrong with them."""

    def claim(self, path: FieldPath, value: Any) -> Claim | None:
        """One claim, or None with its problems noted."""
        if not self.is_mapping(path, value, _NEEDED):
            return None
        before = len(self.problems)
        self.texts(path, value, _TEXTS)
        for name in _FREE:
            if not isinstance(value[name], str):
                self.note((*path, name), f"expected text or '', found {found(value[name])}")
        if not isinstance(value["id"], int) or isinstance(value["id"], bool):
            self.note((*path, "id"), f"expected a whole number, found {found(value['id'])}")
        for name, allowed in (("side", SIDES), ("expected", EXPECTED), ("status", STATUSES)):
            if value[name] not in allowed:
                message = f"expected {either(allowed)}, found {found(value[name])}"
                self.note((*path, name), message)
        options = self.names((*path, "options"), value["options"])
        if len(options) not in (1, 2):
            self.note((*path, "options"), "expected one option, or two to be held together")
        if not isinstance(value["set"], dict):
            self.note((*path, "set"), f"expected a mapping, found {found(value['set'])}")
        if value["off"] == value["on"]:
            self.note((*path, "on"), f"is the same as 'off': {found(value['on'])}")
        belonging = self.names((*path, "with"), value["with"])
        for place, name in enumerate(belonging):
            if name not in catalogue().parameters:
                self.note((*path, "with", place), f"no parameter {quoted(name, whole=False)}")
        source = self.source((*path, "source"), value["source"])
        also = self.names((*path, "also"), value["also"])
        if len(self.problems) > before:
            return None
        plain: dict[str, Any] = {name: value[name] for name in _PLAIN}
        texts: dict[str, Any] = {name: " ".join(value[name].split()) for name in (*_TEXTS, *_FREE)}
        return Claim(
            **plain,
            **texts,
            source=source,
            options=options,
            set=MappingProxyType(value["set"]),
            belonging=belonging,
            also=also,
        )

    def together(self, entries: Sequence[Claim | None]) -> None:
        """Numbers rise, so that none comes twice."""
        last = 0
        for place, row in enumerate(entries):
            if row is None:
                continue
            if row.id <= last:
                message = f"expected a number above {last}, found {row.id}"
                self.note(("claims", place, "id"), message)
            last = max(last, row.id)
