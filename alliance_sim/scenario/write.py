"""Writing a scenario as YAML that reads back as the same scenario, byte for byte every time."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from alliance_sim.evidence import Value
from alliance_sim.evidence.yaml_values import meaning
from alliance_sim.rules.mechanisms import Mechanism

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_NUMBERS = json.JSONEncoder(allow_nan=False)
INDENT = "  "
WORDS_KEPT = 8192
"""Words whose writing is remembered: names of settings come again in every scenario."""


def resolved_text(
    head: Mapping[str, Any], options: Mapping[str, Mechanism], values: Mapping[str, Value]
) -> str:
    """A scenario in full: its own fields, every setting of every option, every parameter."""
    plain = {
        **head,
        "options": {name: plain_option(option) for name, option in options.items()},
        "parameters": nested(values),
    }
    return as_yaml(plain)


def as_yaml(plain: Mapping[str, Any]) -> str:
    """Plain data as YAML, nested mappings in blocks, everything else on its line."""
    return "\n".join(_lines(plain, "")) + "\n"


def digest(
    head: Mapping[str, Any], options: Mapping[str, Mechanism], values: Mapping[str, Value]
) -> str:
    """Fingerprint of what changes results. Neither words nor the order of names changes it."""
    plain = {
        **{name: value for name, value in head.items() if name not in ("title", "description")},
        "options": {name: plain_option(option) for name, option in options.items()},
        "values": dict(values),
    }
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted paths as nested mappings.

    >>> nested({"a.b": 1, "a.c.d": 2})
    {'a': {'b': 1, 'c': {'d': 2}}}
    """
    tree: dict[str, Any] = {}
    for path, value in values.items():
        *groups, leaf = path.split(".")
        here = tree
        for group in groups:
            here = here.setdefault(group, {})
        here[leaf] = value
    return tree


def plain_option(option: Mechanism) -> dict[str, Any]:
    """Every setting of an option, as a scenario file would hold it."""
    settings = option.model_dump(mode="json")
    plain: dict[str, Any] = {"mechanism": settings.pop("kind")}
    for lever, inside in settings.items():
        kind = {"kind": inside.pop("kind")} if "kind" in inside else {}
        plain[lever] = {**kind, **inside}
    return plain


def _lines(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            yield f"{indent}{_word(name)}:"
            yield from _lines(inner, indent + INDENT)
        else:
            yield f"{indent}{_word(name)}: {_flow(inner)}"


def _flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return _word(value)
    if value is None or isinstance(value, int | float):
        return _NUMBERS.encode(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_word(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    raise TypeError(f"{value!r} has no place in a scenario")


@lru_cache(WORDS_KEPT)
def _word(text: str) -> str:
    """Text that reads back as itself: plain if it can be, else quoted and on one line."""
    if _PLAIN.fullmatch(text) and meaning(text) == text:
        return text
    return '"' + "".join(_SHORT.get(c) or _printable(c) for c in text) + '"'


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\U{code:08x}"
