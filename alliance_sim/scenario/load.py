"""From what a person wrote to a complete scenario: the only place where precedence is decided.

From weakest to strongest: the evidence, the file that is extended, the file itself, and changes
made by a program. Within an option, what the option says wins over `parameters`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from alliance_sim.evidence import InputError, Problem, Value, catalogue, councils, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, quoted
from alliance_sim.evidence.strict_yaml import parse
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import base_file, everywhere, overrides, ways, write
from alliance_sim.scenario.explain import problems_of
from alliance_sim.scenario.schema import PRESETS, Scenario, Written

Changes = Mapping[str, Any]


def load(path: str | Path, changes: Changes | None = None) -> Scenario:
    """Read a scenario, with the file that it extends, and fill in everything it leaves out.

    Args:
        path: A YAML file.
        changes: Values by dotted path that win over the file, such as
            `{"place.residents": 500, "parameters.home_care.kpi_visibility": 0.4}`.

    Raises:
        InputError: Lists everything that is wrong, each with its place and the nearest name.
    """
    return _scenario(_changed(base_file.read_with_base(path), changes or {}))


def load_text(text: str | bytes, name: str, changes: Changes | None = None) -> Scenario:
    """Read a scenario from text, such as an upload; `name` is what messages call it.

    Raises:
        InputError: As `load` does; also if the text extends a file, for it has no folder.
    """
    document = parse(text, name)
    if base_file.FIELD in document.data:
        message = "a scenario that is not in a file cannot extend one"
        raise InputError([document.problem((base_file.FIELD,), message, at_key=True)])
    return _scenario(_changed(document, changes or {}))


def with_changes(scenario: Scenario, changes: Changes) -> Scenario:
    """The same scenario with some values changed, by dotted path as in `load`.

    Presets follow: a change of `parameters.alliance.selection.members` reaches every alliance
    that does not say for itself how many members it has.

    Raises:
        InputError: As `load` does.
    """
    return _scenario(_changed(Document("changes", dict(scenario.written), {}, {}), changes))


def check(scenario: Scenario, changes: Changes) -> None:
    """Refuse changes that `with_changes` would refuse, at a fraction of its cost.

    Raises:
        InputError: As `load` does.
    """
    _resolved(_changed(Document("changes", dict(scenario.written), {}, {}), changes))


def _changed(document: Document, changes: Changes) -> Document:
    """A document with its defaults and some values set."""
    data = json.loads(json.dumps({ways.FIELD: PRESETS, **document.data}))
    problems = []
    for path, value in changes.items():
        *groups, leaf = path.split(".")
        here = data
        for group in groups:
            here = here.setdefault(group, {}) if isinstance(here, dict) else None
        if isinstance(here, dict):
            here[leaf] = json.loads(json.dumps(value, default=_number))
        else:
            problems.append(Problem("changes", path, "leads through a value, not a mapping"))
    if problems:
        raise InputError(problems)
    return Document(document.file, data, document.values, document.keys)


def _number(value: Any) -> Any:
    """The plain number inside one of numpy's."""
    return value.item()


class _Resolved(NamedTuple):
    """What a document comes to: its fields, the parameters it sets, all of them, its options."""

    written: Written
    overrides: dict[str, Value]
    values: dict[str, Value]
    options: dict[str, Mechanism]


def _resolved(document: Document) -> _Resolved:
    """Everything that a document settles, or every problem that can be told apart."""
    document, problems = everywhere.spelled_out(document)
    wrong: set[FieldPath] = set()
    written: Written | None = None
    try:
        written = Written.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        problems += problems_of(error, document, Written, lambda path: path)
        # What pydantic has not understood is not looked at again.
        wrong = {detail["loc"][:2] for detail in error.errors()}
        wrong |= {path[:1] for path in wrong if path[0] != "place"}
    if not {("place",), ("place", "councils")} & wrong:
        problems += _unknown_names(document, ("place", "councils"), tuple(councils()))
    if ("services",) not in wrong:
        problems += _unknown_names(document, ("services",), SERVICES)
    if not {("months",), ("warm_up",)} & wrong:
        problems += _too_long_a_warm_up(document)
    set_here: dict[str, Value] = {}
    if (overrides.FIELD,) not in wrong:
        set_here, more = overrides.overrides_in(document, catalogue())
        problems += more
    values = dict(catalogue().values(set_here))
    options: dict[str, Mechanism] = {}
    if (ways.FIELD,) not in wrong:
        try:
            options = ways.resolve(document, values)
        except InputError as error:
            problems += error.problems
    if problems or written is None:
        raise InputError(problems)
    return _Resolved(written, set_here, values, options)


def _scenario(document: Document) -> Scenario:
    """A complete scenario.

    Raises:
        InputError: With every problem that can be told apart.
    """
    written, set_here, values, options = _resolved(document)
    services = tuple(name for name in SERVICES if name in written.services)
    head: dict[str, Any] = {
        "title": written.title,
        "description": written.description,
        "place": {"councils": list(written.place.councils), "residents": written.place.residents},
        "months": written.months,
        "warm_up": written.warm_up,
        "services": list(services),
    }
    return Scenario(
        title=written.title,
        description=written.description,
        councils=written.place.councils,
        residents=written.place.residents,
        months=written.months,
        warm_up=written.warm_up,
        services=services,
        options=options,
        values=values,
        overrides=set_here,
        written=document.data,
        text=write.resolved_text(head, options, values),
        digest=write.digest(head, options, values),
    )


def _unknown_names(
    document: Document, path: tuple[str, ...], known: tuple[str, ...]
) -> list[Problem]:
    """Problems with a list of names: one that is not known, or comes twice."""
    names: Any = document.data
    for step in path:
        names = names[step]
    problems = []
    for index, name in enumerate(names):
        place: FieldPath = (*path, index)
        if name not in known:
            near = nearest_names(name, known)
            singular = path[-1].removesuffix("s")
            problems.append(
                document.problem(place, f"no {singular} {quoted(name, whole=False)}", nearest=near)
            )
        elif name in names[:index]:
            problems.append(document.problem(place, f"{quoted(name)} is named twice"))
    return problems


def _too_long_a_warm_up(document: Document) -> list[Problem]:
    """A warm-up has to leave months to count."""
    months, warm_up = document.data["months"], document.data["warm_up"]
    if warm_up < months:
        return []
    message = f"expected fewer than the {months} months of a run, found {warm_up}"
    return [document.problem(("warm_up",), message)]


def to_yaml(scenario: Scenario) -> str:
    """The resolved scenario as YAML; loading it gives the same scenario, with the same digest."""
    return scenario.text
