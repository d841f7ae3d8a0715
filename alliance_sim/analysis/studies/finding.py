"""What an analysis hands over: its message, a paragraph, tidy tables and pictures."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from alliance_sim.analysis.figures.chart import Chart

PARAGRAPH = "paragraph.md"


@dataclass(frozen=True)
class Finding:
    """What one analysis says of one study.

    Attributes:
        name: The word by which it is asked for, such as `sobol`.
        title: The message, as a sentence without its full stop.
        paragraph: What was found and how well it is known, in words.
        tables: Tidy tables by file name without its ending.
        charts: The pictures.
    """

    name: str
    title: str
    paragraph: str
    tables: Mapping[str, pd.DataFrame] = field(compare=False)
    charts: tuple[Chart, ...]

    def files(self) -> dict[str, bytes]:
        """Every file by name; the same numbers give the same bytes."""
        found = {PARAGRAPH: f"# {self.title}\n\n{self.paragraph}\n".encode()}
        for name, table in self.tables.items():
            found[f"{name}.csv"] = table.to_csv(index=False, lineterminator="\n").encode()
            found[f"{name}.parquet"] = _parquet(table)
        for chart in self.charts:
            found[f"{chart.name}.png"] = chart.png()
            found[f"{chart.name}.svg"] = chart.svg()
        return found


def _parquet(table: pd.DataFrame) -> bytes:
    made = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    buffer = io.BytesIO()
    pq.write_table(made, buffer, compression="zstd", store_schema=False)
    return buffer.getvalue()


def together(found: Mapping[str, Finding]) -> Finding:
    """One finding from that of every scenario: tables say whose a line is, pictures are named.

    Args:
        found: by scenario; at least one.
    """
    first = next(iter(found.values()))
    if len(found) == 1:
        return first
    names = {name: None for one in found.values() for name in one.tables}
    tables = {
        name: pd.concat(
            [
                one.tables[name].assign(scenario=scenario)
                for scenario, one in found.items()
                if name in one.tables
            ],
            ignore_index=True,
        )
        for name in names
    }
    tables = {
        name: table[["scenario", *(one for one in table.columns if one != "scenario")]]
        for name, table in tables.items()
    }
    return Finding(
        first.name,
        "; ".join(f"{scenario}: {one.title}" for scenario, one in found.items()),
        "\n\n".join(f"**{scenario}.** {one.paragraph}" for scenario, one in found.items()),
        tables,
        tuple(
            _renamed(chart, f"{chart.name}_{place}")
            for place, one in enumerate(found.values(), start=1)
            for chart in one.charts
        ),
    )


def _renamed(chart: Chart, name: str) -> Chart:
    return Chart(
        name,
        chart.subject,
        chart.title,
        chart.takeaway,
        chart.alt,
        chart.description,
        chart.table,
        chart.figure,
    )
