"""Packaged results on disk: one folder a story, and whether they are those of this model.

`outcomes.parquet`, `monthly.parquet` and `providers.parquet` are the tables of a comparison without
its ledger; `grid.parquet` holds the same futures at every place of the main levers. What each
was made of stands in the files' own metadata.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from alliance_sim.analysis.figures import months
from alliance_sim.experiments.compare import Results
from alliance_sim.results.tables import TABLES

HOME = Path(__file__).parent / "stories"
LESSONS = Path(__file__).parent / "lessons"
"""What the chapters of the lesson show: one folder a chapter."""

ABOUT = b"alliance_sim"
KEPT = ("outcomes", "monthly", "providers")
MONTHS = ("option", "replication", "month", *months.SHOWN)
"""Of the months, what the pages draw: the whole table would be six times the size."""

GRID = "grid"
ENDING = ".parquet"


@dataclass(frozen=True)
class About:
    """What a packaged result was made of."""

    story: str
    digest: str
    version: str
    seed: int
    futures: int
    people: float


@dataclass(frozen=True)
class Packaged:
    """A story's result as it was packaged."""

    about: About
    results: Results

    def first(self, futures: int) -> Results:
        """The result of the first so many futures."""
        if futures >= self.about.futures:
            return self.results
        all_of_them = self.results
        tables = {name: table for name, table in all_of_them.tables().items() if name in KEPT}
        cut = {name: table[table["replication"] < futures] for name, table in tables.items()}
        return Results(ledger=all_of_them.ledger, people=all_of_them.people, **cut)

    def is_of(self, digest: str) -> bool:
        """Whether it is the result of the scenario with this digest."""
        return self.about.digest == digest


def write(folder: Path, name: str, table: pd.DataFrame, about: About) -> None:
    """Store one table, whole or not at all; numbers keep single precision."""
    shown = table[[*MONTHS]] if name == "monthly" else table
    narrow = shown.astype(dict.fromkeys(shown.select_dtypes("float64").columns, "float32"))
    arrow = pa.Table.from_pandas(narrow, preserve_index=False).replace_schema_metadata(
        {ABOUT: json.dumps(asdict(about), sort_keys=True).encode()}
    )
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{name}{ENDING}"
    pq.write_table(arrow, draft, compression="zstd")
    draft.replace(folder / f"{name}{ENDING}")


def read(folder: Path, name: str) -> tuple[pd.DataFrame, About]:
    """One stored table, and what it was made of.

    Raises:
        OSError: There is no such table.
        KeyError, TypeError, ValueError: It is not one that `write` stored.
    """
    table = pq.read_table(folder / f"{name}{ENDING}")
    about = About(**json.loads(table.schema.metadata[ABOUT]))
    frame = table.to_pandas()
    return frame.astype(dict.fromkeys(frame.select_dtypes("float32").columns, "float64")), about


@cache
def packaged(story: str) -> Packaged | None:
    """The packaged result of a story, or None if there is none that can be read."""
    try:
        tables = {name: read(HOME / story, name) for name in KEPT}
    except (OSError, KeyError, TypeError, ValueError):
        return None
    about = tables["outcomes"][1]
    frames: Mapping[str, pd.DataFrame] = {name: table for name, (table, _) in tables.items()}
    return Packaged(about, Results(ledger=no_ledger(), people=about.people, **frames))


def grid(story: str) -> tuple[pd.DataFrame, About] | None:
    """Outcomes at every place of the levers: one row a place, option and future; None without."""
    return stored(story, GRID)


@cache
def stored(story: str, name: str) -> tuple[pd.DataFrame, About] | None:
    """A packaged table of a story, and what it was made of; None where there is none."""
    try:
        return read(HOME / story, name)
    except (OSError, KeyError, TypeError, ValueError):
        return None


def no_ledger() -> pa.Table:
    """A ledger without postings: a page keeps none."""
    kinds = {"text": pa.string(), "whole": pa.int64(), "real": pa.float64()}
    return pa.schema([(c.name, kinds[c.kind]) for c in TABLES["ledger"]]).empty_table()
