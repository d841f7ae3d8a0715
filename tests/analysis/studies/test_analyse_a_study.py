"""A study from its file to its analysis, by the command, and what the command refuses."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from alliance_sim.analysis.studies.analyse import ANALYSES, Wanted, analyse
from alliance_sim.analysis.studies.names import NAMES
from alliance_sim.experiments.studies.plan import load_study
from alliance_sim.experiments.studies.running import run_study
from alliance_sim.views.shipped import find
from tests.analysis.studies.ishigami import STUDY, evaluate, exact
from tests.analysis.studies.made_up import study, uniform
from tests.views.asking import ask, in_words

BLOCKS = 128


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Ishigami's function through the whole pipeline."""
    home = tmp_path_factory.mktemp("ishigami")
    file = home / "study.yaml"
    file.write_text(STUDY.format(scenario=find("bexley_home_care"), n=BLOCKS), encoding="utf-8")
    run_study(
        load_study(file), home / "out", evaluate=evaluate, columns=("net_monetary_benefit_gbp",)
    )
    return home / "out"


@pytest.fixture(scope="module")
def said(folder):
    return ask("analyse", folder, "--what", "sobol,cart,regret", "--json")


def files_of(folder):
    found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_ishigamis_indices_through_the_whole_pipeline_lie_within_their_intervals(folder, said):
    assert said.code == 0
    table = pd.read_parquet(folder / "analysis" / "sobol" / "indices.parquet")
    own = table[table["target"] == "alliance-tender"]
    first, total, together = exact()
    assert (own["first_low"] <= first).all()
    assert (own["first_high"] >= first).all()
    assert (own["total_low"] <= total).all()
    assert (own["total_high"] >= total).all()
    pairs = pd.read_csv(folder / "analysis" / "sobol" / "second_order.csv")
    third = pairs[(pairs["target"] == "alliance-tender")].iloc[1]
    assert third["second_low"] <= together <= third["second_high"]


def test_every_analysis_leaves_tables_in_both_forms_a_figure_and_a_paragraph(folder, said):
    told = json.loads(said.out)
    assert list(told["analyses"]) == ["sobol", "cart", "regret"]
    for name, one in told["analyses"].items():
        own = {path.name for path in (folder / "analysis" / name).iterdir()}
        for table in one["tables"]:
            assert {f"{table}.csv", f"{table}.parquet"} <= own
        for figure in one["figures"]:
            assert {figure, figure.replace(".svg", ".png")} <= own
        paragraph = (folder / "analysis" / name / "paragraph.md").read_text(encoding="utf-8")
        assert one["title"] in paragraph
        assert one["title"] in (folder / "analysis" / "index.md").read_text(encoding="utf-8")


def test_tables_read_the_same_from_either_form(folder, said):
    home = folder / "analysis" / "regret"
    one = pd.read_parquet(home / "measures.parquet")
    other = pd.read_csv(home / "measures.csv")
    assert list(one.columns) == list(other.columns)
    assert np.allclose(one["value"], other["value"])


def test_the_same_study_is_analysed_to_the_same_bytes(folder, said):
    before = files_of(folder / "analysis")
    assert ask("analyse", folder, "--what", "sobol,cart,regret").code == 0
    assert files_of(folder / "analysis") == before


def test_another_outcome_and_condition_are_refused_before_anything_is_written(folder, said):
    before = files_of(folder)
    for words, says in (
        (["--what", "sobel"], "did you mean 'sobol'"),
        (["--outcome", "net_monetary_benefit"], "did you mean 'net_monetary_benefit_gbp'"),
        (["--where", "alliance"], "is no condition"),
        (["--where", "alliance.welbeing > 0"], "no outcome 'welbeing'"),
        (["--where", "aliance.net_monetary_benefit_gbp > 0"], "did you mean 'alliance'"),
        (["--what", "morris"], "kind: morris"),
        (["--what", "acceptability"], "cost_total_gbp"),
        (["--half-width", "0"], "must be above 0"),
    ):
        refused = ask("analyse", folder, *words)
        assert refused.code == 2, words
        assert says in in_words(refused.err), words
    assert files_of(folder) == before


def test_a_folder_of_no_study_is_refused(tmp_path):
    refused = ask("analyse", tmp_path)
    assert refused.code == 2
    assert "not the folder of a study" in in_words(refused.err)
    assert not list(tmp_path.iterdir())


def of_made_up(settings, option):
    cost = 5e6 + 1e6 * settings["a.one"] * (option == "alliance")
    wellbeing = 0.5 + 0.02 * settings["b.two"] * (option == "alliance")
    return {
        "cost_total_gbp": cost,
        "wellbeing": wellbeing,
        "net_monetary_benefit_gbp": 5e7 * wellbeing - cost,
    }


def test_what_fits_is_chosen_and_the_rest_is_told_why():
    made = study(["a.one", "b.two"], uniform(60, 2), of_made_up, replications=2, noise=1e-4)
    assert tuple(ANALYSES) == NAMES
    found = analyse(made)
    assert {"sobol", "morris"} == set(found.left_out)
    assert "kind: morris" in found.left_out["morris"]
    assert tuple(one.name for one in found.findings) == NAMES[2:]
    for one in found.findings:
        assert one.paragraph
        assert all("_" not in chart.title for chart in one.charts)


def test_a_design_that_moves_one_factor_at_a_time_is_not_taken_for_a_sample():
    made = study(["a.one", "b.two"], uniform(60, 2), of_made_up, kind="one_at_a_time")
    found = analyse(made, wanted=Wanted())
    assert not found.findings or {one.name for one in found.findings} <= {"replications"}
    assert "one factor at a time" in found.left_out["regret"]


def test_a_study_of_two_scenarios_is_told_scenario_by_scenario():
    made = study(["a.one", "b.two"], uniform(80, 2), of_made_up)
    made.design.loc[made.design["row"] >= 40, "scenario"] = "elsewhere"
    (found,) = analyse(made, ["regret"]).findings
    assert set(found.tables["measures"]["scenario"]) == {"made_up", "elsewhere"}
    assert [chart.name for chart in found.charts] == ["regret_1", "regret_2"]
    assert "**elsewhere.**" in found.paragraph
