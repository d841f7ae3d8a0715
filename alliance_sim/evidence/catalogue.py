"""Every parameter of the model, read from the YAML files of this folder.

A file is a group of parameters; its name is the first part of their paths. Mappings nest down to
leaves, and a leaf is a mapping of value, unit, low, high, status, source and note.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alliance_sim.evidence.document import Document
from alliance_sim.evidence.names import nearest_names
from alliance_sim.evidence.parameters import STATUSES, Parameter, Value
from alliance_sim.evidence.problems import FieldPath, InputError, Problem, either, found, quoted
from alliance_sim.evidence.strict_yaml import read

FOLDER = Path(__file__).parent
NOT_PARAMETERS = ("references.yaml", "regimes.yaml", "claims.yaml", "findings.yaml")

_KEYS = ("value", "unit", "status", "source", "note")
_RANGE = ("low", "high")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Catalogue:
    """All parameters by path, such as `home_care.kpi_visibility`, in the order of the files."""

    parameters: Mapping[str, Parameter]

    @cached_property
    def groups(self) -> Mapping[str, Sequence[str]]:
        """The names inside each group of parameters, by the group's path; "" is the whole."""
        groups: dict[str, dict[str, None]] = {}
        for path in self.parameters:
            steps = path.split(".")
            for depth in range(len(steps)):
                groups.setdefault(".".join(steps[:depth]), {})[steps[depth]] = None
        return {path: tuple(inside) for path, inside in groups.items()}

    def values(self, overrides: Mapping[str, Value] | None = None) -> Mapping[str, Value]:
        """The value of every parameter by path, with some set differently.

        Raises:
            InputError: An override names no parameter, or its unit does not allow the value.
        """
        values = {path: parameter.value for path, parameter in self.parameters.items()}
        problems = []
        for path, value in (overrides or {}).items():
            parameter = self.parameters.get(path)
            if parameter is None:
                near = tuple(nearest_names(path, self.parameters))
                problems.append(Problem("parameters", path, "unknown parameter", nearest=near))
            elif message := parameter.objection(value):
                problems.append(Problem("parameters", path, message))
            else:
                values[path] = parameter.normal(value)
        if problems:
            raise InputError(problems)
        return MappingProxyType(values)


@cache
def catalogue() -> Catalogue:
    """The parameters that come with the model; read once."""
    return load_catalogue(FOLDER)


def load_catalogue(folder: Path, sources: Collection[str] | None = None) -> Catalogue:
    """Read every group of parameters in a folder.

    Args:
        folder: Holds one YAML file for each group.
        sources: Keys that may be quoted as a source; None to leave that unchecked.

    Raises:
        InputError: Lists every leaf that is incomplete, contradicts its unit or range, or claims
            a source that does not exist.
    """
    parameters: dict[str, Parameter] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name in NOT_PARAMETERS:
            continue
        try:
            document = read(path)
        except InputError as error:
            problems += error.problems
            continue
        for place, leaf in _leaves(document, (), document.data, problems):
            wrong = _problems_of_leaf(document, place, leaf, sources)
            problems += wrong
            if not wrong:
                name = ".".join((path.stem, *map(str, place)))
                parameters[name] = _parameter(name, leaf)
    if problems:
        raise InputError(problems)
    return Catalogue(MappingProxyType(parameters))


def _leaves(
    document: Document, place: FieldPath, mapping: dict[str, Any], problems: list[Problem]
) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    """Every leaf below a mapping: a mapping that holds more than further mappings."""
    if not mapping:
        problems.append(document.problem(place, "is empty; expected parameters", at_key=True))
    for name, inner in mapping.items():
        here = (*place, name)
        if not _NAME.fullmatch(name):
            message = "names are lower-case letters, digits and underscores"
            problems.append(document.problem(here, message, at_key=True))
        elif not isinstance(inner, dict):
            message = f"expected a mapping with {', '.join(_KEYS)}, found {found(inner)}"
            problems.append(document.problem(here, message))
        elif inner and not all(isinstance(value, dict) for value in inner.values()):
            yield here, inner
        else:
            yield from _leaves(document, here, inner, problems)


def _problems_of_leaf(
    document: Document, place: FieldPath, leaf: dict[str, Any], sources: Collection[str] | None
) -> list[Problem]:
    """Everything wrong with one leaf, the most basic first."""
    unit = leaf.get("unit")
    ranged = unit not in ("switch", "choice")
    needed = [*_KEYS, *(_RANGE if ranged else ()), *(["allowed"] if unit == "choice" else [])]
    problems = document.wrong_keys(place, needed, () if ranged else _RANGE)
    problems += [
        document.problem((*place, key), f"expected text, found {found(leaf[key])}")
        for key in ("unit", "note")
        if key in leaf and not (isinstance(leaf[key], str) and leaf[key].strip())
    ]
    problems += [
        document.problem((*place, key), f"expected a list of names, found {found(leaf[key])}")
        for key in ("source", "allowed")
        if key in leaf and not _is_list_of_text(leaf[key])
    ]
    return problems or [
        *_problems_of_values(document, place, _parameter(".".join(map(str, place)), leaf)),
        *_problems_of_source(document, place, leaf, sources),
    ]


def _problems_of_values(document: Document, place: FieldPath, p: Parameter) -> Iterator[Problem]:
    """The value suits its unit and lies within its range, and so does the range its unit."""
    limits = {key: value for key in _RANGE if (value := getattr(p, key)) is not None}
    if p.unit in ("switch", "choice"):
        for key in limits:
            yield document.problem((*place, key), f"a {p.unit} has no range", at_key=True)
        limits = {}
    wrong = {
        key: message
        for key, value in {"value": p.value, **limits}.items()
        if (message := p.objection(value))
    }
    for key, message in wrong.items():
        yield document.problem((*place, key), message)
    if limits and not wrong and not p.low <= p.value <= p.high:  # type: ignore[operator]
        message = f"expected low <= value <= high, found {p.low}, {p.value}, {p.high}"
        yield document.problem((*place, "value"), message)


def _problems_of_source(
    document: Document, place: FieldPath, leaf: dict[str, Any], sources: Collection[str] | None
) -> Iterator[Problem]:
    """A published number names who published it, and every name is known."""
    if leaf["status"] not in STATUSES:
        message = f"expected {either(STATUSES)}, found {found(leaf['status'])}"
        yield document.problem((*place, "status"), message)
    elif leaf["status"] != "judgement" and not leaf["source"]:
        message = f"{leaf['status']} but without a source; without one it is a judgement"
        yield document.problem((*place, "source"), message)
    for index, key in enumerate(leaf["source"]):
        if sources is not None and key not in sources:
            yield document.problem(
                (*place, "source", index),
                f"no such source: {quoted(key)}",
                nearest=nearest_names(key, sources),
            )


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _parameter(path: str, leaf: dict[str, Any]) -> Parameter:
    """The parameter that a leaf describes; its value in normal form if the unit allows it."""
    raw = Parameter(
        path=path,
        value=leaf["value"],
        unit=leaf["unit"],
        low=leaf.get("low"),
        high=leaf.get("high"),
        status=leaf["status"],
        source=tuple(leaf["source"]),
        note=leaf["note"],
        allowed=tuple(leaf.get("allowed", ())),
    )
    if raw.objection(raw.value):
        return raw
    return Parameter(
        **{name: getattr(raw, name) for name in Parameter.__dataclass_fields__}
        | {"value": raw.normal(raw.value)}
    )
