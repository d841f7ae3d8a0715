"""`validate`: is a scenario or a study fit to run? Runs nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from alliance_sim.views.commands.options import AsJson
from alliance_sim.views.screen import BAD_INPUT, print_json, say
from alliance_sim.views.shipped import find, shipped_studies

if TYPE_CHECKING:
    from alliance_sim.evidence import Problem
    from alliance_sim.scenario import Scenario


def validate(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Scenario and study files.", show_default=False),
    ],
    json: AsJson = False,
) -> None:
    """Check scenarios and studies and run nothing: every problem, with line and column.

    Of a study every row of its design is checked.
    """
    from alliance_sim.evidence import InputError

    told, bad = [], False
    for name in files:
        found: _Fit | None = None
        problems: Sequence[Problem] = ()
        try:
            found = _read(shipped_studies().get(name) or find(name))
        except InputError as error:
            problems, bad = error.problems, True
        warnings = found.warnings if found else ()
        told.append(
            {
                "file": name,
                "valid": found is not None,
                "scenario_hash": found.scenario_hash if found else None,
                "problems": [problem.as_dict() for problem in problems],
                "warnings": [warning.as_dict() for warning in warnings],
            }
        )
        if not json:
            for problem in (*problems, *warnings):
                say(str(problem))
            if found:
                typer.echo(f"{name}: fit to run: {found.gist}")
    if json:
        print_json({"files": told})
    if bad:
        raise typer.Exit(BAD_INPUT)


class _Fit(NamedTuple):
    """A file that is fit to run, in a few words; a study has no hash of one scenario."""

    gist: str
    scenario_hash: str | None
    warnings: "Sequence[Problem]"


def _read(path: Path) -> _Fit:
    """The scenario or study in a file, whichever it is meant as.

    Raises:
        InputError: It is not fit to run.
    """
    from alliance_sim.evidence.strict_yaml import read
    from alliance_sim.experiments.studies.study import is_study
    from alliance_sim.scenario import load

    if is_study(read(path)):
        from alliance_sim.experiments.studies.plan import load_study

        plan = load_study(path)
        rows, factors = len(plan.rows), len(plan.factors)
        things = f"{factors:,} factor{'s' if factors > 1 else ''}"
        return _Fit(f"a study; {plan.study.design.kind}, {rows:,} rows of {things}", None, ())
    scenario = load(path)
    return _Fit(_gist(scenario), scenario.digest, list(implausible(path, scenario)))


def implausible(path: Path, scenario: "Scenario") -> Iterator["Problem"]:
    """A warning for each parameter that is set outside its plausible range."""
    from alliance_sim.evidence import catalogue
    from alliance_sim.scenario.base_file import read_with_base
    from alliance_sim.scenario.overrides import FIELD

    document = read_with_base(path) if scenario.overrides else None
    for name, value in scenario.overrides.items():
        parameter = catalogue().parameters[name]
        low, high = parameter.low, parameter.high
        if document is None or low is None or high is None or isinstance(value, str):
            continue
        if not low <= value <= high:
            message = f"warning: {value:g} lies outside the plausible range, {low:g} to {high:g}"
            yield document.problem((FIELD, *name.split(".")), message)


def _gist(scenario: "Scenario") -> str:
    from alliance_sim.scenario.everywhere import where

    options = len(scenario.options)
    return (
        f"{where(scenario.councils)}; {scenario.residents:,} residents; "
        f"{scenario.months:,} months; {options} option{'s' if options > 1 else ''}"
    )
