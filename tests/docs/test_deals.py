"""The page on deals: every figure is what its command says."""

import json
import re
import shlex
from pathlib import Path

import pytest

from alliance_sim.evidence.references import references
from alliance_sim.scenario.terms import KINDS
from tests.views.asking import ask

PAGE = Path(__file__).parents[2] / "docs" / "deals.md"
TEXT = PAGE.read_text(encoding="utf-8")
WORKED = re.compile(
    r"```sh\n(alliance-sim settle [^\n]+)\n```\n\n\| party [^\n]*\n\| ---[^\n]*\n((?:\|[^\n]*\n)+)"
)
FOUND = WORKED.findall(TEXT)


@pytest.mark.parametrize(("command", "table"), FOUND, ids=lambda text: text.split()[2])
def test_a_worked_figure_is_what_its_command_gives(command, table):
    said = ask(*shlex.split(command)[1:], "--json")
    assert said.code == 0, said.err
    got = {
        name: (money["pays_gbp"], money["gain_or_pain_gbp"])
        for name, money in json.loads(said.out)["parties"].items()
    }
    rows = [[cell.strip() for cell in row.strip("|\n").split("|")] for row in table.splitlines()]
    expected = {
        name: tuple(float(cell.replace(",", "")) for cell in cells) for name, *cells in rows
    }
    assert got == expected


def test_every_kind_has_a_worked_figure_and_a_section():
    assert {shlex.split(command)[2] for command, _ in FOUND} == set(KINDS)
    for kind in KINDS:
        assert f"\n`{kind}`: " in TEXT


def test_every_source_it_names_can_be_looked_up():
    keys = set(re.findall(r"\bS\d+[a-z]?\b", TEXT))
    assert keys
    assert keys <= set(references())
    assert all(references()[key].verified for key in keys)
