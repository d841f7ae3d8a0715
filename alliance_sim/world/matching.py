"""After an award: losers match what won, down in price or up in quality."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.matching import wanted_change

if TYPE_CHECKING:
    from alliance_sim.rules.mechanisms import Mechanism
    from alliance_sim.world.model import World
    from alliance_sim.world.procurement import Tendering


def match(world: "World", tendering: "Tendering") -> None:
    """Move the standards of those who lost; what they change in quality they change in cost.

    A standard shows in capability, on which ordinary quality and the panel's score rest, and in
    unit cost.
    """
    values, award = world.values, tendering.award
    strength = float(values["matching.strength"])
    if strength == 0 or not award.winners:
        return
    rows = tendering.bidders.provider
    won = np.isin(rows, award.winners)
    lost = ~won & np.isfinite(award.bids)
    if not lost.any() or not won.any():
        return
    dearer = np.maximum(award.bids - award.price_ratio, 0.0)[lost]
    behind = np.maximum(award.scored_quality[won].max() - award.scored_quality, 0.0)[lost]
    counts = price_counts(world.commissioners[tendering.lot.council].mechanism)
    price = float(values["matching.price_of_quality"])
    move_standard(world, rows[lost], wanted_change(dearer, behind, counts, strength, price))


def price_counts(mechanism: "Mechanism") -> float:
    """Weight of price in an award, 0 to 1; none where the buyer names it."""
    rule = mechanism.selection
    if mechanism.price.set_by == "buyer":
        return 0.0
    return float(getattr(rule, "price_weight", rule.weighs_price))


def move_standard(world: "World", rows: NDArray[np.int64], points: NDArray[np.float64]) -> None:
    """Change providers' standards within what registration and the trade allow."""
    values, market = world.values, world.market
    low, high = -float(values["matching.lowest"]), float(values["matching.highest"])
    # Capability keeps within its own scale too.
    room_down = np.maximum(low - market.standard[rows], -market.capability[rows])
    room_up = np.minimum(high - market.standard[rows], 1 - market.capability[rows])
    change = np.clip(points, np.minimum(room_down, 0.0), np.maximum(room_up, 0.0))
    market.standard[rows] += change
    market.capability[rows] += change
    market.efficiency[rows] += (values["matching.price_of_quality"] * change)[:, None]
