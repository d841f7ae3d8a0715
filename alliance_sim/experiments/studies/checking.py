"""Whether every row of a design is a scenario that can be simulated."""

from collections.abc import Iterator, Mapping
from typing import Any

from alliance_sim.evidence import InputError, Problem, catalogue
from alliance_sim.evidence.document import Document
from alliance_sim.experiments.studies.designs import Rows
from alliance_sim.experiments.studies.targets import change_of
from alliance_sim.experiments.studies.used import OF_OPTIONS
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.load import check
from alliance_sim.scenario.overrides import FIELD as PARAMETERS

MOST_TOLD = 5
"""Rows that messages name before they say how many more there are."""

REMEMBERED = 4096
"""Combinations of settings that are known to stand, so that they are not looked at again."""


def problems_of_rows(
    document: Document, rows: Rows, worlds: Mapping[str, Scenario]
) -> list[Problem]:
    """What is wrong with rows of a design, each with the row it was found in.

    A number that belongs to the world at large stands or falls by itself; only settings that
    reach an option, or the size of a run, can contradict one another and are resolved together.
    """
    told: dict[tuple[str, str], tuple[int, str, tuple[str, ...]]] = {}
    counts: dict[tuple[str, str], int] = {}
    for row, factor, message, nearest in _found(rows, worlds):
        key = factor, "" if message.startswith("expected") else message
        told.setdefault(key, (row, message, nearest))
        counts[key] = counts.get(key, 0) + 1
    problems = []
    for key, (row, message, nearest) in [*told.items()][:MOST_TOLD]:
        others = counts[key] - 1
        more = f" (and {others:,} more row{'s' if others > 1 else ''})" if others else ""
        place = place_of(document, key[0], row)
        problems.append(
            document.problem(place, f"row {row}: {message}{more}", nearest=nearest, named=place)
        )
    return problems


def place_of(document: Document, factor: str, row: int) -> tuple[str | int, ...]:
    """Where in a study what a row sets a factor to was written."""
    vary = document.data.get("vary")
    for name in (factor, change_of(factor)) if factor else ():
        if isinstance(vary, dict) and name in vary:
            return ("vary", name)
        design = document.data.get("design", {})
        listed = design.get("rows") if isinstance(design, dict) else None
        if isinstance(listed, list) and name in listed[row % len(listed)]:
            return ("design", "rows", row % len(listed), name)
    return ("vary",) if vary is not None else ("design",)


def _found(
    rows: Rows, worlds: Mapping[str, Scenario]
) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Row, factor, message and nearest names of everything wrong."""
    known = catalogue().parameters
    alone = [
        one.name
        for one in rows.factors
        if one.name in known and one.name.partition(".")[0] not in OF_OPTIONS
    ]
    together = [one.name for one in rows.factors if one.name not in alone]
    stands: dict[str, None] = {}
    for row, scenario, settings in rows:
        for name in alone:
            if message := known[name].objection(settings[name]):
                yield row, name, message, ()
        key = repr((scenario, [settings[name] for name in together]))
        if not together or key in stands:
            continue
        changes = {change_of(name): settings[name] for name in together}
        try:
            check(worlds[scenario], changes)
        except InputError as error:
            for problem in error.problems:
                yield row, behind(problem, changes), said(problem, changes), problem.nearest
        else:
            stands[key] = None
            if len(stands) > REMEMBERED:
                del stands[next(iter(stands))]


def behind(problem: Problem, changes: Mapping[str, Any]) -> str:
    """The factor that a problem with a changed scenario comes from; empty if from several."""
    field = problem.field
    for change in sorted(changes, key=len, reverse=True):
        if field == change or field.startswith((f"{change}.", f"{change}[")):
            return change.removeprefix(f"{PARAMETERS}.")
    return ""


def said(problem: Problem, changes: Mapping[str, Any]) -> str:
    """A problem with a changed scenario in words, with its field where no factor has its name."""
    return problem.message if behind(problem, changes) else f"{problem.field}: {problem.message}"
