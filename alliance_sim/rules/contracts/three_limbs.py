"""Three limbs: cost paid back, fee at risk, gain and pain that depend on results."""

from typing import Literal, Self

from pydantic import model_validator

from alliance_sim.rules.contracts.bands import share_at, share_out
from alliance_sim.rules.contracts.settlement import (
    Actuals,
    Settlement,
    cost_pence,
    pence,
    portion,
    settled,
    target_pence,
)
from alliance_sim.rules.frozen import Frozen, Share


class ThreeLimbs(Frozen):
    """Members win or lose together, and never more than their fee where the terms cap it.

    Limb 1 pays direct cost back, open book. Limb 2 is the fee for overhead and profit, and is at
    risk. Limb 3 shares what is saved or overspent against the target, and lets results count:
    through a separate pool of money (option 1), or by scaling the gain down and the pain up where
    performance is poor (option 2). With no link to results, cost is all that is rewarded.

    Also called: alliance commercial model, project alliance, pure alliance.
    Sources: S26, S32, S33, S34, S35, S36.
    """

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
    """Whether the provider side can lose no more than limb 2; the rest is the commissioner's."""

    indexation: Share = 0.0
    """Share of general cost movement passed on to the target; none unless the terms say so."""

    @model_validator(mode="after")
    def _pool_has_a_size(self) -> Self:
        if self.key_results == "pool" and self.key_result_pool_share is None:
            raise ValueError("key_results: pool needs key_result_pool_share")
        return self

    @property
    def reimburses_cost(self) -> bool:
        """The buyer pays limbs 1 and 2, and settles limb 3 against the target later."""
        return True

    @property
    def needs_target(self) -> bool:
        """Limb 3 is measured from the target."""
        return True

    def settle(self, actuals: Actuals) -> Settlement:
        """Limbs 1, 2 and 3; a KPI adjustment is part of limb 3 and so within its cap.

        Raises:
            ValueError: If there is no target, an amount is negative or not finite, or the result
                that counts is out of its range.
        """
        cost = cost_pence(actuals)
        target = target_pence(actuals, self.kind)
        fee = portion(target, self.fee_share)
        limit = fee if self.pain_capped_at_fee else None
        from_cost, bands = share_out(target, cost, ((None, self.provider_share),), pain_limit=limit)
        limb_3 = pence(actuals.performance_adjustment_gbp)
        if self.key_results == "modifier":
            limb_3 += portion(from_cost, self._modifier(actuals.performance, from_cost > 0))
        elif self.key_results == "pool":
            if not -1 <= actuals.key_result <= 1:
                raise ValueError(f"key_result runs from -1 to 1, and is {actuals.key_result}")
            pool = portion(target, self.key_result_pool_share or 0.0)
            limb_3 += from_cost + portion(pool, actuals.key_result)
        else:
            limb_3 += from_cost
        if limit is not None and limb_3 < -limit:
            limb_3 = -limit
        return settled(
            cost, fee, limb_3, target=target, performance=limb_3 - from_cost, bands=bands
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
            The share; 0 where pain has used up the fee (key results taken as neutral).
        """
        share = self.provider_share
        if self.key_results == "modifier":
            share *= self._modifier(performance, ratio < 1)
        cap = self.fee_share if self.pain_capped_at_fee else None
        return share_at(ratio, ((None, share),), pain_cap=cap)

    def key_result_stake(self) -> float:
        """Money at stake per unit of key result, as a share of the target: the pool's."""
        return (self.key_result_pool_share or 0.0) if self.key_results == "pool" else 0.0
