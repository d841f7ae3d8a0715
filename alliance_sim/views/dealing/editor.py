"""What stands in the editor of a deal: numbers as people type them, right or wrong."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from alliance_sim.views.asked.link import pack, unpack
from alliance_sim.views.dealing.fields import BANDED

WHOLE = 100.0
"""Per cent in a whole."""

Value = float | bool | None


@dataclass(frozen=True)
class Row:
    """One band: from and to in per cent of the target, shares of each pound in per cent.

    No number stands for one that is still to be typed; no `end` for a band without end.
    """

    start: float | None = None
    end: float | None = None
    council: float | None = None
    providers: float | None = None


@dataclass(frozen=True)
class Partner:
    """One party: its part of its side in per cent, and its limits in GBP, where it has some."""

    name: str
    side: str = "provider"
    share: float = WHOLE
    most_lost: float | None = None
    most_gained: float | None = None
    floor: float | None = None
    more: tuple[tuple[str, Any], ...] = ()
    """What a terms file says of it and the editor does not show."""


@dataclass(frozen=True)
class Editor:
    """A deal as it is being written."""

    kind: str = BANDED
    title: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    """Single terms by their path, as people write them."""

    rows: tuple[Row, ...] = ()
    partners: tuple[Partner, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    """What a terms file says and the editor does not show."""

    def with_value(self, path: str, value: Value) -> "Editor":
        """The same with one single term set."""
        return replace(self, values={**self.values, path: value})

    def with_row(self, place: int, **cells: float | None) -> "Editor":
        """The same with some cells of one band set."""
        rows = list(self.rows)
        rows[place] = replace(rows[place], **cells)
        return replace(self, rows=tuple(rows))

    def with_partner(self, place: int, **cells: Any) -> "Editor":
        """The same with some of what is said of one party set."""
        partners = list(self.partners)
        partners[place] = replace(partners[place], **cells)
        return replace(self, partners=tuple(partners))

    def with_another_row(self) -> "Editor":
        """The same with a further band above the last one, which then needs an end."""
        if not self.rows:
            return replace(self, rows=(Row(0.0, None, WHOLE / 2, WHOLE / 2),))
        last = self.rows[-1]
        return replace(self, rows=(*self.rows, Row(last.end, None, last.council, last.providers)))


def edited(rows: Sequence[Row], changes: Mapping[str, Any]) -> tuple[Row, ...]:
    """The bands after changes that were made in a table of them.

    Args:
        rows: the bands as the table showed them.
        changes: `edited_rows`, `added_rows` and `deleted_rows`, as Streamlit tells them.
    """
    found: list[Row] = []
    gone = set(changes.get("deleted_rows", ()))
    cells = changes.get("edited_rows", {})
    for place, row in enumerate(rows):
        if place not in gone:
            found.append(replace(row, **cells.get(place, cells.get(str(place), {}))))
    for new in changes.get("added_rows", ()):
        known = {
            name: new[name] for name in ("start", "end", "council", "providers") if name in new
        }
        found.append(Row(**known))
    return tuple(found)


def packed(editor: Editor) -> str:
    """The editor as one word of an address."""
    plain = {
        "k": editor.kind,
        "t": editor.title,
        "v": dict(editor.values),
        "r": [[row.start, row.end, row.council, row.providers] for row in editor.rows],
        "p": [
            [p.name, p.side, p.share, p.most_lost, p.most_gained, p.floor, dict(p.more)]
            for p in editor.partners
        ],
        "m": editor.more,
    }
    return pack(json.dumps(plain, separators=(",", ":"), allow_nan=False))


def unpacked(word: str) -> Editor | None:
    """The editor that a word of an address holds, or None if it holds none."""
    text = unpack(word)
    if not text:
        return None
    try:
        plain = json.loads(text)
        return Editor(
            kind=str(plain["k"]),
            title=str(plain["t"]),
            values={str(path): _value(value) for path, value in plain["v"].items()},
            rows=tuple(Row(*(_number(cell) for cell in row)) for row in plain["r"]),
            partners=tuple(
                Partner(
                    str(name),
                    str(side),
                    float(share),
                    _number(lost),
                    _number(gained),
                    _number(floor),
                    tuple(dict(more).items()),
                )
                for name, side, share, lost, gained, floor, more in plain["p"]
            ),
            more=dict(plain["m"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _number(cell: Any) -> float | None:
    return None if cell is None else float(cell)


def _value(cell: Any) -> Value:
    return cell if isinstance(cell, bool) else _number(cell)
