"""Quality in the terms of a deal: a gate, a modifier, and money held back until it is known."""

from typing import Literal, Self

from pydantic import model_validator

from alliance_sim.rules.contracts.pence import PENCE, portion
from alliance_sim.rules.contracts.settlement import Settlement, fraction
from alliance_sim.rules.frozen import Frozen, Share


class Quality(Frozen):
    """What performance does to the provider side's gain or pain from cost.

    Sources: S34, S36.
    """

    gate: Share | None = None
    """Performance below which a gain is not paid in full; None for no gate."""

    kept_below_gate: Share = 0.0
    """Share of a gain that is paid all the same below the gate."""

    scales_gain: bool = False
    """Whether a gain is multiplied by performance."""

    scales_pain: bool = False
    """Whether a pain is multiplied by 2 less performance, so that none doubles it."""

    def applied(self, settlement: Settlement, performance: float) -> Settlement:
        """The settlement after gate and modifier.

        Raises:
            ValueError: If performance is not between 0 and 1.
        """
        level = fraction("performance", performance)
        # Whole limb 3 at the most: results that already count are not counted twice.
        from_cost = round(sum(band.amount_gbp for band in settlement.bands) * PENCE)
        if from_cost > 0:
            factor = level if self.scales_gain else 1.0
            if self.gate is not None and level < self.gate:
                factor *= self.kept_below_gate
        else:
            factor = 1 + (1 - level) if self.scales_pain else 1.0
        moved = portion(from_cost, factor) - from_cost
        return settlement._replace(
            gain=settlement.gain + moved, performance=settlement.performance + moved
        )


class Retention(Frozen):
    """A part of the money held back, and released once quality is shown.

    Sources: S34b.
    """

    share: Share
    """Part that is held back."""

    of: Literal["fee", "payment"]
    """Of what: the fee, or everything that is paid."""

    released_at: Share
    """Performance at which all of it is released."""

    released_from: Share | None = None
    """Performance above which a part is released, rising to all; None for all or nothing."""

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.released_from is not None and self.released_from >= self.released_at:
            raise ValueError(
                f"released_from ({self.released_from}) must be below released_at "
                f"({self.released_at})"
            )
        return self

    def released(self, performance: float) -> float:
        """Share of what was held back that is released.

        Raises:
            ValueError: If performance is not between 0 and 1.
        """
        level = fraction("performance", performance)
        if level >= self.released_at:
            return 1.0
        if self.released_from is None:
            return 0.0
        rise = (level - self.released_from) / (self.released_at - self.released_from)
        return max(rise, 0.0)

    def applied(self, settlement: Settlement, performance: float) -> Settlement:
        """The settlement once quality is known; what is not released stays with the buyer."""
        base = settlement.fee if self.of == "fee" else settlement.paid
        held = portion(max(base, 0), self.share)
        lost = held - portion(held, self.released(performance))
        return settlement._replace(
            gain=settlement.gain - lost,
            performance=settlement.performance - lost,
            retained=held,
        )
