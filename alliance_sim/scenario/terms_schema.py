"""The JSON Schema of a terms file, for editors that complete and check while people type."""

from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from alliance_sim.scenario.schema_file import headed, stored, write
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
    return headed(
        "alliance_sim terms of a deal",
        {
            "type": "object",
            "required": ["kind"],
            "oneOf": kinds,
            "$defs": definitions["$defs"],
        },
    )


def write_terms_schema(folder: str | Path) -> Path:
    """Write the schema into a folder; returns the file."""
    return write(folder, FILE_NAME, terms_schema())


def terms_schema_text() -> str:
    """The schema as it is stored."""
    return stored(terms_schema())
