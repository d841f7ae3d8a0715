"""Three limbs: cost paid back, fee at risk, gain and pain that depend on results."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from alliance_sim.rules.contracts.bands import share_at, share_out
from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence, portion
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, cost_pence, target_pence
from alliance_sim.rules.frozen import Share


class ThreeLimbs(PaymentRule):
    """Members win or lose together, and never more than their fee where the terms cap it.

    Limb 1 pays direct cost back, open book. Limb 2 is the fee for overhead and profit, and is at
    risk. Limb 3 shares what is saved or overspent against the target, and lets results count:
    through a separate pool of money (option 1), or by scaling the gain down and the pain up where
    performance is poor (option 2). With no link to results, cost is all that is rewarded.

    Also called: alliance commercial model, project alliance, pure alliance.
    Sources: S26, S32, S33, S34, S35, S36.
    """

    reimburses_cost: ClassVar[bool] = True
    needs_target: ClassVar[bool] = True

    kind: Literal["three_limbs"] = "three_limbs"

    provider_share: Share
    """Provider side's share of gain and pain against the target."""

    fee_share: Share
    """Limb 2 as a share of the target."""

    key_results: Literal["none", "pool", "modifier"]
    """How results count: not at all, through a pool (option 1), or as a modifier (option 2)."""

    key_result_pool_share: Share | None = None
    """Pool won at full results and lost at failure, as a share of the target; for option 1."""

    pain_capped_at_fee: bool
    """Whether limb 3 can take no more than limb 2, results included; the rest is the buyer's."""

    gain_cap: Share | None = None
    """Most that the provider side gains from cost, as a share of the target; None for no cap."""

    pain_cap: Share | None = None
    """Most that it loses from cost, as a share of the target, where that differs from the fee."""

    indexation: Share = 0.0
    """Share of general cost movement passed on to the target; none unless the terms say so."""

    @model_validator(mode="after")
    def _pool_has_a_size(self) -> Self:
        if self.key_results == "pool" and self.key_result_pool_share is None:
            raise ValueError("key_results: pool needs key_result_pool_share")
        return self

    def settle(self, actuals: Actuals) -> Settlement:
        """Limbs 1, 2 and 3; a KPI adjustment is part of limb 3 and so within its cap.

        Raises:
            ValueError: If there is no target, an amount is negative or not finite, or the result
                that counts is out of its range.
        """
        cost = cost_pence(actuals)
        target = target_pence(actuals, self.kind)
        fee = portion(target, self.fee_share)
        most = None if self.gain_cap is None else portion(target, self.gain_cap)
        pain_cap = self._pain_cap()
        limit = None if pain_cap is None else portion(target, pain_cap)
        steps = ((None, self.provider_share),)
        from_cost, bands = share_out(target, cost, steps, None, most, limit)
        performance = pence(actuals.performance_adjustment_gbp)
        if self.key_results == "modifier":
            counted = portion(from_cost, self._modifier(actuals.performance, from_cost > 0))
            if self.pain_cap is not None and limit is not None:
                counted = max(counted, -limit)
            performance += counted - from_cost
        elif self.key_results == "pool":
            if not -1 <= actuals.key_result <= 1:
                raise ValueError(f"key_result runs from -1 to 1, and is {actuals.key_result}")
            pool = portion(target, self.key_result_pool_share or 0.0)
            performance += portion(pool, actuals.key_result)
        limb_3 = from_cost + performance
        limited = -fee - limb_3 if self.pain_capped_at_fee and limb_3 < -fee else 0
        return Settlement(cost, fee, limb_3 + limited, target, performance, limited, bands)

    def _pain_cap(self) -> float | None:
        """Most that may be lost from cost, as a share of the target; None for no limit."""
        return (
            self.fee_share if self.pain_cap is None and self.pain_capped_at_fee else self.pain_cap
        )

    def _modifier(self, performance: float, gain: bool) -> float:
        """What option 2 multiplies a gain or a pain by; 1 at full performance.

        The guidance leaves the shape to the owner. Here it is a line: no performance keeps
        nothing of a gain and doubles a pain.
        """
        if not 0 <= performance <= 1:
            raise ValueError(f"performance runs from 0 to 1, and is {performance}")
        return performance if gain else 1 + (1 - performance)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost that the provider side bears.

        Args:
            ratio: Outturn, actual cost to target; at 1, the next pound is pain.
            performance: Overall performance, 0 to 1; counts under option 2 only.

        Returns:
            The share; 0 where a cap has been reached (key results taken as neutral).
        """
        share = self.provider_share
        if self.key_results == "modifier":
            share *= self._modifier(performance, ratio < 1)
        cap = self._pain_cap()
        if cap is not None and self.pain_capped_at_fee:
            cap = min(cap, self.fee_share)
        return share_at(ratio, ((None, share),), gain_cap=self.gain_cap, pain_cap=cap)

    def key_result_stake(self) -> float:
        """Money at stake per unit of key result, as a share of the target: the pool's."""
        return (self.key_result_pool_share or 0.0) if self.key_results == "pool" else 0.0
