"""Gain share: cost is reimbursed, and both sides share what is saved or overspent on a target."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from alliance_sim.rules.contracts.bands import Band, Steps, checked, share_at, share_out
from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence, portion
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, cost_pence, target_pence
from alliance_sim.rules.frozen import Share


class GainShare(PaymentRule):
    """Actual cost and a fee are paid; the gap to the target is then shared out.

    The gap between target and actual cost is cut into bands, and each band's slice is shared in
    that band's proportion, from the target outward. Wide shares make the provider careful with
    money; caps protect it, and past a cap it no longer cares.

    Also called: target cost with pain/gain share, NEC Option C.
    Sources: S41, S42, S43, S45.
    """

    reimburses_cost: ClassVar[bool] = True
    needs_target: ClassVar[bool] = True

    kind: Literal["gain_share"] = "gain_share"

    provider_share: Share | None = None
    """Provider side's share of gain and pain, unless `bands` say otherwise."""

    bands: tuple[Band, ...] = ()
    """Shares by outturn, in rising order; given, they take the place of `provider_share`."""

    dead_band: Share | None = None
    """Distance from the target, as a share of it, within which nothing is shared."""

    gain_cap: Share | None = None
    """Most that the provider side gains, as a share of the target; None for no cap."""

    pain_cap: Share | None = None
    """Most that the provider side loses, as a share of the target; None for no cap."""

    fee_share: Share
    """Fee as a share of the target, so that spending more does not raise it."""

    indexation: Share = 0.0
    """Share of general cost movement passed on to the target; none unless the terms say so."""

    @model_validator(mode="after")
    def _shares_everything_once(self) -> Self:
        if self.provider_share is None and not self.bands:
            raise ValueError("gain_share needs provider_share or bands")
        checked(self.bands)
        return self

    def _steps(self) -> Steps:
        """The bands as plain numbers."""
        if self.bands:
            return [(band.upto, band.provider_share) for band in self.bands]
        return ((None, self.provider_share or 0.0),)

    def settle(self, actuals: Actuals) -> Settlement:
        """Actual cost, the fee, the banded share of gain or pain, and the KPI adjustment.

        The caps hold for the banded share; the KPI adjustment comes on top of it.

        Raises:
            ValueError: If there is no target, or an amount is negative or not finite.
        """
        cost = cost_pence(actuals)
        target = target_pence(actuals, self.kind)
        gain, bands = share_out(
            target,
            cost,
            self._steps(),
            self.dead_band,
            None if self.gain_cap is None else portion(target, self.gain_cap),
            None if self.pain_cap is None else portion(target, self.pain_cap),
        )
        performance = pence(actuals.performance_adjustment_gbp)
        fee = portion(target, self.fee_share)
        return Settlement(cost, fee, gain + performance, target, performance, bands=bands)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost that the provider side bears.

        Args:
            ratio: Outturn, actual cost to target; on the edge of a band, the band above counts.
            performance: Plays no part here.

        Returns:
            The share of the band, 0 in the dead band and where a cap has been reached.
        """
        return share_at(ratio, self._steps(), self.dead_band, self.gain_cap, self.pain_cap)
