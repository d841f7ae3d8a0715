"""Evidencing: showing what relational work is worth costs bidders, counts, and may be built up."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.evidencing import invests, still_to_show, unseen_share
from alliance_sim.world.deals import Lot
from alliance_sim.world.delivery import Standing
from alliance_sim.world.market import KINDS
from alliance_sim.world.terms import Terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


class Evidencing:
    """Evidence that each provider has at hand, 0 to 1: `ready`, shape (providers,).

    It begins at what its kind has. What was added by investing fades.
    """

    def __init__(self, world: "World") -> None:
        self.values = world.values
        by_kind = [float(self.values[f"evidencing.ready.{kind}"]) for kind in KINDS]
        self.usual = np.array(by_kind)[world.market.kind]
        self.ready = self.usual.copy()
        self.costs = self.values["evidencing.cost"] > 0
        self.counts = self.values["evidencing.scepticism"] > 0
        self.grows = self.values["evidencing.investing"] > 0
        self.on = self.costs or self.counts or self.grows

    def _unshown(self, world: "World", lot: Lot, rows: Rows) -> Floats:
        value = world.expected_units(lot) * world.reference
        unseen = unseen_share(world.relational_share, world.kpi_visibility, value)
        return still_to_show(self.ready[rows], unseen)

    def cost(self, world: "World", lot: Lot, rows: Rows) -> Floats:
        """What each bidder's evidence costs it in a bid for a lot, GBP, beside the bid."""
        if not self.costs:
            return np.zeros(len(rows))
        return self.values["evidencing.cost"] * self._unshown(world, lot, rows)

    def doubted(self, world: "World", lot: Lot, rows: Rows) -> Floats:
        """Points that a panel takes off for what is claimed and not shown, shape (bidders,)."""
        if not self.counts:
            return np.zeros(len(rows))
        return self.values["evidencing.scepticism"] * self._unshown(world, lot, rows)

    def invest(self, world: "World", lot: Lot, rows: Rows, worth: float, promised: float) -> None:
        """Bidders for a lot build up evidence where they reckon that it pays.

        Args:
            world: The run.
            lot: What they bid for.
            rows: Who bids.
            worth: What a point of scored quality is worth in the price, as a ratio.
            promised: Value that the buyer promises over the term, GBP.
        """
        if not self.grows or not len(rows):
            return
        price = self.values["evidencing.price"] * (1 - self.ready[rows])
        reckoned = self.values["evidencing.investing"] * worth
        points = self.doubted(world, lot, rows)
        who = rows[invests(price, points, reckoned, promised, len(rows))]
        paid = self.values["evidencing.price"] * (1 - self.ready[who])
        accounts = world.accounts
        world.ledger.post(world.month, "bid_cost", accounts.provider[who], accounts.work, paid)
        self.ready[who] = 1.0

    def shape(self, world: "World", terms: Terms, standing: Standing) -> tuple[Terms, Standing]:
        """Nothing here: evidence acts in competitions."""
        return terms, standing

    def month(self, world: "World") -> None:
        """Evidence grows old; newcomers have what their kind has."""
        fade = self.values["evidencing.fade"]
        self.ready += fade * (self.usual - self.ready)
        gone = ~world.market.active
        self.ready[gone] = self.usual[gone]
