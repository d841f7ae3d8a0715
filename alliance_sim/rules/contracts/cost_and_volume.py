"""Cost and volume: a block for an expected volume, corrected at a marginal rate beyond a margin."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, agreed
from alliance_sim.rules.frozen import Money, Share


class CostAndVolume(PaymentRule):
    """A block that bends: nothing moves near the expected volume, a marginal rate beyond.

    Within the tolerance it is a block. Above, each further unit earns the marginal rate; below,
    each missing one loses it. A rate below average cost makes growth a burden to the provider, one
    above it makes shrinking a burden to the buyer.

    Also called: activity-based block, block with floor and ceiling, sophisticated block.
    Sources: a definition in common use; no figure rests on it.
    """

    priced_by: ClassVar[Literal["unit", "period", "person"]] = "period"

    kind: Literal["cost_and_volume"] = "cost_and_volume"

    tolerance: Share
    """How far volume may lie from the expected, as a share of it, before money moves."""

    marginal_share: Share | None = None
    """Marginal rate as a share of the average price of a unit in the block."""

    marginal_gbp: Money | None = None
    """Marginal rate in GBP for a unit; given, it takes the place of the share."""

    indexation: Share = 0.0
    """Share of general cost movement passed on to the amount; none unless the terms say so."""

    @model_validator(mode="after")
    def _has_a_rate(self) -> Self:
        if self.marginal_share is None and self.marginal_gbp is None:
            raise ValueError("cost_and_volume needs a rate: give marginal_share or marginal_gbp")
        return self

    def needs(self) -> tuple[str, ...]:
        """The block, the units it was meant for and those delivered."""
        return ("price_gbp", "units", "expected_units")

    def settle(self, actuals: Actuals) -> Settlement:
        """The block, the correction for volume beyond the tolerance, and the KPI adjustment.

        Raises:
            ValueError: If an amount is not finite, or the cost or the expected units negative.
        """
        expected, gap = actuals.expected_units, actuals.units - actuals.expected_units
        if not expected >= 0:
            raise ValueError(f"expected_units cannot be negative, and is {expected}")
        beyond = abs(gap) - expected * self.tolerance
        moved = max(beyond, 0.0) * self._rate(actuals)
        amount = pence(actuals.price_gbp) + (pence(moved) if gap > 0 else -pence(moved))
        return agreed(amount, actuals)

    def _rate(self, actuals: Actuals) -> float:
        """The marginal rate, GBP per unit; a block for no units has no average price."""
        if self.marginal_gbp is not None:
            return self.marginal_gbp
        if not actuals.expected_units:
            return 0.0
        return (self.marginal_share or 0.0) * actuals.price_gbp / actuals.expected_units
