"""Write a run's folder so that it appears whole or not at all, and open it again."""

import json
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from alliance_sim.evidence.problems import quoted
from alliance_sim.results.columns import Column
from alliance_sim.results.places import PLACE_TABLES
from alliance_sim.results.tables import TABLES

MANIFEST = "manifest.json"
SUMMARY = "summary.csv"
FIGURES = "figures"
REPORT = "report.html"
BY_SOURCE = "risk_by_source.csv"
OWN_NAMES = frozenset(
    {MANIFEST, SUMMARY, FIGURES, REPORT, BY_SOURCE, *(f"{name}.parquet" for name in TABLES)}
)
"""Everything this module may find in, and therefore replace in, a run's folder."""

ARROW = {"text": pa.string(), "whole": pa.int64(), "real": pa.float64()}


class ResultsError(Exception):
    """A results folder or table that is not what it should be; the message says what to do."""


def arrow_table(name: str, table: pd.DataFrame | pa.Table) -> pa.Table:
    """Return a table with exactly the declared columns, types and order, and no metadata.

    Args:
        name: one of `outcomes`, `monthly`, `ledger`, `providers`, or of `PLACE_TABLES`.
        table: the rows, in the order in which they are to be stored.

    Raises:
        ResultsError: a declared column is missing, an undeclared one is there, or a value
            does not fit its column.
    """
    columns = {**TABLES, **PLACE_TABLES}[name]
    found = list(table.column_names if isinstance(table, pa.Table) else table.columns)
    _refuse_other_columns(name, columns, found)
    schema = pa.schema([(column.name, ARROW[column.kind]) for column in columns])
    order = [column.name for column in columns]
    try:
        if isinstance(table, pa.Table):
            made = table.select(order).cast(schema)
            return pa.table([_nulls(made[name]) for name in order], schema=schema)
        made = pa.Table.from_pandas(table[order], schema=schema, preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise ResultsError(f"table {name}: a value does not fit its column: {error}") from error
    return made.replace_schema_metadata(None)


def _nulls(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """NaN as null, as it is stored when the rows come from pandas."""
    if not pa.types.is_floating(column.type):
        return column
    return pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)


def _refuse_other_columns(name: str, columns: tuple[Column, ...], found: list[str]) -> None:
    declared = [column.name for column in columns]
    missing = [column for column in declared if column not in found]
    unknown = [column for column in found if column not in declared]
    if missing or unknown:
        parts = [f"missing {', '.join(missing)}"] if missing else []
        parts += [f"not declared {', '.join(map(str, unknown))}"] if unknown else []
        raise ResultsError(
            f"table {name}: {'; '.join(parts)} (columns are declared in results/tables.py)"
        )


def parquet(name: str, table: pd.DataFrame) -> bytes:
    """A declared table as the bytes of a Parquet file; the same rows give the same bytes.

    Raises:
        ResultsError: as `arrow_table` does.
    """
    buffer = pa.BufferOutputStream()
    pq.write_table(arrow_table(name, table), buffer, compression="zstd", store_schema=False)
    return bytes(buffer.getvalue())


def write_run(
    folder: Path,
    *,
    tables: Mapping[str, pd.DataFrame | pa.Table],
    manifest: Mapping[str, Any],
    summary: pd.DataFrame,
    files: Mapping[str, bytes] | None = None,
) -> None:
    """Write one run's folder; it appears complete, or the disk is left as it was.

    Everything but the manifest is a function of its arguments alone, so two runs with the
    same numbers give the same bytes. Times and the machine belong in the manifest only.

    Args:
        folder: where the run goes. A folder that an earlier run wrote is replaced.
        tables: the four tables by name, rows in stored order.
        manifest: versions, scenario text and hash, seed, parameters, machine, times; JSON.
        summary: the table for `summary.csv`.
        files: further files by path inside the folder (`figures/options.png`, `report.html`).

    Raises:
        ResultsError: the folder holds something that no run wrote, a table has other columns
            than declared, or a file would land outside the folder.
    """
    folder = Path(folder).resolve()
    refuse_strangers(folder)
    if missing := [name for name in TABLES if name not in tables]:
        raise ResultsError(f"no table {', '.join(missing)} to store")
    arrow = {name: arrow_table(name, tables[name]) for name in TABLES}
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(folder)
    draft.mkdir()
    try:
        for name, table in arrow.items():
            pq.write_table(table, draft / f"{name}.parquet", compression="zstd", store_schema=False)
        content = {
            SUMMARY: summary.to_csv(index=False, lineterminator="\n").encode(),
            **(files or {}),
            MANIFEST: _json(manifest),
        }
        for path, data in content.items():
            _write_inside(draft, path, data)
        _flush(draft)
        _put_in_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _json(manifest: Mapping[str, Any]) -> bytes:
    text = json.dumps(dict(manifest), indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def _write_inside(draft: Path, path: str, data: bytes) -> None:
    target = (draft / path).resolve()
    if not target.is_relative_to(draft.resolve()):
        raise ResultsError(f"{path}: a run's files stay inside its folder")
    if Path(path).parts[0] not in OWN_NAMES:
        raise ResultsError(f"{path}: not one of a run's files ({', '.join(sorted(OWN_NAMES))})")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def refuse_strangers(folder: Path) -> None:
    """Replace only what a run wrote: somebody's notes beside it are not ours to delete.

    Raises:
        ResultsError: The folder is a file, or holds what no run wrote.
    """
    if folder.exists() and not folder.is_dir():
        raise ResultsError(f"{folder}: is not a folder; choose another with --out")
    if not folder.exists():
        return
    names = sorted(path.name for path in folder.iterdir())
    strangers = [quoted(name) for name in names if name not in OWN_NAMES]
    if strangers or (names and MANIFEST not in names):
        holds = f"holds {', '.join(strangers[:3])}" if strangers else f"has no {MANIFEST}"
        raise ResultsError(
            f"{folder}: {holds}, so no run wrote it; name a new or empty folder with --out"
        )


def _beside(folder: Path) -> Path:
    """A hidden name on the same disk, where a rename is one step."""
    return folder.with_name(f".{folder.name}-{secrets.token_hex(8)}")


def _flush(draft: Path) -> None:
    """Have every byte on the disk before the name is: a crash must not leave empty files."""
    for path in [*sorted(draft.rglob("*")), draft]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _put_in_place(draft: Path, folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        draft.replace(folder)
        return
    old = _beside(folder)
    folder.replace(old)
    try:
        draft.replace(folder)
    except OSError:
        old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


@dataclass(frozen=True)
class StoredRun:
    """A run's folder, opened; each table is read when first asked for."""

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Versions, scenario, seed, parameters, machine and times."""
        return dict(json.loads((self.folder / MANIFEST).read_text(encoding="utf-8")))

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """One row per option and replication."""
        return self._read("outcomes")

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """One row per option, replication and month."""
        return self._read("monthly")

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Every posting."""
        return self._read("ledger")

    @cached_property
    def providers(self) -> pd.DataFrame:
        """One row per option, replication and provider."""
        return self._read("providers")

    def _read(self, name: str) -> pd.DataFrame:
        path = self.folder / f"{name}.parquet"
        try:
            table = pq.read_table(path)
        except (OSError, pa.ArrowInvalid) as error:
            raise ResultsError(f"{path}: cannot be read: {error}") from error
        return arrow_table(name, table).to_pandas()


def open_results(folder: Path) -> StoredRun:
    """Open a run's folder.

    Raises:
        ResultsError: the folder, its manifest or one of its tables is not there.
    """
    folder = Path(folder)
    needed = [MANIFEST, *(f"{name}.parquet" for name in TABLES)]
    missing = [name for name in needed if not (folder / name).is_file()]
    if missing:
        raise ResultsError(f"{folder}: not a run's folder; missing {', '.join(missing)}")
    return StoredRun(folder)
