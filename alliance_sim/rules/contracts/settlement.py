"""What happened, what it comes to in money, and arithmetic that never loses a penny.

Inside, money is a whole number of pence and a share a whole number of parts of `SCALE`, so a
settlement is exact: it is rounded once, to the nearest penny, and its parts add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isclose
from operator import index
from typing import NamedTuple

PENCE = 100
"""Pence in a pound."""

SCALE = 10**12
"""Parts of a share: fine enough to hold any share that people write down exactly."""


@dataclass(frozen=True, slots=True)
class Actuals:
    """What happened in the period that is settled.

    `cost_gbp` is the provider side's actual cost; `target_cost_gbp` the agreed target (NaN where
    the contract has none); `units` hours or cases delivered; `price_gbp` the agreed price of one
    unit, or the block amount; `performance` overall performance, 0 to 1; `key_result` the result
    in the key result areas, -1 (failure) to 1 (outstanding); `performance_adjustment_gbp` a bonus
    (or, negative, a deduction) already worked out from KPIs.
    """

    cost_gbp: float
    target_cost_gbp: float = float("nan")
    units: float = 0.0
    price_gbp: float = 0.0
    performance: float = 1.0
    key_result: float = 0.0
    performance_adjustment_gbp: float = 0.0


class PartyMoney(NamedTuple):
    """One party's side of a settlement, in GBP; what a party pays is negative when it earns."""

    pays_gbp: float
    gain_or_pain_gbp: float


class BandMoney(NamedTuple):
    """One stretch between target and actual cost, as ratios to the target.

    `amount_gbp` is the provider side's gain (or, negative, pain) from it, after any cap.
    """

    from_ratio: float
    to_ratio: float
    provider_share: float
    amount_gbp: float


@dataclass(frozen=True, slots=True)
class Settlement:
    """Who receives and who bears what; every amount is in GBP and whole pence.

    `limbs` reads alike under every contract: "1" the actual cost, "2" the fee, "3" the provider
    side's gain or pain; together they are `paid_gbp`, and "2" and "3" together the provider
    side's margin. `gain_or_pain_gbp` is limb 3, of which `performance_gbp` came from key results
    and KPIs rather than from cost. `parties` holds "commissioner" and "provider" (the provider
    side as a whole): what they pay adds up to the actual cost, and their gains add up to target
    less actual cost where there is a target, else to nothing. Under an agreed price, the price
    stands in for the target. `bands` runs from the lowest ratio to the highest.
    """

    actual_cost_gbp: float
    target_cost_gbp: float
    paid_gbp: float
    gain_or_pain_gbp: float
    performance_gbp: float
    parties: dict[str, PartyMoney]
    limbs: dict[str, float]
    bands: tuple[BandMoney, ...] = field(default=())


def pence(gbp: float) -> int:
    """Pounds to the nearest whole number of pence.

    Raises:
        ValueError: If the amount is not a finite number.
    """
    try:
        return round(gbp * PENCE)
    except (ValueError, OverflowError):
        raise ValueError(f"money must be a finite number of pounds, not {gbp}") from None


def cost_pence(actuals: Actuals) -> int:
    """The actual cost in pence.

    Raises:
        ValueError: If it is negative or not finite.
    """
    cost = pence(actuals.cost_gbp)
    if cost < 0:
        raise ValueError(f"cost_gbp cannot be negative, and is {actuals.cost_gbp}")
    return cost


def target_pence(actuals: Actuals, kind: str) -> int:
    """The target cost in pence.

    Raises:
        ValueError: If there is none, or it is negative or not finite.
    """
    target = actuals.target_cost_gbp
    if not target >= 0:
        raise ValueError(f"{kind} settles against a target: target_cost_gbp is {target}")
    return pence(target)


def nearest(parts: int) -> int:
    """Whole pence in a number of pence times SCALE that is not negative; halves go up."""
    return (2 * parts + SCALE) // (2 * SCALE)


def portion(amount: int, share: float) -> int:
    """A share of an amount in pence, to the nearest penny; halves go away from zero."""
    parts = amount * round(share * SCALE)
    return nearest(parts) if parts >= 0 else -nearest(-parts)


def settled(
    cost: int,
    fee: int,
    gain: int,
    *,
    target: int | None = None,
    performance: int = 0,
    bands: tuple[BandMoney, ...] = (),
) -> Settlement:
    """Put a settlement together from its pence.

    `gain` is all of limb 3, `performance` the part of it that is not about cost.
    """
    paid = cost + fee + gain
    room = 0 if target is None else target - cost
    return Settlement(
        actual_cost_gbp=cost / PENCE,
        target_cost_gbp=float("nan") if target is None else target / PENCE,
        paid_gbp=paid / PENCE,
        gain_or_pain_gbp=gain / PENCE,
        performance_gbp=performance / PENCE,
        parties={
            "commissioner": PartyMoney(paid / PENCE, (room - gain) / PENCE),
            "provider": PartyMoney((cost - paid) / PENCE, gain / PENCE),
        },
        limbs={"1": cost / PENCE, "2": fee / PENCE, "3": gain / PENCE},
        bands=bands,
    )


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
