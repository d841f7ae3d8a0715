"""A calibration as it is written: what is fitted, to which figures, how long is searched."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from alliance_sim.evidence import InputError, Problem, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, found, quoted
from alliance_sim.evidence.strict_yaml import read
from alliance_sim.experiments.calibration.figures import Figure, published
from alliance_sim.experiments.regimes import COLUMNS
from alliance_sim.experiments.studies.factors import Factor
from alliance_sim.experiments.studies.targets import change_of, plain_name
from alliance_sim.experiments.studies.varying import factors_of
from alliance_sim.results import TABLES
from alliance_sim.rules.frozen import Frozen
from alliance_sim.scenario import Scenario, load
from alliance_sim.scenario.explain import problems_of
from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.ways import FIELD as OPTIONS

Text = Annotated[str, Field(min_length=1)]


class OwnFigure(Frozen):
    """A figure of the user's own that an outcome is held to."""

    value: float
    """What the outcome should be, in its unit."""

    error: float = Field(gt=0)
    """How far off is as good as right: one standard error, or half a range that is believed."""


class CalibrationFile(Frozen):
    """A calibration file."""

    title: Text
    """What is fitted, in one line."""

    description: str = ""
    """Why, and with which caution."""

    scenario: Text
    """A scenario file, relative to this one."""

    option: Text
    """The option under which the figures were observed."""

    set: dict[str, Any] = Field(default_factory=dict)
    """Settings by dotted path that hold in every run, such as `place.residents: 500`."""

    vary: Any = None
    """What is fitted: parameters by dotted path, each with what is believed of it beforehand."""

    targets: dict[str, Any] = Field(min_length=1)
    """What is fitted to: published figures by name, or outcomes with `value` and `error`."""

    particles: int = Field(100, ge=10)
    """Sets of parameters kept in every round."""

    rounds: int = Field(4, ge=1)
    """Rounds, each nearer to the figures than the one before."""

    near_enough: float = Field(0.5, ge=0)
    """A distance at which no further round is begun: 1 is one error away on average."""

    replications: int = Field(2, ge=1)
    """Futures that are averaged for one set of parameters."""

    draws: int = Field(40, ge=2)
    """Sets drawn from what was found and simulated afresh, to be held against every figure."""

    seed: int = Field(1, ge=0)
    """Seed of the search and of all luck."""


@dataclass(frozen=True)
class Calibration:
    """A calibration that has been read and can be run."""

    written: CalibrationFile
    text: str
    world: Scenario
    factors: tuple[Factor, ...]
    targets: Mapping[str, Figure]
    """What is fitted to, by name."""

    @property
    def held_out(self) -> Mapping[str, Figure]:
        """Published figures that are not fitted to and that one option can be held against."""
        return {name: one for name, one in published().items() if name not in self.targets}


def is_calibration(document: Document) -> bool:
    """Whether a document is meant as a calibration."""
    return "targets" in document.data


def load_calibration(path: str | Path) -> Calibration:
    """Read a calibration and everything that it names.

    Raises:
        InputError: Lists everything that is wrong, each with its place and the nearest name.
    """
    document = read(path)
    problems: list[Problem] = []
    try:
        written = CalibrationFile.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        raise InputError(problems_of(error, document, CalibrationFile, lambda at: at)) from error
    world = _world(document, written, Path(path).parent)
    factors, more = factors_of(document, written.vary, [world])
    problems += more
    if not factors and not more:
        problems.append(document.problem((), "'vary' is required: what is fitted", at_key=True))
    problems += [
        document.problem(("vary", one.name), "is no number, and only numbers can be fitted")
        for one in factors
        if not one.is_number
    ]
    targets = _targets(document, written, problems)
    if problems:
        raise InputError(problems)
    text = Path(path).read_text(encoding="utf-8-sig")
    return Calibration(written, text, world, factors, targets)


def _world(document: Document, written: CalibrationFile, home: Path) -> Scenario:
    changes = {change_of(plain_name(name)): value for name, value in written.set.items()}
    try:
        world = load(home / written.scenario, changes)
    except InputError as error:
        raise InputError(
            [
                one if one.spot else document.problem(("scenario",), f"{one.file} {one.message}")
                for one in error.problems
            ]
        ) from error
    if written.option not in world.options:
        near = nearest_names(written.option, world.options)
        message = f"the scenario has no option {quoted(written.option, whole=False)}"
        raise InputError([document.problem(("option",), message, nearest=near)])
    return with_changes(world, {OPTIONS: {written.option: world.written[OPTIONS][written.option]}})


def _targets(
    document: Document, written: CalibrationFile, problems: list[Problem]
) -> dict[str, Figure]:
    known, made = published(), {}
    for name, given in written.targets.items():
        at = ("targets", name)
        if given is None and name in known:
            made[name] = known[name]
        elif name not in COLUMNS:
            near = nearest_names(name, [*known, *COLUMNS])
            message = f"no published figure and no outcome {quoted(name, whole=False)}"
            problems.append(document.problem(at, message, at_key=True, nearest=near))
        elif not isinstance(given, dict):
            message = f"expected a mapping with 'value' and 'error', found {found(given)}"
            problems.append(document.problem(at, message))
        else:
            try:
                own = OwnFigure.model_validate_json(json.dumps(given), strict=True)
            except ValidationError as error:
                problems += problems_of(error, document, OwnFigure, partial(_below, at))
                continue
            (column,) = (one for one in TABLES["outcomes"] if one.name == name)
            made[name] = Figure(name, column.label, column.unit, own.value, own.error)
    return made


def _below(place: FieldPath, path: FieldPath) -> FieldPath:
    return (*place, *path)
