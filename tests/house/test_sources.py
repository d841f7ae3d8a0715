"""Sources: every key that a docstring quotes is one that a reader can look up."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_sim.evidence.references import references

ROOT = Path(__file__).parents[2]
RULES = sorted((ROOT / "alliance_sim" / "rules").rglob("*.py"))
# S12, S25b and E1234 are references; B7 and B10b are benchmarks of theory.
KEY = re.compile(r"\b(?:[SB]\d+[a-z]?|E\d{4})\b")
LISTED = re.compile(r"^[ \t]*Sources:(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
BENCHMARKS = set(
    json.loads((ROOT / "tests" / "rules" / "benchmarks.json").read_text(encoding="utf-8"))
)


def docstrings(path: Path) -> Iterator[str]:
    """Every text that stands alone as a statement: of modules, classes, functions, fields."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.value.value


def quoted(path: Path) -> set[str]:
    """The keys that a file's docstrings name."""
    return {key for text in docstrings(path) for key in KEY.findall(text)}


@pytest.mark.parametrize("path", RULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_key_in_a_docstring_can_be_looked_up(path: Path) -> None:
    keys = quoted(path)
    assert {key for key in keys if not key.startswith("B")} <= set(references())
    assert {key for key in keys if key.startswith("B")} <= BENCHMARKS


def test_no_rule_rests_on_a_source_that_could_not_be_relied_on() -> None:
    named = {key: path.name for path in RULES for key in quoted(path) if key in references()}
    assert named
    assert {key: name for key, name in named.items() if not references()[key].verified} == {}


def test_lists_of_sources_hold_references_only() -> None:
    lists = [
        (path.name, found)
        for path in RULES
        for text in docstrings(path)
        for found in LISTED.findall(text)
    ]
    assert lists
    # A list may say in words that there is no source; a benchmark of theory is no source.
    assert [found for found in lists if re.search(r"\bB\d", found[1])] == []
    assert [
        found
        for found in lists
        if not KEY.search(found[1]) and "no figure rests on it" not in found[1]
    ] == []


@pytest.mark.parametrize("kind", ["contracts", "mechanisms"])
def test_every_contract_and_way_of_buying_names_its_sources(kind: str) -> None:
    for path in (ROOT / "alliance_sim" / "rules" / kind).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if 'kind: Literal["' in text:
            assert LISTED.search(text), path.name
