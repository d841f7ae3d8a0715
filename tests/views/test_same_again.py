"""The same seed gives the same bytes, however often and on however many processes."""

import os
import shutil
import subprocess
import sys

import pytest

from alliance_sim.results import TABLES
from tests.views.asking import ask

REPRODUCED = [*(f"{table}.parquet" for table in TABLES), "summary.csv"]


def compare_in_a_process_of_its_own(tiny, folder, *more):
    command = [sys.executable, "-m", "alliance_sim", "compare", str(tiny), "--json"]
    done = subprocess.run(
        [*command, "--replications", "2", "--out", str(folder), *more],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def on_two_processes(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two") / "run"
    return folder, compare_in_a_process_of_its_own(tiny, folder, "--workers", "2")


def test_two_workers_print_the_same_bytes_as_one(kept, on_two_processes):
    assert on_two_processes[1] == kept.out


@pytest.mark.parametrize("name", REPRODUCED)
def test_two_workers_store_the_same_bytes_as_one(kept, on_two_processes, name):
    assert (on_two_processes[0] / name).read_bytes() == (kept.folder / name).read_bytes()


def test_figures_and_report_are_the_same_too(kept, on_two_processes):
    folder = on_two_processes[0]
    drawn = sorted(path.relative_to(folder) for path in folder.glob("figures/*"))
    for name in [*drawn, "report.html"]:
        assert (folder / name).read_bytes() == (kept.folder / name).read_bytes(), name


def test_a_run_replaces_the_one_before_with_the_same_bytes(tiny, kept, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(kept.folder, folder)
    words = ["compare", tiny, "--replications", 2, "--workers", 1, "--json", "--out", folder]
    assert ask(*words).out == kept.out
    for name in REPRODUCED:
        assert (folder / name).read_bytes() == (kept.folder / name).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_another_seed_gives_other_numbers(tiny, kept):
    said = ask("compare", tiny, "--replications", 2, "--workers", 1, "--json", "--seed", 2)
    assert said.out != kept.out
