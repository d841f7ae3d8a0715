"""`risk`: who bears what and where it comes from, for people, programs and folders."""

import csv
import json

import pytest

from alliance_sim.experiments.sources import SOURCES
from tests.views.asking import OPTIONS, ask, in_words


@pytest.fixture(scope="module")
def asked(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("risk") / "out"
    words = ("risk", tiny, "--replications", 2, "--workers", 1, "--json", "--out", folder)
    said = ask(*words)
    assert said.code == 0, said.err
    return json.loads(said.out), folder


def test_json_has_every_party_and_source(asked):
    data, _ = asked
    assert list(data["options"]) == list(OPTIONS)
    for option in data["options"].values():
        assert set(option["sources"]) <= set(option["risk"])
        for party in ("commissioner", "providers", "nhs", "unpaid_carers", "residents"):
            assert list(option["sources"][party]) == list(SOURCES)
            for one in option["sources"][party].values():
                low, high = one["ci95"]
                assert low <= one["sd"] <= high
                assert one["variance_se"] >= 0
        firms = option["risk"]["providers"]["by_name"]
        assert all(0 <= firm["p_insolvency"] <= 1 for firm in firms.values())
        assert option["risk"]["providers"]["risk_premium_gbp"] == pytest.approx(
            sum(firm["risk_premium_gbp"] for firm in firms.values())
        )


def test_the_folder_is_a_comparisons_with_the_sources_added(asked):
    data, folder = asked
    for kind in ("png", "svg"):
        assert (folder / "figures" / f"risk_by_source.{kind}").stat().st_size > 1000
    lines = (folder / "risk_by_source.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    assert {row["source"] for row in rows} == set(SOURCES)
    row = next(r for r in rows if (r["option"], r["party"]) == ("tender", "nhs"))
    known = data["options"]["tender"]["sources"]["nhs"][row["source"]]
    assert float(row["sd"]) == pytest.approx(known["sd"])
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert "risk by source of luck" in report
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"].startswith("alliance-sim risk ")


def test_people_read_parties_first_then_sources(tiny):
    said = ask("risk", tiny, "--replications", 2, "--workers", 1)
    assert said.code == 0
    text = in_words(said.out)
    parts = ("who bears what", "Premium", "split best", "Swing by source", "standard error")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "nan" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--replications", 1), "--replications"),
        (("--replications", 2, "--workers", 0), "--workers"),
    ],
)
def test_too_few_of_anything_is_refused(tiny, words, message):
    said = ask("risk", tiny, *words)
    assert said.code == 2
    assert message in said.err
