"""A run's folder appears whole or not at all, and the same run gives the same bytes."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from alliance_sim.results import TABLES, ResultsError, open_results, write_run
from alliance_sim.results.store import arrow_table
from tests.analysis.synthetic import tables

MANIFEST = {"seed": 1, "finished": "2026-01-01T00:00:00Z"}
SUMMARY = pd.DataFrame({"option": ["tender"], "mean": [1.5]})


@pytest.fixture(scope="module")
def made():
    return tables(("tender", "auction", "alliance"), replications=3)


def write(folder, made, **changes):
    settings = {"tables": made, "manifest": MANIFEST, "summary": SUMMARY} | changes
    write_run(folder, **settings)


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_written_is_what_is_read(tmp_path, made):
    write(tmp_path / "run", made, files={"figures/one.svg": b"<svg/>", "report.html": b"<html>"})
    run = open_results(tmp_path / "run")
    for name, table in made.items():
        pd.testing.assert_frame_equal(
            getattr(run, name).astype(object), table.astype(object), check_dtype=False
        )
    assert run.manifest == MANIFEST
    assert (tmp_path / "run/figures/one.svg").read_bytes() == b"<svg/>"
    assert (tmp_path / "run/summary.csv").read_text() == "option,mean\ntender,1.5\n"


def test_times_change_the_manifest_and_nothing_else(tmp_path, made):
    write(tmp_path / "one", made)
    write(tmp_path / "other", made, manifest={**MANIFEST, "finished": "2027-01-01T00:00:00Z"})
    one, other = contents(tmp_path / "one"), contents(tmp_path / "other")
    assert {name for name in one if one[name] != other[name]} == {"manifest.json"}


def test_column_order_and_arrow_or_pandas_make_no_difference(tmp_path, made):
    write(tmp_path / "one", made)
    turned = {
        name: pa.table({column: table[column].to_numpy() for column in table.columns[::-1]})
        for name, table in made.items()
    }
    write(tmp_path / "other", turned)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_what_never_happened_is_null_and_comes_back_as_nan(tmp_path, made):
    write(tmp_path / "run", made)
    stored = pq.read_table(tmp_path / "run/outcomes.parquet")
    assert stored["bidders_mean"].null_count == 3
    assert open_results(tmp_path / "run").outcomes["bidders_mean"].isna().sum() == 3


def test_files_carry_no_metadata_of_the_machine(tmp_path, made):
    write(tmp_path / "run", made)
    for name in TABLES:
        assert not pq.read_schema(tmp_path / f"run/{name}.parquet").metadata


def test_an_earlier_run_is_replaced_with_all_its_files(tmp_path, made):
    write(tmp_path / "run", made, files={"figures/old.png": b"old"})
    write(tmp_path / "run", made, manifest={"seed": 2})
    assert open_results(tmp_path / "run").manifest == {"seed": 2}
    assert not (tmp_path / "run/figures").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path, made):
    write(tmp_path / "run", made)
    (tmp_path / "run/notes.txt").write_text("mine")
    before = contents(tmp_path / "run")
    with pytest.raises(ResultsError, match=r"holds 'notes\.txt', so no run wrote it"):
        write(tmp_path / "run", made, manifest={"seed": 2})
    assert contents(tmp_path / "run") == before


def test_a_folder_that_is_not_a_run_is_left_alone(tmp_path, made):
    (tmp_path / "run").mkdir()
    (tmp_path / "run/report.html").write_text("mine")
    with pytest.raises(ResultsError, match=r"has no manifest\.json, so no run wrote it"):
        write(tmp_path / "run", made)


def test_an_empty_folder_is_filled_and_a_file_is_not_overwritten(tmp_path, made):
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty", made)
    assert open_results(tmp_path / "empty").manifest == MANIFEST
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ResultsError, match="not a folder"):
        write(tmp_path / "file", made)


@pytest.mark.parametrize(
    "changes",
    [
        {"manifest": {"seed": float("nan")}},
        {"files": {"../elsewhere.html": b""}},
        {"files": {"notes.txt": b""}},
    ],
    ids=["not JSON", "outside the folder", "not a run's file"],
)
def test_whatever_goes_wrong_nothing_is_left_behind(tmp_path, made, changes):
    with pytest.raises((ResultsError, ValueError)):
        write(tmp_path / "run", made, **changes)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_leaves_the_earlier_run(tmp_path, made, monkeypatch):
    write(tmp_path / "run", made)
    before = contents(tmp_path / "run")

    def full(*_args, **_settings):
        raise OSError("no space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OSError, match="no space"):
        write(tmp_path / "run", made, manifest={"seed": 2})
    assert contents(tmp_path / "run") == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_move_that_fails_puts_the_earlier_run_back(tmp_path, made, monkeypatch):
    write(tmp_path / "run", made)
    before = contents(tmp_path / "run")
    move = Path.replace

    def failing(self, target):
        # The draft's own move fails; the earlier run's two moves do not.
        if self.name != "run" and (self / "manifest.json").read_text().find('"seed": 2') > 0:
            raise OSError("moved away")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="moved away"):
        write(tmp_path / "run", made, manifest={"seed": 2})
    assert contents(tmp_path / "run") == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_columns_must_be_those_declared(made):
    outcomes = made["outcomes"]
    with pytest.raises(ResultsError, match="missing wellbeing"):
        arrow_table("outcomes", outcomes.drop(columns="wellbeing"))
    with pytest.raises(ResultsError, match="not declared luck"):
        arrow_table("outcomes", outcomes.assign(luck=1.0))
    with pytest.raises(ResultsError, match="does not fit"):
        arrow_table("outcomes", outcomes.assign(wellbeing="high"))
    with pytest.raises(ResultsError, match="does not fit"):
        arrow_table("ledger", made["ledger"].assign(pence=np.full(len(made["ledger"]), 0.5)))


def test_a_table_that_is_not_given_is_named(tmp_path, made):
    rest = {name: table for name, table in made.items() if name != "ledger"}
    with pytest.raises(ResultsError, match="no table ledger"):
        write(tmp_path / "run", rest)


def test_opening_what_is_not_a_run_says_what_is_missing(tmp_path, made):
    with pytest.raises(ResultsError, match=r"manifest\.json, outcomes\.parquet"):
        open_results(tmp_path)
    write(tmp_path / "run", made)
    (tmp_path / "run/outcomes.parquet").write_bytes(b"PAR1")
    with pytest.raises(ResultsError, match="cannot be read"):
        _ = open_results(tmp_path / "run").outcomes


def test_the_ledger_on_disk_adds_to_nought(tmp_path, made):
    write(tmp_path / "run", made)
    ledger = open_results(tmp_path / "run").ledger
    assert (ledger.groupby(["option", "replication", "month"])["pence"].sum() == 0).all()


def test_the_manifest_keeps_letters_as_they_are(tmp_path, made):
    write(tmp_path / "run", made, manifest={"scenario": "Café £1"})
    text = (tmp_path / "run/manifest.json").read_text(encoding="utf-8")
    assert "Café £1" in text
    assert json.loads(text) == {"scenario": "Café £1"}
