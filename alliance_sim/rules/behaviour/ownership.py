"""Ownership: who gains from saving, and whom damage and improvement that nobody pays for touch."""

from typing import Literal, NamedTuple

Owner = Literal["plain", "contractor", "manager"]
"""How a kind of provider is owned: as if ownership played no part, by a contractor who keeps what
is left over, or by the public, with a manager in charge."""


class Ownership(NamedTuple):
    """How far a decision's consequences are the decision maker's own, each a share.

    `saving` is the part of money saved that it acts on, `damage` the part of the harm that cutting
    corners does to quality, `improvement` the part of what better quality is worth.
    """

    saving: float
    damage: float
    improvement: float


NO_PART = Ownership(1.0, 1.0, 1.0)
"""Every consequence counts as far as the contract and the provider's own mission say."""


def ownership_of(owner: Owner, bargained: float, managers: float) -> Ownership:
    """What each form of ownership makes the decision maker's own (Hart, Shleifer and Vishny 1997).

    A contractor owns the saving in full and is not asked about damage that no contract speaks of;
    for an improvement it must bargain with the buyer, without whose consent nobody pays for it. A
    public manager can be replaced, and so gets a part only of anything that comes of its ideas.

    Args:
        owner: The form.
        bargained: Contractor's part of the worth of an improvement.
        managers: Public manager's part of every consequence.
    """
    if owner == "contractor":
        return Ownership(1.0, 0.0, bargained)
    if owner == "manager":
        return Ownership(managers, managers, managers)
    return NO_PART
