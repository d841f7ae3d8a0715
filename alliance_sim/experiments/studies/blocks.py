"""Finished runs on the disk: blocks of some tens of runs, each a Parquet file."""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from alliance_sim.experiments.studies.atomic import write_whole
from alliance_sim.experiments.studies.errors import RefusedError
from alliance_sim.experiments.studies.folder import BLOCKS, FAILURES
from alliance_sim.experiments.studies.jobs import Done, Failed

RUNS = 64
"""Runs in a block."""

SECONDS = 30.0
"""Seconds after which what is finished is written, however little it is."""

HEAD = ("run", "row", "replication", "option")
KEYS = ("row", "replication", "option")

FORM: dict[str, Any] = {"compression": "zstd", "compression_level": 3, "store_schema": False}
"""How every Parquet file of a study is written, so that equal tables are equal bytes."""

FAILURE_COLUMNS = ("run", "row", "replication", "error", "traceback")

OFTEN = 1_000
"""Failures up to which their table is written with every block; beyond, at the end."""


def outcome_schema(columns: Sequence[str]) -> pa.Schema:
    """The schema of the compiled outcomes."""
    types = {"row": pa.int64(), "replication": pa.int64(), "option": pa.string()}
    fields = [(name, types[name]) for name in KEYS]
    return pa.schema([*fields, *((name, pa.float64()) for name in columns)])


def block_schema(columns: Sequence[str]) -> pa.Schema:
    """The schema of a block: who is who, seconds, and the outcomes."""
    inner = [(one.name, one.type) for one in outcome_schema(columns)]
    return pa.schema([("run", pa.string()), *inner, ("seconds", pa.float64())])


def table_of(done: Sequence[Done], columns: Sequence[str]) -> pa.Table:
    """Finished runs as the rows of a block; what is not a number is missing."""
    flat = [(run, place) for run in done for place in range(len(run.options))]
    made: dict[str, Any] = {
        "run": [run.id for run, _ in flat],
        "row": [run.row for run, _ in flat],
        "replication": [run.replication for run, _ in flat],
        "option": [run.options[place] for run, place in flat],
    }
    for number, name in enumerate(columns):
        found = (run.values[place][number] for run, place in flat)
        made[name] = [None if math.isnan(value) else value for value in found]
    made["seconds"] = [run.seconds for run, _ in flat]
    return pa.table(made, schema=block_schema(columns))


@dataclass
class BlockWriter:
    """Gathers finished runs and writes them block by block.

    Args:
        folder: The study's folder.
        columns: Names of the outcomes.
    """

    folder: Path
    columns: Sequence[str]
    waiting: list[Done] = field(default_factory=list)
    failed: dict[str, Failed] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)
    number: int = 0
    is_unsaid: bool = False
    words: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [path.stem for path in block_files(self.folder)]
        self.number = max((int(name) for name in names if name.isdigit()), default=0)

    def add(self, result: Done | Failed) -> None:
        """Keep a result; a block is written when there is enough for one.

        Raises:
            OSError: The disk refuses; what was written before stands.
        """
        if isinstance(result, Done):
            self.waiting.append(result)
        else:
            # Thousands of runs may fail alike; the words are kept once.
            error = self.words.setdefault(result.error, result.error)
            trace = self.words.setdefault(result.traceback, result.traceback)
            self.failed[result.id] = Failed(result.id, result.row, result.replication, error, trace)
            self.is_unsaid = True
        late = time.monotonic() - self.since > SECONDS
        if len(self.waiting) >= RUNS or (late and (self.waiting or self.is_unsaid)):
            self.flush()

    def flush(self, *, is_last: bool = False) -> None:
        """Write what is waiting.

        Raises:
            OSError: The disk refuses; it can be tried again.
        """
        if self.waiting:
            table = table_of(self.waiting, self.columns)
            path = self.folder / BLOCKS / f"{self.number + 1:06d}.parquet"
            write_whole(path, lambda draft: pq.write_table(table, draft, **FORM))
            self.number += 1
            self.waiting.clear()
        if self.is_unsaid and (is_last or len(self.failed) <= OFTEN):
            write_failures(self.folder, list(self.failed.values()))
            self.is_unsaid = False
        self.since = time.monotonic()


def write_failures(folder: Path, failed: Sequence[Failed]) -> None:
    """Write the table of failures, in the order of the design; none where nothing failed."""
    path = folder / FAILURES
    if not failed:
        path.unlink(missing_ok=True)
        return
    ordered = sorted(failed, key=lambda one: (one.row, one.replication))
    names = dict(zip(FAILURE_COLUMNS, Failed.__dataclass_fields__, strict=True))
    made = {name: [getattr(one, own) for one in ordered] for name, own in names.items()}
    types = {"row": pa.int64(), "replication": pa.int64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in FAILURE_COLUMNS])
    table = pa.table(made, schema=schema)
    write_whole(path, lambda draft: pq.write_table(table, draft, **FORM))


def block_files(folder: Path) -> list[Path]:
    """The blocks of a study, in order of their names."""
    return sorted((folder / BLOCKS).glob("[!.]*.parquet"))


def read_block(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """One block, or some of its columns.

    Raises:
        RefusedError: It cannot be read.
    """
    try:
        return pq.read_table(path, columns=None if columns is None else list(columns))
    except (OSError, pa.ArrowInvalid) as error:
        raise RefusedError(
            f"{path}: cannot be read: {error}; remove it and its runs are done again"
        ) from error


def finished_runs(folder: Path) -> Iterator[tuple[Path, list[tuple[str, int, int]]]]:
    """For every block its runs: hash, row and replication."""
    for path in block_files(folder):
        found = read_block(path, HEAD[:3])
        runs = zip(*(found[name].to_pylist() for name in HEAD[:3]), strict=True)
        yield path, list(dict.fromkeys(runs))
