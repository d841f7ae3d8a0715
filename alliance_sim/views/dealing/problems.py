"""What is wrong with a deal in the editor, each with its place and how to mend it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from alliance_sim.evidence import InputError
from alliance_sim.rules.contracts import Agreement
from alliance_sim.views.dealing.editor import WHOLE, Editor, Row
from alliance_sim.views.dealing.fields import BANDED
from alliance_sim.views.dealing.terms import agreement
from alliance_sim.views.wording import say

CLOSE = 1e-6
"""Per cent that shares may miss a whole by: binary fractions."""

BAND, PARTY = re.compile(r"bands[.\[](\d+)"), re.compile(r"parties[.\[](\d+)")


@dataclass(frozen=True)
class Wrong:
    """One thing wrong. `row` is the band and `partner` the party that it shows at, from 0."""

    text: str
    row: int | None = None
    partner: int | None = None


def checked(editor: Editor) -> tuple[Agreement | None, tuple[Wrong, ...]]:
    """The deal, if it is one, and everything that is wrong with it.

    Bands are looked at first, in the words of the editor; then the terms that they make are read
    by the code that reads a terms file.
    """
    found = tuple(_bands(editor.rows)) if editor.kind == BANDED else ()
    found += tuple(_partners(editor))
    if found:
        return None, found
    try:
        return agreement(editor), ()
    except InputError as error:
        return None, tuple(
            Wrong(
                ": ".join(part for part in (problem.field, problem.message) if part),
                _place(BAND, problem.field) if editor.kind == BANDED else None,
                _place(PARTY, problem.field),
            )
            for problem in error.problems
        )


def _place(pattern: re.Pattern[str], field: str) -> int | None:
    match = pattern.search(field)
    return int(match[1]) if match else None


def _bands(rows: Sequence[Row]) -> Iterator[Wrong]:
    if not rows:
        return
    for place, row in enumerate(rows):
        yield from _row(place, row, is_last=place == len(rows) - 1)
    if rows[0].start:
        yield Wrong(say("deal", "wrong_first", start=_p(rows[0].start)), 0)
    for place, (one, other) in enumerate(pairwise(rows)):
        if one.end is None or other.start is None:
            continue
        if one.end > other.start:
            told = say("deal", "wrong_overlap", low=_p(other.start), high=_p(one.end), n=place + 1)
            yield Wrong(told, place)
        elif one.end < other.start:
            told = say("deal", "wrong_gap", low=_p(one.end), high=_p(other.start), n=place + 1)
            yield Wrong(told, place)


def _row(place: int, row: Row, *, is_last: bool) -> Iterator[Wrong]:
    n = place + 1
    if row.start is None:
        yield Wrong(say("deal", "wrong_no_start", n=n), place)
    if is_last and row.end is not None:
        yield Wrong(say("deal", "wrong_last_ends", n=n, end=_p(row.end)), place)
    if not is_last and row.end is None:
        yield Wrong(say("deal", "wrong_no_end", n=n), place)
    if row.start is not None and row.end is not None and row.end <= row.start:
        yield Wrong(say("deal", "wrong_falls", n=n, start=_p(row.start), end=_p(row.end)), place)
    shares = (row.council, row.providers)
    if any(share is None for share in shares):
        yield Wrong(say("deal", "wrong_no_share", n=n), place)
        return
    council, providers = (share or 0.0 for share in shares)
    if min(council, providers) < 0 or max(council, providers) > WHOLE:
        yield Wrong(say("deal", "wrong_share", n=n), place)
    over = council + providers - WHOLE
    if abs(over) > CLOSE:
        key = "wrong_sum_over" if over > 0 else "wrong_sum_under"
        total = _p(council + providers)
        yield Wrong(say("deal", key, n=n, total=total, by=_n(abs(over))), place)


def _partners(editor: Editor) -> Iterator[Wrong]:
    for side in ("commissioner", "provider"):
        own = [(n, p) for n, p in enumerate(editor.partners) if p.side == side]
        total = sum(partner.share for _, partner in own)
        if own and abs(total - WHOLE) > CLOSE:
            key = "wrong_side_over" if total > WHOLE else "wrong_side_under"
            words = say("deal", f"side_{side}")
            by = _n(abs(total - WHOLE))
            yield Wrong(say("deal", key, side=words, total=_p(total), by=by), partner=own[-1][0])


def _n(value: float) -> str:
    return f"{value:.6g}"


def _p(value: float) -> str:
    return f"{_n(value)}%"
