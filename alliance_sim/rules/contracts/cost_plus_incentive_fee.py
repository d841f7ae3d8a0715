"""Cost plus incentive fee: cost is paid back, the fee rises and falls with it, within bounds."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from alliance_sim.rules.contracts.bands import share_at, share_out
from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence, portion
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, cost_pence, target_pence
from alliance_sim.rules.frozen import Share


class CostPlusIncentiveFee(PaymentRule):
    """A target fee at target cost; a share of each pound saved raises it, of each overspent lowers.

    Between the least and the greatest fee the provider cares about cost; beyond, it is a plain
    cost-plus contract and nobody on its side does.

    Also called: CPIF, target fee with share line.
    Sources: S56.
    """

    reimburses_cost: ClassVar[bool] = True
    needs_target: ClassVar[bool] = True

    kind: Literal["cost_plus_incentive_fee"] = "cost_plus_incentive_fee"

    fee_share: Share
    """Fee at target cost, as a share of the target."""

    least_fee_share: Share
    """Least fee, however high the cost, as a share of the target."""

    most_fee_share: Share
    """Greatest fee, however low the cost, as a share of the target."""

    provider_share: Share
    """Provider side's share of each pound between target and actual cost."""

    indexation: Share = 0.0
    """Share of general cost movement passed on to the target; none unless the terms say so."""

    @model_validator(mode="after")
    def _fees_rise(self) -> Self:
        if not self.least_fee_share <= self.fee_share <= self.most_fee_share:
            raise ValueError(
                f"the fee must lie between the least and the greatest: {self.least_fee_share} to "
                f"{self.most_fee_share} does not hold {self.fee_share}"
            )
        return self

    def settle(self, actuals: Actuals) -> Settlement:
        """Actual cost, the target fee, its rise or fall, and the KPI adjustment beside it.

        Raises:
            ValueError: If there is no target, or an amount is negative or not finite.
        """
        cost = cost_pence(actuals)
        target = target_pence(actuals, self.kind)
        fee = portion(target, self.fee_share)
        gain, bands = share_out(
            target,
            cost,
            ((None, self.provider_share),),
            gain_limit=portion(target, self.most_fee_share) - fee,
            pain_limit=fee - portion(target, self.least_fee_share),
        )
        performance = pence(actuals.performance_adjustment_gbp)
        return Settlement(cost, fee, gain + performance, target, performance, bands=bands)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost: the share line's, 0 once the fee is at a bound."""
        return share_at(
            ratio,
            ((None, self.provider_share),),
            gain_cap=self.most_fee_share - self.fee_share,
            pain_cap=self.fee_share - self.least_fee_share,
        )
