"""Cost distributions: bounded, and asked for nothing but survival and quantiles.

Everything that bidders and buyers work out from a distribution is worked out numerically from
these two, so that a family added to `FAMILIES` is known to every rule at once.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from alliance_sim.rules.offers import Floats

FAR = 1e-12
"""An unbounded family is cut where this share of it lies beyond."""

INVERSE_GRID = 4001
"""Points of the grid on which a survival function without a quantile is inverted."""

SLOPE_STEP = 1e-5
"""Half the step of a numerical density, as a share of the support's width."""

STANDARD_DECIMALS = 12
"""Decimals of a bound in standard deviations: what floating point makes of equal ones is equal."""


class Distribution(ABC):
    """A bounded distribution of one bidder's cost, pseudo-type, slope, quality or error.

    A subclass has `low` and `high`, the bounds of the support, and `survival`.
    """

    __slots__ = ()
    low: float
    high: float

    @abstractmethod
    def survival(self, cost: Floats) -> Floats:
        """Chance of a value above `cost`, same shape."""

    def quantile(self, share: Floats) -> Floats:
        """Value below which this share lies, same shape; by inverting the survival function."""
        grid = np.linspace(self.low, self.high, INVERSE_GRID)
        return np.interp(share, 1 - self.survival(grid), grid)

    def density(self, cost: Floats) -> Floats:
        """Density by a difference of the survival function; one-sided at the bounds."""
        step = SLOPE_STEP * (self.high - self.low)
        before = np.clip(cost - step, self.low, self.high)
        after = np.clip(cost + step, self.low, self.high)
        return (self.survival(before) - self.survival(after)) / (after - before)

    def knots(self, cells: int, top: float) -> Floats:
        """Points from the lower bound to `top`: half evenly in cost, half evenly in chance."""
        even = np.linspace(self.low, top, cells // 2 + 1)
        below = 1 - float(self.survival(np.array([top]))[0])
        likely = self.quantile(np.linspace(0, below, cells // 2 + 2)[1:-1])
        return np.sort(np.concatenate([even, np.clip(likely, self.low, top)]))

    def standard(self) -> tuple[float, float, "Distribution"]:
        """Centre, scale, and the distribution of `(value - centre) / scale`.

        Beliefs that differ in nothing but these two share their tables.
        """
        return 0.0, 1.0, self


class Family(NamedTuple):
    """A family: chance of a value above x, and the value that such a chance belongs to."""

    above: Callable[..., Floats]
    at: Callable[..., Floats]


def _triangular_above(x: Floats, low: float, mode: float, high: float) -> Floats:
    width, rise, fall = high - low, max(mode - low, 0.0), max(high - mode, 0.0)
    falling = (high - x) ** 2 / (width * fall) if fall else np.zeros_like(x)
    rising = 1 - (x - low) ** 2 / (width * rise) if rise else np.ones_like(x)
    return np.where(x < mode, rising, falling)


def _triangular_at(share: Floats, low: float, mode: float, high: float) -> Floats:
    width, rise, fall = high - low, mode - low, high - mode
    falling = high - np.sqrt(np.maximum(share * width * fall, 0.0))
    rising = low + np.sqrt(np.maximum((1 - share) * width * rise, 0.0))
    return np.where(share > fall / width, rising, falling)


def _empirical_above(x: Floats, *values: float) -> Floats:
    return 1 - np.interp(x, values, np.linspace(0, 1, len(values)))


def _empirical_at(share: Floats, *values: float) -> Floats:
    return np.interp(1 - share, np.linspace(0, 1, len(values)), values)


FAMILIES = {
    "uniform": Family(
        lambda x, low, high: (high - x) / (high - low),
        lambda share, low, high: high - share * (high - low),
    ),
    "power": Family(
        lambda x, power, low, high: ((high - x) / (high - low)) ** power,
        lambda share, power, low, high: high - (high - low) * share ** (1 / power),
    ),
    "exponential": Family(
        lambda x, rate, start: np.exp(-rate * (x - start)),
        lambda share, rate, start: start - np.log(share) / rate,
    ),
    "normal": Family(
        lambda x, mean, sd: ndtr((mean - x) / sd),
        lambda share, mean, sd: mean - sd * ndtri(share),
    ),
    "lognormal": Family(
        lambda x, median, sd: ndtr(np.log(median / x) / sd),
        lambda share, median, sd: median * np.exp(-sd * ndtri(share)),
    ),
    "triangular": Family(_triangular_above, _triangular_at),
    "empirical": Family(_empirical_above, _empirical_at),
}
"""Families by name; the settings that follow the first argument are those of `Bounded`."""


@dataclass(frozen=True, slots=True)
class Bounded(Distribution):
    """A member of a family between two bounds.

    `settings` are what the family takes: uniform (low, high), power (power, low, high) for a
    chance of `((high - x) / (high - low)) ** power` above x, exponential (rate, start), normal
    (mean, sd), lognormal (median, sd of the logarithm), triangular (low, mode, high), empirical
    (the values in rising order, a straight line between neighbours).
    """

    family: str
    settings: tuple[float, ...]
    low: float
    high: float

    def survival(self, cost: Floats) -> Floats:
        """Chance of a value above `cost`, between the bounds."""
        return _survival(self.family, self.settings, self.low, self.high, cost)

    def quantile(self, share: Floats) -> Floats:
        """Value below which this share lies."""
        return _quantile(self.family, self.settings, self.low, self.high, share)


def _survival(
    family: str, settings: tuple[float, ...], low: float, high: float, cost: Floats
) -> Floats:
    above = FAMILIES[family].above
    above_low, above_high = above(np.array([low, high]), *settings)
    inside = above(np.clip(cost, low, high), *settings)
    return np.clip((inside - above_high) / (above_low - above_high), 0, 1)


def _quantile(
    family: str, settings: tuple[float, ...], low: float, high: float, share: Floats
) -> Floats:
    above, at = FAMILIES[family]
    above_low, above_high = above(np.array([low, high]), *settings)
    tail = above_low - np.asarray(share) * (above_low - above_high)
    return np.clip(at(tail, *settings), low, high)


@dataclass(frozen=True, slots=True)
class CostDistribution(Distribution):
    """Common belief about one rival's cost (or pseudo-type) in the simulated market.

    `shape` is normal (cut at the bounds) or uniform; `mean` and `sd` in the money unit of the
    award; `low` and `high` bound the support.
    """

    shape: str
    mean: float
    sd: float
    low: float
    high: float

    def survival(self, cost: Floats) -> Floats:
        """Chance that a rival's cost is above `cost`."""
        return _survival(self.shape, self._settings(), self.low, self.high, cost)

    def quantile(self, share: Floats) -> Floats:
        """Cost below which this share of rivals lies."""
        return _quantile(self.shape, self._settings(), self.low, self.high, share)

    def standard(self) -> tuple[float, float, Distribution]:
        """Mean and spread, and a normal of mean 0 and spread 1; a uniform as it is."""
        if self.shape != "normal" or self.sd <= 0:
            return 0.0, 1.0, self
        low, high = ((bound - self.mean) / self.sd for bound in (self.low, self.high))
        bounds = round(low, STANDARD_DECIMALS), round(high, STANDARD_DECIMALS)
        return self.mean, self.sd, CostDistribution("normal", 0.0, 1.0, *bounds)

    def _settings(self) -> tuple[float, float]:
        return (self.low, self.high) if self.shape == "uniform" else (self.mean, self.sd)


@dataclass(frozen=True, slots=True)
class Moved(Distribution):
    """Another distribution, moved along by a constant: the same cost and something on top."""

    base: Distribution
    by: float

    @property
    def low(self) -> float:  # type: ignore[override]
        """Lower bound."""
        return self.base.low + self.by

    @property
    def high(self) -> float:  # type: ignore[override]
        """Upper bound."""
        return self.base.high + self.by

    def survival(self, cost: Floats) -> Floats:
        """Chance of a value above `cost`."""
        return self.base.survival(cost - self.by)

    def quantile(self, share: Floats) -> Floats:
        """Value below which this share lies."""
        return self.base.quantile(share) + self.by


def uniform(low: float, high: float) -> Bounded:
    """Evenly between two bounds."""
    return Bounded("uniform", (low, high), low, high)


def power(exponent: float, low: float, high: float) -> Bounded:
    """Chance of `((high - x) / (high - low)) ** exponent` above x: 1 is uniform, more is low."""
    return Bounded("power", (exponent, low, high), low, high)


def exponential(rate: float, low: float = 0.0, high: float = np.inf) -> Bounded:
    """Exponential from `low`; without an upper bound it is cut where `FAR` lies beyond."""
    far = low - float(np.log(FAR)) / rate
    return Bounded("exponential", (rate, low), low, min(high, far))


def normal(mean: float, sd: float, low: float = -np.inf, high: float = np.inf) -> Bounded:
    """Normal between bounds; where there is none it is cut where `FAR` lies beyond."""
    reach = -sd * float(ndtri(FAR))
    return Bounded("normal", (mean, sd), max(low, mean - reach), min(high, mean + reach))


def lognormal(median: float, sd: float, low: float = 0.0, high: float = np.inf) -> Bounded:
    """Lognormal between bounds; where there is none it is cut where `FAR` lies beyond."""
    factor = float(np.exp(-sd * ndtri(FAR)))
    return Bounded("lognormal", (median, sd), max(low, median / factor), min(high, median * factor))


def triangular(low: float, mode: float, high: float) -> Bounded:
    """A straight rise to the mode and a straight fall."""
    return Bounded("triangular", (low, mode, high), low, high)


def empirical(values: Floats) -> Bounded:
    """What was observed: each value as likely, a straight line between neighbours.

    Raises:
        ValueError: There are fewer than two different values, or one is not finite.
    """
    ranked = np.sort(np.asarray(values, dtype=float))
    if len(ranked) < 2 or not np.isfinite(ranked).all() or ranked[0] == ranked[-1]:
        raise ValueError("needs at least two different finite values")
    return Bounded("empirical", tuple(ranked.tolist()), float(ranked[0]), float(ranked[-1]))
