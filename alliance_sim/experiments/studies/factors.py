"""Factors: what varies between the rows of a design, and how a place in a range is a value."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from alliance_sim.evidence import Value

Floats = NDArray[np.float64]
Kind = Literal["real", "whole", "switch", "text", "other"]
"""What the values are; `other` is anything YAML can hold, stored as JSON."""

Shape = Literal["uniform", "triangular", "normal", "values"]


@dataclass(frozen=True)
class Spread:
    """How likely the values of a factor are.

    `uniform` and `triangular` and `normal` lie within `low` to `high`; `middle` is the mode or the
    mean, `sd` the normal's own standard deviation before it is cut. `values` are equally likely.
    """

    shape: Shape
    low: float = 0.0
    high: float = 0.0
    middle: float = 0.0
    sd: float = 0.0
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Factor:
    """Something that varies between the rows of a study."""

    name: str
    """Dotted path, such as `home_care.kpi_visibility` or `options.alliance.members`."""

    label: str
    """The path in words."""

    unit: str
    """The unit in plain words; empty where there is none."""

    kind: Kind
    spread: Spread

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in ("real", "whole")

    @property
    def low(self) -> float | None:
        """The lowest value that it takes; None where values are not numbers."""
        return self._ends()[0] if self.is_number else None

    @property
    def high(self) -> float | None:
        """The highest value that it takes; None where values are not numbers."""
        return self._ends()[1] if self.is_number else None

    def _ends(self) -> tuple[float, float]:
        listed = self.spread.values
        if self.spread.shape == "values":
            return float(min(listed)), float(max(listed))
        return self.spread.low, self.spread.high

    def values_at(self, places: Floats) -> NDArray[Any]:
        """The values at places in the unit interval: the inverse of the distribution function."""
        if self.spread.shape == "values":
            listed = self.spread.values
            index = np.minimum((places * len(listed)).astype(int), len(listed) - 1)
            return column(self.kind, [listed[one] for one in index])
        if self.kind == "whole" and self.spread.shape == "uniform":
            # Every whole number is as likely as any other, the first and the last too.
            low, high = round(self.spread.low), round(self.spread.high)
            return np.minimum(low + np.floor(places * (high - low + 1)), high).astype(np.int64)
        found = _continuous(self.spread, places)
        return np.rint(found).astype(np.int64) if self.kind == "whole" else found

    def place_of(self, value: Any) -> float:
        """Where a value lies in the unit interval; NaN for one that the factor cannot take."""
        if self.spread.shape == "values":
            same = [place for place, one in enumerate(self.spread.values) if one == value]
            return (same[0] + 0.5) / len(self.spread.values) if same else float("nan")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return float("nan")
        if not self.spread.low <= value <= self.spread.high:
            return float("nan")
        if self.kind == "whole" and self.spread.shape == "uniform":
            low, high = round(self.spread.low), round(self.spread.high)
            return (value - low + 0.5) / (high - low + 1)
        return _distribution(self.spread, float(value))

    def levels(self, count: int) -> tuple[Floats, NDArray[Any]]:
        """Values spread evenly over the range, or all that are listed, with their places.

        Args:
            count: How many; fewer where there are not so many whole numbers.
        """
        listed = self.spread.values
        if self.spread.shape == "values":
            places = (np.arange(len(listed)) + 0.5) / len(listed)
            return places, column(self.kind, list(listed))
        values = np.linspace(self.spread.low, self.spread.high, count)
        if self.kind == "whole":
            values = np.unique(np.rint(values)).astype(np.int64)
        places = np.array([self.place_of(value.item()) for value in values])
        return places, values

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        spread = {name: getattr(self.spread, name) for name in Spread.__dataclass_fields__}
        head = {"name": self.name, "label": self.label, "unit": self.unit, "kind": self.kind}
        return {**head, "spread": {**spread, "values": list(spread["values"])}}


def factor_from(plain: Mapping[str, Any]) -> Factor:
    """A factor from what `as_dict` gave."""
    spread = {**plain["spread"], "values": tuple(plain["spread"]["values"])}
    return Factor(**{**plain, "spread": Spread(**spread)})


def column(kind: Kind, values: Sequence[Any]) -> NDArray[Any]:
    """Values of one kind as an array."""
    types = {"real": np.float64, "whole": np.int64, "switch": np.bool_}
    if kind in types:
        return np.array(values, dtype=types[kind])
    made = np.empty(len(values), dtype=object)
    made[:] = list(values)
    return made


def stored(kind: Kind, value: Any) -> Value:
    """A value as the design's table holds it: anything that is no number or word, as JSON."""
    if kind == "other":
        return json.dumps(value, sort_keys=True)
    return value.item() if isinstance(value, np.generic) else value


def unstored(kind: Kind, value: Any) -> Any:
    """A value from what `stored` gave."""
    if kind == "other":
        return json.loads(value)
    return value.item() if isinstance(value, np.generic) else value


def kind_of(values: Sequence[Any], *, is_whole: bool = False) -> Kind:
    """The kind that listed values have in common."""
    if all(isinstance(value, bool) for value in values):
        return "switch"
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        whole = all(isinstance(value, int) for value in values)
        return "whole" if is_whole and whole else "real"
    return "text" if all(isinstance(value, str) for value in values) else "other"


def _continuous(spread: Spread, places: Floats) -> Floats:
    """The inverse distribution function of a continuous spread."""
    low, high, middle = spread.low, spread.high, spread.middle
    if spread.shape == "uniform":
        return np.clip(low + places * (high - low), low, high)
    if spread.shape == "normal":
        ends = (low - middle) / spread.sd, (high - middle) / spread.sd
        drawn = _truncnorm().ppf(places, *ends, loc=middle, scale=spread.sd)
        return np.clip(np.asarray(drawn, dtype=np.float64), low, high)
    bend = (middle - low) / (high - low)
    rising = low + np.sqrt(places * (high - low) * (middle - low))
    falling = high - np.sqrt((1 - places) * (high - low) * (high - middle))
    return np.where(places < bend, rising, falling)


def _truncnorm() -> Any:
    """The normal distribution between two ends; seconds to load, for those who use it."""
    from scipy.stats import truncnorm

    return truncnorm


def _distribution(spread: Spread, value: float) -> float:
    """The distribution function of a continuous spread, within its ends."""
    low, high, middle = spread.low, spread.high, spread.middle
    if low == high:
        return 0.5
    if spread.shape == "uniform":
        return (value - low) / (high - low)
    if spread.shape == "normal":
        ends = (low - middle) / spread.sd, (high - middle) / spread.sd
        return float(_truncnorm().cdf(value, *ends, loc=middle, scale=spread.sd))
    if value < middle:
        return (value - low) ** 2 / ((high - low) * (middle - low))
    if value == high:
        return 1.0
    return 1 - (high - value) ** 2 / ((high - low) * (high - middle))
