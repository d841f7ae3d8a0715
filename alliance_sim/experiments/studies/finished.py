"""A finished study, opened for analysis."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from alliance_sim.evidence.strict_yaml import read
from alliance_sim.experiments.studies.errors import RefusedError
from alliance_sim.experiments.studies.factors import Factor, factor_from
from alliance_sim.experiments.studies.folder import DESIGN, MANIFEST, OUTCOMES, STUDY
from alliance_sim.experiments.studies.study import Study, study_of


@dataclass(frozen=True)
class FinishedStudy:
    """A study's folder, opened; each table is read when first asked for."""

    folder: Path
    study: Study
    factors: tuple[Factor, ...]
    manifest: dict[str, Any]

    @cached_property
    def design(self) -> pd.DataFrame:
        """One row for each design row.

        Columns `row`, `scenario`, one for each factor by name with its value, and `place:NAME`
        with its place in the unit interval (NaN where a listed row lies outside a range).
        """
        return _read(self.folder / DESIGN)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """One row for each option of every run, sorted by row, replication and option.

        Columns `row`, `replication`, `option`, then every outcome and party. Options stand in the
        order of the scenario. A run that failed has no rows.
        """
        return _read(self.folder / OUTCOMES)


def open_study(folder: Path) -> FinishedStudy:
    """Open the folder of a study whose runs are all in.

    Raises:
        RefusedError: The folder is none of a study, or its outcomes are not compiled yet.
    """
    folder = Path(folder)
    missing = [name for name in (MANIFEST, STUDY, DESIGN) if not (folder / name).is_file()]
    if missing:
        raise RefusedError(f"{folder}: not the folder of a study; missing {', '.join(missing)}")
    if not (folder / OUTCOMES).is_file():
        raise RefusedError(
            f"{folder}: not finished, so there is no {OUTCOMES} yet; run alliance-sim batch again"
        )
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    study, problems = study_of(read(folder / STUDY))
    if study is None:
        raise RefusedError(f"{folder / STUDY}: {problems[0]}")
    factors = tuple(factor_from(one) for one in manifest["factors"])
    return FinishedStudy(folder, study, factors, manifest)


def _read(path: Path) -> pd.DataFrame:
    try:
        return pq.read_table(path).to_pandas()
    except (OSError, pa.ArrowInvalid) as error:
        raise RefusedError(f"{path}: cannot be read: {error}") from error
