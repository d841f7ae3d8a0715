"""Shared savings: a part of what is saved against a benchmark, and perhaps of what is overspent."""

from math import isfinite
from typing import ClassVar, Literal

from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import PENCE, pence, portion
from alliance_sim.rules.contracts.settlement import (
    Actuals,
    BandMoney,
    Settlement,
    cost_pence,
    fraction,
    target_pence,
)
from alliance_sim.rules.frozen import Share


class SharedSavings(PaymentRule):
    """Spending is paid as it falls; whoever stays well below the benchmark shares in the saving.

    A least saving keeps luck from being rewarded, and makes a cliff where it is just reached. On
    a one-sided track an overspend costs the provider nothing; on a two-sided one it repays a part,
    up to a share of the benchmark or of its own revenue. Poor quality forfeits the saving.

    Also called: accountable care shared savings and losses, MSSP track.
    Sources: S46, S47, S48, S49, S50.
    """

    reimburses_cost: ClassVar[bool] = True
    needs_target: ClassVar[bool] = True

    kind: Literal["shared_savings"] = "shared_savings"

    savings_rate: Share
    """Provider side's share of a saving."""

    loss_rate: Share
    """Provider side's share of an overspend; 0 on a one-sided track."""

    least_saving: Share
    """Saving, as a share of the benchmark, below which nothing is shared."""

    least_loss: Share
    """Overspend, as a share of the benchmark, below which nothing is repaid."""

    from_first_pound: bool = True
    """Once the least is reached, whether all is shared, or only what lies beyond it."""

    savings_cap: Share | None = None
    """Most that is shared of savings, as a share of the benchmark; None for no cap."""

    loss_cap: Share | None = None
    """Most that is repaid, as a share of the benchmark; None for no cap."""

    loss_cap_revenue: Share | None = None
    """Most that is repaid, as a share of the provider's own revenue; the lower cap holds."""

    quality_gate: Share | None = None
    """Performance below which no saving is shared; None for no gate."""

    quality_scales_savings: bool = False
    """Whether the share of savings is multiplied by performance, 0 to 1."""

    indexation: Share = 0.0
    """Share of general cost movement passed on to the benchmark; none unless the terms say so."""

    def needs(self) -> tuple[str, ...]:
        """The benchmark; the provider's revenue too where that limits its loss."""
        revenue = () if self.loss_cap_revenue is None else ("revenue_gbp",)
        return ("target_cost_gbp", *revenue)

    def settle(self, actuals: Actuals) -> Settlement:
        """Spending, and the share of savings or losses; the KPI adjustment comes on top.

        Raises:
            ValueError: If there is no benchmark, an amount is negative or not finite, performance
                is not between 0 and 1, or the revenue that limits a loss is not known.
        """
        cost = cost_pence(actuals)
        benchmark = target_pence(actuals, self.kind)
        performance = fraction("performance", actuals.performance)
        adjustment = pence(actuals.performance_adjustment_gbp)
        saved = benchmark - cost
        rate = self.savings_rate if saved > 0 else self.loss_rate
        least = portion(benchmark, self.least_saving if saved > 0 else self.least_loss)
        shared = abs(saved) if abs(saved) >= least else 0
        if shared and not self.from_first_pound:
            shared -= least
        cap = self._cap(benchmark, actuals, saved > 0) if shared else None
        amount = _capped(portion(shared, rate), cap)
        counted = amount
        if saved > 0:
            counted = _capped(portion(shared, rate * self._kept(performance)), cap)
        bands: tuple[BandMoney, ...] = ()
        sign = 1 if saved > 0 else -1
        if shared:
            start = (benchmark - sign * (abs(saved) - shared)) / benchmark if benchmark else 1.0
            end = cost / benchmark if benchmark else float("inf")
            low, high = sorted((start, end))
            bands = (BandMoney(low, high, rate, sign * amount / PENCE),)
        by_quality = sign * (counted - amount)
        gain = sign * counted + adjustment
        return Settlement(cost, 0, gain, benchmark, by_quality + adjustment, bands=bands)

    def _kept(self, performance: float) -> float:
        """What quality leaves of a share of savings."""
        if self.quality_gate is not None and performance < self.quality_gate:
            return 0.0
        return performance if self.quality_scales_savings else 1.0

    def _cap(self, benchmark: int, actuals: Actuals, gain: bool) -> int | None:
        """Most that is shared, in pence; None for no cap."""
        if gain:
            return None if self.savings_cap is None else portion(benchmark, self.savings_cap)
        caps = [] if self.loss_cap is None else [portion(benchmark, self.loss_cap)]
        if self.loss_cap_revenue is not None:
            if not (isfinite(actuals.revenue_gbp) and actuals.revenue_gbp >= 0):
                raise ValueError(
                    "loss_cap_revenue limits a loss by the provider's own revenue: "
                    f"revenue_gbp is {actuals.revenue_gbp}"
                )
            caps.append(portion(pence(actuals.revenue_gbp), self.loss_cap_revenue))
        return min(caps, default=None)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost that the provider side bears.

        0 near the benchmark, where nothing is shared, and past a cap; the jump where the least is
        reached is no share of a pound and does not count. Own revenue is taken as not binding.
        """
        gain = ratio < 1
        least = self.least_saving if gain else self.least_loss
        rate = self.savings_rate * self._kept(performance) if gain else self.loss_rate
        cap = self.savings_cap if gain else self.loss_cap
        distance = abs(1 - ratio)
        shared = distance if self.from_first_pound else distance - least
        inside = distance <= least if gain else distance < least
        past = cap is not None and (rate * shared > cap if gain else rate * shared >= cap)
        return 0.0 if inside or past else rate


def _capped(amount: int, cap: int | None) -> int:
    return amount if cap is None else min(amount, cap)
