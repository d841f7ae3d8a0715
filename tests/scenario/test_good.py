"""Scenarios that load: what is filled in, from where, and what wins."""

import pickle

import numpy as np
import pytest

from alliance_sim.evidence import InputError, catalogue
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import load, load_text, to_yaml, with_changes

BASE = """\
title: Home care in Bexley
place: {councils: [Bexley], residents: 500}
months: 24
warm_up: 6
services: [advocacy, home_care]
"""


def scenario(more="", changes=None):
    return load_text(BASE + more, "f.yaml", changes)


def option(settings, more=""):
    return scenario(f"options:\n  it: {settings}\n{more}").options["it"]


def test_without_options_the_three_presets_are_compared():
    kinds = {name: option.kind for name, option in scenario().options.items()}
    assert kinds == {
        "tender": "competitive_tender",
        "auction": "reverse_auction",
        "alliance": "alliance",
    }


def test_a_preset_takes_its_settings_from_the_evidence():
    values = catalogue().values()
    alliance = option("{mechanism: alliance}")
    assert alliance.selection.kind == "capability_first"
    assert alliance.selection.members == values["alliance.selection.members"]
    assert alliance.continuity.term_months == values["alliance.continuity.term_months"]
    assert alliance.contract.fee_share == values["contracts.gain_share.fee_share"]


def test_a_borrowed_lever_takes_its_settings_from_the_preset_it_is_borrowed_from():
    values = catalogue().values()
    soft = option("{mechanism: competitive_tender, selection: {kind: capability_first}}")
    assert soft.kind == "competitive_tender"
    assert soft.selection.trust_weight == values["alliance.selection.trust_weight"]
    assert soft.governance.open_book == values["competitive_tender.governance.open_book"]


def test_another_contract_takes_its_terms_from_the_contracts():
    values = catalogue().values()
    limbs = option("{mechanism: alliance, contract: {kind: three_limbs, provider_share: 0.3}}")
    assert limbs.contract.provider_share == 0.3
    assert limbs.contract.key_results == values["contracts.three_limbs.key_results"]


def test_parameters_reach_presets_and_an_options_own_setting_wins():
    more = "parameters: {alliance: {selection: {members: 6}}}"
    assert option("{mechanism: alliance}", more).selection.members == 6
    assert option("{mechanism: alliance, members: 3}", more).selection.members == 3


def test_short_spellings_mean_the_same_as_the_long_ones():
    short = option(
        "{mechanism: competitive_tender, price_weight: 0.7, price_set_by: buyer,"
        " contract: {term_months: 84}}"
    )
    long = option(
        "{mechanism: competitive_tender, selection: {price_weight: 0.7}, price: {set_by: buyer},"
        " continuity: {term_months: 84}}"
    )
    assert short == long
    assert (short.selection.price_weight, short.price.set_by) == (0.7, "buyer")
    assert short.continuity.term_months == 84


def test_saying_the_same_thing_twice_is_no_mistake():
    both = "contract: {term_months: 84}, continuity: {term_months: 84}"
    assert option(f"{{mechanism: alliance, {both}}}").continuity.term_months == 84


def test_nothing_switches_a_term_off():
    capped = option("{mechanism: alliance}").contract
    free = option("{mechanism: alliance, contract: {pain_cap: null}}").contract
    assert capped.pain_cap is not None
    assert free.pain_cap is None


def test_every_parameter_has_a_value_and_those_set_here_are_named():
    it = scenario("parameters: {home_care: {kpi_visibility: 1}}")
    assert set(it.values) == set(catalogue().parameters)
    assert it.overrides == {"home_care.kpi_visibility": 1.0}
    assert it.values["home_care.kpi_visibility"] == 1.0


def test_services_stand_in_one_order_however_written():
    assert scenario().services == ("home_care", "advocacy")
    assert set(scenario().services) < set(SERVICES)


def test_resolved_text_loads_as_the_same_scenario():
    options = "options:\n  a: {mechanism: alliance, members: 3, contract: {gain_cap: null}}\n"
    first = scenario(options + 'description: |\n  Why: "this" #1\n  and that\n')
    second = load_text(to_yaml(first), "again.yaml")
    assert second.options == first.options
    assert second.values == first.values
    assert second.digest == first.digest
    assert second.text == first.text
    assert (second.title, second.description) == (first.title, first.description)


def test_the_digest_follows_what_changes_results_and_nothing_else():
    it = scenario()
    assert it.digest.startswith("sha256:")
    assert scenario(changes={"title": "Other words", "description": "x"}).digest == it.digest
    default = catalogue().parameters["home_care.kpi_visibility"].value
    assert with_changes(it, {"parameters.home_care.kpi_visibility": default}).digest == it.digest
    for changes in (
        {"months": 25},
        {"place.residents": 501},
        {"options.tender.price_weight": 0.11},
        {"parameters.home_care.kpi_visibility": 0.11},
        {"services": ["home_care"]},
    ):
        assert with_changes(it, changes).digest != it.digest


def test_changes_made_by_a_program_win_and_reach_presets():
    it = scenario("parameters: {alliance: {selection: {members: 6}}}")
    changed = with_changes(it, {"parameters.alliance.selection.members": 2, "place.residents": 9})
    assert changed.options["alliance"].selection.members == 2
    assert changed.residents == 9
    assert it.options["alliance"].selection.members == 6


def test_changes_may_come_from_an_array():
    changes = {"place.residents": np.int64(7), "parameters.home_care.kpi_visibility": np.float64(1)}
    it = scenario(changes=changes)
    assert (it.residents, it.values["home_care.kpi_visibility"]) == (7, 1.0)


def test_bad_changes_are_refused_with_the_nearest_name():
    with pytest.raises(InputError, match="did you mean 'kpi_visibility'"):
        with_changes(scenario(), {"parameters.home_care.kpi_visibilty": 0.1})
    with pytest.raises(InputError, match=r"months\.x: leads through a value"):
        with_changes(scenario(), {"months.x": 1})


def test_a_scenario_cannot_be_changed_and_can_be_sent_to_another_process():
    it = scenario()
    with pytest.raises(ValueError, match="frozen"):
        it.months = 3
    assert pickle.loads(pickle.dumps(it)) == it


def test_a_file_loads_like_its_text(tmp_path):
    (tmp_path / "f.yaml").write_text(BASE)
    assert load(tmp_path / "f.yaml") == scenario()
