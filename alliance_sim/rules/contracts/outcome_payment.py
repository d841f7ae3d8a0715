"""Outcome payment: a part up front, the rest as outcomes are confirmed."""

from typing import Literal, Self

from pydantic import Field, model_validator

from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import SCALE, nearest, pence
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, agreed, fraction
from alliance_sim.rules.frozen import Share
from alliance_sim.rules.offers import Floats


class OutcomePayment(PaymentRule):
    """The plan's value is paid in full only where the person confirms what was hoped for.

    The provider is free to choose how, and loses money wherever it fails, by its own fault or not.
    It will prefer people who are likely to do well.

    Also called: payment by results, outcome-based commissioning, pay for success.
    Sources: S54, S54b, S60.
    """

    kind: Literal["outcome_payment"] = "outcome_payment"

    upfront_share: Share
    """Share of a plan's value that is paid whatever comes of it."""

    expected_outcomes: float = Field(1.0, ge=0, le=1)
    """Share of outcomes at which the agreed price is paid; at 1, the price is the whole value."""

    indexation: Share = 0.0
    """Share of general cost movement passed on to the price; none unless the terms say so."""

    @model_validator(mode="after")
    def _pays_something(self) -> Self:
        if self._parts(self.expected_outcomes) == 0:
            raise ValueError("with nothing up front, expected_outcomes must be above zero")
        return self

    def _parts(self, outcomes: float) -> int:
        """Share of a plan's value that is paid, in parts of SCALE."""
        upfront = round(self.upfront_share * SCALE)
        return upfront + nearest((SCALE - upfront) * round(outcomes * SCALE))

    def settle(self, actuals: Actuals) -> Settlement:
        """The up-front part, the rest in proportion to outcomes, and the KPI adjustment.

        Raises:
            ValueError: If an amount is not finite, the cost is negative, or outcomes are not
                between 0 and 1.
        """
        paid = self._parts(fraction("outcomes", actuals.outcomes))
        full = self._parts(self.expected_outcomes)
        value = pence(actuals.price_gbp * actuals.units)
        # To the nearest penny, halves up, as everywhere.
        return agreed((2 * value * paid + full) // (2 * full), actuals)

    def paid_for_outcomes(self, outcomes: Floats) -> Floats:
        """Less than the agreed price where fewer come true than expected, more where more do."""
        return self.outcome_stake() * (outcomes - self.expected_outcomes)

    def outcome_stake(self) -> float:
        """What one more outcome in full is worth, as a share of the price at those expected."""
        return (1 - self.upfront_share) * SCALE / self._parts(self.expected_outcomes)
