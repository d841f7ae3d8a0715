"""All results in one table, in the order of the design, the same bytes however they came.

Only where each run lies is held in memory; its numbers pass through, a group of rows at a time.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from alliance_sim.experiments.studies.atomic import write_whole
from alliance_sim.experiments.studies.blocks import (
    FORM,
    KEYS,
    block_files,
    outcome_schema,
    read_block,
)
from alliance_sim.experiments.studies.folder import OUTCOMES, TIMINGS

AT_A_TIME = 512
"""Runs that are put in order at a time."""

ROWS_OF_A_GROUP = 4_096
"""Rows of a row group of the compiled table."""

OPEN_BLOCKS = 16
"""Blocks kept in memory: neighbouring runs lie in few of them."""


@dataclass
class _Reader:
    """Reads blocks and remembers the latest."""

    paths: Sequence[Path]
    recent: "OrderedDict[int, pa.Table]" = field(default_factory=OrderedDict)

    def block(self, number: int) -> pa.Table:
        if number not in self.recent:
            self.recent[number] = read_block(self.paths[number])
            if len(self.recent) > OPEN_BLOCKS:
                self.recent.popitem(last=False)
        self.recent.move_to_end(number)
        return self.recent[number]


def compile_outcomes(folder: Path, columns: Sequence[str]) -> int:
    """Write the outcomes of all finished runs, by row, replication and option.

    Args:
        folder: The study's folder.
        columns: Names of the outcomes.

    Returns:
        How many runs there are.

    Raises:
        OSError: The disk refuses; the blocks stand.
    """
    reader = _Reader(block_files(folder))
    where = _where(reader.paths)
    schema = outcome_schema(columns)
    timings = pa.schema(
        [("row", pa.int64()), ("replication", pa.int64()), ("seconds", pa.float64())]
    )

    def write_outcomes(draft: Path) -> None:
        _write(draft, schema, (one.select(schema.names) for one in _ordered(reader, where)))

    def write_timings(draft: Path) -> None:
        _write(draft, timings, (_once(one, timings) for one in _ordered(reader, where)))

    write_whole(folder / TIMINGS, write_timings)
    write_whole(folder / OUTCOMES, write_outcomes)
    return len(where)


def _where(paths: Sequence[Path]) -> NDArray[np.int64]:
    """Row, replication, block, first line and lines of every run, in order and each once."""
    parts = [np.empty((0, 5), dtype=np.int64)]
    for number, path in enumerate(paths):
        keys = read_block(path, KEYS[:2])
        row, replication = (keys[name].to_numpy() for name in KEYS[:2])
        starts = np.flatnonzero(
            np.diff(row, prepend=-1).astype(bool) | np.diff(replication, prepend=-1).astype(bool)
        )
        counts = np.diff(starts, append=len(row))
        own = np.full(len(starts), number)
        parts.append(np.stack([row[starts], replication[starts], own, starts, counts], axis=1))
    found = np.concatenate(parts)
    found = found[np.lexsort((found[:, 2], found[:, 1], found[:, 0]))]
    is_new = np.ones(len(found), dtype=bool)
    # Shards that overlap hold some runs twice, the same in both.
    is_new[1:] = (np.diff(found[:, :2], axis=0) != 0).any(axis=1)
    return found[is_new]


def _ordered(reader: _Reader, where: NDArray[np.int64]) -> Iterator[pa.Table]:
    """The lines of all runs in order, some runs at a time."""
    for start in range(0, len(where), AT_A_TIME):
        chunk = where[start : start + AT_A_TIME]
        numbers = np.unique(chunk[:, 2])
        lines = []
        base, offsets = 0, {}
        tables = []
        for number in numbers:
            table = reader.block(int(number))
            tables.append(table)
            offsets[int(number)] = base
            base += table.num_rows
        for _, _, number, first, count in chunk:
            lines.append(offsets[int(number)] + first + np.arange(count))
        yield pa.concat_tables(tables).take(pa.array(np.concatenate(lines))).combine_chunks()


def _once(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """One line for each run of a table of one line for each option."""
    row, replication = (table[name].to_numpy() for name in KEYS[:2])
    first = np.ones(len(row), dtype=bool)
    first[1:] = (np.diff(row) != 0) | (np.diff(replication) != 0)
    return table.filter(pa.array(first)).select(schema.names)


def _write(draft: Path, schema: pa.Schema, tables: Iterator[pa.Table]) -> None:
    """Write tables one after another in row groups of one size, whatever theirs."""
    with pq.ParquetWriter(draft, schema, **FORM) as writer:
        held = schema.empty_table()
        for table in tables:
            held = pa.concat_tables([held, table.cast(schema)]).combine_chunks()
            while held.num_rows >= ROWS_OF_A_GROUP:
                writer.write_table(held.slice(0, ROWS_OF_A_GROUP), row_group_size=ROWS_OF_A_GROUP)
                held = held.slice(ROWS_OF_A_GROUP)
        if held.num_rows:
            writer.write_table(held, row_group_size=ROWS_OF_A_GROUP)
