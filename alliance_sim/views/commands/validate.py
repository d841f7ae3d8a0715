"""`validate`: is a scenario fit to run? Runs nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_sim.views.commands.options import AsJson
from alliance_sim.views.screen import BAD_INPUT, print_json, say
from alliance_sim.views.shipped import find

if TYPE_CHECKING:
    from alliance_sim.evidence import Problem
    from alliance_sim.scenario import Scenario


def validate(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Scenario files.", show_default=False)
    ],
    json: AsJson = False,
) -> None:
    """Check scenario files and run nothing: every problem of every file, with line and column."""
    from alliance_sim.evidence import InputError
    from alliance_sim.scenario import load

    told, bad = [], False
    for name in files:
        scenario: Scenario | None = None
        problems: Sequence[Problem] = ()
        warnings: Sequence[Problem] = ()
        try:
            path = find(name)
            scenario = load(path)
            warnings = list(implausible(path, scenario))
        except InputError as error:
            problems, bad = error.problems, True
        told.append(
            {
                "file": name,
                "valid": scenario is not None,
                "scenario_hash": scenario.digest if scenario else None,
                "problems": [problem.as_dict() for problem in problems],
                "warnings": [warning.as_dict() for warning in warnings],
            }
        )
        if not json:
            for problem in (*problems, *warnings):
                say(str(problem))
            if scenario:
                typer.echo(f"{name}: fit to run: {_gist(scenario)}")
    if json:
        print_json({"files": told})
    if bad:
        raise typer.Exit(BAD_INPUT)


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
