"""English councils with adult social care duties, and their published figures."""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).parent / "councils.csv"


@dataclass(frozen=True, slots=True)
class Council:
    """One council's people, demand, deprivation and quality of life.

    Adults are people aged 18 and over in mid-2024, of whom `adults_65` are 65 and over.
    `long_term_clients` had long-term support on 31 March 2026, and `assessments_per_year` is for
    the year before. `imd_score` is the 2019 average score of the Index of Multiple Deprivation,
    higher for more deprived. `ascof_1a` is quality of life reported by people who use services,
    0 to 24 (2024-25); NaN where it was not published. The README of this folder names the
    publishers.
    """

    code: str
    name: str
    region: str
    adults: int
    adults_65: int
    long_term_clients: int
    assessments_per_year: int
    imd_score: float
    ascof_1a: float


@cache
def councils() -> Mapping[str, Council]:
    """Every council by name, in alphabetical order; read once.

    >>> councils()["Bexley"].region
    'London'
    """
    with FILE.open(encoding="utf-8", newline="") as rows:
        read = [_council(row) for row in csv.DictReader(rows)]
    return MappingProxyType({council.name: council for council in sorted(read, key=_by_name)})


def _by_name(council: Council) -> str:
    return council.name


def _council(row: dict[str, str]) -> Council:
    return Council(
        code=row["la_code"],
        name=row["la_name"],
        region=row["region"],
        adults=int(row["adults_18plus_mid2024"]),
        adults_65=int(row["adults_65plus_mid2024"]),
        long_term_clients=int(row["long_term_support_clients_2026_03_31"]),
        assessments_per_year=int(row["assessments_2025_04_to_2026_03"]),
        imd_score=float(row["imd2019_average_score"]),
        ascof_1a=float(row["ascof_1a_2024_25"] or math.nan),
    )
