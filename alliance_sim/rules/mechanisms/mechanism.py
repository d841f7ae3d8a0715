"""What every way of buying shares: five levers and the award they add up to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np

from alliance_sim.rules.contracts import Contract
from alliance_sim.rules.frozen import Frozen
from alliance_sim.rules.levers import BidBeliefs, Continuity, Governance, PriceFormation, Selection
from alliance_sim.rules.levers.price_formation import first_in
from alliance_sim.rules.offers import Award, Awards, Bidders, Bools, Floats, Ints


class Mechanism(Frozen):
    """A way of buying: a preset of five levers, and nothing else.

    The award is the same for all: bidders set prices as the price lever says, the selection lever
    orders them, the price lever says what the winner is paid. Partners chosen together do not
    compete with one another for the price: theirs is the mean of what they ask for. Those on a list
    are each paid what they ask for; the award's price is that of the first.
    """

    PRESET: ClassVar[Mapping[str, str]] = {}
    """The kind of each lever that this way of buying starts from, where a lever has kinds."""

    selection: Selection
    """Who is chosen."""

    price: PriceFormation
    """How the price comes about."""

    contract: Contract
    """Who bears which risk and takes which reward."""

    governance: Governance
    """What is measured and at stake, who sees whom, who decides."""

    continuity: Continuity
    """How long it lasts, how it is set up and renewed."""

    def award(self, bidders: Bidders, beliefs: BidBeliefs) -> Award:
        """Award one lot.

        Args:
            bidders: Those who enter, prices and floors as ratios to the lot's reference value.
            beliefs: What they believe of one another, and the ceiling price ratio.

        Returns:
            The award; without winners when no acceptable bid was made.
        """
        return self.awards(bidders.batch(), beliefs).single(bidders)

    def awards(self, bidders: Bidders, beliefs: BidBeliefs) -> Awards:
        """Award one lot many times over, each row of the arrays an award of its own.

        Args:
            bidders: A batch, arrays of shape (awards, bidders).
            beliefs: What all of them believe, in every award.

        Returns:
            The awards, in the order of the rows.
        """
        beliefs = replace(
            beliefs,
            price_counts=self.selection.weighs_price,
            ceiling=self.price.highest(beliefs),
        )
        scored = self.selection.scores(bidders)
        bids = self._offers(bidders, beliefs, scored)
        made = self._choose(bidders, beliefs, bids, scored)
        # Whoever does not stand up to a second look is passed over, and the rule applied anew.
        passes = self.selection.passes(bidders)
        while True:
            rows = np.flatnonzero(_failing(made.members, passes))
            if len(rows) == 0:
                return made
            here = bidders.here.copy()
            here[rows, made.members[rows, 0]] = False
            bidders = replace(bidders, present=here)
            again = self._choose(bidders.awards(rows), beliefs, bids[rows], scored[rows])
            for whole, part in (
                (made.members, again.members),
                (made.price_ratio, again.price_ratio),
                (made.by_lot, again.by_lot),
            ):
                whole[rows] = part

    def rents(self, most: int, beliefs: BidBeliefs) -> tuple[float, ...]:
        """Expected profit from taking part, among 1 to `most` bidders, per pound of the lot."""
        believed = replace(
            beliefs,
            price_counts=self.selection.weighs_price,
            ceiling=self.price.highest(beliefs),
        )
        return self.price.rents(most, believed, self.selection.seats)

    def _choose(
        self, bidders: Bidders, beliefs: BidBeliefs, bids: Floats, scored: Floats
    ) -> Awards:
        """Who of those present wins at what price, given what everyone asks."""
        ceiling = beliefs.ceiling
        order = self.selection.order(bids, scored, bidders, ceiling)
        shown = np.where(bidders.here & (bids <= ceiling), bids, np.nan)
        if self.selection.pools_services:
            chosen = order >= 0
            asked = np.take_along_axis(bids, np.maximum(order, 0), axis=1)
            total = np.where(chosen, asked, 0.0).sum(axis=1)
            count = np.count_nonzero(chosen, axis=1)
            price = np.where(count > 0, total / np.maximum(count, 1), np.nan)
            return Awards(order, price, shown, scored, np.zeros(len(bids), dtype=bool))
        if self.selection.listed:
            first = first_in(order, bids).price
            places = order[:, : self.selection.listed]
            return Awards(places, first, shown, scored, np.zeros(len(bids), dtype=bool))
        if self.price.set_by == "buyer":
            winner = order[:, 0] if order.shape[1] else np.full(len(order), -1)
            price = np.where(winner >= 0, 1.0, np.nan)
            return Awards(winner[:, None], price, shown, scored, np.zeros(len(bids), dtype=bool))
        points = self.selection.points(scored)
        paid = self.price.paid(order, bids, points, bidders, beliefs)
        return Awards(paid.winner[:, None], paid.price, shown, scored, paid.by_lot)

    def _offers(self, bidders: Bidders, beliefs: BidBeliefs, scored: Floats) -> Floats:
        if self.price.set_by == "buyer":
            # The buyer names the price; those who cannot live with it stay away.
            return np.where(bidders.floor <= 1.0, 1.0, np.inf)
        expected = self.selection.points(bidders.shown)
        competing = self.selection.qualified(scored, bidders)
        return self.price.bids(bidders, beliefs, expected, competing)


def _failing(members: Ints, passes: Bools) -> Bools:
    """Awards whose winner does not stand up to a second look, shape (awards,)."""
    if members.shape[1] == 0 or passes.all():
        return np.zeros(len(members), dtype=bool)
    first = members[:, 0]
    stands = np.take_along_axis(passes, np.maximum(first, 0)[:, None], axis=1)[:, 0]
    return (first >= 0) & ~stands
