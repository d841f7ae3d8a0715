"""Amounts and estimates of a study's outcome as its sentences and pictures have them."""

import math
from collections.abc import Sequence

from alliance_sim.analysis.formats import interval, listed, show
from alliance_sim.results.columns import Column

FIGURES = 2
"""Significant figures of what is not money, where its usual decimals would hide them."""

MOST = 4
"""The most decimals beyond the usual ones."""


def finer(column: Column, size: float) -> int:
    """Further decimals: differences in a score are smaller than the score itself.

    Args:
        column: the outcome.
        size: what must not read as nothing.
    """
    if column.is_money:
        return 0
    usual = column.decimals - 2 if column.unit == "share" else column.decimals
    shown = 100 * abs(size) if column.unit == "share" else abs(size)
    if shown == 0 or not math.isfinite(shown):
        return 1
    wanted = FIGURES - 1 - math.floor(math.log10(shown))
    return min(max(1, wanted - max(usual, 0)), MOST)


def amount(column: Column, value: float, *, like: float | None = None) -> str:
    """A value or difference of an outcome.

    Args:
        column: the outcome.
        value: in its unit.
        like: the amount whose size and decimals to follow.
    """
    return show(column, value, like=like, finer=finer(column, value if like is None else like))


def with_interval(column: Column, value: float, low: float, high: float) -> str:
    """A value and the ends of its interval in brackets, written alike."""
    if low == high == value:
        return amount(column, value)
    like = max(abs(low), abs(high), abs(value))
    ends = interval(column, low, high, finer=finer(column, like))
    return f"{amount(column, value, like=like)} ({ends})"


def basis(column: Column) -> str:
    """What an outcome is called, and its unit."""
    return f"{column.label} ({column.unit})" if column.unit else column.label


def first_of(names: Sequence[str], most: int) -> str:
    """The first few names in a row, at the beginning of a sentence."""
    return listed([names[0], *(inner(name) for name in names[1:most])])


def inner(words: str) -> str:
    """A name as it stands inside a sentence.

    >>> inner("Bidders for each contract")
    'bidders for each contract'
    >>> inner("VAT on care")
    'VAT on care'
    """
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def told(opening: str, points: Sequence[str], closing: Sequence[str] = ()) -> str:
    """A paragraph with a list in the middle, as Markdown."""
    listed = "\n".join(f"- {point}" for point in points)
    return "\n\n".join(
        [opening, *([listed] if listed else []), *([" ".join(closing)] if closing else [])]
    )
