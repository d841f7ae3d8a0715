"""Pydantic's complaints in plain words, at the line where the field was written."""

import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from alliance_sim.evidence.document import Document, unknown_field
from alliance_sim.evidence.names import nearest_names
from alliance_sim.evidence.problems import FieldPath, Problem, found

_EXPECTED = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of named fields",
    "model_type": "a mapping of named fields",
    "model_attributes_type": "a mapping of named fields",
    "literal_error": "{expected}",
    "greater_than_equal": "at least {ge:g}",
    "less_than_equal": "at most {le:g}",
    "greater_than": "more than {gt:g}",
    "less_than": "less than {lt:g}",
    "string_too_short": "some text",
}


def problems_of(
    error: ValidationError,
    document: Document,
    model: type[BaseModel],
    written_at: Callable[[FieldPath], FieldPath],
) -> Iterator[Problem]:
    """A problem for each of pydantic's errors.

    Args:
        error: What pydantic raised when it read plain data into `model`.
        document: Where the data was written.
        model: Knows the names that are allowed.
        written_at: The path in the document of a path in the data.
    """
    details = error.errors()
    # A required name that was misspelt is one mistake, not two.
    misspelt: set[FieldPath] = set()
    for detail in details:
        path = detail["loc"]
        if detail["type"] == "extra_forbidden":
            near = nearest_names(str(path[-1]), _names(model, path[:-1]))
            misspelt |= {(*path[:-1], name) for name in near}
    for detail in details:
        path = detail["loc"]
        place = written_at(path)
        if detail["type"] == "extra_forbidden":
            known = _names(model, path[:-1])
            near = nearest_names(str(path[-1]), known)
            message = unknown_field(known, str(path[-1]), _kind(model))
            yield document.problem(place, message, at_key=True, nearest=near)
        elif detail["type"] != "missing":
            yield document.problem(place, _message(detail), nearest=_meant(detail, model, path))
        elif path not in misspelt:
            yield document.problem(place, "required but not given", at_key=True)


def _kind(model: type[BaseModel]) -> str:
    """The name by which a scenario calls a model, if it has one."""
    field = model.model_fields.get("kind")
    return str(field.default) if field else ""


def _message(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return str(context["error"])
    if detail["type"] == "too_short":
        return "expected at least one, found none"
    template = _EXPECTED.get(detail["type"])
    if template is None:
        return f"{detail['msg']}, found {found(detail['input'])}"
    return f"expected {template.format(**context)}, found {found(detail['input'])}"


def _meant(detail: ErrorDetails, model: type[BaseModel], path: FieldPath) -> list[str]:
    """The allowed word that was meant, where only certain words are allowed."""
    if detail["type"] != "literal_error" or not isinstance(detail["input"], str):
        return []
    holder = _model_at(model, path[:-1])
    annotation = holder.model_fields[str(path[-1])].annotation if holder else None
    return nearest_names(detail["input"], [str(word) for word in typing.get_args(annotation)])


def _names(model: type[BaseModel], path: FieldPath) -> list[str]:
    """The fields that the model at a path has."""
    holder = _model_at(model, path)
    return list(holder.model_fields) if holder else []


def _model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    """The model that describes the data at a path below `model`."""
    here: type[BaseModel] | None = model
    for step in path:
        if here is None:
            return None
        if isinstance(step, str):
            field = here.model_fields.get(step)
            here = _first_model(field.annotation) if field else None
    return here


def _first_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Band, ...]` or `Band | None`."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    for part in typing.get_args(annotation):
        if model := _first_model(part):
            return model
    return None
