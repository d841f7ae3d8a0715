"""A ranked list: several are admitted, each at its own price, and called on in order of rank."""

from typing import Literal

from pydantic import Field

from alliance_sim.rules.frozen import Money
from alliance_sim.rules.levers.selection import ScoredBids


class RankedList(ScoredBids):
    """Bids are scored on price and quality; the best are admitted to a list, each at its own price.

    What is let under it, a package or a lot, is offered to the first of the list, then to the next,
    until somebody with room takes it. Those admitted cannot bid for it: they wait to be invited.

    Also called: framework, approved list, tiered call-off.
    Sources: S57a, S57b, E6037, E6038.
    """

    kind: Literal["ranked_list"] = "ranked_list"  # type: ignore[assignment]

    places: int = Field(ge=1)
    """How many are admitted for each service."""

    framework_months: int = Field(ge=1, json_schema_extra={"unit": "months"})
    """How long prices and ranks last before the list is opened again."""

    call_off_cost: Money
    """Buyer's cost of offering one package to one provider, GBP."""

    @property
    def listed(self) -> int:
        """How many are admitted."""
        return self.places

    def lasts(self, term_months: int) -> int:
        """Months that a bid reckons with: those of the list, not those of one package."""
        return self.framework_months
