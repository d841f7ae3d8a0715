"""One question, written down and checked: YAML in, a complete scenario out."""

from alliance_sim.scenario.json_schema import json_schema, write_schema
from alliance_sim.scenario.load import load, load_text, to_yaml, with_changes
from alliance_sim.scenario.schema import PRESETS, Scenario

__all__ = [
    "PRESETS",
    "Scenario",
    "json_schema",
    "load",
    "load_text",
    "to_yaml",
    "with_changes",
    "write_schema",
]
