"""Every row of theory's figures through the model."""

from collections.abc import Callable, Iterator
from inspect import Parameter
from typing import Any

from alliance_sim.evidence import InputError, Problem, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import either, found, quoted
from alliance_sim.evidence.theory import Benchmark, Row, Theory, theory
from alliance_sim.experiments.verification.adapters import ADAPTERS, Adapter
from alliance_sim.experiments.verification.estimates import Ask
from alliance_sim.experiments.verification.verdict import Check, judge

Progress = Callable[[str], None]

KINDS: dict[Any, str] = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    str: "text",
    list[float]: "a list of numbers",
}
"""What an input may be, in words, by its type."""


def verify(
    given: Theory, draws: int, seed: int = 1, progress: Progress = lambda name: None
) -> list[Check]:
    """Check every output of every row, in the order of the file.

    Args:
        given: Theory's figures.
        draws: Awards drawn for each figure that is an average over awards.
        seed: The same seed, the same draws.
        progress: Told the id of each benchmark before its rows are worked out.

    Raises:
        InputError: A benchmark, input or output is not known, or an input cannot be; with every
            such problem that shows before anything is worked out.
    """
    problems = [
        problem
        for benchmark in given.benchmarks
        for problem in _problems(given.document, benchmark)
    ]
    if problems:
        raise InputError(problems)
    checks: list[Check] = []
    for benchmark in given.benchmarks:
        progress(benchmark.id)
        for row in benchmark.rows:
            checks += _row(given.document, benchmark, row, draws, seed)
    return checks


def _problems(document: Document, benchmark: Benchmark) -> Iterator[Problem]:
    """What is wrong with a benchmark before anything is worked out."""
    adapter = ADAPTERS.get(benchmark.id)
    if adapter is None:
        near = nearest_names(benchmark.id, ADAPTERS)
        message = f"no benchmark is called {quoted(benchmark.id)}"
        if not near:
            message += f"; there are {either([*ADAPTERS])}"
        yield document.problem((*benchmark.where, "id"), message, nearest=near)
        return
    known = adapter.inputs
    needed = [name for name, value in known.items() if value.default is Parameter.empty]
    for row in benchmark.rows:
        path = (*row.where, "inputs")
        yield from document.wrong_keys(path, needed, [n for n in known if n not in needed])
        for name, value in row.inputs.items():
            if name in known and not _fits(value, known[name].annotation):
                message = f"expected {KINDS[known[name].annotation]}, found {found(value)}"
                yield document.problem((*path, name), message)
        for output in row.outputs:
            if not adapter.knows(output):
                near = nearest_names(output, adapter.names)
                message = "unknown output"
                if not near:
                    message += f"; allowed: {', '.join(adapter.names)}"
                where = (*row.where, "outputs", output)
                yield document.problem(where, message, at_key=True, nearest=near)


def _fits(value: Any, kind: Any) -> bool:
    """Whether a value can be an input of a kind; `inf` is a number that YAML and JSON lack."""
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    if kind is float:
        return isinstance(value, int | float) or value == "inf"
    if kind is int:
        return isinstance(value, int) and value > 0
    return isinstance(value, list if kind == list[float] else str)


def _row(document: Document, benchmark: Benchmark, row: Row, draws: int, seed: int) -> list[Check]:
    adapter: Adapter = ADAPTERS[benchmark.id]
    inputs = {name: float(v) if v == "inf" else v for name, v in row.inputs.items()}
    try:
        got = adapter.find(Ask(tuple(row.outputs), draws, seed), **inputs)
    except (ValueError, ArithmeticError) as error:
        message = f"cannot be worked out: {error}"
        raise InputError([document.problem((*row.where, "inputs"), message)]) from error
    source = benchmark.source or _shipped_source(benchmark.id)
    return [
        judge(
            benchmark.id,
            row.inputs,
            output,
            figure,
            got[output],
            source,
            _own_error(output, row),
        )
        for output, figure in row.outputs.items()
    ]


def _own_error(output: str, row: Row) -> float:
    """Standard error of a figure that the file simulated, where the file gives it."""
    stem, _, end = output.rpartition("_")
    error = row.outputs.get(f"{stem}_se") if end == "mc" else None
    return float(error) if isinstance(error, int | float) else 0.0


def _shipped_source(name: str) -> str:
    """The source that comes with the package for a benchmark of this id."""
    return next((one.source for one in theory().benchmarks if one.id == name), "")
