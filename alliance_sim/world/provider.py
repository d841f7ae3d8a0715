"""A provider: identity, memory, and the decisions that differ from one to the next."""

from typing import TYPE_CHECKING

import mesa
import numpy as np

from alliance_sim.rules.behaviour.bidding import learned_markup
from alliance_sim.world.market import IN_HOUSE, KINDS

if TYPE_CHECKING:
    from alliance_sim.world.deals import Deal
    from alliance_sim.world.model import World


class Provider(mesa.Agent):
    """One row of the market with a mind of its own.

    What all providers reckon alike (effort, cost, staff) is done for all at once in arrays; an
    agent decides whether to go on, whether to hand a contract back, and what margin to ask next.
    """

    def __init__(self, world: "World", row: int) -> None:
        super().__init__(world)
        self.world = world
        self.row = row
        self.bids = 0
        self.won = 0
        self.exited_month = float("nan")

    @property
    def kind(self) -> str:
        """Kind of provider."""
        return KINDS[self.world.market.kind[self.row]]

    @property
    def reserves(self) -> float:
        """What is left in its account, GBP."""
        return float(self.world.ledger.pounds(int(self.world.accounts.provider[self.row])))

    def learn(self, won: bool) -> None:
        """Remember a competition and, if it bids adaptively, change the margin."""
        self.bids += 1
        self.won += won
        values, market = self.world.values, self.world.market
        if values["bidding.rule"] == "adaptive":
            own, step = slice(self.row, self.row + 1), values["bidding.markup_step"]
            market.markup[own] = learned_markup(market.markup[own], np.array([won]), step)

    def is_finished(self, closing: bool) -> bool:
        """Whether it closes: for reasons of its own, or because the money has run out."""
        market = self.world.market
        if not market.active[self.row] or market.kind[self.row] == IN_HOUSE:
            return False
        return bool(closing) or self.reserves < 0

    def hands_back(self, deal: "Deal") -> bool:
        """Whether it gives a contract back rather than lose more on it.

        Partners who decide together cannot leave one by one, and a council's own team cannot leave.
        """
        if self.world.market.kind[self.row] == IN_HOUSE:
            return False
        if deal.mechanism.governance.decides == "unanimous" or len(deal.members) > 1:
            return False
        values, market = self.world.values, self.world.market
        left = deal.end - self.world.month
        loss = -float(market.margin[self.row])
        worth = (loss * left / 12) > values["market.handback_cost_share"]
        return bool(loss > values["market.handback_loss"] and worth)
