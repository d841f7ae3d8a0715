"""The table of what was assumed, grouped and worded for people."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from alliance_sim.analysis.formats import capital, number

NEEDED = ("parameter", "value", "unit", "low", "high", "status", "source")
STATUSES = {
    "measured": "measured",
    "derived": "worked out from measured figures",
    "judgement": "judgement",
}
WRITTEN_OUT = {
    "kpi": "KPI",
    "nhs": "NHS",
    "tupe": "TUPE",
    "gbp": "GBP",
    "imca": "IMCA",
    "wellby": "WELLBY",
    "hhi": "HHI",
    "sd": "standard deviation",
    "upto": "up to",
}
AS_PEOPLE_SAY = {
    "care act": "Care Act",
    "co design": "co-design",
    "fee month year": "price year of the fee",
    "fee month": "fee a month",
    "hours month": "hours a month",
    "hours week": "hours a week",
    "visits month": "visits a month",
}
SIGNIFICANT = 6


@dataclass(frozen=True)
class Assumption:
    """One number that went in."""

    name: str
    value: str
    unit: str
    range: str
    status: str
    source: str
    is_judgement: bool
    is_changed: bool


@dataclass(frozen=True)
class Group:
    """Assumptions about one subject."""

    name: str
    rows: tuple[Assumption, ...]

    @property
    def judgements(self) -> int:
        """How many of them are judgement."""
        return sum(row.is_judgement for row in self.rows)


def groups(table: pd.DataFrame) -> Sequence[Group]:
    """Group the table by the first word of each parameter's path, in the order given.

    Args:
        table: columns `parameter` (path with dots), `value`, `unit`, `low`, `high`, `status`,
            `source`; and `changed` (true where this scenario set it) if known.

    Raises:
        ValueError: a column is missing.
    """
    if missing := [name for name in NEEDED if name not in table.columns]:
        raise ValueError(f"the table of assumptions lacks {', '.join(missing)}")
    found: dict[str, list[Assumption]] = {}
    for row in table.to_dict("records"):
        group, _, rest = str(row["parameter"]).partition(".")
        found.setdefault(group, []).append(
            Assumption(
                name=in_words(rest or group),
                value=written(row["value"]),
                unit=str(row["unit"]),
                range=_range(row["low"], row["high"]),
                status=STATUSES.get(str(row["status"]), str(row["status"])),
                source=written(row["source"]),
                is_judgement=row["status"] == "judgement",
                is_changed=bool(row.get("changed", False)),
            )
        )
    return [Group(in_words(name), tuple(rows)) for name, rows in found.items()]


def in_words(path: str) -> str:
    """A parameter's path as words.

    >>> in_words("selection.kpi_visibility")
    'Selection: KPI visibility'
    """
    parts = (" ".join(WRITTEN_OUT.get(w, w) for w in part.split("_")) for part in path.split("."))
    words = ": ".join(parts)
    for found, better in AS_PEOPLE_SAY.items():
        words = words.replace(found, better)
    return capital(words)


def written(value: object) -> str:
    """A value as people write it; empty where there is none."""
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return value.replace("_", " ")
    if isinstance(value, (list, tuple)):
        return ", ".join(written(part) for part in value)
    amount = float(value)  # type: ignore[arg-type]
    if amount == int(amount):
        return number(amount)
    return f"{amount:.{SIGNIFICANT}g}".replace("-", "\u2212")


def _range(low: object, high: object) -> str:
    ends = written(low), written(high)
    return f"{ends[0]} to {ends[1]}" if all(ends) else ""
