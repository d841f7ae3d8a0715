"""Spot: each package of care bought at a price of its own, with no promise of more."""

from typing import Literal

from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence, portion
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, agreed
from alliance_sim.rules.frozen import Share


class Spot(PaymentRule):
    """Every package has the price of the day on which it is bought; nothing is promised beyond it.

    Prices follow cost as it moves, and whoever buys in a hurry pays more. The provider carries the
    risk that no package comes tomorrow, and so does not build for it.

    Also called: spot purchase, call-off, individually priced package.
    Sources: S14, S57a.
    """

    kind: Literal["spot"] = "spot"

    premium: Share = 0.0
    """What buying package by package costs on top of the agreed price, as a share of it."""

    indexation: Share = 1.0
    """Share of general cost movement passed on to the price: all of it, for each is a new price."""

    def settle(self, actuals: Actuals) -> Settlement:
        """The price of each package, the premium on all, and the KPI adjustment.

        With no packages given, price times units counts as one.

        Raises:
            ValueError: If an amount is not finite, or the cost is negative.
        """
        packages = actuals.packages or ((actuals.units, actuals.price_gbp),)
        amount = sum(pence(units * price) for units, price in packages)
        return agreed(amount + portion(amount, self.premium), actuals)
