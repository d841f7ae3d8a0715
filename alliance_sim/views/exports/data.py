"""The numbers of a comparison as tables for spreadsheets (CSV) and for programs (Parquet)."""

import io
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from alliance_sim.results.columns import Column
from alliance_sim.results.store import arrow_table
from alliance_sim.results.tables import TABLES
from alliance_sim.views.exports.archive import zipped
from alliance_sim.views.exports.provenance import Provenance
from alliance_sim.views.exports.text import inert
from alliance_sim.views.finished import Finished

EXCEL_UTF8 = "utf-8-sig"
"""UTF-8 with the mark by which Excel knows it; pandas reads it too."""

IN_PARQUET = ("outcomes", "monthly", "providers")
ABOUT = "README.txt"

IN_CSV = """\
about.csv      where the numbers come from, and the limits of their use
summary.csv    each option's outcomes: unit, mean, standard deviation, 95% interval
outcomes.csv   every outcome, one row for each option and future
columns.csv    what each column of outcomes.csv means, and its unit

Futures are counted from 0. The same future is the same people with the same luck under every
option. Text that a spreadsheet might run as a formula has an apostrophe put before it.
"""

PARQUET_HOLDS = """\
outcomes.parquet    one row for each option and future
monthly.parquet     one row for each option, future and month
providers.parquet   one row for each option, future and provider

The schema of each file holds where the numbers come from; each field holds its unit and meaning.
Text is exactly as it was written: before putting it into a spreadsheet, see that none of it is a
formula.
"""


def csv(finished: Finished, provenance: Provenance) -> bytes:
    """A zip file of CSV tables, safe to open in a spreadsheet, with what their columns mean."""
    tables = {
        "about": pd.DataFrame(provenance.pairs(), columns=["fact", "value"]),
        "summary": finished.comparison.summary(),
        "outcomes": finished.results.outcomes,
        "columns": _columns("outcomes"),
    }
    files = {f"{name}.csv": _csv(table) for name, table in tables.items()}
    return _bundle(files, IN_CSV, provenance)


def parquet(finished: Finished, provenance: Provenance) -> bytes:
    """A zip file of Parquet tables with units, meanings and provenance in their schemas."""
    tables = {name: getattr(finished.results, name) for name in IN_PARQUET}
    files = {f"{name}.parquet": _parquet(name, t, provenance) for name, t in tables.items()}
    return _bundle(files, PARQUET_HOLDS, provenance)


def _bundle(files: Mapping[str, bytes], holds: str, provenance: Provenance) -> bytes:
    text = "\n".join([provenance.title, "", holds, *provenance.lines()]) + "\n"
    return zipped({ABOUT: text.encode(), **files}, provenance.moment)


def _csv(table: pd.DataFrame) -> bytes:
    # Only text can be a formula: a negative number stays a number.
    safe = table.map(lambda value: inert(value) if isinstance(value, str) else value)
    text = safe.to_csv(index=False, lineterminator="\n")
    return str(text).encode(EXCEL_UTF8)


def _columns(table: str) -> pd.DataFrame:
    rows = [(column.name, column.label, column.unit, column.meaning) for column in TABLES[table]]
    return pd.DataFrame(rows, columns=["column", "label", "unit", "meaning"])


def _parquet(name: str, table: pd.DataFrame, provenance: Provenance) -> bytes:
    plain = arrow_table(name, table)
    described = [_described(plain.schema.field(column.name), column) for column in TABLES[name]]
    schema = pa.schema(described, metadata=dict(provenance.pairs()))
    buffer = io.BytesIO()
    pq.write_table(plain.cast(schema), buffer, compression="zstd")
    return buffer.getvalue()


def _described(field: pa.Field, column: Column) -> pa.Field:
    facts = {"label": column.label, "unit": column.unit, "meaning": column.meaning}
    return field.with_metadata(facts)
