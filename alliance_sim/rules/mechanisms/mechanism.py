"""What every way of buying shares: five levers and the award they add up to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np

from alliance_sim.rules.contracts import Contract
from alliance_sim.rules.frozen import Frozen
from alliance_sim.rules.levers import BidBeliefs, Continuity, Governance, PriceFormation, Selection
from alliance_sim.rules.offers import Award, Bidders, Floats


class Mechanism(Frozen):
    """A way of buying: a preset of five levers, and nothing else.

    The award is the same for all: bidders set prices as the price lever says, the selection lever
    orders them, the price lever says what the winner is paid. Partners chosen together do not
    compete with one another for the price: theirs is the mean of what they ask for.
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
        scored = self.selection.scores(bidders) if len(bidders) else np.zeros(0)
        bids = self._offers(bidders, replace(beliefs, price_counts=self.selection.weighs_price))
        ceiling = 1.0 if self.price.set_by == "buyer" else beliefs.ceiling
        order = self.selection.order(bids, scored, bidders, ceiling)
        shown = np.where(bids <= ceiling, bids, np.nan)
        if len(order) == 0:
            return Award((), float("nan"), shown, scored)
        if self.price.set_by == "buyer":
            row, price = int(order[0]), 1.0
        elif self.selection.pools_services:
            row, price = int(order[0]), float(bids[order].mean())
        else:
            row, price = self.price.paid(order, bids, bidders, ceiling)
        rows = order if self.selection.pools_services else [row]
        return Award(tuple(int(bidders.provider[r]) for r in rows), price, shown, scored)

    def _offers(self, bidders: Bidders, beliefs: BidBeliefs) -> Floats:
        if self.price.set_by == "buyer":
            # The buyer names the price; those who cannot live with it stay away.
            return np.where(bidders.floor <= 1.0, 1.0, np.inf)
        return self.price.bids(bidders, beliefs)
