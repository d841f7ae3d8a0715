"""Parties: who stands on each side, how they split it, and what protects each of them."""

from collections.abc import Sequence

from pydantic import Field

from alliance_sim.rules.contracts.pence import pence, portion, split
from alliance_sim.rules.contracts.settlement import PartyPence, Settlement, Side
from alliance_sim.rules.frozen import Frozen, Money, Share


class Party(Frozen):
    """One party to a deal: its part of its side, and the limits of what it gains or loses."""

    name: str = Field(min_length=1)
    """What it is called; no two have the same name."""

    side: Side = "provider"
    """Whether it pays for care or provides it."""

    share: Share
    """Its part of its side's gain and pain; the parts of a side add up to 1."""

    fee_share: Share | None = None
    """Its part of limb 2, the fee; as `share` unless given."""

    cost_share: Share | None = None
    """Its part of limb 1, the cost incurred; as `share` unless given."""

    dead_band: Share = 0.0
    """Gain or pain, as a share of the target, up to which it takes none of it."""

    gain_cap: Share | None = None
    """Most that it gains, as a share of the target; None for no cap."""

    gain_cap_gbp: Money | None = None
    """The same in GBP; where both are given, the lower holds."""

    pain_cap: Share | None = None
    """Most that it loses, as a share of the target; None for no cap."""

    pain_cap_gbp: Money | None = None
    """The same in GBP; where both are given, the lower holds."""

    floor_gbp: float | None = None
    """Least that fee and gain leave it with, in GBP; a loss if negative; None for no floor."""

    excess_to: str | None = None
    """Who takes what its limits leave over; the first on the commissioner's side unless given."""

    @property
    def part_of_fee(self) -> float:
        """Its part of limb 2."""
        return self.share if self.fee_share is None else self.fee_share

    @property
    def part_of_cost(self) -> float:
        """Its part of limb 1."""
        return self.share if self.cost_share is None else self.cost_share

    @property
    def is_limited(self) -> bool:
        """Whether anything stands between its share and what it gains."""
        limits = (self.gain_cap, self.gain_cap_gbp, self.pain_cap, self.pain_cap_gbp)
        return bool(self.dead_band) or any(x is not None for x in (*limits, self.floor_gbp))


def sides(parties: Sequence[Party]) -> tuple[Party, ...]:
    """All parties, with one for a side on which none is named; who pays comes first."""
    found: list[Party] = []
    for side in ("commissioner", "provider"):
        named = [party for party in parties if party.side == side]
        found += named or [Party(name=side, side=side, share=1.0)]
    return tuple(found)


def in_order(parties: Sequence[Party]) -> list[tuple[int, int]]:
    """Places of limited parties and of those who take their excess, givers before takers.

    Raises:
        ValueError: If a party's excess goes to nobody known, or round in a circle.
    """
    place = {party.name: number for number, party in enumerate(parties)}
    payer = next(party.name for party in parties if party.side == "commissioner")
    takes: dict[int, int] = {}
    for number, party in enumerate(parties):
        if not party.is_limited:
            continue
        to = payer if party.excess_to is None else party.excess_to
        if to not in place:
            raise ValueError(f"excess_to of {party.name}: no party is called '{to}'")
        takes[number] = place[to]
    order: list[tuple[int, int]] = []
    left = dict(takes)
    while left:
        # Whoever takes nothing from those still to be settled can be settled now.
        free = [number for number in left if number not in left.values()]
        if not free:
            names = ", ".join(parties[number].name for number in left)
            raise ValueError(f"what limits leave over goes round in a circle: {names}")
        order += [(number, left.pop(number)) for number in free]
    return order


def share_among(settlement: Settlement, parties: Sequence[Party]) -> Settlement:
    """Divide both sides of a settlement among parties, and hold each to its limits.

    Args:
        settlement: What the two sides come to.
        parties: All parties of both sides, as `sides` gives them.

    Returns:
        The settlement with `members`; where limits moved money from one side to the other, its
        gain, and so what is paid, has changed by it.

    Raises:
        ValueError: If the parts of a side do not add up to 1, or a limit is a share of a target
            that there is not.
    """
    of = {
        side: [number for number, party in enumerate(parties) if party.side == side]
        for side in ("commissioner", "provider")
    }
    fees, costs, gains = ([0] * len(parties) for _ in range(3))
    provider = [parties[number] for number in of["provider"]]
    own = (
        (fees, settlement.fee, [party.part_of_fee for party in provider]),
        (costs, settlement.cost, [party.part_of_cost for party in provider]),
        (gains, settlement.gain, [party.share for party in provider]),
    )
    for column, amount, shares in own:
        for number, part in zip(of["provider"], split(amount, shares), strict=True):
            column[number] = part
    saved = settlement.room - settlement.gain
    buyers = [parties[number].share for number in of["commissioner"]]
    due = dict(zip(of["commissioner"], split(settlement.paid + saved, buyers), strict=True))
    for number, part in zip(of["commissioner"], split(saved, buyers), strict=True):
        gains[number] = part
    for number, taker in in_order(parties):
        kept = _limited(parties[number], gains[number], fees[number], settlement.target)
        gains[taker] += gains[number] - kept
        gains[number] = kept
    members = tuple(
        PartyPence(
            party.name,
            party.side,
            costs[number],
            fees[number],
            gains[number],
            due[number] - gains[number] if number in due else -fees[number] - gains[number],
        )
        for number, party in enumerate(parties)
    )
    gain = sum(gains[number] for number in of["provider"])
    limited = settlement.limited + gain - settlement.gain
    return settlement._replace(gain=gain, limited=limited, members=members)


def _limited(party: Party, gain: int, fee: int, target: int | None) -> int:
    """What a party's own limits leave of its gain, in pence."""
    by_share = (party.dead_band, party.gain_cap, party.pain_cap)
    if target is None and any(by_share):
        raise ValueError(f"limits of {party.name} are shares of a target, and there is none")
    whole = target or 0
    idle = portion(whole, party.dead_band)
    left = max(abs(gain) - idle, 0)
    most = _least(whole, party.gain_cap, party.gain_cap_gbp)
    worst = _least(whole, party.pain_cap, party.pain_cap_gbp)
    if gain > 0:
        kept = left if most is None else min(left, most)
    else:
        kept = -left if worst is None else max(-left, -worst)
    if party.floor_gbp is None:
        return kept
    return max(kept, pence(party.floor_gbp) - fee)


def _least(target: int, share: float | None, gbp: float | None) -> int | None:
    """The lower of two caps in pence; None where there is neither."""
    caps = [] if share is None else [portion(target, share)]
    caps += [] if gbp is None else [pence(gbp)]
    return min(caps, default=None)
