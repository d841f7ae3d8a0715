"""Every payment, in pence, between two named accounts; nothing is made or lost."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

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
        self.balances = np.zeros(len(accounts), dtype=np.int64)
        self.by_purpose = np.zeros((months + 1, len(PURPOSES), len(accounts)), dtype=np.int64)
        self._rows: list[tuple[int, int, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]
        self._rows = []

    def post(
        self, month: int, purpose: str, payer: ArrayLike, payee: ArrayLike, pounds: ArrayLike
    ) -> NDArray[np.int64]:
        """Move money; arrays post several transfers at once.

        Args:
            month: Month of the posting, 0 before the story begins.
            purpose: One of `PURPOSES`.
            payer: Account number(s) the money leaves; a negative amount flows back.
            payee: Account number(s) that receive it.
            pounds: Amount(s) in GBP, rounded to the penny here.

        Returns:
            The amounts posted, in pence.
        """
        pence = np.rint(np.asarray(pounds, dtype=float) * PENCE).astype(np.int64)
        payer, payee, pence = np.broadcast_arrays(
            np.asarray(payer, dtype=np.int64), np.asarray(payee, dtype=np.int64), pence
        )
        payer, payee, pence = np.atleast_1d(payer), np.atleast_1d(payee), np.atleast_1d(pence)
        moved = pence != 0
        if moved.any():
            code = PURPOSE[purpose]
            np.subtract.at(self.balances, payer, pence)
            np.add.at(self.balances, payee, pence)
            np.subtract.at(self.by_purpose[month, code], payer, pence)
            np.add.at(self.by_purpose[month, code], payee, pence)
            self._rows.append((month, code, payer[moved], payee[moved], pence[moved]))
        return pence

    def pounds(self, account: NDArray[np.int64] | int) -> NDArray[np.float64]:
        """Balance of one or more accounts, GBP."""
        return np.asarray(self.balances[account] / PENCE)

    def rows(self) -> dict[str, NDArray[np.int64]]:
        """All postings, two signed rows for each transfer.

        Columns: month, transfer (running number), account, purpose (both as numbers), pence.
        """
        if not self._rows:
            empty = np.zeros(0, dtype=np.int64)
            return dict.fromkeys(("month", "transfer", "account", "purpose", "pence"), empty)
        sizes = np.array([len(row[4]) for row in self._rows])
        month = np.repeat([row[0] for row in self._rows], sizes)
        purpose = np.repeat([row[1] for row in self._rows], sizes)
        payer, payee, pence = (
            np.concatenate([row[column] for row in self._rows]) for column in (2, 3, 4)
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
