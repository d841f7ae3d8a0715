"""Risk corridor: the nearer to the benchmark, the more of the difference is the provider's."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from alliance_sim.rules.contracts.bands import Steps, share_at, share_out
from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import SCALE, pence, portion
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, cost_pence, target_pence
from alliance_sim.rules.frozen import Frozen, Share


class Corridor(Frozen):
    """A stretch on either side of the benchmark, from the end of the one before up to `upto`."""

    upto: float | None = Field(gt=0, json_schema_extra={"unit": "share of the benchmark"})
    """Distance from the benchmark at which it ends; None for the last, which has no end."""

    provider_share: Share
    """Share of gain and of pain in this stretch that falls on the provider side."""


class RiskCorridor(PaymentRule):
    """Everyday variation is the provider's, the extremes are the buyer's, gains and losses alike.

    The distance between spending and benchmark is cut into corridors whose shares fall from the
    inside out. That protects a provider from ruin and a buyer from windfalls; far out nobody on
    the provider's side cares about a further pound.

    Also called: stop-loss corridor, ACO REACH Global and Professional tracks.
    Sources: S51.
    """

    reimburses_cost: ClassVar[bool] = True
    needs_target: ClassVar[bool] = True

    kind: Literal["risk_corridor"] = "risk_corridor"

    first_upto: Share | None = None
    """End of the first corridor, as a distance from the benchmark; for the four of REACH."""

    first_share: Share | None = None
    """Provider side's share in the first corridor."""

    second_upto: Share | None = None
    """End of the second corridor."""

    second_share: Share | None = None
    """Provider side's share in the second corridor."""

    third_upto: Share | None = None
    """End of the third corridor."""

    third_share: Share | None = None
    """Provider side's share in the third corridor."""

    beyond_share: Share | None = None
    """Provider side's share beyond the third corridor."""

    corridors: tuple[Corridor, ...] = ()
    """Any number of corridors in rising order; given, they take the place of the four."""

    discount: Share = 0.0
    """Part of the benchmark that the buyer keeps before anything is shared."""

    indexation: Share = 0.0
    """Share of general cost movement passed on to the benchmark; none unless the terms say so."""

    @model_validator(mode="after")
    def _corridors_rise(self) -> Self:
        rows = self._rows()
        if any(share is None for _, share in rows):
            raise ValueError("risk_corridor needs corridors, or first_upto to beyond_share")
        if rows[-1][0] is not None:
            raise ValueError(
                f"the last corridor ends at {rows[-1][0]}; leave its upto empty (null)"
            )
        before = 0.0
        for end, _ in rows[:-1]:
            if end is None:
                raise ValueError("only the last corridor may have no end")
            if end <= before:
                raise ValueError(f"corridors must rise: {end} follows {before}")
            before = end
        return self

    def _rows(self) -> list[tuple[float | None, float | None]]:
        """Every corridor: its end, and the provider side's share."""
        if self.corridors:
            return [(corridor.upto, corridor.provider_share) for corridor in self.corridors]
        return [
            (self.first_upto, self.first_share),
            (self.second_upto, self.second_share),
            (self.third_upto, self.third_share),
            (None, self.beyond_share),
        ]

    def _steps(self) -> Steps:
        """The corridors on both sides, as bands of the ratio of actual cost to benchmark."""
        rows = [(end, share or 0.0) for end, share in self._rows()]
        above = [(None if end is None else _exactly(1 + end), share) for end, share in rows]
        ends = [end for end, _ in rows if end is not None]
        # Below, the stretch inside an end has the share of the corridor that reaches up to it.
        below = [
            (_exactly(1 - end), share)
            for end, (_, share) in zip(ends, rows[1:], strict=True)
            if end < 1
        ]
        return [*reversed(below), *above]

    def settle(self, actuals: Actuals) -> Settlement:
        """Spending, the share of each corridor, and the KPI adjustment on top.

        Ratios in `bands` are to the benchmark less the discount, which is what is shared against.

        Raises:
            ValueError: If there is no benchmark, or an amount is negative or not finite.
        """
        cost = cost_pence(actuals)
        benchmark = target_pence(actuals, self.kind)
        shared = benchmark - portion(benchmark, self.discount)
        gain, bands = share_out(shared, cost, self._steps())
        performance = pence(actuals.performance_adjustment_gbp)
        return Settlement(cost, 0, gain + performance, benchmark, performance, bands=bands)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost: that of the corridor in which the outturn lies."""
        left = 1 - self.discount
        return share_at(ratio / left if left else float(SCALE), self._steps())


def _exactly(ratio: float) -> float:
    """A ratio without the dust of binary fractions: as fine as shares are counted."""
    return round(ratio * SCALE) / SCALE
