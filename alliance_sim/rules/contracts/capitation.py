"""Capitation: an amount for each person looked after, whatever that person turns out to need."""

from typing import ClassVar, Literal

from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence
from alliance_sim.rules.contracts.settlement import Actuals, Settlement, agreed
from alliance_sim.rules.frozen import Share


class Capitation(PaymentRule):
    """The provider is paid for whom it looks after, not for what it does.

    It gains from every need that is prevented, and just as much from every need that is not met.
    Weights make up for people known to need more; what weights do not see is the provider's risk.

    Also called: payment per head, whole population budget, year of care.
    Sources: S51, S53.
    """

    priced_by: ClassVar[Literal["unit", "period", "person"]] = "person"

    kind: Literal["capitation"] = "capitation"

    indexation: Share = 0.0
    """Share of general cost movement passed on to the rate; none unless the terms say so."""

    def needs(self) -> tuple[str, ...]:
        """The rate for a person, and the (weighted) number of people."""
        return ("price_gbp", "people")

    def settle(self, actuals: Actuals) -> Settlement:
        """The rate, `price_gbp`, times people with their weights, and the KPI adjustment.

        Raises:
            ValueError: If an amount is not finite, or the cost is negative.
        """
        return agreed(pence(actuals.price_gbp * actuals.people), actuals)
