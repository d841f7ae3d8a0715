"""Every payment, in pence, between two named accounts; nothing is made or lost."""

import numpy as np
from numpy.typing import NDArray

Account = NDArray[np.int64] | int
"""One account's number, or several."""

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
)
"""What money moves for."""

PURPOSE = {name: position for position, name in enumerate(PURPOSES)}


class Ledger:
    """Double-entry book of one run.

    Each transfer takes an amount from one account and gives it to another, so the accounts sum to
    zero after every posting. Accounts are numbers with names; amounts are whole pence.
    """

    def __init__(self, accounts: list[str], months: int) -> None:
        self.accounts = accounts
        self._balances = np.zeros(len(accounts), dtype=np.int64)
        self.by_purpose = np.zeros((months + 1, len(PURPOSES), len(accounts)), dtype=np.int64)
        self._rows: list[tuple[NDArray[np.int64], ...]] = []
        self._waiting: list[tuple[int, int, Account, Account, NDArray[np.int64]]] = []
        self._month = 0

    def post(
        self,
        month: int,
        purpose: str,
        payer: Account,
        payee: Account,
        pounds: NDArray[np.float64] | float,
    ) -> NDArray[np.int64]:
        """Move money; arrays post several transfers at once.

        Args:
            month: Month of the posting, 0 before the story begins; never an earlier one.
            purpose: One of `PURPOSES`.
            payer: Account number(s) the money leaves; a negative amount flows back.
            payee: Account number(s) that receive it.
            pounds: Amount(s) in GBP, rounded to the penny here.

        Returns:
            The amounts posted, in pence.
        """
        if month != self._month:
            self._enter()
            self._month = month
        if isinstance(pounds, np.ndarray):
            pence = np.rint(pounds * PENCE).astype(np.int64)
        else:
            pence = np.array([round(pounds * PENCE)])
        sizes = (np.size(payer), np.size(payee), len(pence))
        if 0 not in sizes:
            self._waiting.append((PURPOSE[purpose], max(sizes), payer, payee, pence))
        return pence

    def _enter(self) -> None:
        """Enter what waits into the book."""
        if not self._waiting:
            return
        sizes = [entry[1] for entry in self._waiting]
        total = sum(sizes)
        purpose, payer, payee, pence = (np.empty(total, dtype=np.int64) for _ in range(4))
        start = 0
        for code, size, source, target, amount in self._waiting:
            here = slice(start, start + size)
            purpose[here], payer[here], payee[here], pence[here] = code, source, target, amount
            start += size
        moved = pence != 0
        purpose, payer, payee, pence = purpose[moved], payer[moved], payee[moved], pence[moved]
        book = self.by_purpose[self._month]
        np.subtract.at(book, (purpose, payer), pence)
        np.add.at(book, (purpose, payee), pence)
        np.subtract.at(self._balances, payer, pence)
        np.add.at(self._balances, payee, pence)
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
        return np.asarray(self.by_purpose[month])

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
