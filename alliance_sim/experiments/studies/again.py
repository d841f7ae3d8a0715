"""Run a sample of a finished study again and hold every byte against what was kept."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from alliance_sim.experiments.studies.blocks import KEYS, outcome_schema, table_of
from alliance_sim.experiments.studies.errors import RefusedError
from alliance_sim.experiments.studies.factors import Factor, factor_from, unstored
from alliance_sim.experiments.studies.folder import (
    DESIGN,
    IDENTITY,
    OUTCOMES,
    differences,
    read_manifest,
)
from alliance_sim.experiments.studies.jobs import Context, Failed, Job, as_written, work
from alliance_sim.experiments.studies.record import hashed
from alliance_sim.results.versions import versions


@dataclass(frozen=True)
class Verdict:
    """What checking a study's folder found."""

    runs: int
    """Runs that were done again."""

    differing: tuple[str, ...]
    """For each of them that came out otherwise, which it is and what differs."""

    files: int
    """Files whose hash was looked at."""

    changed: tuple[str, ...]
    """Files that are missing or are not what they were."""

    @property
    def holds(self) -> bool:
        """Whether everything is as it was."""
        return not (self.differing or self.changed)


def check_again(
    folder: Path, sample: int, seed: int, progress: Callable[[int, int], None] | None = None
) -> Verdict:
    """Do some runs of a finished study again, and look at the hash of every file.

    Args:
        folder: The study's folder.
        sample: How many runs, or all where there are fewer.
        seed: Which of them.
        progress: Told after every run.

    Raises:
        RefusedError: The folder is none of a finished study, or of another version.
    """
    found = read_manifest(folder)
    if "files" not in found:
        raise RefusedError(f"{folder}: not finished; run alliance-sim batch again first")
    there = found[IDENTITY]["versions"]
    here = {name: one for name, one in versions().items() if name in there}
    if told := list(differences(there, here)):
        lines = "\n".join(f"  {line}" for line in told)
        raise RefusedError(f"{folder}: was run with other versions:\n{lines}")
    changed = tuple(_changed_files(folder, found["files"]))
    differing: list[str] = []
    context = _context(found)
    number = 0
    try:
        jobs = _sampled(folder, found, sample, seed)
        for number, job in enumerate(jobs, start=1):
            differing += _differs(folder, found["columns"], context, job)
            if progress is not None:
                progress(number, len(jobs))
    except _UnreadableError as error:
        # A changed byte may leave a table that nobody can read.
        differing.append(str(error))
    return Verdict(number, tuple(differing), len(found["files"]), changed)


class _UnreadableError(Exception):
    """A table that cannot be read."""


def _changed_files(folder: Path, files: dict[str, dict[str, Any]]) -> list[str]:
    told = []
    for name, facts in files.items():
        path = folder / name
        if not path.is_file():
            told.append(f"{name}: is missing")
        elif hashed(path) != facts:
            told.append(f"{name}: its bytes are not those that were written")
    return told


def _context(found: dict[str, Any]) -> Context:
    module, _, name = found[IDENTITY]["evaluate"].partition(":")
    try:
        evaluate = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise RefusedError(f"what did the runs, {module}:{name}, is not here: {error}") from error
    worlds = {name: one["written"] for name, one in found["scenarios"].items()}
    return Context(as_written(worlds), evaluate, tuple(found["columns"]))


def _sampled(folder: Path, found: dict[str, Any], sample: int, seed: int) -> list[Job]:
    """Runs to be done again, in the order of the design."""
    keys = _read(folder / OUTCOMES, KEYS[:2])
    runs = list(dict.fromkeys(zip(*(keys[name].to_pylist() for name in KEYS[:2]), strict=True)))
    chosen = np.random.default_rng(seed).choice(len(runs), min(sample, len(runs)), replace=False)
    wanted = [runs[place] for place in sorted(chosen)]
    factors = tuple(factor_from(one) for one in found["factors"])
    rows = _settings(folder, factors, sorted({row for row, _ in wanted}))
    seed_of_luck = found[IDENTITY]["seed"]
    return [
        Job("", row, replication, rows[row][0], rows[row][1], seed_of_luck)
        for row, replication in wanted
    ]


def _settings(
    folder: Path, factors: Sequence[Factor], rows: Sequence[int]
) -> dict[int, tuple[str, dict[str, Any]]]:
    names = ["row", "scenario", *(one.name for one in factors)]
    table = _read(folder / DESIGN, names, filters=[("row", "in", list(rows))]).to_pylist()
    return {
        line["row"]: (
            line["scenario"],
            {one.name: unstored(one.kind, line[one.name]) for one in factors},
        )
        for line in table
    }


def _differs(folder: Path, columns: Sequence[str], context: Context, job: Job) -> list[str]:
    """In what a run comes out otherwise than it was kept."""
    name = f"row {job.row}, replication {job.replication}"
    (result,) = work(context, [job])
    if isinstance(result, Failed):
        return [f"{name}: fails now: {result.error}"]
    schema = outcome_schema(columns)
    now = table_of([result], columns).select(schema.names)
    where = [("row", "=", job.row), ("replication", "=", job.replication)]
    before = _read(folder / OUTCOMES, schema.names, filters=where)
    if before.num_rows != now.num_rows:
        return [f"{name}: {before.num_rows} options then, {now.num_rows} now"]
    # Compared as bytes: that two numbers are equal is not enough.
    other = [one for one in schema.names if _bytes(before, one) != _bytes(now, one)]
    return [f"{name}: {', '.join(other)}"] if other else []


def _bytes(table: pa.Table, column: str) -> bytes:
    alone = pa.table({column: pa.array(table[column].to_pylist(), table[column].type)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, alone.schema) as writer:
        writer.write_table(alone)
    return bytes(sink.getvalue().to_pybytes())


def _read(path: Path, columns: Sequence[str], filters: Any = None) -> pa.Table:
    try:
        return pq.read_table(path, columns=list(columns), filters=filters)
    except (OSError, pa.ArrowInvalid) as error:
        raise _UnreadableError(f"{path.name}: cannot be read: {error}") from error
