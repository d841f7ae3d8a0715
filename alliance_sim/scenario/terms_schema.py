"""The JSON Schema of a terms file, for editors that complete and check while people type."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from alliance_sim.scenario.json_schema import DIALECT
from alliance_sim.scenario.terms import KINDS, written

FILE_NAME = "terms.schema.json"


def terms_schema() -> dict[str, Any]:
    """The schema of a terms file: one of the kinds, with its own and the common fields."""
    models = {kind: written(kind) for kind in KINDS}
    places, definitions = models_json_schema([(model, "validation") for model in models.values()])
    kinds = []
    for kind, model in models.items():
        name = places[model, "validation"]["$ref"].rpartition("/")[2]
        shape = definitions["$defs"][name]
        shape["properties"]["kind"] = {"const": kind}
        shape["required"] = ["kind", *(f for f in shape.get("required", ()) if f != "kind")]
        kinds.append({"$ref": f"#/$defs/{name}"})
    return _tidied(
        {
            "$schema": DIALECT,
            "title": "alliance_sim terms of a deal",
            "type": "object",
            "required": ["kind"],
            "oneOf": kinds,
            "$defs": definitions["$defs"],
        }
    )


def write_terms_schema(folder: str | Path) -> Path:
    """Write the schema into a folder; returns the file."""
    file = Path(folder) / FILE_NAME
    file.write_text(terms_schema_text(), encoding="utf-8")
    return file


def terms_schema_text() -> str:
    """The schema as it is stored."""
    return json.dumps(terms_schema(), indent=1, ensure_ascii=False) + "\n"


def _tidied(schema: Any) -> Any:
    """A schema with descriptions on one line, and no titles that repeat the names of fields."""
    if isinstance(schema, list):
        return [_tidied(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {}
    for name, value in schema.items():
        if name == "description" and isinstance(value, str):
            tidy[name] = " ".join(value.split())
        elif not (name == "title" and isinstance(value, str)) or "$schema" in schema:
            tidy[name] = _tidied(value)
    return tidy
