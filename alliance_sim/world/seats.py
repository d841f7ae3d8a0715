"""Seats: residents' representatives where services are bought, steered and decided on."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.residents_voice import assent_of_residents, with_residents
from alliance_sim.rules.services import HOME

if TYPE_CHECKING:
    from alliance_sim.rules.mechanisms import Mechanism
    from alliance_sim.world.deals import Deal
    from alliance_sim.world.model import World


def lasting_impression(
    world: "World", mechanism: "Mechanism", writing: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What bid writing adds to a score when people who use the service sit on the panel.

    They know care from within and are less taken in by how a bid is written.
    """
    seat = mechanism.governance.residents_seat
    if not seat:
        return writing
    return writing * (1 - seat * float(world.values["seat.insight"]))


def residents_agree(world: "World", deal: "Deal", moves: list[tuple[int, int, int, float]]) -> bool:
    """Whether residents' representative lets members move people, as far as the seat has power."""
    seat = deal.mechanism.governance.residents_seat
    if not seat or deal.mechanism.governance.decides == "commissioner":
        return True
    values = world.values
    kept = deal.mechanism.continuity.staff_transfer_share
    at_home = [world.serves[HOME, cell] for service, cell, _, _ in moves if service == HOME]
    ties = float(world.continuity[at_home].mean()) * (1 - kept) if at_home else 0.0
    assent = assent_of_residents(
        float(np.mean([gain for _, _, _, gain in moves])),
        ties,
        float(values["governance.assent_base"]),
        float(values["seat.interest"]),
        float(values["seat.tie_worth"]),
    )
    who = world.market.number[deal.members[:1]]
    luck = world.streams.uniform("residents_seat", world.month, who)[0]
    agreed = bool(luck < 1 - seat * (1 - assent))
    for name, count in (("residents_asked", 1.0), ("residents_vetoes", float(not agreed))):
        before = world.record.noted(name)[world.month - 1]
        world.record.note(name, count if np.isnan(before) else before + count)
    return agreed


class Seats:
    """What a seat for residents brings to partnership, and what involving them costs."""

    def __init__(self, world: "World") -> None:
        self.heard = float(world.values["seat.heard"])
        self.cost = float(world.values["seat.cost"])

    @classmethod
    def begin(cls, world: "World") -> "Seats | None":
        """There where the way of buying gives residents a seat."""
        return cls(world) if world.mechanism.governance.residents_seat else None

    def before(self, world: "World") -> None:
        """Where home care is bought under a deal with a seat, residents help to shape it."""
        seat = np.zeros(world.market.rows)
        for deal in world.posts.deals:
            seat[deal.members] = deal.mechanism.governance.residents_seat
        if world.place.commissioned[HOME]:
            co_design = world.care.co_design
            co_design[:] = with_residents(co_design, seat[world.serves[HOME]], self.heard)

    def after(self, world: "World") -> None:
        """Finding, paying and supporting representatives costs the council, for each seat."""
        posts, accounts = world.posts, world.accounts
        seats = [deal.mechanism.governance.residents_seat for deal in posts.deals]
        pounds = np.array(seats) * self.cost
        payer = accounts.council[posts.councils]
        world.ledger.post(world.month, "involvement", payer, accounts.work, pounds)
