"""Studies from the command line, with real simulations of a tiny place."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import alliance_sim
from alliance_sim.evidence.strict_yaml import parse, read
from alliance_sim.experiments.studies.finished import open_study
from alliance_sim.experiments.studies.json_schema import (
    FILE_NAME,
    study_schema,
    study_schema_text,
)
from alliance_sim.experiments.studies.plan import load_study
from alliance_sim.scenario import load
from alliance_sim.scenario.load import with_changes
from alliance_sim.simulate import simulate
from alliance_sim.views.shipped import shipped_studies
from tests.experiments.studies.test_bad import BAD
from tests.experiments.studies.trivial import STUDY, bytes_of, with_, written
from tests.views.asking import ask

SMALL = with_("n: 8", "n: 2", with_("replications: 5", "replications: 2"))


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A real study, run from the command line, and what it said."""
    home = tmp_path_factory.mktemp("study")
    said = ask("batch", written(home, SMALL), "--out", home / "out", "--workers", 1, "--json")
    assert said.code == 0, said.err
    return home / "out", json.loads(said.out)


def test_outcomes_are_those_of_the_scenario_that_a_row_is(finished):
    folder, told = finished
    assert (told["rows"], told["runs"], told["failed"], told["complete"]) == (2, 4, 0, True)
    study = open_study(folder)
    base = load(folder.parent / "tiny.yaml")
    for row in study.design.to_dict("records"):
        changes = {f"parameters.{one.name}": row[one.name] for one in study.factors}
        world = with_changes(base, changes)
        run = simulate(world, "alliance", seed=7, replication=1)
        table = study.outcomes.query(
            f"row == {row['row']} and replication == 1 and option == 'alliance'"
        )
        for name, value in {**run.outcomes, **run.parties}.items():
            found = table[name].item()
            assert found == value or (found != found and value != value)


def test_status_and_verify_run_say_that_all_is_well(finished):
    folder, _ = finished
    state = json.loads(ask("status", folder, "--json").out)
    assert (state["done"], state["failed"], state["left"], state["is_finished"]) == (4, 0, 0, True)
    assert "Done:   4 of 4 runs" in ask("status", folder).out
    said = ask("verify-run", folder, "--sample", 2, "--json")
    assert (said.code, json.loads(said.out)["holds"]) == (0, True)
    assert "2 runs: the same bytes again." in ask("verify-run", folder, "--sample", 2).out


def test_shards_from_the_command_line_are_the_whole(finished, tmp_path):
    folder, _ = finished
    file = written(tmp_path, SMALL)
    for part in (1, 2):
        out = ("--out", tmp_path / f"part{part}", "--workers", 1)
        assert ask("batch", file, *out, "--shard", f"{part}/2").code == 0
    said = ask("merge", tmp_path / "part1", tmp_path / "part2", "--out", tmp_path / "merged")
    assert said.code == 0
    assert "Finished." in said.out
    assert bytes_of(tmp_path / "merged") == bytes_of(folder)
    again = ask("merge", tmp_path / "part1", "--out", tmp_path / "merged")
    assert again.code == 2
    assert "holds a study already" in again.err


def test_a_dry_run_says_what_it_takes_and_writes_nothing(tmp_path):
    file = written(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    said = ask("batch", file, "--out", tmp_path / "out", "--dry-run", "--workers", 2)
    assert said.code == 0
    assert "8 rows of 2 factors" in said.out
    assert "40 runs" in said.out
    told = json.loads(ask("batch", file, "--dry-run", "--limit", 12, "--json").out)
    assert (told["rows"], told["runs"]) == (8, 12)
    assert told["seconds_a_run"] > 0
    assert told["disk_bytes"] > 0
    assert sorted(tmp_path.rglob("*")) == before


def test_runs_that_fail_end_in_exit_code_1_with_their_count(tmp_path, monkeypatch):
    def failing(*_, **__):
        raise ValueError("no such luck")

    monkeypatch.setattr("alliance_sim.world.model.World.run", failing)
    said = ask("batch", written(tmp_path, SMALL), "--out", tmp_path / "out", "--workers", 1)
    assert said.code == 1
    assert "4 runs failed" in said.out
    assert "row 0, replication 0: ValueError: no such luck" in said.out


def test_a_resumed_folder_of_another_study_is_exit_code_2(finished, tmp_path):
    folder, _ = finished
    file = written(tmp_path, with_("seed: 7", "seed: 8", SMALL))
    said = ask("batch", file, "--out", folder, "--workers", 1)
    assert (said.code, said.out) == (2, "")
    assert "seed: there 7, here 8" in said.err


@pytest.mark.parametrize("name", ["bexley_grid", "bexley_all_uncertain", "bexley_sobol"])
def test_the_studies_that_are_shipped_are_fit_to_run(name):
    plan = load_study(shipped_studies()[name])
    assert len(plan.rows) > 1
    said = ask("validate", name)
    assert (said.code, said.err) == (0, "")
    assert f"{len(plan.rows):,} rows" in said.out


@pytest.fixture(scope="module")
def validator():
    """The schema of studies."""
    schema = study_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_schema_takes_what_is_shipped(validator):
    for path in shipped_studies().values():
        assert list(validator.iter_errors(read(path).data)) == []
    assert validator.is_valid(parse(STUDY, "study.yaml").data)


@pytest.mark.parametrize(
    "name",
    [
        "unknown field",
        "no scenario",
        "unknown parameter",
        "unknown distribution",
        "unknown design",
        "design without its size",
        "morris with an odd number of levels",
        "too few replications",
        "precision of an unknown outcome",
        "unknown policy",
    ],
)
def test_the_schema_marks_what_the_reader_refuses(validator, name):
    assert not validator.is_valid(parse(BAD[name][0], "study.yaml").data)


def test_the_schema_in_the_package_is_current():
    home = Path(alliance_sim.__file__).parent / "experiments" / "studies"
    assert (home / FILE_NAME).read_text(encoding="utf-8") == study_schema_text()
