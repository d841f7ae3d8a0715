"""One parameter: its value, its unit, how far it may plausibly lie, and where it comes from."""

import math
from dataclasses import dataclass

from alliance_sim.evidence.problems import either, found

Value = bool | int | float | str

STATUSES = ("measured", "derived", "judgement")
"""measured: the number was published; derived: worked out from published numbers; judgement:
nobody has published it, so it is a guess to be varied."""

FRACTIONS = ("share", "probability")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number, switch or choice that the model uses.

    `low` and `high` are the plausible range, for sensitivity; they do not limit what a scenario
    may set. What limits it is the unit: a `share` or `probability` lies within 0 to 1, money
    (`GBP ...`) and `months` are not negative, a `count` is a whole number from 0, a `switch` is
    true or false, a `choice` is one of `allowed`; anything else is any finite number.
    """

    path: str
    value: Value
    unit: str
    low: float | None
    high: float | None
    status: str
    source: tuple[str, ...]
    note: str
    allowed: tuple[str, ...] = ()

    def objection(self, value: object) -> str | None:
        """Why a value cannot be this parameter's, or None if it can.

        >>> catalogue_like = Parameter("a.b", 0.5, "share", 0, 1, "judgement", (), "")
        >>> catalogue_like.objection(1.4)
        'expected a share, 0 to 1, found 1.4'
        """
        return None if self._stands(value) else f"expected {self.expected}, found {found(value)}"

    @property
    def expected(self) -> str:
        """What the unit allows, in words."""
        if self.unit == "switch":
            return "true or false"
        if self.unit == "choice":
            return either(self.allowed)
        if self.is_fraction:
            return f"a {self.unit}, 0 to 1"
        if self.unit == "count":
            return "a whole number from 0"
        if self.is_never_negative:
            return f"a number from 0 ({self.unit})"
        return f"a finite number ({self.unit})"

    @property
    def is_fraction(self) -> bool:
        """Whether the unit ends at 1."""
        return self.unit in FRACTIONS

    @property
    def is_never_negative(self) -> bool:
        """Whether the unit leaves no room below 0."""
        return self.is_fraction or self.unit in ("count", "months") or self.unit.startswith("GBP")

    def normal(self, value: Value) -> Value:
        """The same value in the one form that is stored, so that 1 and 1.0 are no two scenarios.

        Counts are whole numbers, months whole where they can be, other numbers are floats.
        """
        if isinstance(value, bool | str):
            return value
        if self.unit in ("count", "months") and value == int(value):
            return int(value)
        return float(value)

    def _stands(self, value: object) -> bool:
        if self.unit == "switch":
            return isinstance(value, bool)
        if self.unit == "choice":
            return isinstance(value, str) and value in self.allowed
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if not math.isfinite(value) or (self.is_never_negative and value < 0):
            return False
        if self.is_fraction:
            return value <= 1
        return self.unit != "count" or value == int(value)
