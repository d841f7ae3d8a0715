"""Batches: resumed, sharded, limited and stopped, the end is always the same."""

import json
import random

import no_time
import pyarrow.parquet as pq
import pytest

from alliance_sim.experiments.studies.agenda import Agenda
from alliance_sim.experiments.studies.blocks import block_files
from alliance_sim.experiments.studies.errors import RefusedError
from alliance_sim.experiments.studies.finished import open_study
from alliance_sim.experiments.studies.jobs import context_of, work
from alliance_sim.experiments.studies.merging import merge
from alliance_sim.experiments.studies.running import run_study
from alliance_sim.experiments.studies.state import state_of
from tests.experiments.studies.trivial import COLUMNS, bytes_of, planned, with_


def run(plan, folder, evaluate=no_time.quick, **more):
    return run_study(plan, folder, evaluate=evaluate, columns=COLUMNS, **more)


@pytest.fixture
def whole(tmp_path):
    """The folder of a study that was run undisturbed."""
    run(planned(tmp_path), tmp_path / "whole")
    return tmp_path / "whole"


def test_a_finished_study_opens_with_its_rows_and_outcomes_in_order(tmp_path, whole):
    study = open_study(whole)
    plan = planned(tmp_path)
    assert (study.study.title, study.study.design.kind) == ("Two numbers", "lhs")
    assert study.factors == plan.factors
    assert list(study.design["row"]) == list(range(8))
    assert set(study.design["scenario"]) == {"tiny"}
    factor = study.factors[0]
    places = study.design[f"place:{factor.name}"].to_numpy()
    assert list(factor.values_at(places)) == list(study.design[factor.name])
    keys = study.outcomes[["row", "replication", "option"]].itertuples(index=False)
    wanted = [(r, n, o) for r in range(8) for n in range(5) for o in ("tender", "alliance")]
    assert list(map(tuple, keys)) == wanted
    assert list(study.outcomes.columns[3:]) == list(COLUMNS)


def test_options_of_a_run_share_their_luck(whole):
    table = open_study(whole).outcomes
    wide = table.pivot(index=["row", "replication"], columns="option", values=COLUMNS[0])
    assert wide["alliance"].to_list() == (2 * wide["tender"]).to_list()


def test_finished_runs_are_never_done_again(tmp_path, monkeypatch):
    notes = tmp_path / "notes"
    monkeypatch.setenv("NOTES", str(notes))
    plan, out = planned(tmp_path), tmp_path / "out"
    for limit in (7, 7, 19, None, None):
        run(plan, out, no_time.noted, limit=limit)
    lines = notes.read_text(encoding="utf-8").splitlines()
    assert lines == [f"{row} {one}" for row in range(8) for one in range(5)]


def test_resumed_it_ends_in_the_same_bytes(tmp_path, whole):
    plan, out = planned(tmp_path), tmp_path / "out"
    for limit in (3, 11, 12, None):
        report = run(plan, out, limit=limit)
        assert report.is_complete == (limit is None)
        assert report.is_cut == (limit is not None)
        assert (out / "outcomes.parquet").exists() == (limit is None)
    assert bytes_of(out) == bytes_of(whole)
    assert (out / "design.parquet").read_bytes() == (whole / "design.parquet").read_bytes()


def test_a_limit_gives_the_same_runs_every_time(tmp_path):
    plan = planned(tmp_path)
    for name in ("one", "two"):
        run(plan, tmp_path / name, limit=9)
    found = [
        [pq.read_table(file, columns=["run"]) for file in block_files(tmp_path / name)]
        for name in ("one", "two")
    ]
    assert found[0] == found[1]
    assert state_of(tmp_path / "one").done == 9


def test_shards_that_are_merged_are_the_whole(tmp_path, whole):
    plan = planned(tmp_path)
    shards = [tmp_path / f"shard{part}" for part in range(3)]
    for part, folder in enumerate(shards):
        run(plan, folder, shard=(part, 3))
    assert merge(shards[::-1], tmp_path / "merged") == 40
    assert bytes_of(tmp_path / "merged") == bytes_of(whole)
    assert state_of(tmp_path / "merged").is_finished


def test_a_merged_folder_with_a_shard_missing_can_be_gone_on_with(tmp_path, whole):
    plan = planned(tmp_path)
    for part in (0, 2):
        run(plan, tmp_path / f"shard{part}", shard=(part, 3))
    merge([tmp_path / "shard0", tmp_path / "shard2"], tmp_path / "merged")
    assert not (tmp_path / "merged" / "outcomes.parquet").exists()
    assert run(plan, tmp_path / "merged").new == 15
    assert bytes_of(tmp_path / "merged") == bytes_of(whole)


def test_shards_of_different_studies_are_not_merged(tmp_path):
    run(planned(tmp_path), tmp_path / "one", shard=(0, 2))
    run(planned(tmp_path, with_("seed: 7", "seed: 8")), tmp_path / "two", shard=(1, 2))
    with pytest.raises(RefusedError, match="seed: there 7, here 8"):
        merge([tmp_path / "one", tmp_path / "two"], tmp_path / "merged")
    with pytest.raises(RefusedError, match="shard 1/2 is named twice"):
        merge([tmp_path / "one", tmp_path / "one" / "."], tmp_path / "merged")
    assert not (tmp_path / "merged").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("seed: 7", "seed: 8", "seed: there 7, here 8"),
        ("replications: 5", "replications: 6", "replications: there 5, here 6"),
        ("n: 8", "n: 9", "rows: there 8, here 9"),
        ("[4, 8]", "[4, 9]", "design_digest: there"),
        ("options: [tender, alliance]", "options: [alliance, tender]", "options.tiny: there"),
    ],
)
def test_another_study_is_refused_with_the_difference_named(tmp_path, whole, old, new, told):
    before = {path: path.read_bytes() for path in whole.rglob("*") if path.is_file()}
    with pytest.raises(RefusedError, match="holds the runs of another study") as caught:
        run(planned(tmp_path, with_(old, new)), whole)
    assert told in str(caught.value)
    assert {path: path.read_bytes() for path in whole.rglob("*") if path.is_file()} == before


def test_another_version_is_refused_with_the_difference_named(tmp_path, whole):
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    here = manifest["identity"]["versions"]["alliance_sim"]
    manifest["identity"]["versions"]["alliance_sim"] = "0.0.9"
    (whole / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(RefusedError, match=f'versions.alliance_sim: there "0.0.9", here "{here}"'):
        run(planned(tmp_path), whole)


def test_a_block_of_another_study_is_refused(tmp_path, whole):
    run(planned(tmp_path, with_("seed: 7", "seed: 8")), tmp_path / "other")
    (block,) = block_files(tmp_path / "other")
    (whole / "blocks" / "000009.parquet").write_bytes(block.read_bytes())
    with pytest.raises(RefusedError, match="run 0 of row 0 is not one of this study"):
        run(planned(tmp_path), whole)


def test_failures_are_kept_in_a_table_and_tried_again(tmp_path, whole, monkeypatch):
    monkeypatch.setenv("MENDED", str(tmp_path / "mended"))
    plan, out = planned(tmp_path), tmp_path / "out"
    report = run(plan, out, no_time.failing)
    assert (report.runs, len(report.failures), report.is_complete) == (35, 5, True)
    table = pq.read_table(out / "failures.parquet").to_pandas()
    assert list(table["row"]) == [3] * 5
    assert list(table["replication"]) == list(range(5))
    assert table["error"][2] == "ValueError: row 3 cannot be, future 2"
    assert "in failing" in table["traceback"][2]
    assert set(open_study(out).outcomes["row"]) == {0, 1, 2, 4, 5, 6, 7}
    (tmp_path / "mended").touch()
    again = run(plan, out, no_time.failing)
    assert (again.new, again.failures) == (5, ())
    assert not (out / "failures.parquet").exists()
    assert bytes_of(out) == bytes_of(whole)


def test_fail_fast_stops_at_the_first_failure(tmp_path, monkeypatch):
    monkeypatch.setenv("MENDED", str(tmp_path / "mended"))
    out = tmp_path / "out"
    report = run(planned(tmp_path), out, no_time.failing, on_failure="fail-fast")
    assert len(report.failures) >= 1
    assert not report.is_complete
    assert not (out / "outcomes.parquet").exists()
    assert state_of(out).done >= 15


ADAPTIVE = with_(
    "replications: 5",
    "replications: {until: {difference: alliance-tender, outcome: net_monetary_benefit_gbp, "
    "half_width: 60}, at_least: 4, at_most: 20, step: 4}",
)


def test_futures_go_on_until_a_difference_is_precise_and_no_longer(tmp_path):
    plan = planned(tmp_path, ADAPTIVE)
    run(plan, tmp_path / "out", no_time.unlike)
    table = open_study(tmp_path / "out").outcomes
    counts = table[table["option"] == "tender"].groupby("row").size()
    assert counts[0] == 4
    assert counts[7] == 20
    assert set(counts) <= {4, 8, 12, 16, 20}
    assert len(set(counts)) > 2


def test_how_many_futures_a_row_has_does_not_depend_on_the_order_of_results(tmp_path):
    plan = planned(tmp_path, ADAPTIVE)
    context = context_of(plan, no_time.unlike, COLUMNS)
    asked = []
    for order in range(4):
        agenda, luck = Agenda(plan, COLUMNS), random.Random(order)
        out, ended = [], set()
        while jobs := agenda.next(luck.randint(1, 30)) or out:
            out = jobs if jobs is out else [*out, *jobs]
            luck.shuffle(out)
            for job in out[: luck.randint(1, len(out))]:
                (result,) = work(context, [job])
                agenda.settle(result)
                ended.add(job.id)
            out = [job for job in out if job.id not in ended]
        asked.append(ended)
    assert asked[0] == asked[1] == asked[2] == asked[3]


def test_an_adaptive_study_ends_the_same_whatever_interrupts_it(tmp_path):
    plan = planned(tmp_path, ADAPTIVE)
    run(plan, tmp_path / "whole", no_time.unlike)
    for limit in (3, 9, 10, 31, None):
        run(plan, tmp_path / "out", no_time.unlike, limit=limit)
        if limit:
            assert state_of(tmp_path / "out").done == limit
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


def test_two_batches_do_not_work_in_one_folder(tmp_path, whole):
    from alliance_sim.experiments.studies.folder import locked

    with locked(whole), pytest.raises(RefusedError, match="another batch is at work"):
        run(planned(tmp_path), whole)


def test_the_compiled_bytes_do_not_depend_on_how_runs_lie_in_blocks(tmp_path, whole, monkeypatch):
    monkeypatch.setattr("alliance_sim.experiments.studies.blocks.RUNS", 3)
    monkeypatch.setattr("alliance_sim.experiments.studies.compiling.AT_A_TIME", 7)
    monkeypatch.setattr("alliance_sim.experiments.studies.compiling.OPEN_BLOCKS", 2)
    run(planned(tmp_path), tmp_path / "out")
    assert len(block_files(tmp_path / "out")) == 14
    assert bytes_of(tmp_path / "out") == bytes_of(whole)


def test_equal_values_of_two_scenarios_are_runs_of_their_own(tmp_path):
    planned(tmp_path)
    (tmp_path / "longer.yaml").write_text("extends: tiny.yaml\nmonths: 16\n", encoding="utf-8")
    both = with_("scenario: tiny.yaml", "scenario: [tiny.yaml, longer.yaml]")
    run(planned(tmp_path, both), tmp_path / "out")
    table = open_study(tmp_path / "out").design
    assert list(table["scenario"]) == ["tiny"] * 8 + ["longer"] * 8
    assert sorted(path.name for path in (tmp_path / "out" / "resolved").iterdir()) == [
        "longer.yaml",
        "tiny.yaml",
    ]
