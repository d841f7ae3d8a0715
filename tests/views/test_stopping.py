"""A command that is stopped ends at once, leaves nothing behind and takes its workers along."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.views.asking import TINY

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="children are looked up as Linux lists them"
)
MANY = 2_000
PATIENCE = 60.0


def children(pid):
    found = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found |= {int(child) for child in task.read_text().split()}
    return found


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)]
)
def test_stopping_leaves_no_file_and_no_worker(tmp_path, how, code):
    (tmp_path / "tiny.yaml").write_text(TINY)
    program = "from alliance_sim.views.cli import main; main()"
    words = ["compare", "tiny.yaml", "--replications", str(MANY), "--workers", "2", "--out", "out"]
    command = subprocess.Popen(
        [sys.executable, "-c", program, *words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(lambda: len(children(command.pid)) == 2)
        workers = children(command.pid)
        command.send_signal(how)
        out, err = command.communicate(timeout=PATIENCE)
    finally:
        command.kill()
    assert command.returncode == code
    assert out == ""
    assert err == ("Stopped.\n" if code > 0 else "")
    wait_for(lambda: not any(is_running(worker) for worker in workers))
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.yaml"]
