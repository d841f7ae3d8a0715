"""`claims`: the list, single claims and all of them; what is refused; the page."""

import json

import pytest

from alliance_sim.evidence import claims as evidence
from tests.views.asking import ask, in_words

FEW = ("--replications", 2, "--residents", 60, "--workers", 1)


def test_the_list_alone_runs_nothing():
    said = ask("claims")
    assert said.code == 0
    text = in_words(said.out)
    for claim in evidence.claims():
        # The table breaks long claims over lines.
        assert f" {claim.id} {' '.join(claim.claim.split()[:3])}" in f" {text}"


def test_json_without_a_number_has_no_result():
    found = json.loads(ask("claims", "--json").out)["claims"]
    assert [one["id"] for one in found] == [claim.id for claim in evidence.claims()]
    assert all(one["result"] is None for one in found)
    keys = {"id", "claim", "source", "switch", "off", "on", "output", "expected", "built_in"}
    assert all(keys <= set(one) for one in found)


def test_one_claim_has_a_difference_an_interval_and_a_verdict():
    said = ask("claims", 14, *FEW, "--json")
    assert said.code == 0, said.err
    (found,) = json.loads(said.out)["claims"]
    result = found["result"]
    low, high = result["ci95"]
    assert low <= result["difference"] <= high
    assert result["difference"] == pytest.approx(result["on"] - result["off"])
    assert result["option"] == next(c for c in evidence.claims() if c.id == 14).options[0]
    assert result["verdict"] in ("supported by the model", "contradicted", "no clear effect")


def test_several_claims_are_told_in_words():
    said = ask("claims", 14, 18, *FEW)
    assert said.code == 0, said.err
    text = in_words(said.out)
    assert "Of 2 claims" in text
    assert "2 futures of 60 residents" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((99,), "no claim 99"),
        ((14, "--all"), "does not go with numbers"),
        ((14, "--out", "page.md"), "goes with --all"),
        (("--all", "--out", "page.html"), "ends in .md"),
        (("--all", "--out", "nowhere/page.md"), "not a folder"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_runs(words, message):
    said = ask("claims", *words)
    assert said.code == 2
    assert message in said.err


def test_the_page_shows_every_claim(tmp_path, monkeypatch):
    # The page is the same for any number of claims; two are quick.
    two = evidence.claims()[:2]
    monkeypatch.setattr(evidence, "claims", lambda: two)
    page = tmp_path / "claims.md"
    said = ask("claims", "--all", *FEW, "--out", page)
    assert said.code == 0, said.err
    text = page.read_text(encoding="utf-8")
    for claim in two:
        assert f"## {claim.id}. {claim.claim}" in text
        assert claim.switch in text
    assert "alliance-sim claims --all --replications 2" in text


def test_published_findings_are_told_with_sign_and_page(tmp_path, monkeypatch):
    from alliance_sim.evidence.findings import findings
    from alliance_sim.views import findings as told

    # The page is the same for any number of findings; two are quick.
    two = [
        row for row in findings() if row.finding.startswith(("Those who take", "Contracts that"))
    ]
    monkeypatch.setattr(told, "findings", lambda: two)
    page = tmp_path / "found.md"
    said = ask("claims", "--published", *FEW, "--json", "--out", page)
    assert said.code == 0, said.err
    first, second = json.loads(said.out)["findings"]
    assert first["tests"][0]["output"] == "quality_gap"
    assert second["verdict"] == "cannot be expressed"
    text = page.read_text(encoding="utf-8")
    assert "alliance-sim claims --published --replications 2" in text
    assert "Sources: S27." in text


def test_published_findings_do_not_go_with_claims():
    said = ask("claims", 14, "--published")
    assert said.code == 2
    assert "does not go with" in said.err
