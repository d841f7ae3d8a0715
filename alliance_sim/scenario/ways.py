"""`options`: from a preset and a few changed settings to a complete way of buying."""

import json
import re
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from alliance_sim.evidence import InputError, Problem, Value, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, either, field_name, found
from alliance_sim.rules.frozen import Frozen
from alliance_sim.rules.mechanisms import MECHANISMS, Mechanism
from alliance_sim.scenario.explain import problems_of

FIELD = "options"
LEVERS = ("selection", "price", "contract", "governance", "continuity")

SHORTHANDS = {
    "price_weight": ("selection", "price_weight"),
    "members": ("selection", "members"),
    "price_set_by": ("price", "set_by"),
}
"""Settings that may stand at the top of an option, and where they belong."""

SAME = {("contract", "term_months"): ("continuity", "term_months")}
"""Settings that people look for under another lever, and where they belong."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def resolve(document: Document, values: Mapping[str, Value]) -> dict[str, Mechanism]:
    """Every option of a document as a complete way of buying.

    A setting that an option does not name is filled from the parameters: those of the preset
    whose kind of lever it is, and of the contract's kind.

    Raises:
        InputError: Lists everything wrong with the options.
    """
    options: dict[str, Mechanism] = {}
    problems: list[Problem] = []
    for name, written in document.data[FIELD].items():
        if not isinstance(written, dict):
            message = f"expected a mapping with 'mechanism', found {found(written)}"
            problems.append(document.problem((FIELD, name), message))
            continue
        try:
            options[name] = _Option(document, name, values).mechanism()
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return options


def kinds(way: type[Mechanism], lever: str) -> dict[str, type[Frozen]]:
    """The kinds that a lever comes in, by name; one without a name where it has no kinds."""
    annotation = way.model_fields[lever].annotation
    classes = typing.get_args(annotation) or (annotation,)
    return {_kind(cls): cls for cls in classes}


def home(way: type[Mechanism], lever: str, kind: str) -> str:
    """The group of parameters that fills the settings of a lever of a kind."""
    if lever == "contract":
        return f"contracts.{kind}"
    name = _kind(way)
    if kind and way.PRESET.get(lever) != kind:
        others = (other for other, cls in MECHANISMS.items() if cls.PRESET.get(lever) == kind)
        name = next(others, name)
    return f"{name}.{lever}"


def parameters_of(
    way: type[Mechanism], lever: str, kind: str, values: Mapping[str, Value]
) -> dict[str, str]:
    """The path of the parameter that fills each setting of a lever of a kind, where there is one.

    Contracts have their terms in common, but a way of buying may have some of its own for the
    contract that it starts from. What no way of buying has of its own, all take from `levers`.
    """
    model, group = kinds(way, lever)[kind], home(way, lever, kind)
    own = f"{_kind(way)}.{lever}" if way.PRESET.get(lever, kind) == kind else group
    paths: dict[str, str] = {}
    for field in model.model_fields:
        places = (f"{home}.{field}" for home in (own, group, f"levers.{lever}"))
        found = [path for path in places if path in values]
        if found:
            paths[field] = found[0]
    return paths


def _kind(model: type[Frozen]) -> str:
    field = model.model_fields.get("kind")
    return str(field.default) if field else ""


class _Option:
    """One option while it is put together."""

    def __init__(self, document: Document, name: str, values: Mapping[str, Value]) -> None:
        self.document = document
        self.place: FieldPath = (FIELD, name)
        self.values = values
        self.problems: list[Problem] = []
        self.written: dict[str, Any] = document.data[FIELD][name]
        # What was set for each lever, and where it was written.
        self.settings: dict[str, dict[str, Any]] = {lever: {} for lever in LEVERS}
        self.places: dict[tuple[str, str], FieldPath] = {}
        if not _NAME.fullmatch(name):
            message = "names of options are lower-case letters, digits and underscores"
            self._note(self.place, message, at_key=True)

    def mechanism(self) -> Mechanism:
        """The complete way of buying; raises `InputError` with every problem found."""
        way = self._way()
        self.problems += self.document.wrong_keys(
            self.place, ("mechanism",), (*LEVERS, *SHORTHANDS)
        )
        self._sort_settings()
        levers = {lever: self._lever(way, lever) for lever in LEVERS}
        self._stop_if_wrong()
        try:
            return way(**levers)
        except ValidationError as error:
            self.problems += problems_of(error, self.document, way, lambda path: self.place)
        raise InputError(self.problems)

    def _way(self) -> type[Mechanism]:
        name = self.written.get("mechanism")
        if isinstance(name, str) and name in MECHANISMS:
            return MECHANISMS[name]
        if "mechanism" in self.written:
            near = nearest_names(name, MECHANISMS) if isinstance(name, str) else []
            message = f"expected {either(tuple(MECHANISMS))}, found {found(name)}"
            self._note((*self.place, "mechanism"), message, nearest=near)
        else:
            message = f"'mechanism' is required: {either(tuple(MECHANISMS))}"
            self._note(self.place, message, at_key=True)
        raise InputError(self.problems)

    def _sort_settings(self) -> None:
        """Put every setting under the lever it belongs to."""
        for lever in LEVERS:
            inside = self.written.get(lever, {})
            if not isinstance(inside, dict):
                message = f"expected a mapping of settings, found {found(inside)}"
                self._note((*self.place, lever), message)
                continue
            for field, value in inside.items():
                self._set(SAME.get((lever, field), (lever, field)), value, (lever, field))
        for short, target in SHORTHANDS.items():
            if short in self.written:
                self._set(target, self.written[short], (short,))

    def _set(self, target: tuple[str, str], value: object, at: tuple[str, ...]) -> None:
        lever, field = target
        place = (*self.place, *at)
        if field in self.settings[lever] and self.settings[lever][field] != value:
            before = self.settings[lever][field]
            elsewhere = field_name(self.places[target])
            message = f"{found(value)} here, but {found(before)} as {elsewhere}"
            self._note(place, f"set twice: {message}")
            return
        self.settings[lever].setdefault(field, value)
        self.places.setdefault(target, place)

    def _lever(self, way: type[Mechanism], lever: str) -> Frozen | None:
        """One lever, its missing settings filled in; None, with a problem noted, if it is wrong."""
        settings = dict(self.settings[lever])
        known = kinds(way, lever)
        kind = settings.get("kind", way.PRESET[lever]) if "" not in known else ""
        if not isinstance(kind, str) or kind not in known:
            near = nearest_names(kind, known) if isinstance(kind, str) else []
            message = f"expected {either(tuple(known))}, found {found(kind)}"
            self._note(self.places[lever, "kind"], message, nearest=near)
            return None
        model = known[kind]
        group = home(way, lever, kind)
        paths = parameters_of(way, lever, kind, self.values)
        filled = {
            field: self.values[path] for field, path in paths.items() if field not in settings
        }
        misplaced = [
            field
            for field in settings
            if field not in model.model_fields and f"{group}.{field}" in self.values
        ]
        for field in misplaced:
            # Known, but part of the world that all options share.
            message = f"is the same for all options: set it as parameters.{group}.{field}"
            self._note(self.places[lever, field], message, at_key=True)
            del settings[field]

        def written_at(path: FieldPath) -> FieldPath:
            if not path:
                return (*self.place, lever)
            field = str(path[0])
            if field in filled:
                return ("parameters", *paths[field].split("."))
            return (*self.places.get((lever, field), (*self.place, lever, field)), *path[1:])

        try:
            return model.model_validate_json(json.dumps({**filled, **settings}), strict=True)
        except ValidationError as error:
            self.problems += problems_of(error, self.document, model, written_at)
            return None

    def _note(self, place: FieldPath, message: str, **more: Any) -> None:
        self.problems.append(self.document.problem(place, message, **more))

    def _stop_if_wrong(self) -> None:
        if self.problems:
            raise InputError(self.problems)
