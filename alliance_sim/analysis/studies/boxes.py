"""A box: the rows whose factors lie within limits, what it holds, and its rule in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliance_sim.analysis.formats import listed, number
from alliance_sim.analysis.samples import share_won
from alliance_sim.analysis.studies.cases import Cases, Factor, names_of
from alliance_sim.analysis.studies.wording import inner

SWITCH = {"True": "on", "False": "off"}
"""What people read for the two settings of a switch."""

FIGURES = 3
"""Significant figures of a limit."""


@dataclass(frozen=True)
class Span:
    """Limits of one number, in its own unit; an end that does not bind is infinite."""

    low: float
    high: float


@dataclass(frozen=True)
class Members:
    """Settings that a factor which is no number may have."""

    allowed: tuple[str, ...]


Limits = Mapping[str, Span | Members]
"""By factor; those that are not restricted are left out."""


@dataclass(frozen=True)
class Held:
    """What a box holds."""

    of_interest: int
    """Rows inside in which the event is so."""

    rows: int
    """Rows inside."""

    wanted: int
    """Rows anywhere in which it is so."""

    of: int
    """Rows in all."""

    @property
    def density(self) -> float:
        """Share of the rows inside in which it is so."""
        return self.of_interest / self.rows if self.rows else float("nan")

    @property
    def coverage(self) -> float:
        """Share of the rows in which it is so that lie inside."""
        return self.of_interest / self.wanted if self.wanted else float("nan")

    @property
    def density_interval(self) -> tuple[float, float]:
        """95 % interval of the density (Wilson), the box taken as given."""
        _, low, high = share_won(self.of_interest, self.rows)
        return low, high


def plain_settings(cases: Cases) -> pd.DataFrame:
    """The settings with numbers as numbers, whole ones as whole, and all else as text."""
    found = {}
    for factor in cases.factors:
        own = cases.settings[factor.name]
        if not factor.is_number:
            found[factor.name] = own.astype(str).astype(object)
        elif pd.api.types.is_integer_dtype(own):
            found[factor.name] = own.astype(np.int64)
        else:
            found[factor.name] = own.astype(np.float64)
    return pd.DataFrame(found)


def inside(settings: pd.DataFrame, limits: Limits) -> NDArray[np.bool_]:
    """The rows that lie within limits, ends included."""
    found = np.ones(len(settings), dtype=bool)
    for name, one in limits.items():
        if isinstance(one, Members):
            found &= settings[name].isin(one.allowed).to_numpy()
        else:
            values = settings[name].to_numpy(dtype=np.float64)
            found &= (values >= one.low) & (values <= one.high)
    return found


def held(settings: pd.DataFrame, limits: Limits, holds: NDArray[np.bool_]) -> Held:
    """What a box holds of some rows."""
    within = inside(settings, limits)
    return Held(int((within & holds).sum()), int(within.sum()), int(holds.sum()), len(holds))


def significant(value: float, figures: int = FIGURES) -> str:
    """A number to at most so many significant figures, written out.

    >>> significant(0.012345)
    '0.0123'
    >>> significant(1234567)
    '1,230,000'
    """
    if value == 0 or not np.isfinite(value):
        return number(value)
    places = figures - 1 - int(np.floor(np.log10(abs(value))))
    digits = number(round(value, places), max(places, 0))
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def rule(limits: Limits, factors: Sequence[Factor]) -> str:
    """The limits in words.

    Args:
        limits: the limits.
        factors: all that is varied.
    """
    names = dict(zip((one.name for one in factors), names_of(factors), strict=True))
    said = []
    for factor in factors:
        if (one := limits.get(factor.name)) is None:
            continue
        said.append(f"{inner(names[factor.name])} {bounds(one, factor.unit)}")
    return listed(said) if said else "no limit at all"


def bounds(one: Span | Members, unit: str) -> str:
    """One factor's limits in words, without its name.

    >>> bounds(Span(float("-inf"), 0.25), "share")
    'at most 0.25'
    """
    if isinstance(one, Members):
        plain = [SWITCH.get(word, word.replace("_", " ")) for word in one.allowed]
        return f"is {listed(plain, 'or')}"
    tail = "" if unit in ("", "share", "count", "probability", "number") else f" {unit}"
    low, high = significant(one.low), significant(one.high)
    if np.isinf(one.low):
        return f"at most {high}{tail}"
    if np.isinf(one.high):
        return f"at least {low}{tail}"
    return f"from {low} to {high}{tail}"
