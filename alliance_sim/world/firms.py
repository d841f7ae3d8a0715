"""National firms: branches in many councils with one owner, one type and one purse.

Off, the default, every national provider is a firm of its own. On, with F firms:

    who works where   a council's branches belong to the firms with its lowest draws u(council, f)
    type              efficiency and capability are drawn once by firm; its branches share them
    purse             P(f) = sum of the accounts of the firm's branches that are open
    failure           P(f) < 0 at the end of a month: all its branches close, in every council
    a branch alone    closes by background luck only; its account goes to the other branches
    standing behind   a branch counts on P(f) times its part of the firm's cost this month

A firm that failed is followed by another under its number, with a type of its own, whose branches
open as newcomers do.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.contracts import pence, split
from alliance_sim.world.draws import Streams
from alliance_sim.world.ledger import PENCE

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]

NOBODY = -1
"""Firm of a provider that is a firm of its own."""

FIRM_STRIDE = 1000
"""Numbers of firms are at least this far apart from one council or founding month to the next."""


class Firms:
    """Which firm each provider is a branch of, and what that makes of them.

    Args:
        count: How many firms there are; 0 for none.
        branches: Rows of the market that can be branches.
        council: Council of each of these rows.
        rows: How many rows the market has.
        streams: The luck of this future.

    Attributes:
        of: Firm of each provider, `NOBODY` where it is its own, shape (providers,).
        founded: Month in which each firm began, 0 for those of the start, shape (firms,).
        failures: Month and firm of each failure, in the order in which they happened.
    """

    def __init__(
        self,
        count: int,
        branches: NDArray[np.int64],
        council: NDArray[np.int64],
        rows: int,
        streams: Streams,
    ) -> None:
        self.streams = streams
        self.of = np.full(rows, NOBODY)
        self.founded = np.zeros(count, dtype=np.int64)
        self.failures: list[tuple[int, int]] = []
        if count:
            for one in np.unique(council):
                mine = branches[council == one]
                luck = streams.uniform("firm", 0, one * FIRM_STRIDE + np.arange(count))
                # With fewer firms than branches, some have two in one place.
                self.of[mine] = np.argsort(luck, kind="stable")[np.arange(len(mine)) % count]

    @property
    def on(self) -> bool:
        """Whether there are any."""
        return len(self.founded) > 0

    def alike(
        self, own: Floats, rows: NDArray[np.int64], process: str, place: int = 0, places: int = 1
    ) -> Floats:
        """Draws of providers, with the firm's own draw in place of those of its branches.

        Args:
            own: One draw for each row.
            rows: Rows of the market.
            process: Where the firm's draw comes from, a name in `draws.PROCESSES`.
            place: Which of several draws of each firm it is.
            places: How many draws of the process each firm has.
        """
        if not self.on:
            return own
        firm = self.of[rows]
        who = (firm + FIRM_STRIDE * self.founded[firm]) * places + place
        of_firm = self.streams.normal(process, 0, np.where(firm == NOBODY, 0, who))
        return np.where(firm == NOBODY, own, of_firm)

    def by_owner(self, amounts: Floats) -> Floats:
        """Amounts of providers put together by who owns them, first the firms, then the others."""
        if not self.on:
            return amounts
        alone = self.of == NOBODY
        return np.concatenate([self._sum(amounts, ~alone), amounts[alone]])

    def behind(self, world: "World", own: Floats) -> Floats:
        """Reserves that each provider can count on, GBP, from what is in its own account.

        A branch counts on its part of the firm's purse, by what the work of each costs; where none
        has work, on an equal part. Shape (providers,).
        """
        if not self.on:
            return own
        there = (self.of != NOBODY) & world.market.active
        cost = self._sum(world.month_cost, there)[self.of]
        open_branches = np.maximum(self._sum(np.ones(len(own)), there)[self.of], 1)
        part = np.where(cost > 0, world.month_cost / np.where(cost > 0, cost, 1), 1 / open_branches)
        return np.where(there, part * self._sum(own, there)[self.of], own)

    def fail(self, world: "World") -> NDArray[np.bool_]:
        """Firms whose purse is empty fail; returns which providers close with them.

        What their branches owe and own is evened out first, so that owners and creditors bear what
        the firm owes and no more.
        """
        closing = np.zeros(len(self.of), dtype=bool)
        if not self.on:
            return closing
        there = (self.of != NOBODY) & world.market.active
        purse = self._sum(world.ledger.pounds(world.accounts.provider), there)
        for firm in np.flatnonzero(purse < 0):
            mine = there & (self.of == firm)
            self._even_out(world, np.flatnonzero(mine))
            self.founded[firm] = world.month
            self.failures.append((world.month, int(firm)))
            closing |= mine
        return closing

    def take(self, world: "World", row: int) -> None:
        """The other branches of its firm take what a closed one owns or owes, in equal parts.

        Nothing moves if it is nobody's branch, or the last, or goes down with its firm.
        """
        firm = self.of[row]
        if firm == NOBODY or self.founded[firm] == world.month:
            return
        others = np.flatnonzero((self.of == firm) & world.market.active)
        others = others[others != row]
        if len(others):
            account = world.accounts.provider
            left = pence(float(world.ledger.pounds(int(account[row]))))
            parts = np.array(split(left, _equal(len(others)))) / PENCE
            giver = np.full(len(others), account[row])
            world.ledger.post(world.month, "between_branches", giver, account[others], parts)

    def _even_out(self, world: "World", rows: NDArray[np.int64]) -> None:
        """Move money between branches so that all owe the same, to the penny."""
        account = world.accounts.provider[rows]
        has = world.ledger.balances[account]
        wanted = np.array(split(int(has.sum()), _equal(len(rows))))
        payer = np.full(len(rows) - 1, account[0])
        given = (wanted - has)[1:] / PENCE
        world.ledger.post(world.month, "between_branches", payer, account[1:], given)

    def _sum(self, amounts: Floats, which: NDArray[np.bool_]) -> Floats:
        """Sums over the branches of each firm, shape (firms,)."""
        return np.bincount(self.of[which], amounts[which], len(self.founded)).astype(float)


def _equal(count: int) -> list[float]:
    return [1 / count] * count
