"""A study that can be run: its scenarios resolved, its factors known, every row checked."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from alliance_sim import __version__
from alliance_sim.evidence import InputError, Problem, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import either, found, quoted
from alliance_sim.evidence.strict_yaml import parse, read
from alliance_sim.experiments.studies.checking import behind, problems_of_rows, said
from alliance_sim.experiments.studies.designs import DesignError, Rows, rows_of
from alliance_sim.experiments.studies.factors import Factor
from alliance_sim.experiments.studies.kinds import NAMES_ITS_FACTORS
from alliance_sim.experiments.studies.study import (
    Adaptive,
    Study,
    place_of_scenario,
    study_of,
)
from alliance_sim.experiments.studies.tables import factors_of_rows, listed_rows
from alliance_sim.experiments.studies.targets import change_of, plain_name
from alliance_sim.experiments.studies.varying import factors_of
from alliance_sim.results.tables import RESULTS
from alliance_sim.scenario import Scenario, load
from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.ways import FIELD as OPTIONS


@dataclass(frozen=True)
class Plan:
    """A study, ready to be run."""

    study: Study
    text: str
    """The study file as it was read."""

    worlds: Mapping[str, Scenario]
    """The scenarios by name, with what the study sets and the options it wants."""

    rows: Rows

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What varies."""
        return self.rows.factors

    @cached_property
    def digest(self) -> str:
        """Fingerprint of all rows with their scenarios and settings."""
        told = hashlib.sha256()
        for row, scenario, settings in self.rows:
            told.update(row_key(self.worlds[scenario].digest, settings, self.study.seed))
            told.update(str(row).encode())
        return f"sha256:{told.hexdigest()}"


def row_key(scenario_digest: str, settings: Mapping[str, Any], seed: int) -> bytes:
    """What makes the runs of a row what they are, the replication aside."""
    plain = [__version__, scenario_digest, dict(settings), seed]
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


def load_study(path: str | Path) -> Plan:
    """Read a study and everything it names, and check every row of its design.

    Raises:
        InputError: Lists everything that is wrong, each with its place and the nearest name.
    """
    document = read(path)
    return _plan(document, Path(path).read_text(encoding="utf-8-sig"), Path(path).parent)


def load_study_text(text: str, name: str, home: Path) -> Plan:
    """Read a study from text; the files that it names are looked for from the folder `home`.

    Raises:
        InputError: As `load_study` does.
    """
    return _plan(parse(text, name), text, home)


def _plan(document: Document, text: str, home: Path) -> Plan:
    study, problems = study_of(document)
    if study is None:
        # What it names can be looked at all the same, so that all errors are told at once.
        names = document.data.get("scenario", document.data.get("scenarios"))
        names = [names] if isinstance(names, str) else names
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            worlds = _worlds(document, names, {}, (), home, problems)
            if worlds and len(worlds) == len(names):
                _, more = factors_of(document, document.data.get("vary"), [*worlds.values()])
                problems += more
        raise InputError(problems)
    worlds = _worlds(document, study.scenarios, study.set, study.options, home, problems)
    _check_wanted(document, study, worlds, problems)
    factors: tuple[Factor, ...] = ()
    listed = listed_rows(document, study.design, home, problems)
    if worlds and len(worlds) == len(study.scenarios):
        factors, more = factors_of(document, study.vary, [*worlds.values()])
        problems += more
        if study.design.kind in NAMES_ITS_FACTORS:
            factors = factors_of_rows(document, listed, factors, [*worlds.values()], problems)
        _set_and_varied(document, study, factors, problems)
    if problems:
        raise InputError(problems)
    try:
        rows = rows_of(study.design, factors, worlds, study.seed, listed)
    except DesignError as error:
        field = error.field
        place = ("design", field) if field and field in document.data["design"] else ("design",)
        raise InputError([document.problem(place, str(error))]) from error
    if problems := problems_of_rows(document, rows, worlds):
        raise InputError(problems)
    return Plan(study, text, worlds, rows)


def _worlds(
    document: Document,
    files: Sequence[str],
    settings: Mapping[str, Any],
    options: Sequence[str],
    home: Path,
    problems: list[Problem],
) -> dict[str, Scenario]:
    """The scenarios that could be read, by the name of their file."""
    changes = {change_of(plain_name(name)): value for name, value in settings.items()}
    worlds: dict[str, Scenario] = {}
    for position, file in enumerate(files):
        place = place_of_scenario(document, position)
        name = Path(file).stem
        if name in worlds:
            problems.append(document.problem(place, f"there are two scenarios {quoted(name)}"))
            continue
        try:
            world = load(home / file, changes)
        except InputError as error:
            problems += [_seen_from(document, place, one, changes) for one in error.problems]
            continue
        if unknown := [one for one in options if one not in world.options]:
            near = nearest_names(unknown[0], world.options)
            hint = "" if near else f"; it has {either([*world.options])}"
            message = f"{quoted(name)} has no option {quoted(unknown[0], whole=False)}{hint}"
            at = ("options", list(options).index(unknown[0]))
            problems.append(document.problem(at, message, nearest=near))
            continue
        worlds[name] = _with_options(world, options)
    return worlds


def _with_options(world: Scenario, options: Sequence[str]) -> Scenario:
    if not options:
        return world
    kept = {name: world.written[OPTIONS][name] for name in options}
    return with_changes(world, {OPTIONS: kept})


def _seen_from(
    document: Document, place: tuple[str | int, ...], problem: Problem, changes: Mapping[str, Any]
) -> Problem:
    """A problem with a scenario, told where the study causes it, if it does."""
    if name := behind(problem, changes):
        for written in (name, change_of(name)):
            if written in document.data.get("set", {}):
                return document.problem(
                    ("set", written), said(problem, changes), nearest=problem.nearest
                )
    if problem.spot:
        return problem
    message = f"{quoted(problem.file)} {problem.message}"
    return document.problem(place, message, nearest=problem.nearest)


def _check_wanted(
    document: Document, study: Study, worlds: Mapping[str, Scenario], problems: list[Problem]
) -> None:
    """The precision that is wanted is of options and outcomes that there are."""
    if not isinstance(study.replications, Adaptive):
        return
    until = document.data["replications"]["until"]
    for position, one in enumerate(study.replications.until):
        place: tuple[str | int, ...] = ("replications", "until")
        place = (*place, position) if isinstance(until, list) else place
        for world in worlds.values():
            first, second = one.pair
            wrong = [name for name in (first, second) if name not in world.options]
            if wrong or first == second:
                near = nearest_names(wrong[0], world.options) if wrong else []
                message = (
                    f"expected two options, such as {'-'.join([*world.options][:2])}, found "
                    f"{found(one.difference)}"
                )
                at = (*place, "difference")
                problems.append(document.problem(at, message, nearest=near))
                break
        if one.outcome not in RESULTS:
            near = nearest_names(one.outcome, RESULTS)
            message = f"no outcome {quoted(one.outcome, whole=False)}"
            problems.append(document.problem((*place, "outcome"), message, nearest=near))


def _set_and_varied(
    document: Document, study: Study, factors: Sequence[Factor], problems: list[Problem]
) -> None:
    """What is set for every row cannot differ between rows."""
    names = {one.name for one in factors}
    problems += [
        document.problem(("set", name), "is varied too", at_key=True)
        for name in study.set
        if plain_name(name) in names
    ]
