"""Small statistics over simulated futures: means, intervals, bad years, shared variance.

Every function takes one value a future and leaves out those that never happened (NaN). What
cannot be known from so few values is NaN, never 0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Values = NDArray[np.float64]

CONFIDENCE, WORST = 0.95, 0.05
"""How sure an interval is, and the tail of a bad year; fixed by the public interface."""

NOTHING = float("nan")


@dataclass(frozen=True)
class Estimate:
    """A mean over simulated futures and how well it is known."""

    mean: float
    sd: float
    low: float
    high: float
    n: int
    """How many futures had a value."""

    @property
    def is_clear(self) -> bool:
        """Whether the 95 % interval leaves out 0."""
        return self.low > 0 or self.high < 0


def estimate(values: Values) -> Estimate:
    """Mean, standard deviation and 95 % interval by Student's t.

    One value gives a mean and no interval; none gives nothing.

    >>> estimate(np.array([1.0, 2.0, 3.0])).mean
    2.0
    """
    known = values[np.isfinite(values)]
    n = len(known)
    if n == 0:
        return Estimate(NOTHING, NOTHING, NOTHING, NOTHING, 0)
    mean = float(known.mean())
    if n == 1:
        return Estimate(mean, NOTHING, NOTHING, NOTHING, 1)
    sd = float(known.std(ddof=1))
    reach = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * sd / n**0.5
    return Estimate(mean, sd, mean - reach, mean + reach, n)


def bad_year(values: Values) -> float:
    """Mean of the worst 5 % of futures (lowest values), at least one future.

    Where 5 % is not a whole number of futures, the last of them counts in part.

    >>> bad_year(np.arange(20.0))
    0.0
    """
    known = np.sort(values[np.isfinite(values)])
    if len(known) == 0:
        return NOTHING
    tail = max(1.0, WORST * len(known))
    weight = np.clip(tail - np.arange(len(known)), 0, 1)
    return float(weight @ known / weight.sum())


def chance_of_loss(values: Values) -> float:
    """Share of futures with a result below 0."""
    known = values[np.isfinite(values)]
    return float((known < 0).mean()) if len(known) else NOTHING


PENNY = 0.01
"""The least amount of money, GBP."""


def share_of_variance(part: Values, total: Values) -> float:
    """Covariance of a part with the total, over the total's variance.

    The shares of parts that add up to the total add up to one. A share below 0 is a part that
    moves against the total and so steadies it.
    """
    both = np.isfinite(part) & np.isfinite(total)
    if both.sum() < 2:
        return NOTHING
    spread = total[both] - total[both].mean()
    variance = float(spread @ spread)
    # Money is kept in whole pence: what swings by less than one does not swing.
    if variance < PENNY**2 * len(spread):
        return NOTHING
    return float((part[both] - part[both].mean()) @ spread / variance)


def chance_better(differences: Values, higher_is_better: bool | None) -> float:
    """Share of futures in which the first of a pair does better; a tie counts half."""
    known = differences[np.isfinite(differences)]
    if higher_is_better is None or len(known) == 0:
        return NOTHING
    gains = known if higher_is_better else -known
    return float(((gains > 0) + 0.5 * (gains == 0)).mean())


def chance_best(table: Values, higher_is_better: bool) -> Values:
    """How often each option is best, over futures in which all options have a value.

    Args:
        table: one row a future, one column an option.
        higher_is_better: the direction.

    Returns:
        One chance an option; they add to one. A tie is shared equally. NaN if no future has
        a value for every option.
    """
    known = table[np.isfinite(table).all(axis=1)]
    if len(known) == 0:
        return np.full(table.shape[1], NOTHING)
    gains = known if higher_is_better else -known
    first = gains == gains.max(axis=1, keepdims=True)
    return np.asarray((first / first.sum(axis=1, keepdims=True)).mean(axis=0))


def variance_removed(one: Values, other: Values) -> float:
    """Share of the variance of a difference that pairing by future takes away.

    1 less Var(one - other) / (Var(one) + Var(other)). Near 1, pairing does nearly all the
    work; below 0 it does harm. NaN where there is no variance to remove.
    """
    both = np.isfinite(one) & np.isfinite(other)
    if both.sum() < 2:
        return NOTHING
    apart = float(one[both].var(ddof=1) + other[both].var(ddof=1))
    if apart == 0:
        return NOTHING
    return 1 - float((one[both] - other[both]).var(ddof=1)) / apart
