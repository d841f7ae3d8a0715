"""What both JSON Schemas share: descriptions on one line, no titles, and how they are stored."""

import json
from pathlib import Path
from typing import Any

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def tidied(schema: Any) -> Any:
    """A schema with descriptions on one line and without the titles that repeat the names."""
    if isinstance(schema, list):
        return [tidied(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {}
    for name, value in schema.items():
        if name == "description" and isinstance(value, str):
            tidy[name] = " ".join(value.split())
        elif not (name == "title" and isinstance(value, str)):
            tidy[name] = tidied(value)
    return tidy


def headed(title: str, schema: Schema) -> Schema:
    """A whole schema under its title, tidied."""
    return {"$schema": DIALECT, "title": title, **tidied(schema)}


def stored(schema: Schema) -> str:
    """A schema as it is stored."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def write(folder: str | Path, name: str, schema: Schema) -> Path:
    """Write a schema into a folder; returns the file."""
    file = Path(folder) / name
    file.write_text(stored(schema), encoding="utf-8")
    return file
