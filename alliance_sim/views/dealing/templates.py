"""Deals to start from: terms files with common shapes, each a plain example and no advice."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from alliance_sim.evidence.strict_yaml import parse
from alliance_sim.scenario.terms import load_terms_text
from alliance_sim.scenario.write import as_yaml
from alliance_sim.views.dealing.editor import Editor
from alliance_sim.views.dealing.terms import editor_of

FILE = Path(__file__).with_suffix(".yaml")
FIRST = "plain"
"""The one that the page begins with."""


@cache
def templates() -> Mapping[str, Editor]:
    """Every deal to start from, by name."""
    data: Mapping[str, Any] = parse(FILE.read_bytes(), FILE.name).data
    return {name: editor_of(load_terms_text(as_yaml(terms), name)) for name, terms in data.items()}
