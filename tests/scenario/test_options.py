"""Every way of buying, every lever and every contract can be had from a scenario."""

import pytest

from alliance_sim.evidence import catalogue
from alliance_sim.rules.mechanisms import MECHANISMS
from alliance_sim.scenario import load_text
from alliance_sim.scenario.ways import LEVERS, home, kinds

BASE = """\
title: x
place: {councils: [Bexley], residents: 5}
months: 2
warm_up: 0
services: [home_care]
options:
"""
COMBINATIONS = [
    (name, lever, kind)
    for name, way in MECHANISMS.items()
    for lever in LEVERS
    for kind in kinds(way, lever)
]


@pytest.mark.parametrize(("name", "lever", "kind"), COMBINATIONS)
def test_every_kind_of_lever_works_under_every_preset(name, lever, kind):
    setting = f"{lever}: {{kind: {kind}}}" if kind else f"{lever}: {{}}"
    text = f"{BASE}  it: {{mechanism: {name}, {setting}}}\n"
    option = load_text(text, "f.yaml").options["it"]
    assert option.kind == name
    assert getattr(getattr(option, lever), "kind", "") == kind


@pytest.mark.parametrize(("name", "lever", "kind"), COMBINATIONS)
def test_every_setting_that_is_needed_has_a_parameter(name, lever, kind):
    model = kinds(MECHANISMS[name], lever)[kind]
    group = home(MECHANISMS[name], lever, kind)
    needed = {field for field, info in model.model_fields.items() if info.is_required()}
    assert {f"{group}.{field}" for field in needed} <= set(catalogue().parameters)


@pytest.mark.parametrize("name", MECHANISMS)
def test_whether_the_price_is_bid_or_fixed_is_a_switch_under_each(name):
    for set_by in ("bids", "buyer"):
        text = f"{BASE}  it: {{mechanism: {name}, price_set_by: {set_by}}}\n"
        assert load_text(text, "f.yaml").options["it"].price.set_by == set_by
