"""The JSON Schema of a scenario file, for editors that complete and check while people type."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alliance_sim.evidence import Parameter, catalogue, councils
from alliance_sim.rules.frozen import Frozen
from alliance_sim.rules.mechanisms import MECHANISMS, Mechanism
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import ways
from alliance_sim.scenario.everywhere import ALL_ENGLAND, EVERYONE
from alliance_sim.scenario.schema import Place, Written
from alliance_sim.scenario.schema_file import Schema, headed, stored, write
from alliance_sim.scenario.write import nested

FILE_NAME = "scenario.schema.json"


def json_schema() -> Schema:
    """The schema of a scenario file, with every parameter, option and council name in it."""
    model = Written.model_json_schema()
    fields: Schema = model["properties"]
    fields["extends"] = {
        "type": "string",
        "description": "A file, relative to this one, that fills in what this one leaves out.",
    }
    fields["place"] = _object(_place(), fields["place"])
    fields["services"]["items"] = {"enum": list(SERVICES)}
    fields["services"]["uniqueItems"] = True
    fields["options"] = {
        **_described(fields["options"]),
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
        "additionalProperties": {"oneOf": [_option(way) for way in MECHANISMS.values()]},
    }
    fields["parameters"] = {
        **_described(fields["parameters"]),
        **_group(nested(catalogue().parameters)),
    }
    whole = {
        **_object(fields),
        "anyOf": [{"required": ["extends"]}, {"required": model["required"]}],
        "$defs": _kinds_of_levers(),
    }
    return headed("alliance_sim scenario", whole)


def write_schema(folder: str | Path) -> Path:
    """Write the schema into a folder; returns the file."""
    return write(folder, FILE_NAME, json_schema())


def schema_text() -> str:
    """The schema as it is stored."""
    return stored(json_schema())


def _place() -> Schema:
    """Where, and how many: a list of councils and a number, or the words for all of them."""
    fields: Schema = Place.model_json_schema()["properties"]
    fields["councils"] |= {"items": {"enum": list(councils())}, "uniqueItems": True}
    words = {"councils": ALL_ENGLAND, "residents": EVERYONE}
    return {
        name: {
            **_described(field),
            "oneOf": [
                {key: value for key, value in field.items() if key != "description"},
                {"const": words[name]},
            ],
        }
        for name, field in fields.items()
    }


def _option(way: type[Mechanism]) -> Schema:
    """An option of one way of buying, whose settings may all be left out."""
    name = way.model_fields["kind"].default
    summary = (way.__doc__ or "").split("\n\n")[0]
    written = way.model_json_schema()["properties"]
    levers = {lever: _lever(way, lever, written[lever]) for lever in ways.LEVERS}
    short = {
        name: {"description": f"The same as {lever}.{field}."}
        for name, (lever, field) in ways.SHORTHANDS.items()
    }
    fields = {"mechanism": {"const": name, "description": summary}, **levers, **short}
    return {**_object(fields), "required": ["mechanism"]}


def _lever(way: type[Mechanism], lever: str, written: Schema) -> Schema:
    """A lever: its settings, told apart by kind where it has kinds; only the kind is required."""
    described = _described(written)
    variants: list[Schema] = []
    for kind in ways.kinds(way, lever):
        variant: Schema = {"$ref": f"#/$defs/{_name(lever, kind)}"}
        # Without a kind, the settings are those of the preset's.
        if kind != way.PRESET.get(lever, ""):
            variant["required"] = ["kind"]
        variants.append(variant)
    return {**described, **(variants[0] if len(variants) == 1 else {"oneOf": variants})}


def _name(lever: str, kind: str) -> str:
    return f"{lever}.{kind}" if kind else lever


def _kinds_of_levers() -> Schema:
    """The settings of every kind of every lever, each written once."""
    models = {
        (lever, kind): model
        for way in MECHANISMS.values()
        for lever in ways.LEVERS
        for kind, model in ways.kinds(way, lever).items()
    }
    return {_name(lever, kind): _settings(model, lever) for (lever, kind), model in models.items()}


def _settings(model: type[Frozen], lever: str) -> Schema:
    """The settings of one kind of lever."""
    schema = model.model_json_schema()
    fields = {
        name: _inlined(field, schema.get("$defs", {}))
        for name, field in schema["properties"].items()
    }
    for (here, name), (other, field) in ways.SAME.items():
        if here == lever:
            fields[name] = {"type": "integer", "description": f"The same as {other}.{field}."}
    return _object(fields)


def _inlined(schema: Any, definitions: Mapping[str, Any]) -> Any:
    """A schema with its references written out."""
    if isinstance(schema, list):
        return [_inlined(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {name: _inlined(value, definitions) for name, value in schema.items()}


def _group(tree: Mapping[str, Any]) -> Schema:
    """A group of parameters, nested as they are listed."""
    return _object(
        {
            name: _parameter(inner) if isinstance(inner, Parameter) else _group(inner)
            for name, inner in tree.items()
        }
    )


def _parameter(parameter: Parameter) -> Schema:
    """One parameter: its limits, its default, and what it means."""
    source = ", ".join(parameter.source) or "none"
    text = f"{parameter.note} Unit: {parameter.unit}. Status: {parameter.status}. Source: {source}."
    schema: Schema = {"description": text, "default": parameter.value}
    if parameter.unit == "switch":
        return {**schema, "type": "boolean"}
    if parameter.unit == "choice":
        return {**schema, "enum": list(parameter.allowed)}
    schema["type"] = "integer" if parameter.unit == "count" else "number"
    if parameter.is_never_negative:
        schema["minimum"] = 0
    if parameter.is_fraction:
        schema["maximum"] = 1
    return schema


def _object(fields: Schema, described: Mapping[str, Any] | None = None) -> Schema:
    """A mapping with these fields and no others."""
    return {
        **_described(described or {}),
        "type": "object",
        "properties": fields,
        "additionalProperties": False,
    }


def _described(schema: Mapping[str, Any]) -> Schema:
    """Only the description of a schema."""
    return {name: schema[name] for name in ("description",) if name in schema}
