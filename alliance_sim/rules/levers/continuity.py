"""Continuity: how long a deal lasts, how it is renewed, and what a change of provider breaks."""

from pydantic import Field

from alliance_sim.rules.frozen import Frozen, Share


class Continuity(Frozen):
    """The time side of a deal.

    Also called: contract term and extension, mobilisation, TUPE transfer, call-off volume.
    Sources: S15, S85, E6009, E6037, E6045, E6047.
    """

    term_months: int = Field(ge=1, json_schema_extra={"unit": "months"})
    """How long the contract runs before it ends or is renewed."""

    renewal_probability: Share
    """Chance that a contract that ends is extended for another term without a competition."""

    set_up_months: int = Field(ge=0, json_schema_extra={"unit": "months"})
    """From the decision to buy until the new arrangement is live; the old one runs on."""

    set_up_cost_share: Share
    """Cost of negotiating and setting up, beyond the procedure itself, as a share of a year's
    value."""

    staff_transfer_share: Share
    """Share of care staff, and of their ties with residents, that moves to the new provider."""

    volume_guarantee: Share
    """Share of the expected volume that the buyer commits to; 0 is a call-off with no promise."""

    def yearly_discount(self, discount: float) -> float:
        """Weight of next year's relationship in today's decision.

        Discount factor times the chance that the relationship goes on: 1 - (1 - renewal) / T for
        a term of T years (benchmark B17 in the theory table).
        """
        years = self.term_months / 12
        return discount * (1 - (1 - self.renewal_probability) / max(years, 1.0))
