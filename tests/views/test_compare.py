"""`compare`: the JSON that programs read, the files that are kept, the words that people read."""

import json
import math

import pytest

import alliance_sim
from alliance_sim.results import BY_OUTCOME, PARTIES, TABLES, open_results
from alliance_sim.views.shipped import find, shipped
from tests.views.asking import OPTIONS, ask, in_words

# The public interface, written out here so that a change of it cannot pass unnoticed.
TOP = "scenario version seed replications scenario_hash options differences probability_best"
OUTCOMES = [
    "cost_total_gbp",
    "cost_care_gbp",
    "cost_procurement_gbp",
    "cost_governance_gbp",
    "cost_monitoring_gbp",
    "cost_crisis_gbp",
    "quality_experienced",
    "quality_measured",
    "quality_gap",
    "continuity_months",
    "handoffs_kept_share",
    "wellbeing",
    "wellbeing_informed",
    "wellbeing_partner",
    "wellbeing_resources",
    "wellbeing_expertise",
    "wellbeing_connected",
    "unmet_need_hours",
    "equity_gap",
    "provider_margin_share",
    "bidders_mean",
    "market_concentration_hhi",
    "voluntary_sector_share",
    "handbacks",
    "provider_exits",
    "trust",
    "net_monetary_benefit_gbp",
]
RISK = ["mean", "sd", "cvar95", "p_loss", "variance_share"]
FIGURES = {
    "options",
    "differences",
    "who_bears_what",
    "share_of_variance",
    "risk_premiums",
    "elements",
    "measured_against_lived",
    "cost_wellbeing_plane",
    "acceptability",
    "months",
}


def finite(*numbers):
    return all(isinstance(n, int | float) and math.isfinite(n) for n in numbers)


def test_json_has_the_shape_of_the_interface(kept):
    data = kept.data
    assert list(data) == TOP.split()
    assert (data["seed"], data["replications"]) == (1, 2)
    assert data["version"] == alliance_sim.__version__
    assert data["scenario_hash"].startswith("sha256:")
    assert list(data["options"]) == list(OPTIONS)
    for option in data["options"].values():
        assert list(option) == ["outcomes", "risk", "risk_sharing"]
        assert list(option["outcomes"]) == OUTCOMES
        assert all(
            list(outcome) == ["mean", "sd", "ci95"] for outcome in option["outcomes"].values()
        )
        assert {"commissioner", "providers", "nhs", "unpaid_carers", "residents"} <= set(
            option["risk"]
        )
        assert all(list(risk)[: len(RISK)] == RISK for risk in option["risk"].values())
        named = option["risk"]["providers"]["by_name"]
        public = [option["risk"][party]["variance_share"] for party in ("commissioner", "nhs")]
        shares = [*public, *(provider["variance_share"] for provider in named.values())]
        assert sum(shares) == pytest.approx(1)
        now, best = (
            option["risk_sharing"][f"{which}risk_premium_gbp"] for which in ("", "efficient_")
        )
        assert 0 <= best <= now
    assert list(data["differences"]) == ["auction-tender", "alliance-tender", "alliance-auction"]
    for difference in data["differences"].values():
        assert list(difference) == OUTCOMES
        assert all(list(d) == ["mean", "ci95", "p_better"] for d in difference.values())
    assert "net_monetary_benefit_gbp" in data["probability_best"]


def test_json_misses_no_value_where_one_is_due(kept):
    data = kept.data
    is_money = {party.name: party.is_money for party in PARTIES}
    for option in data["options"].values():
        for outcome in option["outcomes"].values():
            assert finite(outcome["mean"], outcome["sd"], *outcome["ci95"])
        for party, risk in option["risk"].items():
            share = risk["variance_share"]
            assert finite(*(risk[name] for name in RISK if name != "variance_share"))
            # Only pounds can be a share of the swing in pounds.
            assert finite(share) if is_money[party] else share is None
    for difference in data["differences"].values():
        for name, d in difference.items():
            assert finite(d["mean"], *d["ci95"])
            has_direction = BY_OUTCOME[name].higher_is_better is not None
            assert finite(d["p_better"]) if has_direction else d["p_better"] is None
    for chances in data["probability_best"].values():
        assert list(chances) == list(OPTIONS)
        assert sum(chances.values()) == pytest.approx(1)


def test_differences_are_paired(kept):
    outcomes = open_results(kept.folder).outcomes
    wide = outcomes.pivot(index="replication", columns="option", values="cost_total_gbp")
    shown = kept.data["differences"]["alliance-tender"]["cost_total_gbp"]["mean"]
    assert shown == pytest.approx((wide["alliance"] - wide["tender"]).mean())


def test_json_is_all_there_is_on_stdout_and_the_report_is_named_on_stderr(kept):
    json.loads(kept.out)
    assert str(kept.folder / "report.html") in kept.err


def test_every_file_of_a_run_is_there(kept):
    files = {str(path.relative_to(kept.folder)) for path in kept.folder.rglob("*.*")}
    expected = {"manifest.json", "summary.csv", "report.html"}
    expected |= {f"{table}.parquet" for table in TABLES}
    expected |= {f"figures/{name}.{kind}" for name in FIGURES for kind in ("png", "svg")}
    assert files == expected


def test_the_manifest_says_how_to_make_the_run_again(kept, tiny):
    manifest = open_results(kept.folder).manifest
    again = alliance_sim.load_text(manifest["scenario"], "manifest")
    assert again.digest == manifest["scenario_hash"] == kept.data["scenario_hash"]
    assert dict(again.values) == manifest["parameters"]
    assert manifest["command"].startswith(f"alliance-sim compare {tiny} --replications 2 --seed 1")
    assert {"alliance_sim", "python", "numpy", "mesa"} <= set(manifest["versions"])
    assert manifest["machine"]["cores"] >= 1
    assert manifest["times"]["started"] <= manifest["times"]["finished"]


def test_the_stored_ledger_sums_to_zero_for_every_option_future_and_month(kept):
    ledger = open_results(kept.folder).ledger
    sums = ledger.groupby(["option", "replication", "month"])["pence"].sum()
    assert set(sums.index.get_level_values("option")) == set(OPTIONS)
    assert set(sums.index.get_level_values("month")) >= set(range(1, 15))
    assert (sums == 0).all()
    assert ledger["pence"].abs().sum() > 0


def test_the_report_holds_the_headline_and_needs_no_network(kept):
    page = (kept.folder / "report.html").read_text(encoding="utf-8")
    assert "For Bexley" in page
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_people_read_words_first_then_two_tables(tiny):
    said = ask("compare", tiny, "--replications", 2, "--workers", 1)
    assert said.code == 0
    text = in_words(said.out)
    places = [
        text.index(part)
        for part in ("A small place", "For Bexley", "Most likely best", "Option", "Difference")
    ]
    assert places == sorted(places)
    assert "wellbeing" in text[places[-1] :]
    assert "better in" in text.lower()
    assert "_" not in text
    assert "--out DIR" in text


def test_one_future_shows_no_intervals_and_says_so(tiny):
    said = ask("compare", tiny, "--replications", 1, "--workers", 1, "--json")
    outcome = json.loads(said.out)["options"]["tender"]["outcomes"]["wellbeing"]
    assert finite(outcome["mean"])
    assert (outcome["sd"], outcome["ci95"]) == (None, [None, None])
    text = in_words(ask("compare", tiny, "--replications", 1, "--workers", 1).out)
    assert "One simulated future cannot show how sure the answer is" in text
    assert "nan" not in text


def test_a_scenario_with_one_option_is_shown_without_differences(tiny, tmp_path):
    file = tmp_path / "one.yaml"
    text = tiny.read_text(encoding="utf-8").splitlines()
    file.write_text(
        "\n".join(line for line in text if "auction" not in line and "alliance" not in line)
    )
    said = ask("compare", file, "--replications", 2, "--workers", 1, "--out", tmp_path / "out")
    assert said.code == 0, said.err
    assert "Difference" not in said.out
    assert (tmp_path / "out" / "report.html").is_file()


def test_a_shipped_scenario_is_found_by_name(tmp_path, monkeypatch):
    assert {"bexley_home_care", "messy_alliance"} <= set(shipped())
    monkeypatch.chdir(tmp_path)
    # A folder of results may have the scenario's name; a file of that name is what is meant.
    (tmp_path / "bexley_home_care").mkdir()
    (tmp_path / "messy_alliance").write_text("title: mine")
    assert find("bexley_home_care") == shipped()["bexley_home_care"]
    assert find("messy_alliance").read_text() == "title: mine"
