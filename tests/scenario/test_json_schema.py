"""The schema that editors use agrees with what the loader takes."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import alliance_sim
from alliance_sim.evidence.strict_yaml import parse
from alliance_sim.scenario import json_schema, load_text, to_yaml, write_schema
from alliance_sim.scenario.json_schema import FILE_NAME, schema_text

GOOD = """\
title: Home care in Bexley
place: {councils: [Bexley], residents: 500}
months: 24
warm_up: 6
services: [home_care]
options:
  tender: {mechanism: competitive_tender, price_weight: 0.6, contract: {kind: block}}
  auction: {mechanism: reverse_auction, contract: {term_months: 36}}
  joint: {mechanism: alliance, members: 4, selection: {trust_weight: 0.1}}
parameters:
  home_care: {kpi_visibility: 0.25}
"""


@pytest.fixture(scope="module")
def validator():
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def accepts(validator, text):
    return validator.is_valid(parse(text, "f.yaml").data)


def test_it_takes_what_the_loader_takes(validator):
    assert accepts(validator, GOOD)
    assert accepts(validator, to_yaml(load_text(GOOD, "f.yaml")))
    assert accepts(validator, "extends: base.yaml\nmonths: 3\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("months: 24\n", ""),
        ("warm_up", "warmup"),
        ("Bexley]", "Bexly]"),
        ("[home_care]", "[home_car]"),
        ("0.25", "1.25"),
        ("price_weight: 0.6", "price_wait: 0.6"),
        ("kind: block", "kind: gain_shar"),
        ("reverse_auction", "reverse"),
        ("trust_weight: 0.1", "trust_weight: 2"),
        ("500", "0"),
    ],
)
def test_it_marks_what_the_loader_refuses(validator, old, new):
    assert old in GOOD
    assert not accepts(validator, GOOD.replace(old, new))


def test_every_parameter_says_what_it_means_and_where_it_comes_from(validator):
    kpi = validator.schema["properties"]["parameters"]["properties"]["home_care"]["properties"][
        "kpi_visibility"
    ]
    assert kpi["maximum"] == 1
    assert "Unit: share." in kpi["description"]
    assert "Source:" in kpi["description"]


def test_writing_it_gives_the_file_that_editors_read(tmp_path):
    file = write_schema(tmp_path)
    assert file.name == FILE_NAME
    assert json.loads(file.read_text(encoding="utf-8")) == json_schema()


def test_the_schema_in_the_package_is_current():
    stored = Path(alliance_sim.__file__).parent / "scenario" / FILE_NAME
    assert stored.read_text(encoding="utf-8") == schema_text()
