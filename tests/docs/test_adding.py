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
import yaml

from alliance_sim.evidence.strict_yaml import parse, read
from alliance_sim.rules.contracts import CONTRACTS

ROOT = Path(__file__).parents[2]
MECHANISM = ROOT / "docs" / "adding_a_mechanism.md"
CONTRACT = ROOT / "docs" / "adding_a_contract.md"
BLOCK = re.compile(r"((?:^[^\n`#][^\n]*\n)*)\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([\w/]+\.\w+)`[^`]*$")
SKIPPED = shutil.ignore_patterns("world", "behaviour", "compiled.py", "services.py")
COMMAND = """
import sys
import alliance_sim
import alliance_sim.rules
# The compiled part of the model is kept where it is; all that a page touches is the copy's.
kept = sys.argv.pop(1)
alliance_sim.__path__.append(kept)
alliance_sim.rules.__path__.append(f"{kept}/rules")
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

    def follow(self, page):
        """Do what every block of a page says; returns what its comparison gave."""
        file, found = None, None
        for before, language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
            # A block without a file of its own goes on with the one before.
            file = (FILE.findall(before.strip()) or [file])[-1]
            if language == "sh":
                for line in body.splitlines():
                    said = self.type(shlex.split(line))
                    found = json.loads(said) if " compare " in line else found
            elif language == "diff":
                self.change(self.home / file, body)
            elif language == "yaml":
                self.write_yaml(self.home / file, body)
            else:
                assert language == "python"
                (self.home / file).write_text(body, encoding="utf-8")
        return found

    def type(self, command):
        """Run a command of the page; a comparison is asked for as JSON, to be looked into."""
        program, *arguments = command
        if program == "cp":
            shutil.copy(*(self.home / argument for argument in arguments))
            return ""
        assert program == "alliance-sim"
        return self.alliance_sim(*arguments, *(["--json"] if arguments[0] == "compare" else []))

    def alliance_sim(self, *arguments):
        """What the command of this copy prints."""
        return self.python("-c", COMMAND, str(ROOT / "alliance_sim"), *arguments)

    def python(self, *arguments):
        """What Python prints with this copy in front."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.home,
            env={**os.environ, "PYTHONPATH": str(self.home)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def change(self, file, diff):
        """Make a change; the lines around it must be there, once."""
        lines = diff.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] != "+")
        new = "".join(line[1:] for line in lines if line[0] != "-")
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file.name} has this not once:\n{old}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def write_yaml(self, file, body):
        """Write a new file, or replace and add leaves in one that is there."""
        if not file.exists():
            file.write_text(body, encoding="utf-8")
            return
        there = read(file).data
        put(there, parse(body, file.name).data)
        file.write_text(yaml.safe_dump(there, sort_keys=False), encoding="utf-8")


def put(there, given):
    """Put given leaves into a mapping, each as a whole."""
    for name, inner in given.items():
        if name in there and "value" not in inner:
            put(there[name], inner)
        else:
            there[name] = inner


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A copy in which both pages have been followed, and what each one's comparison gave."""
    reader = Reader(tmp_path_factory.mktemp("checkout"))
    found = {page.stem: reader.follow(page) for page in (MECHANISM, CONTRACT)}
    return reader, found


def levels(home, page, option):
    """The means of an option's outcomes by name."""
    outcomes = home[1][page.stem]["options"][option]["outcomes"]
    return {name: found["mean"] for name, found in outcomes.items()}


def test_an_added_way_of_buying_is_compared(home):
    tender, block = levels(home, MECHANISM, "tender"), levels(home, MECHANISM, "block")
    assert block["cost_total_gbp"] > 0
    assert 0 < block["wellbeing"] < 1
    # As its settings say, it is watched less than a tender.
    assert block["cost_monitoring_gbp"] < tender["cost_monitoring_gbp"]


def test_its_settings_are_listed(home):
    found = json.loads(home[0].alliance_sim("parameters", "--search", "relational_block", "--json"))
    values = {row["path"]: row["value"] for row in found["parameters"]}
    assert values["relational_block.continuity.term_months"] == 84
    assert values["relational_block.selection.bid_cost"] > 0


def test_an_added_contract_is_compared(home):
    tender, shared = levels(home, CONTRACT, "tender"), levels(home, CONTRACT, "shared")
    assert shared["cost_total_gbp"] > 0
    # Who bears less of a loss takes less care not to make one.
    assert shared["quality_experienced"] > tender["quality_experienced"]


def test_an_added_contract_settles_as_worked_out_by_hand(home):
    said = home[0].python("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/rules")
    assert "1 passed" in said


def test_editors_know_both(home):
    schema = home[0].home / "alliance_sim" / "scenario" / "scenario.schema.json"
    text = schema.read_text(encoding="utf-8")
    assert '"relational_block"' in text
    assert '"shared_loss"' in text


def test_every_contract_has_what_the_page_says_the_model_asks_for():
    asked = re.findall(r"^\| `(\w+)` \|", CONTRACT.read_text(encoding="utf-8"), re.MULTILINE)
    assert asked
    for contract in CONTRACTS:
        missing = [
            name for name in asked if not (name in contract.model_fields or hasattr(contract, name))
        ]
        assert missing == [], contract.__name__
