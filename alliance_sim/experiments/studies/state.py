"""How far a study's folder is, without running anything."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from alliance_sim.experiments.studies.blocks import block_files, finished_runs, read_block
from alliance_sim.experiments.studies.folder import FAILURES, IDENTITY, read_manifest
from alliance_sim.experiments.studies.study import AT_MOST


@dataclass(frozen=True, slots=True)
class State:
    """What a study's folder holds so far."""

    title: str
    shard: str
    done: int
    failed: int
    least: int
    """Runs that there will be at the least."""

    most: int
    """Runs that there will be at the most; more than the least where precision decides."""

    blocks: int
    bytes: int
    seconds: float
    """Seconds that the finished runs took, one after another."""

    is_finished: bool
    """Whether every run is in, or has failed."""

    @property
    def seconds_a_run(self) -> float | None:
        """Mean seconds of a run."""
        return self.seconds / self.done if self.done else None

    def as_dict(self) -> dict[str, Any]:
        """The same for programs."""
        plain = {name: getattr(self, name) for name in State.__dataclass_fields__}
        left = 0 if self.is_finished else max(self.least - self.done - self.failed, 0)
        return {**plain, "left": left, "seconds_a_run": self.seconds_a_run}


def state_of(folder: Path) -> State:
    """How far the study in a folder is.

    Raises:
        RefusedError: There is none.
    """
    found = read_manifest(folder)
    own = found[IDENTITY]
    part, parts = (int(word) for word in own["shard"].split("/"))
    rows = len(range(part - 1, own["rows"], parts))
    many = own["replications"]
    least = many if isinstance(many, int) else many["at_least"]
    most = many if isinstance(many, int) else many.get("at_most", AT_MOST)
    failures = folder / FAILURES
    failed = pq.read_metadata(failures).num_rows if failures.is_file() else 0
    done, seconds = 0, 0.0
    for path, runs in finished_runs(folder):
        done += len(runs)
        # A run's seconds stand beside each of its options.
        table = read_block(path, ("run", "seconds")).to_pydict()
        seconds += sum(dict(zip(table["run"], table["seconds"], strict=True)).values())
    paths = block_files(folder)
    finished = found["state"] == "finished"
    return State(
        title=found["title"],
        shard=own["shard"],
        done=done,
        failed=failed,
        least=rows * least,
        most=rows * most,
        blocks=len(paths),
        bytes=sum(path.stat().st_size for path in paths),
        seconds=seconds,
        is_finished=finished,
    )
