"""Theory's figures: what textbooks say a behaviour comes to, to hold the model against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, InputError, Problem, found
from alliance_sim.evidence.strict_yaml import read

FILE = Path(__file__).parent / "benchmarks.json"

WORDS = ("title", "model", "formula", "units", "source", "how_computed", "status", "notes")
"""What a benchmark may say of itself, in text."""

Inputs = Mapping[str, Any]
Outputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One set of inputs and the figures that theory gives for them; `where` it stands in its file.

    An output is a number, true or false, a list of numbers, or None where theory has no figure.
    """

    inputs: Inputs
    outputs: Outputs
    where: FieldPath


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One result of theory: its id, what it says of itself (see `WORDS`), and rows of figures."""

    id: str
    words: Mapping[str, str]
    rows: tuple[Row, ...]
    where: FieldPath

    @property
    def source(self) -> str:
        """Who showed it, or an empty text."""
        return self.words.get("source", "")


@dataclass(frozen=True)
class Theory:
    """A file of benchmarks, with the places where everything in it was written."""

    benchmarks: tuple[Benchmark, ...]
    document: Document = field(repr=False)


@cache
def theory() -> Theory:
    """The figures that come with the package."""
    return read_theory(FILE)


def read_theory(path: str | Path) -> Theory:
    """Read a file of benchmarks, JSON or YAML, strictly.

    Args:
        path: A mapping with a list `benchmarks`; each has `id` and `rows`, each row `inputs` and
            `outputs` (`mc`, somebody else's simulation of the same, is not used).

    Raises:
        InputError: With every problem found.
    """
    document = read(path)
    problems = document.wrong_keys((), ("benchmarks",))
    if problems:
        raise InputError(problems)
    given = document.data["benchmarks"]
    if not isinstance(given, list) or not given:
        what = "an empty list" if given == [] else found(given)
        message = f"expected a list of benchmarks, found {what}"
        raise InputError([document.problem(("benchmarks",), message)])
    benchmarks = [
        _benchmark(document, ("benchmarks", place), value, problems)
        for place, value in enumerate(given)
    ]
    if problems:
        raise InputError(problems)
    return Theory(tuple(benchmarks), document)


def _benchmark(
    document: Document, path: FieldPath, value: Any, problems: list[Problem]
) -> Benchmark:
    empty = Benchmark("", {}, (), path)
    if not isinstance(value, dict):
        problems.append(document.problem(path, f"expected a benchmark, found {found(value)}"))
        return empty
    wrong = document.wrong_keys(path, ("id", "rows"), WORDS)
    for name in ("id", *WORDS):
        if name in value and not isinstance(value[name], str):
            message = f"expected text, found {found(value[name])}"
            wrong.append(document.problem((*path, name), message))
    rows = value.get("rows", [])
    if not isinstance(rows, list) or rows == []:
        message = f"expected a list of rows, found {'an empty list' if rows == [] else found(rows)}"
        wrong.append(document.problem((*path, "rows"), message))
        rows = []
    problems += wrong
    read_rows = [
        _row(document, (*path, "rows", place), row, problems) for place, row in enumerate(rows)
    ]
    if wrong:
        return empty
    words = {name: value[name] for name in WORDS if name in value}
    return Benchmark(value["id"], words, tuple(read_rows), path)


def _row(document: Document, path: FieldPath, value: Any, problems: list[Problem]) -> Row:
    if not isinstance(value, dict):
        problems.append(document.problem(path, f"expected a row, found {found(value)}"))
        return Row({}, {}, path)
    problems += document.wrong_keys(path, ("inputs", "outputs"), ("mc",))
    parts: dict[str, Mapping[str, Any]] = {"inputs": {}, "outputs": {}}
    for name in parts:
        part = value.get(name, {})
        if not isinstance(part, dict):
            message = f"expected a mapping of names, found {found(part)}"
            problems.append(document.problem((*path, name), message))
            continue
        for key, given in part.items():
            allowed = _is_figure(given) or (name == "inputs" and isinstance(given, str))
            if not allowed:
                message = (
                    f"expected a number, true, false or numbers in a list, found {found(given)}"
                )
                problems.append(document.problem((*path, name, key), message))
        parts[name] = part
    if not parts["outputs"] and isinstance(value.get("outputs"), dict):
        problems.append(document.problem((*path, "outputs"), "there is nothing to compare"))
    return Row(parts["inputs"], parts["outputs"], path)


def _is_figure(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(
            isinstance(one, int | float) and not isinstance(one, bool) for one in value
        )
    return value is None or isinstance(value, bool | int | float)
