"""A lead for everything: one provider wins the whole and lets it on to others."""

from typing import Literal

from pydantic import Field

from alliance_sim.rules.frozen import Money, Share
from alliance_sim.rules.levers.selection import ScoredBids


class PrimeLead(ScoredBids):
    """One provider is chosen by scored bids for all services, and chooses who does the work.

    It lets the lots on to the cheapest who reach its own threshold, at a price of its making, with
    its margin on top; what it is judged by and watched for it passes down.

    Also called: prime contractor, lead contractor, managing agent.
    Sources: S9, S31.
    """

    kind: Literal["prime_lead"] = "prime_lead"  # type: ignore[assignment]

    margin: float = Field(ge=0, lt=1, json_schema_extra={"unit": "share"})
    """Share of its price that the lead means to keep; what is left is the most that it pays on."""

    kpi_passed_down: Share
    """How much of what it can lose on indicators and outcomes its subcontractors can lose."""

    supervision: Share
    """How closely the lead watches its subcontractors, beside what the council asks for."""

    sub_term_months: int = Field(ge=1, json_schema_extra={"unit": "months"})
    """How long a subcontract lasts."""

    sub_set_up_months: int = Field(ge=0, json_schema_extra={"unit": "months"})
    """How long the lead takes to find another subcontractor."""

    sub_procurement_cost: Money
    """The lead's cost of letting one subcontract, GBP."""

    sub_bid_cost: Money
    """A provider's cost of an offer to the lead, GBP."""

    sub_quality_floor: Share
    """Scored quality that the lead asks of a subcontractor."""

    @property
    def leads(self) -> bool:
        """The winner lets the work on."""
        return True
