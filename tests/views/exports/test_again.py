"""The scenario file and the recipe give the shown numbers back."""

import os
import subprocess
import sys

import pytest

from alliance_sim.scenario import load, load_text, with_changes
from alliance_sim.views.exports import EXPORTS, file_name, provenance_of
from alliance_sim.views.exports.reproduce import python
from alliance_sim.views.finished import Finished
from tests.views.asking import ask
from tests.views.exports.conftest import CHANGES, DATE, retitled

ODD = (
    "Plain",
    "A # that is no comment",
    "colon: and 'quotes' \"both\"",
    "two\nlines",
    "two\u2028lines \u0085 and \x07 more",
    "- [not, a, list]",
    "---\nevil: true",
    "&anchor *alias !!tag",
    "ünïcödé 日本 \U0001f600",
    " padded ",
    "true",
    "12",
)


def test_the_scenario_file_begins_with_the_schema_for_editors(made):
    first = made["yaml"].decode().splitlines()[0]
    assert first == "# yaml-language-server: $schema=scenario.schema.json"


@pytest.mark.parametrize("title", ODD)
def test_the_scenario_file_gives_the_same_scenario_back(finished, title):
    named = retitled(finished, title)
    data = EXPORTS["yaml"].build(
        named, provenance_of(named, date=DATE, changes=[title], link=title)
    )
    back = load_text(data, "back.yaml")
    assert back.digest == finished.scenario.digest
    assert (back.title, back.description) == (title, title)


def test_changed_settings_come_back_too(finished):
    changed = with_changes(
        finished.scenario,
        {"parameters.home_care.kpi_visibility": 0.4, "options.tender.price_weight": 0.25},
    )
    other = Finished(changed, finished.results, finished.seed)
    data = EXPORTS["yaml"].build(other, provenance_of(other, date=DATE))
    assert load_text(data, "back.yaml").digest == changed.digest != finished.scenario.digest


@pytest.fixture(scope="module")
def folder(made, finished, tmp_path_factory):
    """A folder with the scenario under the name that the recipe uses."""
    place = tmp_path_factory.mktemp("again")
    (place / file_name(finished, EXPORTS["yaml"], DATE)).write_bytes(made["yaml"])
    return place


def test_the_python_recipe_makes_the_same_numbers(folder, made, finished, provenance):
    script = python(finished, provenance)
    text = made["reproduce"].decode()
    assert all(line in text for line in script.splitlines())
    found = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split("\t") for line in found.stdout.splitlines()]
    told = {(option, outcome): tuple(map(float, rest)) for option, outcome, *rest in rows}
    for option, outcomes in finished.comparison.outcomes.items():
        for name, e in outcomes.items():
            assert told[option, name] == pytest.approx((e.mean, e.low, e.high), nan_ok=True, rel=0)


def test_the_command_line_of_the_recipe_makes_the_same_numbers(folder, finished, provenance):
    program, verb, file, *rest = provenance.command.split()
    assert (program, verb) == ("alliance-sim", "compare")
    assert load(folder / file).digest == finished.scenario.digest
    said = ask(verb, folder / file, *rest, "--workers", 1, "--json")
    assert said.code == 0, said.err
    mean = finished.comparison.outcomes["alliance"]["wellbeing"].mean
    assert f'"mean": {mean!r}' in said.out


def test_changes_are_told_in_the_scenario_file(made):
    assert f"# Changes from the story: {'; '.join(CHANGES)}" in made["yaml"].decode()
