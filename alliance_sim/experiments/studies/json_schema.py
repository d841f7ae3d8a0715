"""The JSON Schema of a study file, for editors that complete and check while people type."""

from pathlib import Path
from typing import Any

from alliance_sim.evidence import Parameter, catalogue
from alliance_sim.experiments.axes import has_range
from alliance_sim.experiments.studies.kinds import DESIGNS
from alliance_sim.experiments.studies.study import Adaptive, StudyFile, Until
from alliance_sim.experiments.studies.targets import SIZES
from alliance_sim.experiments.studies.varying import ALL, ENDS, LISTS, SHAPES
from alliance_sim.results.tables import RESULTS
from alliance_sim.scenario.schema_file import Schema, headed, stored, write

FILE_NAME = "study.schema.json"

FILES: Schema = {
    "oneOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    ]
}
"""A scenario or several."""

SPREAD = {"$ref": "#/$defs/spread"}


def study_schema() -> Schema:
    """The schema of a study file, with every factor that there can be."""
    fields: Schema = dict(StudyFile.model_json_schema()["properties"])
    told = {name: {"description": field["description"]} for name, field in fields.items()}
    for name in ("scenario", "scenarios"):
        fields[name] = {**told[name], **FILES}
    known = catalogue().parameters.values()
    factors = {name: {"description": f"Unit: {unit}.", **SPREAD} for name, unit in SIZES.items()}
    groups = {name: None for one in known for name in _groups(one) if has_range(one)}
    only_named = {"type": "null", "description": "Every number with a range in this group."}
    fields["vary"] = {
        **told["vary"],
        "oneOf": [
            {"const": ALL},
            {
                "type": "object",
                "minProperties": 1,
                "properties": {
                    ALL: {"type": "null"},
                    **dict.fromkeys(groups, only_named),
                    **factors,
                    **{one.path: {"description": _about(one), **SPREAD} for one in known},
                },
                "patternProperties": {r"^(options|parameters)\.": SPREAD},
                "additionalProperties": False,
            },
        ],
    }
    designs = [design.model_json_schema() for design in DESIGNS.values()]
    for design in designs:
        design["required"] = ["kind", *(n for n in design.get("required", ()) if n != "kind")]
    fields["design"] = {**told["design"], "oneOf": designs}
    until = Until.model_json_schema()
    until["properties"]["outcome"] = {
        **until["properties"]["outcome"],
        "enum": list(RESULTS),
    }
    adaptive: Schema = Adaptive.model_json_schema()
    adaptive.pop("$defs")
    adaptive["properties"]["until"] = {
        "oneOf": [until, {"type": "array", "items": until, "minItems": 1}]
    }
    fields["replications"] = {
        **told["replications"],
        "oneOf": [{"type": "integer", "minimum": 1}, adaptive],
    }
    return headed(
        "alliance_sim study",
        {
            "type": "object",
            "properties": fields,
            "additionalProperties": False,
            "required": ["title", "design"],
            "oneOf": [{"required": ["scenario"]}, {"required": ["scenarios"]}],
            "$defs": {"spread": _spread()},
        },
    )


def _groups(one: Parameter) -> list[str]:
    steps = one.path.split(".")
    return [".".join(steps[:depth]) for depth in range(1, len(steps))]


def _about(one: Parameter) -> str:
    span = f" Range: {one.low:g} to {one.high:g}." if has_range(one) else ""
    return f"{one.note} Unit: {one.unit}.{span}"


def _spread() -> Schema:
    """Nothing, or one distribution or list."""
    number = {"type": "number"}
    ends: Schema = dict.fromkeys(ENDS, number)
    shapes: list[Any] = [
        {"type": "null", "description": "The range of the evidence, every value as likely."},
        _object({**ends}, list(ENDS), "Every value between is as likely."),
    ]
    for name, count in SHAPES.items():
        numbers = {"type": "array", "items": number, "minItems": count, "maxItems": count}
        more = ends if name == "normal" else {}
        shapes.append(_object({name: numbers, **more}, [name], WORDS[name]))
    listed = {"type": "array", "minItems": 1, "uniqueItems": True}
    shapes += [_object({name: listed}, [name], "Each of these is as likely.") for name in LISTS]
    return {"oneOf": shapes}


WORDS = {
    "uniform": "Both ends; every value between is as likely.",
    "triangular": "Low end, likeliest value, high end.",
    "normal": "Mean and standard deviation, cut at low and high, or else at the evidence's range.",
}
"""What each distribution is told."""


def _object(fields: Schema, required: list[str], description: str) -> Schema:
    return {
        "type": "object",
        "properties": fields,
        "required": required,
        "additionalProperties": False,
        "description": description,
    }


def write_study_schema(folder: str | Path) -> Path:
    """Write the schema into a folder; returns the file."""
    return write(folder, FILE_NAME, study_schema())


def study_schema_text() -> str:
    """The schema as it is stored."""
    return stored(study_schema())
