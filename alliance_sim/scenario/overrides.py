"""`parameters`: the values that a scenario sets differently from the evidence."""

from collections.abc import Mapping, Sequence
from typing import Any

from alliance_sim.evidence import Catalogue, Problem, Value, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, found

FIELD = "parameters"


def overrides_in(
    document: Document, catalogue: Catalogue
) -> tuple[dict[str, Value], list[Problem]]:
    """The parameters that a document sets, by path, and what is wrong with them."""
    groups = catalogue.groups
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    _collect(document, catalogue, groups, "", document.data.get(FIELD, {}), values, problems)
    return values, problems


def _collect(
    document: Document,
    catalogue: Catalogue,
    groups: Mapping[str, Sequence[str]],
    group: str,
    written: Mapping[str, Any],
    values: dict[str, Value],
    problems: list[Problem],
) -> None:
    for name, value in written.items():
        path = f"{group}.{name}" if group else name
        place: FieldPath = (FIELD, *path.split("."))
        parameter = catalogue.parameters.get(path)
        if parameter is not None:
            if message := parameter.objection(value):
                problems.append(document.problem(place, message))
            else:
                values[path] = parameter.normal(value)
        elif path not in groups:
            place = (FIELD, *(group.split(".") if group else ()), name)
            near = nearest_names(name, groups[group]) or nearest_names(path, catalogue.parameters)
            message = (
                "unknown parameter" if near else f"unknown; allowed: {', '.join(groups[group])}"
            )
            problems.append(document.problem(place, message, at_key=True, nearest=near))
        elif isinstance(value, dict):
            _collect(document, catalogue, groups, path, value, values, problems)
        else:
            message = f"expected a mapping of {', '.join(groups[path])}; found {found(value)}"
            problems.append(document.problem(place, message))
