"""Price scores: how a tender turns prices into points, and what a quality point is then worth.

Every formula has the same signature and gives totals of which the highest wins. Quality runs
from 0 to 1. Prices are all in one unit: pounds, or ratios to a reference price. Relative formulas
score a bid against its rivals, so an irrelevant bid can turn the order of the others; absolute
ones (`fixed_line`, `price_per_quality_point`, `monetised_quality`) cannot.
"""

from collections.abc import Callable

import numpy as np

from alliance_sim.rules.offers import Bools, Floats

Formula = Callable[..., Floats]

SCORE_AT_MEAN = 0.5
"""Points (of 1) for the average price under the mean-deviation formula [S71]."""


def _checked(prices: Floats, counts: Bools | None) -> tuple[Floats, Bools]:
    """Prices as an array if each that counts is above zero and finite, and which count."""
    prices = np.asarray(prices, dtype=float)
    counted = np.ones(prices.shape, dtype=bool) if counts is None else counts
    if counted.any():
        lowest = np.min(prices, where=counted, initial=np.inf)
        highest = np.max(prices, where=counted, initial=-np.inf)
        if not (lowest > 0 and np.isfinite(highest)):
            raise ValueError(f"prices must be finite and above zero: {prices[counted]}")
    # A price that does not count gets a score that does not count.
    return np.where(counted, prices, 1.0), counted


def lowest_ratio_score(prices: Floats, counts: Bools | None = None) -> Floats:
    """Lowest price over price: the cheapest has 1, a bid twice as dear half [S70].

    Args:
        prices: Bids, shape (..., bids); each row is an award of its own.
        counts: Which of them are in the competition, same shape; all if not given.
    """
    prices, counts = _checked(prices, counts)
    lowest = np.min(prices, axis=-1, keepdims=True, where=counts, initial=np.inf)
    return np.where(np.isfinite(lowest), lowest, 1.0) / prices


def mean_deviation_score(prices: Floats, counts: Bools | None = None) -> Floats:
    """Half the points at the mean price, one hundredth more or less per 1 % below or above [S71].

    It is not kept between 0 and 1. Arguments as `lowest_ratio_score`.
    """
    prices, counts = _checked(prices, counts)
    number = np.maximum(np.count_nonzero(counts, axis=-1, keepdims=True), 1)
    mean = np.sum(prices, axis=-1, keepdims=True, where=counts) / number
    return SCORE_AT_MEAN - (prices - mean) / np.where(mean > 0, mean, 1.0)


def range_score(prices: Floats, counts: Bools | None = None) -> Floats:
    """1 for the cheapest, 0 for the dearest, a line between; 1 for all if all ask the same.

    Arguments as `lowest_ratio_score`.
    """
    prices, counts = _checked(prices, counts)
    dearest = np.max(prices, axis=-1, keepdims=True, where=counts, initial=-np.inf)
    cheapest = np.min(prices, axis=-1, keepdims=True, where=counts, initial=np.inf)
    spread = dearest - cheapest
    apart = spread > 0
    return np.where(apart, (dearest - prices) / np.where(apart, spread, 1.0), 1.0)


def fixed_line_score(
    prices: Floats, ceiling: float, optimal: float = 0.0, counts: Bools | None = None
) -> Floats:
    """1 at the optimal price, 0 at the ceiling, and the same line beyond both [S71].

    Raises:
        ValueError: If the ceiling is not above the optimal price.
    """
    if not ceiling > optimal:
        raise ValueError(f"the ceiling ({ceiling}) must be above the optimal price ({optimal})")
    return (ceiling - _checked(prices, counts)[0]) / (ceiling - optimal)


def lowest_ratio(
    prices: Floats,
    quality: Floats,
    *,
    price_weight: float,
    ceiling: float | None = None,
    optimal: float | None = None,
    pound_per_point: float | None = None,
    counts: Bools | None = None,
) -> Floats:
    """Totals of weighted quality and lowest-price ratio, the usual practice [S70, S76].

    Args:
        prices: Bids, shape (..., bids); each row is an award of its own.
        quality: Scored quality, 0 to 1, same shape.
        price_weight: Weight of price, 0 to 1; quality has the rest.
        ceiling: Highest price that counts; used by `fixed_line`.
        optimal: Price that has full points; used by `fixed_line`.
        pound_per_point: Price of one quality point (0 to 1); used by `monetised_quality`.
        counts: Which bids are in the competition, same shape; all if not given.

    Returns:
        Totals, shape (..., bids); the highest wins. Those that do not count have no meaning.

    Raises:
        ValueError: If a price is not finite or not above zero.
    """
    score = lowest_ratio_score(prices, counts)
    return price_weight * score + (1 - price_weight) * np.asarray(quality)


def mean_deviation(
    prices: Floats,
    quality: Floats,
    *,
    price_weight: float,
    ceiling: float | None = None,
    optimal: float | None = None,
    pound_per_point: float | None = None,
    counts: Bools | None = None,
) -> Floats:
    """Totals of weighted quality and deviation from the mean price; as `lowest_ratio` [S71]."""
    score = mean_deviation_score(prices, counts)
    return price_weight * score + (1 - price_weight) * np.asarray(quality)


def range_between(
    prices: Floats,
    quality: Floats,
    *,
    price_weight: float,
    ceiling: float | None = None,
    optimal: float | None = None,
    pound_per_point: float | None = None,
    counts: Bools | None = None,
) -> Floats:
    """Totals of weighted quality and place between dearest and cheapest; as `lowest_ratio`."""
    score = range_score(prices, counts)
    return price_weight * score + (1 - price_weight) * np.asarray(quality)


def fixed_line(
    prices: Floats,
    quality: Floats,
    *,
    price_weight: float,
    ceiling: float | None = None,
    optimal: float | None = None,
    pound_per_point: float | None = None,
    counts: Bools | None = None,
) -> Floats:
    """Totals of weighted quality and a fixed price line; as `lowest_ratio` [S71].

    The line runs from a given `ceiling` (no points) to `optimal` (full points; 0 if not given).

    Raises:
        ValueError: If no ceiling is given, or it is not above the optimal price.
    """
    if ceiling is None:
        raise ValueError("fixed_line needs the ceiling price at which points end")
    line = fixed_line_score(prices, ceiling, optimal or 0.0, counts)
    return price_weight * line + (1 - price_weight) * np.asarray(quality)


def price_per_quality_point(
    prices: Floats,
    quality: Floats,
    *,
    price_weight: float,
    ceiling: float | None = None,
    optimal: float | None = None,
    pound_per_point: float | None = None,
    counts: Bools | None = None,
) -> Floats:
    """Price divided by quality, with a minus so that the lowest wins; weights play no part [S72].

    A bid without quality scores minus infinity.
    """
    priced, _ = _checked(prices, counts)
    points = np.asarray(quality, dtype=float)
    return -np.divide(priced, points, out=np.full_like(priced, np.inf), where=points > 0)


def monetised_quality(
    prices: Floats,
    quality: Floats,
    *,
    price_weight: float,
    ceiling: float | None = None,
    optimal: float | None = None,
    pound_per_point: float | None = None,
    counts: Bools | None = None,
) -> Floats:
    """Value of quality less price, the quasi-linear score of the theory of scoring auctions.

    With no `pound_per_point` the weights set it, prices being ratios to a reference: the total is
    then weighted quality less weighted price. Sources: S72, S118.
    """
    priced, points = _checked(prices, counts)[0], np.asarray(quality)
    if pound_per_point is None:
        return (1 - price_weight) * points - price_weight * priced
    return pound_per_point * points - priced


FORMULAS: dict[str, Formula] = {
    "lowest_ratio": lowest_ratio,
    "mean_deviation": mean_deviation,
    "range": range_between,
    "fixed_line": fixed_line,
    "price_per_quality_point": price_per_quality_point,
    "monetised_quality": monetised_quality,
}
"""Totals by name of the price-score formula."""


def slope(
    formula: str,
    price_weight: float,
    *,
    price: float = 1.0,
    quality: float = 1.0,
    lowest: float | None = None,
    spread: float | None = None,
    ceiling: float | None = None,
    optimal: float | None = None,
    pound_per_point: float | None = None,
) -> float:
    """What one quality point (0 to 1) is worth in price, near a reference price.

    A bid that is better by one point can ask this much more and keep its place, by the formula's
    straight line at the reference: what makes a bidder's cost and quality one number, its
    pseudo-type (Che; Asker and Cantillon, S118).

    Args:
        formula: A name in `FORMULAS`.
        price_weight: Weight of price, 0 to 1.
        price: Reference price; 1 where prices are ratios to it. Also the mean price.
        quality: Reference quality, 0 to 1; counts for price per quality point.
        lowest: Lowest price expected; the reference if not given.
        spread: Dearest less cheapest price expected, for `range`; the reference if not given.
        ceiling: End of the fixed line; the reference if not given.
        optimal: Start of the fixed line; 0 if not given.
        pound_per_point: The stated value, for `monetised_quality`; by the weights if not given.

    Returns:
        Price per quality point, in the unit of `price`; infinite if price has no weight.

    Raises:
        ValueError: If there is no formula of that name.
    """
    if formula not in FORMULAS:
        raise ValueError(f"no price-score formula is called {formula}; there are {list(FORMULAS)}")
    if formula == "price_per_quality_point":
        return price / quality
    if formula == "monetised_quality" and pound_per_point is not None:
        return pound_per_point
    # A price difference of this size is worth all the points that price can earn.
    worth_all = price
    if formula == "lowest_ratio" and lowest is not None:
        worth_all = price * price / lowest
    elif formula == "range" and spread is not None:
        worth_all = spread
    elif formula == "fixed_line":
        worth_all = (price if ceiling is None else ceiling) - (optimal or 0.0)
    if price_weight == 0:
        return float("inf")
    return (1 - price_weight) / price_weight * worth_all
