"""What is asked as words of an address, and back: strict, small, and never an error.

Levers, story and council are bound to the address by their widgets; here are the rest: single
changes and a scenario of the visitor's own, packed. Whatever in an address cannot be read is left
out and named, so that an old or a mistyped link still opens.
"""

import base64
import json
import zlib
from collections.abc import Iterable

from alliance_sim.evidence import Value
from alliance_sim.evidence.strict_yaml import MAX_BYTES

BETWEEN, IS = "~", ":"

MOST_CHANGES = 200
"""Changes that a link may hold; an address has room for about this many."""


def changes_text(changes: Iterable[tuple[str, Value]]) -> str:
    """Changes as one word of an address.

    >>> changes_text([("options.alliance.members", 6), ("parameters.a.b", 0.5)])
    'options.alliance.members:6~parameters.a.b:0.5'
    """
    return BETWEEN.join(f"{path}{IS}{json.dumps(value)}" for path, value in changes)


def read_changes(text: str) -> tuple[tuple[tuple[str, Value], ...], list[str]]:
    """The changes that an address holds, and the parts of it that are none."""
    found: dict[str, Value] = {}
    wrong = []
    parts = [part for part in text.split(BETWEEN) if part]
    for part in parts[:MOST_CHANGES]:
        path, _, written = part.partition(IS)
        try:
            value = json.loads(written, parse_constant=_refuse)
        except ValueError:
            wrong.append(part)
            continue
        if not path or not isinstance(value, str | int | float | bool):
            wrong.append(part)
            continue
        found[path] = value
    return tuple(sorted(found.items())), wrong + parts[MOST_CHANGES:]


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def pack(text: str) -> str:
    """A scenario's text as one word of an address; empty for no text."""
    if not text:
        return ""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpack(word: str) -> str | None:
    """The text that was packed, or None if the word is not one, or unpacks to too much."""
    if not word:
        return ""
    try:
        packed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        opened = zlib.decompressobj()
        raw = opened.decompress(packed, MAX_BYTES)
        return None if opened.unconsumed_tail or not opened.eof else raw.decode()
    except (ValueError, zlib.error):
        return None
