"""Cost plus: whatever it costs is paid back, and a fee on top."""

from math import isnan
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence, portion
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, cost_pence, target_pence
from alliance_sim.rules.frozen import Money, Share


class CostPlus(PaymentRule):
    """Actual cost is reimbursed in full and the provider earns a fee besides.

    The provider is safe and has no reason to skimp, but none to save either. Where the fee is a
    percentage of cost it even earns by spending.

    Also called: cost reimbursement, open-book cost plus percentage or fixed fee.
    Sources: S32, S107.
    """

    reimburses_cost: ClassVar[bool] = True

    kind: Literal["cost_plus"] = "cost_plus"

    fee_share: Share | None = None
    """Fee as a share of actual cost."""

    fee_gbp: Money | None = None
    """Fixed fee in GBP for each settled period; given, it takes the place of the percentage."""

    @model_validator(mode="after")
    def _has_a_fee(self) -> Self:
        if self.fee_share is None and self.fee_gbp is None:
            raise ValueError("cost_plus needs a fee: give fee_share or fee_gbp (0 for none)")
        return self

    @property
    def indexation(self) -> float:
        """Share of general cost movement passed on: all of it, since cost itself is paid."""
        return 1.0

    def settle(self, actuals: Actuals) -> Settlement:
        """Actual cost, the fee, and the KPI adjustment.

        It settles without a target; one that is given only shows who gained on it.

        Raises:
            ValueError: If an amount is not finite, or the cost or target is negative.
        """
        cost = cost_pence(actuals)
        fee = portion(cost, self.fee_share or 0.0) if self.fee_gbp is None else pence(self.fee_gbp)
        performance = pence(actuals.performance_adjustment_gbp)
        target = None if isnan(actuals.target_cost_gbp) else target_pence(actuals, self.kind)
        return Settlement(cost, fee, performance, target, performance)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost that the provider bears, at any outturn.

        0 under a fixed fee; under a percentage it is negative, since a dearer hour earns more fee.
        """
        return 0.0 if self.fee_gbp is not None else -(self.fee_share or 0.0)
