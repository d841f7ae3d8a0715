"""Distributions and attitudes as people write them: `uniform:0:1`, `values:1,2,4`, `crra:0.5`."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from alliance_sim.evidence import nearest_names
from alliance_sim.experiments.laboratory.market import MarketError
from alliance_sim.rules.behaviour import distributions as d
from alliance_sim.rules.behaviour.bidding import NEUTRAL, Attitude


class Form(NamedTuple):
    """How a family is written, how many numbers it needs and may have, and what must hold."""

    written: str
    least: int
    most: int
    make: Callable[..., d.Distribution]
    holds: Callable[..., bool]
    rule: str


def _rising(*numbers: float) -> bool:
    return all(low < high for low, high in pairwise(numbers))


def _spread(_: float, spread: float, *bounds: float) -> bool:
    return spread > 0 and _rising(*bounds)


FORMS = {
    "uniform": Form(
        "uniform:LOW:HIGH", 2, 2, d.uniform, _rising, "the lower bound must be below the upper"
    ),
    "power": Form(
        "power:EXPONENT:LOW:HIGH",
        3,
        3,
        d.power,
        lambda k, low, high: k > 0 and low < high,
        "the exponent must be above 0 and the lower bound below the upper",
    ),
    "exponential": Form(
        "exponential:RATE[:LOW[:HIGH]]",
        1,
        3,
        d.exponential,
        lambda rate, *bounds: rate > 0 and _rising(*bounds),
        "the rate must be above 0 and the lower bound below the upper",
    ),
    "normal": Form(
        "normal:MEAN:SD[:LOW:HIGH]",
        2,
        4,
        d.normal,
        _spread,
        "the spread must be above 0 and the lower bound below the upper",
    ),
    "lognormal": Form(
        "lognormal:MEDIAN:SD_OF_LOG[:LOW:HIGH]",
        2,
        4,
        d.lognormal,
        lambda median, spread, *bounds: (
            median > 0 and _spread(median, spread, *bounds) and min(bounds, default=0.0) >= 0
        ),
        "median and spread must be above 0, the lower bound at least 0 and below the upper",
    ),
    "triangular": Form(
        "triangular:LOW:MODE:HIGH",
        3,
        3,
        d.triangular,
        lambda low, mode, high: low <= mode <= high and low < high,
        "the mode must lie between the bounds, and the lower be below the upper",
    ),
}
"""Families by the word that begins them."""

LISTS = {"values": "values:NUMBER,NUMBER,...", "file": "file:PATH (one number a line)"}

KNOWN = "; ".join([*(form.written for form in FORMS.values()), *LISTS.values()])
"""Everything that a distribution may be written as."""


def distribution(text: str) -> d.Distribution:
    """A distribution from its words.

    Raises:
        MarketError: There is no such family, a number is missing or no number, or the numbers
            do not make a distribution; the message says what is allowed.
    """
    family, _, rest = text.partition(":")
    if family in LISTS:
        return _observed(text, _from_file(rest) if family == "file" else rest.split(","))
    if family not in FORMS:
        near = nearest_names(family, [*FORMS, *LISTS])
        hint = f"did you mean '{near[0]}'? " if near else ""
        raise MarketError(f"no distribution is called '{family}'; {hint}There are {KNOWN}")
    form = FORMS[family]
    numbers = [_number(word, text) for word in rest.split(":")] if rest else []
    if not form.least <= len(numbers) <= form.most or _half_bounded(family, numbers):
        raise MarketError(f"'{text}': is written {form.written}")
    if not form.holds(*numbers):
        raise MarketError(f"'{text}': {form.rule}")
    made = form.make(*numbers)
    if not made.low < made.high:
        raise MarketError(f"'{text}': nothing of it lies between its bounds")
    if not float(made.survival(np.array([made.low]))[0]) == 1:
        raise MarketError(f"'{text}': next to nothing of it lies between its bounds")
    return made


def _half_bounded(family: str, numbers: list[float]) -> bool:
    """A normal or lognormal has both bounds or none."""
    return family in ("normal", "lognormal") and len(numbers) == 3


def _number(word: str, text: str) -> float:
    try:
        number = float(word)
    except ValueError:
        number = float("nan")
    if not np.isfinite(number):
        raise MarketError(f"'{text}': '{word}' is not a finite number")
    return number


def _from_file(name: str) -> list[str]:
    try:
        text = Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not a text file"
        raise MarketError(f"'file:{name}': {reason}") from error
    return [line for line in text.splitlines() if line.strip()]


def _observed(text: str, words: list[str]) -> d.Distribution:
    numbers = [_number(word.strip(), text) for word in words]
    try:
        return d.empirical(np.array(numbers))
    except ValueError as error:
        raise MarketError(f"'{text}': {error}") from error


def attitude(text: str) -> Attitude:
    """An attitude towards risk: `neutral`, `crra:EXPONENT` or `cara:AVERSION`.

    Raises:
        MarketError: It is none of these, or the number is out of range.
    """
    kind, _, rest = text.partition(":")
    if kind == "neutral" and not rest:
        return NEUTRAL
    if kind == "crra":
        exponent = _number(rest, text)
        if 0 < exponent <= 1:
            return Attitude(exponent=exponent)
        raise MarketError(f"'{text}': the exponent must be above 0 and at most 1, which is neutral")
    if kind == "cara":
        aversion = _number(rest, text)
        if aversion >= 0:
            return Attitude(absolute=aversion)
        raise MarketError(f"'{text}': the aversion must be at least 0")
    raise MarketError(f"'{text}': is written neutral, crra:EXPONENT or cara:AVERSION")
