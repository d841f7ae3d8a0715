"""From what stands in the editor to a terms file and back, without losing what it does not show."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from alliance_sim.rules.contracts import Agreement
from alliance_sim.scenario.terms import RULE, load_terms_text
from alliance_sim.scenario.write import as_yaml
from alliance_sim.views.dealing.editor import WHOLE, Editor, Partner, Row, Value
from alliance_sim.views.dealing.fields import BANDED, Field, fields_of

NAME = "these terms"
"""What messages call the terms that the editor makes."""

OPEN = "provider_share"
LIMITS = {"most_lost": "pain_cap_gbp", "most_gained": "gain_cap_gbp", "floor": "floor_gbp"}
"""What the editor shows of a party's limits, and where a terms file has it."""


def terms_text(editor: Editor) -> str:
    """The terms as YAML, as `alliance-sim settle` reads them."""
    return as_yaml(terms(editor))


def terms(editor: Editor) -> dict[str, Any]:
    """The terms as plain data; what is not known is left out."""
    found: dict[str, Any] = {"kind": editor.kind}
    if editor.title:
        found["title"] = editor.title
    found |= json.loads(json.dumps(editor.more))
    for field in fields_of(editor.kind):
        value = editor.values.get(field.path)
        if value is not None:
            _put(found, field.path, _stored(field, value))
    # A quality that says nothing is none at all.
    if not any(found.get("quality", {}).values()):
        found.pop("quality", None)
    if editor.kind == BANDED:
        found |= _bands(editor.rows)
    if editor.partners:
        found["parties"] = [_party(partner) for partner in editor.partners]
    return found


def agreement(editor: Editor) -> Agreement:
    """The deal that the editor holds, read by the code that reads a terms file.

    Raises:
        InputError: It is none; the messages are those of `alliance-sim settle`.
    """
    return load_terms_text(terms_text(editor), NAME)


def editor_of(found: Agreement) -> Editor:
    """The editor that makes a deal again."""
    data = found.model_dump(mode="json", exclude_defaults=True)
    written: dict[str, Any] = {**data.pop(RULE, {}), **data}
    kind, title = found.rule.kind, written.pop("title", "")
    written.pop("kind", None)
    values: dict[str, Value] = {}
    for field in fields_of(kind):
        value = _take(written, field.path)
        if value is None and not field.is_optional:
            value = _default(found, field.path)
        if value is not None:
            values[field.path] = _typed(field, value)
    rows = _rows(written) if kind == BANDED else ()
    partners = tuple(_partner(party) for party in written.pop("parties", ()))
    return Editor(kind, title, values, rows, partners, written)


def short(value: float) -> float:
    """A number without the noise of binary fractions."""
    return float(f"{value:.10g}")


def _bands(rows: Sequence[Row]) -> dict[str, Any]:
    if not rows:
        return {OPEN: 0.0}
    shares = [short((row.providers or 0.0) / WHOLE) for row in rows]
    if len(rows) == 1 and rows[0].end is None:
        return {OPEN: shares[0]}
    ends = [None if row.end is None else short(row.end / WHOLE) for row in rows]
    return {
        "bands": [
            {"upto": end, "provider_share": share} for end, share in zip(ends, shares, strict=True)
        ]
    }


def _rows(written: dict[str, Any]) -> tuple[Row, ...]:
    share, bands = written.pop(OPEN, None), written.pop("bands", ())
    steps = [(band["upto"], band["provider_share"]) for band in bands]
    if not steps and share:
        steps = [(None, share)]
    rows, start = [], 0.0
    for upto, part in steps:
        end = None if upto is None else short(upto * WHOLE)
        providers = short(part * WHOLE)
        rows.append(Row(start, end, short(WHOLE - providers), providers))
        start = end or start
    return tuple(rows)


def _party(partner: Partner) -> dict[str, Any]:
    found = {
        "name": partner.name,
        "side": partner.side,
        "share": short(partner.share / WHOLE),
        **dict(partner.more),
    }
    for shown, stored in LIMITS.items():
        if (amount := getattr(partner, shown)) is not None:
            found[stored] = amount
    return found


def _partner(party: Mapping[str, Any]) -> Partner:
    left = dict(party)
    limits = {shown: left.pop(stored, None) for shown, stored in LIMITS.items()}
    return Partner(
        left.pop("name"),
        left.pop("side", "provider"),
        short(left.pop("share") * WHOLE),
        more=tuple(left.items()),
        **limits,
    )


def _stored(field: Field, value: float | bool) -> float | bool:
    return short(value / WHOLE) if field.unit == "percent" else value


def _typed(field: Field, value: Any) -> Value:
    if field.unit == "yes":
        return bool(value)
    return short(float(value) * (WHOLE if field.unit == "percent" else 1))


def _put(into: dict[str, Any], path: str, value: Any) -> None:
    *groups, leaf = path.split(".")
    for group in groups:
        into = into.setdefault(group, {})
    into[leaf] = value


def _take(out_of: dict[str, Any], path: str) -> Any:
    group, _, leaf = path.rpartition(".")
    inside = out_of.get(group, {}) if group else out_of
    value = inside.pop(leaf, None)
    if group and group in out_of and not inside:
        del out_of[group]
    return value


def _default(found: Agreement, path: str) -> Any:
    """What a required term is where the terms leave it out; None for a part that is not there."""
    head, _, leaf = path.partition(".")
    inside = getattr(found, head, None) if leaf else found.rule
    return getattr(inside, leaf or head, None)
