"""Cost plus: whatever it costs is paid back, and a fee on top."""

from math import isnan
from typing import Literal, Self

from pydantic import model_validator

from alliance_sim.rules.contracts.settlement import (
    Actuals,
    Settlement,
    cost_pence,
    pence,
    portion,
    settled,
    target_pence,
)
from alliance_sim.rules.frozen import Frozen, Money, Share


class CostPlus(Frozen):
    """Actual cost is reimbursed in full and the provider earns a fee besides.

    The provider is safe and has no reason to skimp, but none to save either. Where the fee is a
    percentage of cost it even earns by spending.

    Also called: cost reimbursement, open-book cost plus percentage or fixed fee.
    Sources: S32, S107.
    """

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

    @property
    def reimburses_cost(self) -> bool:
        """The buyer pays the actual cost."""
        return True

    @property
    def needs_target(self) -> bool:
        """It settles without a target; one that is given only shows who gained on it."""
        return False

    def settle(self, actuals: Actuals) -> Settlement:
        """Actual cost, the fee, and the KPI adjustment.

        Raises:
            ValueError: If an amount is not finite, or the cost or target is negative.
        """
        cost = cost_pence(actuals)
        fee = portion(cost, self.fee_share or 0.0) if self.fee_gbp is None else pence(self.fee_gbp)
        performance = pence(actuals.performance_adjustment_gbp)
        target = None if isnan(actuals.target_cost_gbp) else target_pence(actuals, self.kind)
        return settled(cost, fee, performance, target=target, performance=performance)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost that the provider bears, at any outturn.

        0 under a fixed fee; under a percentage it is negative, since a dearer hour earns more fee.
        """
        return 0.0 if self.fee_gbp is not None else -(self.fee_share or 0.0)

    def key_result_stake(self) -> float:
        """Money at stake per unit of key result, as a share of the target: none."""
        return 0.0
