"""What a stored column is: its name, its unit, what it means and which way is better."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "whole", "real"]
"""How a column is stored: text, 64-bit whole numbers, or 64-bit floating point."""

MONEY_UNITS = ("GBP a year", "GBP a month", "GBP an hour", "GBP")
"""Units that are written with a pound sign."""


@dataclass(frozen=True)
class Column:
    """One column of one stored table."""

    name: str
    """The word programs use; the unit of money is part of it (`cost_total_gbp`)."""

    label: str
    """The words people read."""

    unit: str
    """Unit in plain words; empty for names and identifiers."""

    meaning: str
    """One sentence that says what is counted, over what, from whose point of view."""

    higher_is_better: bool | None = None
    """The direction residents and taxpayers would call better; None where neither is."""

    decimals: int = 0
    """Decimals that people are shown when the unit is not money."""

    kind: Kind = "real"

    @property
    def is_money(self) -> bool:
        """Whether values are pounds."""
        return self.unit in MONEY_UNITS


@dataclass(frozen=True)
class Party:
    """Somebody who gains or loses, and the column that says how much."""

    name: str
    """The word used in `compare --json`."""

    column: Column

    part_of: str | None = None
    """The party that this one is counted inside, so that totals do not count it twice."""

    @property
    def label(self) -> str:
        """The words people read."""
        return self.column.label

    @property
    def is_money(self) -> bool:
        """Whether this party's result is in pounds."""
        return self.column.is_money
