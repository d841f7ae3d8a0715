"""Fixed price: an agreed amount for each hour or case delivered."""

from typing import Literal

from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, agreed
from alliance_sim.rules.frozen import Share


class FixedPrice(PaymentRule):
    """Every unit delivered earns the agreed price; whatever it costs is the provider's affair.

    The provider keeps all it saves and bears all it overspends, so it cuts cost as hard as it
    can, also where nobody sees the damage. The buyer pays for volume: a unit not delivered is
    not paid.

    Also called: time and task, price per hour, unit rate.
    Sources: S59, S80.
    """

    kind: Literal["fixed_price"] = "fixed_price"

    indexation: Share = 0.0
    """Share of general cost movement passed on to the price; none unless the terms say so."""

    def settle(self, actuals: Actuals) -> Settlement:
        """Price times units, and the KPI adjustment.

        Raises:
            ValueError: If an amount is not finite, or the cost is negative.
        """
        return agreed(pence(actuals.price_gbp * actuals.units), actuals)
