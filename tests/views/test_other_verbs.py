"""`validate`, `schema`, `parameters`, `councils`, `--help` and `--version`."""

import json
import subprocess
import sys

import pytest

import alliance_sim
from alliance_sim.evidence import catalogue, councils
from alliance_sim.experiments.studies.json_schema import FILE_NAME as STUDY_FILE_NAME
from alliance_sim.experiments.studies.json_schema import study_schema
from alliance_sim.scenario import json_schema
from alliance_sim.scenario.json_schema import FILE_NAME
from alliance_sim.scenario.terms_schema import FILE_NAME as TERMS_FILE_NAME
from alliance_sim.scenario.terms_schema import terms_schema
from alliance_sim.views.shipped import PACKAGE, shipped
from tests.views.asking import TINY, ask, in_words

VERBS = (
    "compare",
    "run",
    "regions",
    "settle",
    "procure",
    "validate",
    "schema",
    "parameters",
    "councils",
    "app",
)


def test_every_shipped_scenario_is_valid():
    said = ask("validate", *shipped().values())
    assert said.code == 0, said.err
    assert said.out.count("fit to run") == len(shipped())


def test_all_messages_of_all_files_are_told_at_once(tiny, tmp_path):
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(TINY.replace("months: 14", "months: x").replace("Bexley", "Bexly"))
    other.write_text("")
    said = ask("validate", one, tiny, other)
    assert said.code == 2
    assert said.err.count(f"{one}:") == 2
    assert said.err.count(f"{other}:") == 1
    assert said.out.startswith(f"{tiny}: fit to run: Bexley; 60 residents; 14 months; 3 options")


@pytest.fixture
def implausible(tmp_path):
    file = tmp_path / "odd.yaml"
    file.write_text(TINY + "parameters:\n  home_care: {kpi_visibility: 0.99}\n")
    return file


def test_an_implausible_value_is_warned_of_and_allowed(implausible):
    said = ask("validate", implausible)
    assert said.code == 0
    assert said.err.startswith(f"{implausible}:12:31: parameters.home_care.kpi_visibility: warning")
    assert "0.99 lies outside the plausible range, 0 to" in said.err


def test_validate_for_programs(tiny, implausible, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("")
    said = ask("validate", tiny, implausible, bad, "--json")
    assert said.code == 2
    good, odd, empty = json.loads(said.out)["files"]
    assert (good["valid"], good["problems"], good["warnings"]) == (True, [], [])
    assert good["scenario_hash"].startswith("sha256:")
    assert (odd["valid"], odd["warnings"][0]["line"]) == (True, 12)
    assert (empty["valid"], empty["scenario_hash"]) == (False, None)
    assert empty["problems"][0]["message"].startswith("is empty")


def test_schema_prints_or_writes_the_same(tmp_path):
    assert json.loads(ask("schema").out) == json_schema()
    said = ask("schema", "--out", tmp_path / "new")
    written = tmp_path / "new" / FILE_NAME
    of_terms = written.with_name(TERMS_FILE_NAME)
    of_studies = written.with_name(STUDY_FILE_NAME)
    files = (written, of_terms, of_studies)
    assert said.out == "".join(f"The schema is {file}\n" for file in files)
    assert json.loads(written.read_text(encoding="utf-8")) == json_schema()
    assert json.loads(ask("schema", "terms").out) == terms_schema()
    assert json.loads(of_terms.read_text(encoding="utf-8")) == terms_schema()
    assert json.loads(ask("schema", "study").out) == study_schema()
    assert json.loads(of_studies.read_text(encoding="utf-8")) == study_schema()


def test_schema_refuses_a_file_for_a_folder(tmp_path):
    (tmp_path / "taken").write_text("keep me")
    said = ask("schema", "--out", tmp_path / "taken")
    assert (said.code, said.out) == (2, "")
    assert (tmp_path / "taken").read_text() == "keep me"


def test_the_schema_that_editors_are_pointed_at_is_up_to_date():
    shipped_schema = PACKAGE / "scenario" / FILE_NAME
    assert json.loads(shipped_schema.read_text(encoding="utf-8")) == json_schema()


def test_parameters_lists_every_one(tmp_path):
    shown = ask("parameters").out
    known = catalogue().parameters
    assert [path for path in known if path not in shown] == []
    assert f"{len(known):,} of {len(known):,} parameters" in in_words(shown)
    told = json.loads(ask("parameters", "--json").out)["parameters"]
    assert [entry["path"] for entry in told] == list(known)
    assert {"value", "unit", "low", "high", "status", "source", "note"} <= set(told[0])


def test_parameters_are_searched_in_names_and_notes():
    found = json.loads(ask("parameters", "--search", "KPI visibility", "--json").out)["parameters"]
    assert "home_care.kpi_visibility" in [entry["path"] for entry in found]
    assert 0 < len(found) < len(catalogue().parameters)
    said = ask("parameters", "--search", "kpi_visibility")
    assert catalogue().parameters["home_care.kpi_visibility"].note in in_words(said.out)


def test_a_search_for_parameters_without_a_hit_suggests_one():
    said = ask("parameters", "--search", "kpi_visibilty")
    assert (said.code, said.out) == (0, "")
    assert "did you mean" in said.err
    assert json.loads(ask("parameters", "--search", "zzzz", "--json").out) == {"parameters": []}


def test_councils_lists_every_one():
    told = json.loads(ask("councils", "--json").out)["councils"]
    assert [entry["name"] for entry in told] == list(councils())
    # A figure that was not published is null, and shown as a word.
    assert None in [entry["ascof_1a"] for entry in told]
    assert "none" in ask("councils").out
    assert "nan" not in ask("councils").out.split()


def test_councils_are_searched_by_name_and_region():
    assert "3,005" in ask("councils", "--search", "bexley").out
    found = json.loads(ask("councils", "--search", "london", "--json").out)["councils"]
    assert {"Bexley", "Bromley"} <= {entry["name"] for entry in found}
    said = ask("councils", "--search", "bexly")
    assert (said.code, said.out) == (0, "")
    assert "did you mean Bexley?" in said.err


def test_version_and_help():
    assert ask("--version").out == f"alliance-sim {alliance_sim.__version__}\n"
    shown = ask("--help").out
    for verb in VERBS:
        assert verb in shown
        assert ask(verb, "--help").code == 0


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["--help"], {"numpy", "pydantic", "yaml", "mesa", "pandas", "matplotlib"}),
        (["councils", "--search", "bexley"], {"numpy", "mesa", "pandas", "matplotlib", "numba"}),
        (["validate", "bexley_home_care"], {"mesa", "pandas", "matplotlib", "numba", "pyarrow"}),
    ],
)
def test_what_a_verb_does_not_need_is_not_loaded(words, unwanted):
    program = (
        "import sys, json\n"
        "from alliance_sim.views.cli import command\n"
        f"try: command({words!r})\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert loaded & unwanted == set()
