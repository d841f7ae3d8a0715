"""The pages on adding something are tested by doing what they say, on a copy of the package."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"((?:^[^\n`#][^\n]*\n)*)\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([\w/]+\.\w+)`[^`]*:?\s*$")
SKIPPED = shutil.ignore_patterns("__pycache__", "world")
COMMAND = """
import sys
import alliance_sim
# The compiled part of the model is kept where it is; all that a page touches is the copy's.
alliance_sim.__path__.append(sys.argv.pop(1))
from alliance_sim.views.cli import main
main()
"""


class Reader:
    """Someone who follows a page, block by block, in a folder of their own."""

    def __init__(self, home):
        self.home = home
        for folder in ("alliance_sim", "scenarios"):
            shutil.copytree(ROOT / folder, home / folder, ignore=SKIPPED)
        (home / "tests" / "rules").mkdir(parents=True)
        self.said = ""

    def follow(self, page):
        """Do what every block of a page says."""
        file = None
        for before, language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
            # A block without a file of its own goes on with the one before.
            file = (FILE.findall(before) or [file])[-1]
            if language == "sh":
                for line in body.splitlines():
                    self.run(line)
            elif language == "diff":
                self.change(self.home / file, body)
            elif language == "yaml":
                self.write_yaml(self.home / file, body)
            else:
                assert language == "python"
                (self.home / file).write_text(body, encoding="utf-8")

    def run(self, line):
        """Type a command."""
        program, *arguments = shlex.split(line)
        if program == "cp":
            shutil.copy(*(self.home / argument for argument in arguments))
            return
        assert program == "alliance-sim"
        self.said = self.alliance_sim(*arguments)

    def alliance_sim(self, *arguments):
        """The output of the command of this copy."""
        real = str(ROOT / "alliance_sim")
        return self.python("-c", COMMAND, real, *arguments)

    def python(self, *arguments):
        """What Python says with this copy in front."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.home,
            env={**os.environ, "PYTHONPATH": str(self.home)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def change(self, file, diff):
        """Make a change; the lines around it must be there, once."""
        lines = diff.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] != "+")
        new = "".join(line[1:] for line in lines if line[0] != "-")
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file.name} has not, or more than once:\n{old}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def write_yaml(self, file, body):
        """Write a new file, or replace and add leaves in one that is there."""
        if not file.exists():
            file.write_text(body, encoding="utf-8")
            return
        yaml = YAML()
        there = yaml.load(file)
        merge(there, yaml.load(body))
        yaml.dump(there, file)


def merge(there, given):
    """Put given leaves into a mapping, whole."""
    for name, inner in given.items():
        if name in there and "value" not in inner:
            merge(there[name], inner)
        else:
            there[name] = inner


def comparison(reader, scenario):
    """What a small comparison gives, as JSON."""
    few = ("--replications", "2", "--workers", "1", "--json")
    return json.loads(reader.alliance_sim("compare", scenario, *few))


def levels(found, option):
    """The means of an option's outcomes by name."""
    return {name: e["mean"] for name, e in found["options"][option]["outcomes"].items()}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Someone who has followed both pages, one after the other."""
    reader = Reader(tmp_path_factory.mktemp("checkout"))
    reader.follow(ROOT / "docs" / "adding_a_mechanism.md")
    assert "the block" in reader.said
    reader.follow(ROOT / "docs" / "adding_a_contract.md")
    return reader


def test_an_added_way_of_buying_is_compared(reader):
    found = comparison(reader, "scenarios/relational_block.yaml")
    tender, block = levels(found, "tender"), levels(found, "block")
    assert block["cost_total_gbp"] > 0
    assert 0 < block["wellbeing"] < 1
    # What its settings say: it is watched less than a tender.
    assert block["cost_monitoring_gbp"] < tender["cost_monitoring_gbp"]


def test_its_settings_are_listed_with_their_status(reader):
    found = json.loads(reader.alliance_sim("parameters", "--search", "relational_block", "--json"))
    values = {row["path"]: row["value"] for row in found["parameters"]}
    assert values["relational_block.continuity.term_months"] == 84
    assert values["relational_block.selection.bid_cost"] > 0


def test_an_added_contract_is_compared(reader):
    found = comparison(reader, "scenarios/shared_loss.yaml")
    tender, shared = levels(found, "tender"), levels(found, "shared")
    assert shared["cost_total_gbp"] > 0
    # Losses that the buyer shares are losses that providers do not have.
    assert shared["cost_total_gbp"] != tender["cost_total_gbp"]


def test_an_added_contract_settles_as_worked_out_by_hand(reader):
    reader.python("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/rules/test_shared_loss.py")


def test_editors_know_both(reader):
    schema = (reader.home / "alliance_sim" / "scenario" / "scenario.schema.json").read_text("utf-8")
    assert '"relational_block"' in schema
    assert '"shared_loss"' in schema


@pytest.mark.parametrize(
    "member",
    re.findall(
        r"^\| `(\w+)` \|", (ROOT / "docs" / "adding_a_contract.md").read_text("utf-8"), re.MULTILINE
    ),
)
def test_every_contract_has_what_the_page_says_the_model_asks_for(member):
    from alliance_sim.rules.contracts import CONTRACTS

    for contract in CONTRACTS:
        assert member in contract.model_fields or hasattr(contract, member)
