"""Rows that a study lists or keeps in a table, read strictly."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from alliance_sim.evidence import Problem, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import found, quoted
from alliance_sim.experiments.studies import kinds
from alliance_sim.experiments.studies.factors import Factor, Spread, kind_of
from alliance_sim.experiments.studies.targets import Target, TargetError, plain_name, target
from alliance_sim.scenario import Scenario

ENDINGS = (".csv", ".parquet")

Listed = list[dict[str, Any]]


def listed_rows(
    document: Document, design: kinds.Design, home: Path, problems: list[Problem]
) -> Listed:
    """The rows that a design lists or names a table of; none for any other design.

    Args:
        document: The study.
        design: Its design.
        home: The folder of the study.
        problems: Whatever is wrong is added.
    """
    if isinstance(design, kinds.ListOf):
        rows: Listed = [
            {plain_name(name): value for name, value in row.items()} for row in design.rows
        ]
        for place, row in enumerate(rows):
            if missing := [name for name in rows[0] if name not in row]:
                message = f"does not set {missing[0]}, which row 0 does"
                problems.append(document.problem(("design", "rows", place), message))
            elif more := [name for name in row if name not in rows[0]]:
                message = f"sets {more[0]}, which row 0 does not"
                problems.append(document.problem(("design", "rows", place), message))
        if not rows[0]:
            problems.append(document.problem(("design", "rows", 0), "sets nothing"))
        return rows
    if isinstance(design, kinds.TableOf):
        return _table(document, home / design.file, problems)
    return []


def _table(document: Document, file: Path, problems: list[Problem]) -> Listed:
    place = ("design", "file")
    if file.suffix not in ENDINGS:
        message = f"expected a name that ends in .csv or .parquet, found {quoted(file.name)}"
        problems.append(document.problem(place, message))
        return []
    if not file.is_file():
        beside = {one.name: one for one in sorted(file.parent.glob("*")) if one.suffix in ENDINGS}
        near = nearest_names(file.name, beside)
        problems.append(document.problem(place, f"no such file: {quoted(file)}", nearest=near))
        return []
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet as pq

    try:
        made = pa.csv.read_csv(file) if file.suffix == ".csv" else pq.read_table(file)
    except (OSError, pa.ArrowInvalid) as error:
        problems.append(document.problem(place, f"{quoted(file)} cannot be read: {error}"))
        return []
    if not made.num_rows:
        problems.append(document.problem(place, f"{quoted(file)} has no rows"))
    for name in made.column_names:
        if made[name].null_count:
            row = made[name].is_null().to_pylist().index(True)
            message = f"{quoted(file)}: row {row} has no value for {quoted(name)}"
            problems.append(document.problem(place, message))
    columns = {plain_name(name): made[name].to_pylist() for name in made.column_names}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def factors_of_rows(
    document: Document,
    rows: Sequence[Mapping[str, Any]],
    varied: Sequence[Factor],
    worlds: Sequence[Scenario],
    problems: list[Problem],
) -> tuple[Factor, ...]:
    """The factors of listed rows: as `vary` has them, or else over the evidence's range.

    A factor for which neither says a range spans the values that are listed.
    """
    place = ("design", "rows", 0) if "rows" in document.data["design"] else ("design", "file")
    names = list(rows[0]) if rows else []
    by_name = {one.name: one for one in varied}
    for name in by_name:
        if name not in names:
            message = "is not in the rows of the design"
            problems.append(document.problem(("vary", name), message, at_key=True))
    made = []
    for name in names:
        if name in by_name:
            made.append(by_name[name])
            continue
        try:
            what = target(name, worlds)
        except TargetError as error:
            at = (*place, name) if "rows" in document.data["design"] else place
            problems.append(document.problem(at, str(error), nearest=error.nearest))
            continue
        made.append(_spanning(what, [row[name] for row in rows if name in row]))
    for one in made:
        for number, row in enumerate(rows):
            if one.name not in row:
                continue
            if one.is_number and name_of_kind(row[one.name]) != "number":
                value = found(row[one.name])
                message = f"row {number}: {one.name}: expected a number, found {value}"
                problems.append(document.problem(place[:2], message))
                break
    return tuple(made)


def name_of_kind(value: Any) -> str:
    """Whether a value is a number."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if is_number else "other"


def _spanning(what: Target, values: Sequence[Any]) -> Factor:
    numbers = [value for value in values if name_of_kind(value) == "number"]
    if what.low is not None and what.high is not None and what.low < what.high:
        whole = what.is_whole and all(float(value).is_integer() for value in numbers)
        spread = Spread("uniform", float(what.low), float(what.high))
        return Factor(what.name, what.label, what.unit, "whole" if whole else "real", spread)
    listed = list(dict.fromkeys(values)) if _can_be_told_apart(values) else list(values)
    kind = kind_of(listed, is_whole=what.is_whole or not what.unit)
    if kind in ("real", "whole") and min(listed) < max(listed):
        spread = Spread("uniform", float(min(listed)), float(max(listed)))
    else:
        spread = Spread("values", values=tuple(listed))
    return Factor(what.name, what.label, what.unit, kind, spread)


def _can_be_told_apart(values: Sequence[Any]) -> bool:
    return all(isinstance(value, bool | int | float | str) for value in values)
