"""A study as it is written: which scenarios, what varies, by which design, how often."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from alliance_sim.evidence import Problem, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import either, found
from alliance_sim.experiments.studies.kinds import DESIGNS, NAMES_ITS_FACTORS, Design, Sobol
from alliance_sim.rules.frozen import Frozen
from alliance_sim.scenario.explain import problems_of

Text = Annotated[str, Field(min_length=1)]
OnFailure = Literal["keep-going", "fail-fast"]

REPLICATIONS, AT_MOST = 20, 200
"""Futures of a row unless said, and the most of one that goes on until it is precise."""

AT_LEAST = 10
"""Futures after which precision is first looked at, and between two looks."""


class Until(Frozen):
    """A paired difference between two options, and how precisely it is wanted."""

    difference: Text
    """Two options, such as `alliance-tender`: the first less the second, in the same futures."""

    outcome: Text
    """Of which outcome or party."""

    half_width: float = Field(gt=0)
    """Half the width of the 95 % interval of the mean difference, in the outcome's unit."""

    @property
    def pair(self) -> tuple[str, str]:
        """The two options."""
        first, _, second = self.difference.partition("-")
        return first, second


class Adaptive(Frozen):
    """Futures of a row: as many as it takes, looked at after fixed numbers of them."""

    until: tuple[Until, ...]
    """What must be precise; all of them."""

    at_least: int = Field(AT_LEAST, ge=2)
    """The first number of futures at which a row may end."""

    at_most: int = Field(AT_MOST, ge=2)
    """The number at which it ends in any case."""

    step: int = Field(AT_LEAST, ge=1)
    """Futures between two looks."""


class StudyFile(Frozen):
    """A study file."""

    title: Text
    """What the study is about, in one line."""

    description: str = ""
    """The story behind it."""

    scenario: Any = None
    """A scenario file, relative to this one, or a list of them."""

    scenarios: Any = None
    """The same as scenario."""

    options: tuple[Text, ...] = ()
    """Which options of the scenarios are simulated; all where none is named."""

    set: dict[str, Any] = Field(default_factory=dict)
    """Settings by dotted path that hold in every row, such as `place.residents: 500`."""

    vary: Any = None
    """What differs between rows: `all_uncertain`, or factors by dotted path."""

    design: Any = None
    """How the rows are chosen, by `kind`."""

    replications: Any = REPLICATIONS
    """Futures of every row: a number, or `until` paired differences are precise."""

    seed: int = Field(1, ge=0)
    """Seed of the design and of all luck."""

    on_failure: OnFailure = "keep-going"
    """Whether a run that fails is noted and the rest goes on, or everything stops."""


@dataclass(frozen=True)
class Study:
    """A study that has been read; names of scenarios are those of their files."""

    title: str
    description: str
    scenarios: tuple[str, ...]
    options: tuple[str, ...]
    set: Mapping[str, Any]
    vary: Any
    design: Design
    replications: int | Adaptive
    seed: int
    on_failure: OnFailure

    @property
    def most_replications(self) -> int:
        """The most futures that a row may have."""
        many = self.replications
        return many if isinstance(many, int) else many.at_most


def is_study(document: Document) -> bool:
    """Whether a document is meant as a study rather than as a scenario."""
    return bool({"scenario", "scenarios", "design", "vary"} & set(document.data))


def study_of(document: Document) -> tuple[Study | None, list[Problem]]:
    """The study that a document describes, and everything wrong with its form."""
    problems: list[Problem] = []
    written = None
    try:
        written = StudyFile.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        problems += problems_of(error, document, StudyFile, lambda path: path)
    scenarios = _scenarios(document, problems)
    design = _design(document, problems)
    replications = _replications(document, problems)
    if design is not None:
        _needs_factors(document, design, problems)
    if problems or written is None or design is None or replications is None:
        return None, problems
    return (
        Study(
            title=written.title,
            description=written.description,
            scenarios=scenarios,
            options=written.options,
            set=written.set,
            vary=written.vary,
            design=design,
            replications=replications,
            seed=written.seed,
            on_failure=written.on_failure,
        ),
        problems,
    )


def _scenarios(document: Document, problems: list[Problem]) -> tuple[str, ...]:
    """The files that `scenario` or `scenarios` name."""
    given = [name for name in ("scenario", "scenarios") if name in document.data]
    if len(given) != 1:
        message = (
            "'scenario' is required but not given"
            if not given
            else "is the same as 'scenario'; give one of them"
        )
        problems.append(document.problem(tuple(given[1:]), message, at_key=True))
        return ()
    value = document.data[given[0]]
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        message = f"expected the name of a file or a list of names, found {found(value)}"
        problems.append(document.problem((given[0],), message))
        return ()
    return tuple(names)


def place_of_scenario(document: Document, position: int) -> tuple[str | int, ...]:
    """Where in a document the name of a scenario stands."""
    field = "scenario" if "scenario" in document.data else "scenarios"
    return (field, position) if isinstance(document.data[field], list) else (field,)


def _design(document: Document, problems: list[Problem]) -> Design | None:
    written = document.data.get("design")
    if not isinstance(written, dict):
        message = f"expected a mapping with 'kind' ({either(tuple(DESIGNS))}), found "
        problems.append(document.problem(("design",), message + found(written)))
        return None
    kind = written.get("kind")
    if not isinstance(kind, str) or kind not in DESIGNS:
        near = nearest_names(kind, DESIGNS) if isinstance(kind, str) else []
        message = f"expected {either(tuple(DESIGNS))}, found {found(kind)}"
        problems.append(document.problem(("design", "kind"), message, nearest=near))
        return None
    made: Any = _model(document, ("design",), DESIGNS[kind], written, problems)
    if isinstance(made, Sobol) and made.n & (made.n - 1):
        below = 1 << (made.n.bit_length() - 1)
        sizes = f"{below:,}, {2 * below:,} or {4 * below:,}"
        message = f"is {made.n:,}; a Sobol sequence needs a power of two, such as {sizes}"
        problems.append(document.problem(("design", "n"), message))
    return made


def _replications(document: Document, problems: list[Problem]) -> int | Adaptive | None:
    value = document.data.get("replications", REPLICATIONS)
    place = ("replications",)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    if not isinstance(value, dict):
        message = "expected a whole number from 1, or a mapping with 'until', found "
        problems.append(document.problem(place, message + found(value)))
        return None
    until = value.get("until")
    listed = value if isinstance(until, list) else {**value, "until": [until]}

    def written_at(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        is_alone = not isinstance(until, list) and path[:1] == ("until",)
        return (*place, "until", *path[2:]) if is_alone else (*place, *path)

    made = _model(document, place, Adaptive, listed, problems, written_at)
    if isinstance(made, Adaptive):
        if not made.until:
            problems.append(document.problem((*place, "until"), "names no difference"))
        if made.at_most < made.at_least:
            message = f"expected at least the {made.at_least} of at_least, found {made.at_most}"
            problems.append(document.problem((*place, "at_most"), message))
        return made
    return None


def _model(
    document: Document,
    place: tuple[str | int, ...],
    model: type[Frozen],
    data: Any,
    problems: list[Problem],
    written_at: Any = None,
) -> Any:
    """Part of a document as one of the models, or None with its problems noted."""
    at = written_at or (lambda path: (*place, *path))
    try:
        return model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        problems += problems_of(error, document, model, at)
        return None


def _needs_factors(document: Document, design: Design, problems: list[Problem]) -> None:
    if document.data.get("vary") is None and design.kind not in NAMES_ITS_FACTORS:
        message = "'vary' is required: all_uncertain, or factors by path"
        problems.append(document.problem((), message, at_key=True))
