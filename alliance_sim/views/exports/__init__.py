"""A finished comparison as files to take away, each saying where it comes from."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from alliance_sim.views.exports.data import csv, parquet
from alliance_sim.views.exports.pdf import pdf
from alliance_sim.views.exports.pictures import pictures
from alliance_sim.views.exports.provenance import Provenance, provenance_of, stem
from alliance_sim.views.exports.reproduce import reproduce
from alliance_sim.views.exports.slides import slides
from alliance_sim.views.exports.word import word
from alliance_sim.views.exports.yaml_file import yaml
from alliance_sim.views.finished import Finished

__all__ = ["EXPORTS", "Export", "Provenance", "file_name", "provenance_of"]


@dataclass(frozen=True)
class Export:
    """One kind of file."""

    label: str
    """What a button says."""

    ending: str
    """How the file's name ends."""

    mime: str
    """What a browser is told that it is."""

    build: Callable[[Finished, Provenance], bytes]
    """Make the file; takes up to seconds, so a page leaves it to a worker."""


_OFFICE = "application/vnd.openxmlformats-officedocument"

EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "word": Export(
            "Brief for Word (2 pages)", "brief.docx", f"{_OFFICE}.wordprocessingml.document", word
        ),
        "slides": Export(
            "Slides for PowerPoint (6)",
            "slides.pptx",
            f"{_OFFICE}.presentationml.presentation",
            slides,
        ),
        "pdf": Export("PDF with every figure", "brief.pdf", "application/pdf", pdf),
        "pictures": Export("Figures (PNG and SVG)", "figures.zip", "application/zip", pictures),
        "csv": Export("Data for a spreadsheet (CSV)", "data-csv.zip", "application/zip", csv),
        "parquet": Export(
            "Data for programs (Parquet)", "data-parquet.zip", "application/zip", parquet
        ),
        "yaml": Export("Scenario file (YAML)", "scenario.yaml", "application/yaml", yaml),
        "reproduce": Export("How to make it again", "make-again.txt", "text/plain", reproduce),
    }
)
"""Every file on offer, in the order of the menu."""


def file_name(finished: Finished, export: Export, date: datetime.date) -> str:
    """What a file is called: the scenario's title, the date, what it is."""
    return f"{stem(finished.scenario.title, date)}-{export.ending}"
