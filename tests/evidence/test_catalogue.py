"""Reading parameters: complete leaves come in, everything else is refused by name."""

import pytest

from alliance_sim.evidence import InputError, Parameter, load_catalogue

LEAF = {
    "value": "0.25",
    "unit": "share",
    "low": "0.1",
    "high": "0.5",
    "status": "measured",
    "source": "[E1]",
    "note": "How much a KPI sees.",
}


def text(**changes):
    leaf = {**LEAF, **changes}
    return "kpi:\n" + "".join(f"  {key}: {value}\n" for key, value in leaf.items() if value != "")


def loaded(tmp_path, content, sources=("E1", "E2")):
    (tmp_path / "home_care.yaml").write_text(content)
    return load_catalogue(tmp_path, sources)


def refused(tmp_path, content):
    with pytest.raises(InputError) as caught:
        loaded(tmp_path, content)
    return caught.value.problems


def test_a_leaf_becomes_a_parameter_under_its_path(tmp_path):
    nested = "deep:\n  er:\n" + "".join(f"    {line}\n" for line in text().splitlines())
    catalogue = loaded(tmp_path, text() + nested)
    assert list(catalogue.parameters) == ["home_care.kpi", "home_care.deep.er.kpi"]
    assert catalogue.parameters["home_care.kpi"] == Parameter(
        "home_care.kpi", 0.25, "share", 0.1, 0.5, "measured", ("E1",), "How much a KPI sees."
    )


def test_files_are_groups_and_the_list_of_sources_is_not_one(tmp_path):
    (tmp_path / "references.yaml").write_text("E1: {}\n")
    (tmp_path / "trust.yaml").write_text(text())
    assert list(loaded(tmp_path, text()).parameters) == ["home_care.kpi", "trust.kpi"]


@pytest.mark.parametrize(
    ("changes", "line", "field", "phrase"),
    [
        ({"note": ""}, 1, "kpi", "'note' is required"),
        ({"low": ""}, 1, "kpi", "'low' is required"),
        ({"sauce": "[E1]"}, 9, "kpi.sauce", "unknown field"),
        ({"value": "1.4"}, 2, "kpi.value", "expected a share, 0 to 1, found 1.4"),
        ({"value": "high"}, 2, "kpi.value", "found the text 'high'"),
        ({"value": "true"}, 2, "kpi.value", "found true"),
        ({"value": "0.6"}, 2, "kpi.value", "low <= value <= high"),
        ({"low": "0.3"}, 2, "kpi.value", "low <= value <= high"),
        ({"high": "1.5"}, 5, "kpi.high", "expected a share"),
        ({"unit": "GBP per hour", "low": "-1"}, 4, "kpi.low", "a number from 0 (GBP per hour)"),
        ({"unit": "count"}, 2, "kpi.value", "a whole number from 0"),
        ({"unit": "switch", "low": "", "high": ""}, 2, "kpi.value", "true or false"),
        ({"unit": "switch", "value": "true", "high": ""}, 4, "kpi.low", "a switch has no range"),
        ({"unit": "choice", "low": "", "high": ""}, 1, "kpi", "'allowed' is required"),
        ({"unit": "3"}, 3, "kpi.unit", "expected text"),
        ({"status": "guessed"}, 6, "kpi.status", "'measured', 'derived' or 'judgement'"),
        ({"source": "[]"}, 7, "kpi.source", "without a source"),
        ({"source": "E1"}, 7, "kpi.source", "expected a list of names"),
        ({"source": "[E1, E9]"}, 7, "kpi.source[1]", "no such source"),
        ({"note": "''"}, 8, "kpi.note", "expected text"),
    ],
)
def test_an_incomplete_or_contradictory_leaf_is_refused(tmp_path, changes, line, field, phrase):
    found = [p for p in refused(tmp_path, text(**changes)) if p.field == field]
    assert [phrase in p.message for p in found] == [True]
    assert found[0].spot.line == line
    assert found[0].file == str(tmp_path / "home_care.yaml")


def test_faults_of_all_files_are_told_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text(text(value="2"))
    (tmp_path / "b.yaml").write_text("kpi: 0.25\n")
    (tmp_path / "c.yaml").write_text("a: 1\na: 2\n")
    (tmp_path / "d.yaml").write_text("Kpi: {a: 1}\nempty: {}\n")
    assert len(refused(tmp_path, text(unit="switch"))) == 6 + 2


def test_a_judgement_needs_no_source(tmp_path):
    catalogue = loaded(tmp_path, text(status="judgement", source="[]"))
    assert catalogue.parameters["home_care.kpi"].source == ()


def test_a_choice_is_one_of_its_options(tmp_path):
    choice = {"unit": "choice", "low": "", "high": "", "allowed": "[bids, buyer]"}
    catalogue = loaded(tmp_path, text(value="buyer", **choice))
    assert catalogue.parameters["home_care.kpi"].allowed == ("bids", "buyer")
    assert "'bids' or 'buyer'" in str(refused(tmp_path, text(value="buyers", **choice))[0])


def test_values_are_complete_and_overrides_win_within_the_hard_limits(tmp_path):
    catalogue = loaded(tmp_path, text())
    assert catalogue.values() == {"home_care.kpi": 0.25}
    # Beyond the plausible range, yet a share.
    assert catalogue.values({"home_care.kpi": 1}) == {"home_care.kpi": 1.0}
    with pytest.raises(InputError, match=r"home_care.kpi: expected a share, 0 to 1, found 1.4"):
        catalogue.values({"home_care.kpi": 1.4})
    with pytest.raises(InputError, match=r"unknown parameter; did you mean 'home_care.kpi'"):
        catalogue.values({"home_care.kpj": 0.1})


def test_nobody_can_change_what_was_read(tmp_path):
    catalogue = loaded(tmp_path, text())
    with pytest.raises(TypeError):
        catalogue.values()["home_care.kpi"] = 1
    with pytest.raises(TypeError):
        catalogue.parameters["home_care.kpi"] = None


@pytest.mark.parametrize(
    ("unit", "value", "stored"),
    [
        ("share", 1, 1.0),
        ("count", 3, 3),
        ("months", 12.0, 12),
        ("months", 1.5, 1.5),
        ("ratio", 2, 2.0),
    ],
)
def test_one_value_has_one_form(unit, value, stored):
    normal = Parameter("a.b", 0, unit, 0, 9, "judgement", (), "n").normal(value)
    assert (normal, type(normal)) == (stored, type(stored))
