"""Numbers and names as people read them: pounds, scores, shares, futures, options."""

import math
import re
from collections.abc import Sequence

from alliance_sim.results.columns import Column

MINUS = "\u2212"
"""A true minus sign: a hyphen is lost beside a pound sign."""

MISSING = "no figure"
"""For what never happened, or cannot be known from so few futures."""

THOUSAND, MILLION, BILLION = 1e3, 1e6, 1e9
FURTHER_DECIMALS = 1
"""An interval whose ends would print alike gets so many decimals more."""

ARTICLES = ("option ", "the ", "a ", "an ", "our ")
"""Names that begin like this need no article in a sentence."""

SHORT_NAME = 2
"""An option's name of so few letters is written 'option A'."""


def label(option: str) -> str:
    """An option's name as a heading.

    >>> label("long_block")
    'Long block'
    """
    words = option.replace("_", " ").strip()
    if len(words) <= SHORT_NAME or words[0].isdigit():
        words = f"option {words}"
    return words[0].upper() + words[1:]


def the(option: str) -> str:
    """An option's name inside a sentence.

    >>> the("long_block")
    'the long block'
    """
    words = label(option)
    is_acronym = words[1:2].isupper()
    plain = words if is_acronym else words[0].lower() + words[1:]
    return plain if plain.startswith(ARTICLES) else f"the {plain}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row.

    >>> listed(["tender", "auction", "alliance"])
    'tender, auction and alliance'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def gbp(value: float, *, signed: bool = False, like: float | None = None, finer: int = 0) -> str:
    """Pounds, rounded to what a reader can hold.

    Args:
        value: GBP.
        signed: write a plus sign too.
        like: choose the size (thousand, million) and decimals that suit this amount instead,
            so that the ends of an interval are written alike.
        finer: further decimals.

    >>> gbp(28_412_345)
    '£28.4m'
    >>> gbp(-1_240_000, signed=True)
    '−£1.24m'
    >>> gbp(23.4)
    '£23.40'
    """
    if not math.isfinite(value):
        return MISSING
    size = abs(value if like is None else like)
    amount = abs(value)
    for unit, suffix in ((BILLION, "bn"), (MILLION, "m")):
        # 0.9995 million and more would round to a thousand thousand.
        if size >= 0.9995 * unit:
            decimals = (1 if size >= 10 * unit else 2) + finer
            return _signed(value, f"{amount / unit:,.{decimals}f}", f"{suffix}", signed)
    if size >= THOUSAND:
        decimals = (0 if size >= 10 * THOUSAND else 1) + finer
        return _signed(value, f"{amount / THOUSAND:,.{decimals}f}", "k", signed)
    decimals = 0 if size >= 100 or value == 0 == size else 2
    decimals += finer
    return _signed(value, f"{amount:,.{decimals}f}", "", signed)


def pounds(value: float) -> str:
    """Pounds to the pound, for a value that somebody chose and must recognise.

    >>> pounds(15258.4)
    '£15,258'
    """
    return f"£{number(value)}" if math.isfinite(value) else MISSING


def tick(column: Column, value: float, *, signed: bool = False) -> str:
    """A value on an axis: as `show`, without decimals that say nothing in pounds."""
    shown = show(column, value, signed=signed)
    return re.sub(r"\.(\d*?)0+(?=[a-z]*$)", _kept_decimals, shown) if column.is_money else shown


def _kept_decimals(match: re.Match[str]) -> str:
    return f".{match[1]}" if match[1] else ""


def _signed(value: float, digits: str, suffix: str, signed: bool) -> str:
    is_nought = not digits.strip("0.,")
    minus, plus = (MINUS, "+") if not is_nought else ("", "")
    sign = minus if value < 0 else plus if signed else ""
    return f"{sign}£{digits}{suffix}"


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """A plain number with thousands separated.

    >>> number(-0.004, 2)
    '0.00'
    >>> number(12345.6)
    '12,346'
    """
    if not math.isfinite(value):
        return MISSING
    digits = f"{abs(value):,.{decimals}f}"
    is_nought = not digits.strip("0.,")
    sign = "" if is_nought else MINUS if value < 0 else "+" if signed else ""
    return f"{sign}{digits}"


def percent(share: float) -> str:
    """A share as a whole percentage.

    >>> percent(0.845)
    '84%'
    """
    return f"{number(100 * share)}%" if math.isfinite(share) else MISSING


def show(
    column: Column,
    value: float,
    *,
    signed: bool = False,
    like: float | None = None,
    finer: int = 0,
) -> str:
    """A value of a column, without its unit unless that is pounds or per cent.

    Args:
        column: the column.
        value: in the column's unit.
        signed: write a plus sign too.
        like: for pounds, the amount whose size and decimals to follow.
        finer: further decimals than the column's own; differences are smaller than levels.
    """
    if column.is_money:
        return gbp(value, signed=signed, like=like, finer=finer)
    if column.unit == "share":
        digits = number(100 * value, max(column.decimals - 2 + finer, 0), signed=signed)
        return digits if digits == MISSING else f"{digits}%"
    return number(value, column.decimals + finer, signed=signed)


def interval(
    column: Column, low: float, high: float, *, signed: bool = False, finer: int = 0
) -> str:
    """Both ends of an interval, written alike, with decimals enough to tell them apart.

    Differences carry a sign at both ends, so that an interval across 0 cannot be misread.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return MISSING
    like = max(abs(low), abs(high))
    for more in range(finer, finer + 1 + FURTHER_DECIMALS):
        one, other = (
            show(column, end, signed=signed, like=like, finer=more) for end in (low, high)
        )
        if one != other:
            break
    return f"{one} to {other}"


def futures(count: float, of: int) -> str:
    """A frequency in words people remember.

    >>> futures(0.85, 20)
    '17 of 20'
    """
    if not math.isfinite(count) or of == 0:
        return MISSING
    times = count * of
    whole = round(times)
    # A tie counts half to each side and must not look like a win.
    shown = number(times, 1) if abs(times - whole) > 0.25 else number(whole)
    return f"{shown} of {number(of)}"
