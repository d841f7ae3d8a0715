"""Killed at any moment, a batch loses only what was in flight and ends in the same bytes."""

import errno
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import no_time
import pytest

from alliance_sim.experiments.studies import dispatch
from alliance_sim.experiments.studies.blocks import block_files
from alliance_sim.experiments.studies.crews import Cluster, Processes
from alliance_sim.experiments.studies.errors import RefusedError, StoppedError
from alliance_sim.experiments.studies.running import run_study
from alliance_sim.experiments.studies.state import state_of
from tests.experiments.studies.trivial import COLUMNS, bytes_of, planned, with_, written
from tests.views import test_stopping
from tests.views.test_stopping import children, is_running, wait_for

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LONG = with_("n: 8", "n: 60")
PROGRAM = """\
import sys
from pathlib import Path

import no_time
from alliance_sim.experiments.studies import blocks
from alliance_sim.experiments.studies.crews import InProcess, Processes
from alliance_sim.experiments.studies.plan import load_study
from alliance_sim.experiments.studies.running import run_study

COLUMNS = ("net_monetary_benefit_gbp", "wellbeing")

if __name__ == "__main__":
    blocks.RUNS = 8
    crew = InProcess() if sys.argv[3] == "1" else Processes(int(sys.argv[3]))
    evaluate = getattr(no_time, sys.argv[4])
    plan = load_study(sys.argv[1])
    run_study(plan, Path(sys.argv[2]), executor=crew, evaluate=evaluate, columns=COLUMNS)
"""


def run(plan, folder, evaluate=no_time.quick, **more):
    return run_study(plan, folder, evaluate=evaluate, columns=COLUMNS, **more)


def begun(folder, out, workers, evaluate, **more):
    """A batch in a process of its own."""
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    words = [sys.executable, str(program), "study.yaml", str(out), str(workers), evaluate]
    return subprocess.Popen(
        words,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE)))},
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are looked up as Linux")
def test_a_batch_that_is_killed_again_and_again_ends_as_if_nothing_had_been(tmp_path, monkeypatch):
    # Starting Python twice over takes its time on a machine that others use.
    monkeypatch.setattr(test_stopping, "PATIENCE", 240.0)
    written(tmp_path, LONG)
    out = tmp_path / "out"
    done = 0
    for workers in (1, 2):
        command = begun(tmp_path, out, workers, "slow")
        try:
            wait_for(lambda before=done: len(block_files(out)) * 8 > before)
            workers_of = children(command.pid)
        finally:
            command.send_signal(signal.SIGKILL)
            command.communicate()
        wait_for(lambda gone=workers_of: not any(map(is_running, gone)))
        assert not (out / "outcomes.parquet").exists()
        assert state_of(out).done > done
        done = state_of(out).done
    plan = planned(tmp_path, LONG)
    assert run(plan, out).new == 300 - done
    run(plan, tmp_path / "whole")
    assert bytes_of(out) == bytes_of(tmp_path / "whole")
    assert not list(out.rglob("*.part"))


def test_a_worker_that_is_killed_is_replaced_and_its_runs_are_done_again(tmp_path, monkeypatch):
    monkeypatch.setenv("NOTES", str(tmp_path / "notes"))
    plan = planned(tmp_path)
    report = run(plan, tmp_path / "out", no_time.killed_once, executor=Processes(2))
    assert (tmp_path / "notes").exists()
    assert (report.new, report.failures) == (40, ())
    run(plan, tmp_path / "whole")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


def test_the_run_that_kills_every_worker_fails_and_no_other_is_blamed(tmp_path, monkeypatch):
    monkeypatch.setenv("NOTES", str(tmp_path / "notes"))
    report = run(planned(tmp_path), tmp_path / "out", no_time.deadly, executor=Processes(2))
    assert [(one.row, one.replication) for one in report.failures] == [(2, 1)]
    assert "its worker died 3 times" in report.failures[0].error
    assert (report.new, report.is_complete) == (39, True)


@pytest.mark.parametrize("how_full", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_stops_it_in_words_and_spoils_nothing(tmp_path, monkeypatch, how_full):
    plan, out = planned(tmp_path, with_("n: 8", "n: 40")), tmp_path / "out"
    written_so_far = []
    real = Path.replace

    def full(self, target):
        if Path(target).parent.name == "blocks":
            written_so_far.append(target)
            if len(written_so_far) == 2:
                raise OSError(how_full, os.strerror(how_full))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoppedError, match=r"the disk is full; .* run the same command again"):
        run(plan, out)
    monkeypatch.undo()
    before = {path.name: path.read_bytes() for path in block_files(out)}
    assert len(before) >= 1
    assert not list(out.rglob(".*.part"))
    run(plan, out)
    assert before.items() <= {path.name: path.read_bytes() for path in block_files(out)}.items()
    run(plan, tmp_path / "whole")
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_a_file_that_the_system_refuses_to_let_grow_is_a_full_disk(tmp_path):
    written(tmp_path, LONG)

    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))

    command = begun(tmp_path, tmp_path / "out", 1, "quick", preexec_fn=little)
    _, err = command.communicate(timeout=120)
    assert command.returncode == 1
    assert "StoppedError" in err
    assert "the disk is full" in err
    plan = planned(tmp_path, LONG)
    run(plan, tmp_path / "out")
    run(plan, tmp_path / "whole")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


def test_processes_give_the_same_bytes_as_this_process(tmp_path):
    plan = planned(tmp_path)
    run(plan, tmp_path / "one")
    run(plan, tmp_path / "two", executor=Processes(2))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_workers_that_die_whatever_they_are_given_end_the_batch(tmp_path, monkeypatch):
    class Dead(Processes):
        def start(self):
            pool = super().start()
            pool.submit(os.kill, 0, 0).exception()
            for worker in list(pool._processes.values()):
                worker.kill()
            return pool

    monkeypatch.setattr(dispatch, "MOST_DEATHS", 2)
    with pytest.raises(StoppedError, match="workers died 3 times without finishing a run"):
        run(planned(tmp_path), tmp_path / "out", executor=Dead(1))


@pytest.fixture(scope="module")
def cluster():
    """Two Dask workers of this machine."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as made:
        yield made


def test_a_dask_cluster_gives_the_same_bytes_and_loses_nothing_when_a_worker_dies(
    tmp_path, cluster, monkeypatch
):
    plan = planned(tmp_path)
    run(plan, tmp_path / "here", no_time.slow)
    run(plan, tmp_path / "there", no_time.slow, executor=Cluster(cluster.scheduler_address))
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")
    longer = planned(tmp_path, LONG)
    victims = []

    def kill_one(progress):
        if progress.done >= 20 and not victims:
            victims.append(next(iter(cluster.workers.values())).pid)
            os.kill(victims[0], signal.SIGKILL)

    crew = Cluster(cluster.scheduler_address)
    report = run(longer, tmp_path / "killed", no_time.slow, executor=crew, progress=kill_one)
    assert victims
    assert (report.new, report.failures) == (300, ())
    run(longer, tmp_path / "whole")
    assert bytes_of(tmp_path / "killed") == bytes_of(tmp_path / "whole")


def test_an_address_where_no_scheduler_answers_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("alliance_sim.experiments.studies.crews.PATIENCE", 1)
    with pytest.raises(RefusedError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        run(planned(tmp_path), tmp_path / "out", executor=Cluster("tcp://127.0.0.1:9"))


def test_what_is_finished_does_not_wait_for_long_for_a_block_to_fill(tmp_path, monkeypatch):
    monkeypatch.setattr("alliance_sim.experiments.studies.blocks.SECONDS", 0.0)
    plan, out = planned(tmp_path), tmp_path / "out"
    seen = []
    run(plan, out, progress=lambda _: seen.append(len(block_files(out))))
    assert seen[:3] == [1, 2, 3]
