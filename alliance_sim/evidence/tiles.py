"""Where each council's square lies on a map of squares: a drawing aid, not a measurement."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).parent / "council_tiles.csv"


@dataclass(frozen=True, slots=True)
class Tile:
    """One council's square.

    `short` is the name in three letters, `column` counts from the west and `row` from the north.
    """

    short: str
    column: int
    row: int


@cache
def tiles() -> Mapping[str, Tile]:
    """The square of every council by the council's name; read once.

    Regions lie where they lie in England, and councils roughly so within their region. The layout
    was made by hand for this package: no distance in it means anything.

    >>> tiles()["Bexley"].short
    'BEX'
    """
    with FILE.open(encoding="utf-8", newline="") as rows:
        return MappingProxyType(
            {
                row["la_name"]: Tile(row["short"], int(row["column"]), int(row["row"]))
                for row in csv.DictReader(rows)
            }
        )
