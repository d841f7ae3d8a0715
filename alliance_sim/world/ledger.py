"""Every payment, in pence, between two named accounts; nothing is made or lost."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.compiled import compiled

Account = NDArray[np.int64] | int
"""One account's number, or several."""

Amount = NDArray[np.float64] | float
"""One amount in GBP, or several."""

PENCE = 100
"""Pence in a pound."""

PURPOSES = (
    "opening_reserves",
    "care_payment",
    "performance_pay",
    "gain_and_pain",
    "care_cost",
    "bid_cost",
    "procurement",
    "set_up",
    "governance",
    "monitoring",
    "crisis_nhs",
    "crisis_council",
    "transition",
    "handback_charge",
    "write_off",
    "renegotiation",
    "development",
    "respite",
    "involvement",
    "complaint",
    "chasing",
    "prevention",
    "investment",
    "community_support",
    "between_branches",
)
"""What money moves for."""

PURPOSE = {name: position for position, name in enumerate(PURPOSES)}


def to_pence(pounds: NDArray[np.float64]) -> NDArray[np.int64]:
    """Pounds to the nearest whole pence."""
    return np.asarray(np.rint(pounds * PENCE), dtype=np.int64)


@compiled(nogil=True)
def _book(
    purpose: NDArray[np.int64],
    payer: NDArray[np.int64],
    payee: NDArray[np.int64],
    pence: NDArray[np.int64],
    flows: NDArray[np.int64],
    balances: NDArray[np.int64],
) -> None:
    """Enter transfers into a month's flows, shape (purposes, accounts), and the balances."""
    for i in range(len(pence)):
        flows[purpose[i], payer[i]] -= pence[i]
        flows[purpose[i], payee[i]] += pence[i]
        balances[payer[i]] -= pence[i]
        balances[payee[i]] += pence[i]


class Ledger:
    """Double-entry book of one run.

    Each transfer takes an amount from one account and gives it to another, so the accounts sum to
    zero after every posting. Accounts are numbers with names; amounts are whole pence.
    """

    def __init__(self, accounts: list[str], months: int) -> None:
        self.accounts = accounts
        self._balances = np.zeros(len(accounts), dtype=np.int64)
        self._flows = np.zeros((months + 1, len(PURPOSES), len(accounts)), dtype=np.int64)
        self._rows: list[tuple[NDArray[np.int64], ...]] = []
        self._waiting: list[tuple[int, int, Account, Account, Amount]] = []
        self._month = 0

    def post(
        self, month: int, purpose: str, payer: Account, payee: Account, pounds: Amount
    ) -> None:
        """Move money; arrays post several transfers at once.

        Args:
            month: Month of the posting, 0 before the story begins; never an earlier one.
            purpose: One of `PURPOSES`.
            payer: Account number(s) the money leaves; a negative amount flows back.
            payee: Account number(s) that receive it.
            pounds: Amount(s) in GBP, entered to the nearest penny.
        """
        if month != self._month:
            self._enter()
            self._month = month
        sizes = [len(given) for given in (payer, payee, pounds) if isinstance(given, np.ndarray)]
        if 0 not in sizes:
            self._waiting.append((PURPOSE[purpose], max(sizes, default=1), payer, payee, pounds))

    def _enter(self) -> None:
        """Enter what waits into the book."""
        if not self._waiting:
            return
        total = sum(entry[1] for entry in self._waiting)
        purpose, payer, payee = (np.empty(total, dtype=np.int64) for _ in range(3))
        pounds = np.empty(total)
        start = 0
        for code, size, source, target, amount in self._waiting:
            here = slice(start, start + size)
            purpose[here], payer[here], payee[here], pounds[here] = code, source, target, amount
            start += size
        pence = to_pence(pounds)
        moved = pence != 0
        purpose, payer, payee, pence = purpose[moved], payer[moved], payee[moved], pence[moved]
        _book(purpose, payer, payee, pence, self._flows[self._month], self._balances)
        self._rows.append((np.full(len(pence), self._month), purpose, payer, payee, pence))
        self._waiting = []

    @property
    def balances(self) -> NDArray[np.int64]:
        """Balance of every account, in pence; they sum to zero."""
        self._enter()
        return self._balances

    def flows(self, month: int) -> NDArray[np.int64]:
        """Pence that each account received (or, negative, paid) in a month, by purpose.

        Shape (purposes, accounts).
        """
        self._enter()
        return np.asarray(self._flows[month])

    def flows_of_all_months(self) -> NDArray[np.int64]:
        """The same for all months from 0 on, shape (months + 1, purposes, accounts)."""
        self._enter()
        return self._flows

    def pounds(self, account: NDArray[np.int64] | int) -> NDArray[np.float64]:
        """Balance of one or more accounts, GBP."""
        return np.asarray(self.balances[account] / PENCE)

    def rows(self) -> dict[str, NDArray[np.int64]]:
        """All postings, two signed rows for each transfer.

        Columns: month, transfer (running number), account, purpose (both as numbers), pence.
        """
        self._enter()
        if not self._rows:
            empty = np.zeros(0, dtype=np.int64)
            return dict.fromkeys(("month", "transfer", "account", "purpose", "pence"), empty)
        month, purpose, payer, payee, pence = (
            np.concatenate([row[column] for row in self._rows])
            for column in range(len(self._rows[0]))
        )
        transfer = np.arange(len(pence))

        def pair(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
            return np.stack([first, second], axis=1).ravel()

        return {
            "month": pair(month, month),
            "transfer": pair(transfer, transfer),
            "account": pair(payer, payee),
            "purpose": pair(purpose, purpose),
            "pence": pair(-pence, pence),
        }
