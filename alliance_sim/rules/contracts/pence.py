"""Arithmetic that never loses a penny.

Money is a whole number of pence and a share a whole number of parts of `SCALE`, so amounts are
exact: each is rounded once, to the nearest penny, and parts add up to the whole.
"""

from collections.abc import Sequence
from math import isclose
from operator import index

PENCE = 100
"""Pence in a pound."""

SCALE = 10**12
"""Parts of a share: fine enough to hold any share that people write down exactly."""


def pence(gbp: float) -> int:
    """Pounds to the nearest whole number of pence.

    Raises:
        ValueError: If the amount is not a finite number.
    """
    try:
        return round(gbp * PENCE)
    except (ValueError, OverflowError):
        raise ValueError(f"money must be a finite number of pounds, not {gbp}") from None


def nearest(parts: int) -> int:
    """Whole pence in a number of pence times SCALE that is not negative; halves go up."""
    return (2 * parts + SCALE) // (2 * SCALE)


def portion(amount: int, share: float) -> int:
    """A share of an amount in pence, to the nearest penny; halves go away from zero."""
    parts = amount * round(share * SCALE)
    return nearest(parts) if parts >= 0 else -nearest(-parts)


def split(settlement_amount_pence: int, shares: Sequence[float]) -> tuple[int, ...]:
    """Divide an amount among members so that the parts add up to it exactly.

    Each member gets the whole pence of its share; the pennies left over go to the largest
    remainders, and among equal ones to the member named first. A loss is divided like a gain.

    Args:
        settlement_amount_pence: Gain, or a loss if negative.
        shares: Each member's share; they add up to 1.

    Raises:
        ValueError: If a share is negative or the shares do not add up to 1.
    """
    amount = index(settlement_amount_pence)
    weights = [round(share * SCALE) for share in shares]
    if any(weight < 0 for weight in weights) or not isclose(sum(shares), 1):
        raise ValueError(f"members' shares must not be negative and add up to 1: {tuple(shares)}")
    whole = sum(weights)
    parts = [divmod(abs(amount) * weight, whole) for weight in weights]
    pennies = [part for part, _ in parts]
    largest_first = sorted(range(len(parts)), key=lambda member: -parts[member][1])
    for member in largest_first[: abs(amount) - sum(pennies)]:
        pennies[member] += 1
    return tuple(pennies) if amount >= 0 else tuple(-part for part in pennies)
