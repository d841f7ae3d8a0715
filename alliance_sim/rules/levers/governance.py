"""Information and governance: what is measured and at stake, who sees whom, who decides."""

from typing import Literal

from pydantic import Field

from alliance_sim.rules.frozen import Frozen, Share


class Governance(Frozen):
    """How a deal is watched, paid for performance, and steered.

    Also called: contract management, KPI regime, alliance board.
    Sources: S2, S3, S5, S20, S36, S113, S116.
    """

    monitoring_intensity: Share
    """How closely the buyer watches and micro-manages, before trust relaxes it."""

    kpi_stake: float
    """Share of the price at stake per KPI point (KPI running from 0 to 1)."""

    outcome_stake: float
    """Share of the price at stake per point of residents' outcome, shared by all members."""

    judged_together: bool
    """Members are paid for joint rather than for their own performance."""

    open_book: Share
    """How far costs are known to both sides, which makes estimates better."""

    peer_visibility: Share
    """How well providers see one another's effort; 0 switches peer effects off."""

    information_sharing: Share
    """Shared records and one performance framework across services."""

    co_design: Share
    """How far residents and providers shape the service."""

    decides: Literal["commissioner", "unanimous", "lead"]
    """Who can change the plan: the commissioner alone, all members together, or the lead among
    them, who was chosen first."""

    best_for_service: bool
    """Residents are placed with whichever member serves them best, rather than by lot."""

    monitoring_response: Share
    """How far monitoring moves with what has been seen of a provider; 0 watches all alike."""

    inspections: float = Field(ge=0, json_schema_extra={"unit": "per provider and year"})
    """Visits that look for failing care; 0 makes none."""

    risk_based: Share
    """Share of inspections that goes where risk is seen."""

    words: Share
    """How much leaders say that what residents live through is what counts."""

    forum: Share = 0.0
    """How good a forum the buyer holds with all providers of the place, before any competition."""

    secondments: Share = 0.0
    """How much of a full programme of swapping staff runs between the buyer and each provider."""

    calls: Share = 0.0
    """How regularly the buyer's directors speak with providers' chief executives."""

    published_need: Share = 0.0
    """How much of the need that goes unmet is published, with the right to propose and build."""

    def links(self, contracts: int, members: int) -> int:
        """Working relationships to keep up.

        One per bilateral contract; every pair among the members and the commissioner where they
        steer together; where one leads, its own with the commissioner and with each other member.
        """
        if self.decides == "lead":
            return members
        if self.decides == "commissioner":
            return contracts
        partners = members + 1
        return partners * (partners - 1) // 2
