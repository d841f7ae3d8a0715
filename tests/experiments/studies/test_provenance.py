"""What a folder says about itself, and that a changed byte does not go unseen."""

import hashlib
import json
import platform
import re

import no_time
import pytest
from rocrate.rocrate import ROCrate

from alliance_sim.experiments.studies.again import check_again
from alliance_sim.experiments.studies.errors import RefusedError
from alliance_sim.experiments.studies.running import run_study
from tests.experiments.studies.trivial import COLUMNS, planned, with_

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@pytest.fixture
def folder(tmp_path):
    """The folder of a finished study."""
    made = tmp_path / "out"
    run_study(planned(tmp_path), made, evaluate=no_time.quick, columns=COLUMNS)
    return made


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_manifest_has_the_hash_and_size_of_every_file(folder):
    files = read(folder / "manifest.json")["files"]
    inside = {
        path.relative_to(folder).as_posix() for path in folder.rglob("[!.]*") if path.is_file()
    }
    assert set(files) == inside - {"manifest.json", "ro-crate-metadata.json"}
    for name, facts in files.items():
        content = (folder / name).read_bytes()
        assert facts == {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def test_times_stand_apart_so_that_all_else_is_the_same_again(tmp_path, folder):
    run_study(planned(tmp_path), tmp_path / "twin", evaluate=no_time.quick, columns=COLUMNS)
    one, other = (read(path / "manifest.json") for path in (folder, tmp_path / "twin"))
    for manifest in (one, other):
        assert set(manifest.pop("times")) == {"started", "finished"}
        # Blocks hold how long runs took.
        manifest["files"] = {
            name: facts
            for name, facts in manifest["files"].items()
            if not name.startswith(("blocks/", "timings"))
        }
        assert not TIME.search(json.dumps(manifest))
    assert one == other


def test_the_environment_says_what_it_ran_with_and_not_where(folder):
    environment = read(folder / "environment.json")
    assert environment["python"] == platform.python_version()
    assert environment["packages"]["numpy"]
    assert platform.node() not in environment.values()
    assert set(environment) == {
        *("python", "implementation", "platform", "processor", "cores", "git_commit", "packages")
    }


def test_the_crate_is_a_process_run_crate_of_every_file(folder):
    graph = {one["@id"]: one for one in read(folder / "ro-crate-metadata.json")["@graph"]}
    root = graph["./"]
    assert root["conformsTo"]["@id"] == "https://w3id.org/ro/wfrun/process/0.5"
    assert graph[root["conformsTo"]["@id"]]["@type"] == "CreativeWork"
    about = graph["ro-crate-metadata.json"]
    assert about["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1"
    (action,) = (one for one in graph.values() if one["@type"] == "CreateAction")
    mentioned = root["mentions"]
    assert {"@id": action["@id"]} in (mentioned if isinstance(mentioned, list) else [mentioned])
    assert graph[action["instrument"]["@id"]]["@type"] == "SoftwareApplication"
    inputs = {one["@id"] for one in action["object"]}
    assert {"study.yaml", "design.parquet", "resolved/tiny.yaml"} == inputs
    assert "outcomes.parquet" in {one["@id"] for one in action["result"]}
    files = read(folder / "manifest.json")["files"]
    for name, facts in files.items():
        assert graph[name]["@type"] == "File"
        assert graph[name]["sha256"] == facts["sha256"]
        assert graph[name]["contentSize"] == str(facts["bytes"])


def test_the_library_reads_the_crate_back(folder):
    crate = ROCrate(str(folder))
    assert crate.name == "Two numbers"


def test_what_is_as_it_was_holds(folder):
    verdict = check_again(folder, 12, seed=1)
    assert verdict.holds
    assert verdict.runs == 12
    assert verdict.files > 5


@pytest.mark.parametrize("name", ["outcomes.parquet", "design.parquet", "study.yaml"])
def test_a_changed_byte_does_not_go_unseen(folder, name):
    path = folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(bytes(content))
    verdict = check_again(folder, 2, seed=1)
    assert not verdict.holds
    assert verdict.changed == (f"{name}: its bytes are not those that were written",)


def test_a_missing_file_does_not_go_unseen(folder):
    (folder / "outcomes.parquet").unlink()
    verdict = check_again(folder, 2, seed=1)
    assert "outcomes.parquet: is missing" in verdict.changed
    assert not verdict.holds


def test_runs_that_come_out_otherwise_are_named(folder, monkeypatch):
    monkeypatch.setattr(no_time, "value_of", lambda job, option: 1.0)
    verdict = check_again(folder, 3, seed=1)
    assert verdict.changed == ()
    assert len(verdict.differing) == 3
    assert re.fullmatch(r"row \d+, replication \d+: net_monetary_benefit_gbp", verdict.differing[0])


def test_another_version_is_refused(folder):
    manifest = read(folder / "manifest.json")
    manifest["identity"]["versions"]["numpy"] = "1.0"
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(RefusedError, match=r'numpy: there "1\.0", here'):
        check_again(folder, 1, seed=1)


def test_an_unfinished_study_is_refused(tmp_path):
    plan = planned(tmp_path, with_("seed: 7", "seed: 8"))
    run_study(plan, tmp_path / "cut", evaluate=no_time.quick, columns=COLUMNS, limit=3)
    with pytest.raises(RefusedError, match="not finished"):
        check_again(tmp_path / "cut", 1, seed=1)
