"""Block: one agreed amount for a period, however much is delivered."""

from typing import ClassVar, Literal

from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, agreed
from alliance_sim.rules.frozen import Share


class Block(PaymentRule):
    """The provider is paid the same amount whatever it delivers and whatever that costs.

    The budget is certain and paperwork light. The provider bears the risk of cost and of demand,
    and gains from every hour it does not deliver.

    Also called: block grant, lump sum, block contract.
    Sources: a definition in common use; no figure rests on it.
    """

    priced_by: ClassVar[Literal["unit", "period", "person"]] = "period"

    kind: Literal["block"] = "block"

    indexation: Share = 0.0
    """Share of general cost movement passed on to the amount; none unless the terms say so."""

    def needs(self) -> tuple[str, ...]:
        """The amount alone."""
        return ("price_gbp",)

    def settle(self, actuals: Actuals) -> Settlement:
        """The block amount, `price_gbp`, and the KPI adjustment; units play no part.

        Raises:
            ValueError: If an amount is not finite, or the cost is negative.
        """
        return agreed(pence(actuals.price_gbp), actuals)
