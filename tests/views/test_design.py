"""`design`: the front as table, JSON, figure and scenario; what is refused; the same again."""

import json

import pytest

from alliance_sim.scenario import load
from tests.views.asking import ask, in_words

FEW = ("--tries", 5, "--replications", 2, "--test-replications", 2, "--workers", 1)
TERMS = ("--terms", "provider_share,members=2:4")
AIMS = ("--aim", "cost_total_gbp", "--aim", "wellbeing")


@pytest.fixture(scope="module")
def found(tiny):
    said = ask("design", tiny, *AIMS, *TERMS, *FEW, "--json")
    assert said.code == 0, said.err
    return json.loads(said.out)


def test_json_has_terms_aims_and_a_test_on_other_luck(found):
    assert found["option"] == "alliance"
    assert found["test_seed"] != found["seed"]
    assert [term["name"] for term in found["terms"]] == ["provider_share", "members"]
    assert found["front"]
    for point in found["front"]:
        assert set(point["terms"]) == {"provider_share", "members"}
        for name in ("cost_total_gbp", "wellbeing"):
            change = point["against_now_on_other_luck"][name]
            assert change["ci95"][0] <= change["mean"] <= change["ci95"][1]
    costs = [point["aims"]["cost_total_gbp"] for point in found["front"]]
    assert costs == sorted(costs)


def test_the_same_seed_gives_the_same_front_whatever_the_workers(tiny, found):
    again = ask("design", tiny, *AIMS, *TERMS, *FEW[:-1], 2, "--json")
    assert json.loads(again.out) == found


def test_a_chosen_point_becomes_a_scenario_beside_the_present_contract(tiny, found, tmp_path):
    out = tmp_path / "chosen.yaml"
    said = ask("design", tiny, *AIMS, *TERMS, *FEW, "--choose", 1, "--out", out)
    assert said.code == 0, said.err
    options = load(out).options
    assert list(options) == ["alliance", "alliance_designed"]
    assert options["alliance"] == load(tiny).options["alliance"]
    wanted = found["front"][0]["terms"]
    assert options["alliance_designed"].contract.provider_share == wanted["provider_share"]
    assert options["alliance_designed"].selection.members == wanted["members"]
    assert out.read_text(encoding="utf-8").startswith("# Point 1 of: alliance-sim design ")


def test_without_a_choice_the_figure_is_written(tiny, tmp_path):
    out = tmp_path / "front.svg"
    said = ask("design", tiny, *TERMS, *FEW, "--limit", "reserves", "--out", out)
    assert said.code in (0, 1), said.err
    assert "<title" in out.read_text(encoding="utf-8")
    text = in_words(said.out)
    assert "front" in text or "keep the limits" in text


def test_limits_that_nothing_keeps_end_with_1_and_the_nearest(tiny):
    said = ask("design", tiny, *TERMS, *FEW, "--limit", "wellbeing>=2")
    assert said.code == 1
    assert "None of the terms that were tried keep the limits" in in_words(said.out)
    assert "Nearest to the limits: provider share" in in_words(said.out).replace("_", " ")


BAD = {
    "unknown option": (("--option", "allianz"), "did you mean 'alliance'?"),
    "unknown aim": (("--aim", "welbeing"), "did you mean 'wellbeing'"),
    "aim without a direction": (("--aim", "bidders_mean"), "max:bidders_mean"),
    "unknown term": (("--terms", "provider_shere"), "did you mean 'provider_share'?"),
    "no range": (("--terms", "pain_cap=0.1"), "low:high"),
    "bad limit": (("--limit", "wellbeing"), "a limit is a result"),
    "choice without a file": (("--choose", "1"), "say with --out"),
    "a file of another kind": (("--out", "front.txt"), ".svg or .png"),
    "a scenario of another kind": (("--choose", "1", "--out", "front.svg"), ".yaml"),
    "no such folder": (("--out", "nowhere/front.svg"), "is not a folder"),
    "no tries": (("--tries", "0"), "--tries"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_before_anything_is_run(tiny, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    words, message = BAD[name]
    said = ask("design", tiny, *words)
    assert (said.code, said.out) == (2, "")
    assert message in in_words(said.err)
    assert list(tmp_path.iterdir()) == []


def test_a_point_that_is_not_on_the_front_is_refused(tiny, tmp_path):
    out = tmp_path / "chosen.yaml"
    said = ask("design", tiny, *TERMS, *FEW, "--choose", 99, "--out", out)
    assert said.code == 2
    assert "not 99" in said.err
    assert not out.exists()
