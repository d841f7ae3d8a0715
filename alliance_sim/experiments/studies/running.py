"""Run a study: what is missing is done, what is there is kept, and the end is always the same."""

import errno
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alliance_sim.experiments.studies.agenda import WHOLE, Agenda, Shard
from alliance_sim.experiments.studies.blocks import (
    BlockWriter,
    block_files,
    read_block,
    write_failures,
)
from alliance_sim.experiments.studies.compiling import compile_outcomes
from alliance_sim.experiments.studies.crews import Crew, InProcess
from alliance_sim.experiments.studies.dispatch import Dispatcher
from alliance_sim.experiments.studies.errors import RefusedError, StoppedError
from alliance_sim.experiments.studies.evaluate import simulate_run
from alliance_sim.experiments.studies.folder import (
    OUTCOMES,
    holds_study,
    locked,
    read_manifest,
    refuse_other,
)
from alliance_sim.experiments.studies.jobs import Evaluate, Failed, context_of
from alliance_sim.experiments.studies.plan import Plan
from alliance_sim.experiments.studies.record import begin, conclude, conclude_part, identity
from alliance_sim.experiments.studies.study import OnFailure
from alliance_sim.results.tables import RESULTS


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is."""

    total: int
    """Runs there are to be; where futures go on until they are precise, at least so many."""

    is_certain: bool
    before: int
    """Runs that an earlier batch had finished."""

    done: int
    """Runs that this one has finished."""

    failed: int
    seconds: float

    @property
    def rate(self) -> float:
        """Runs a second so far."""
        return (self.done + self.failed) / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> int:
        """Runs that are still to come."""
        return max(self.total - self.before - self.done - self.failed, 0)

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this rate; None before anything is done."""
        return self.left / self.rate if self.rate else None


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a batch."""

    folder: Path
    runs: int
    """Finished runs in the folder."""

    new: int
    """Those that this batch did."""

    failures: tuple[Failed, ...]
    is_complete: bool
    """Whether every run is in or has failed, and the outcomes are compiled."""

    is_cut: bool
    """Whether a limit left runs undone."""

    is_whole: bool
    """Whether it is of the whole study, not of a shard."""


def run_study(
    plan: Plan,
    folder: Path,
    *,
    executor: Crew | None = None,
    evaluate: Evaluate = simulate_run,
    columns: Sequence[str] = RESULTS,
    limit: int | None = None,
    shard: Shard = WHOLE,
    on_failure: OnFailure | None = None,
    progress: Tell | None = None,
) -> Report:
    """Do every run of a study that is not in its folder yet, and compile them when all are in.

    Args:
        plan: The study.
        folder: Its folder; one that this study has begun is gone on with.
        executor: Who does the runs; this process where nobody is named.
        evaluate: From a run to its outcomes; a function of a module, the same every time.
        columns: The outcomes that `evaluate` gives for every option.
        limit: Only the first so many runs of the design.
        shard: Only one part of the rows, counted from 0, of how many.
        on_failure: Instead of what the study says.
        progress: Told after every run.

    Raises:
        RefusedError: The folder holds something else, or somebody is at work in it.
        StoppedError: The disk is full or workers cannot be had; finished runs are safe.
    """
    folder, crew = Path(folder), executor or InProcess()
    with _safe(folder):
        has_begun = holds_study(folder)
        if has_begun:
            refuse_other(folder, identity(plan, evaluate, columns, shard))
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            if not has_begun:
                begin(folder, plan, evaluate, columns, shard)
            batch = _Batch(plan, folder, crew, evaluate, columns, limit, shard)
            return batch.run(on_failure or plan.study.on_failure, progress)


@contextmanager
def _safe(folder: Path) -> Iterator[None]:
    """Say in words that the disk refuses."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        why = "the disk is full" if full else (error.strerror or str(error))
        remedy = "make room and run" if full else "put that right and run"
        raise StoppedError(
            f"{folder}: {why}; every finished block is kept, {remedy} the same command again"
        ) from error


class _Batch:
    """One batch at work in a folder."""

    def __init__(
        self,
        plan: Plan,
        folder: Path,
        crew: Crew,
        evaluate: Evaluate,
        columns: Sequence[str],
        limit: int | None,
        shard: Shard,
    ) -> None:
        self.folder, self.crew, self.columns, self.shard = folder, crew, columns, shard
        self.agenda = Agenda(plan, columns, shard, limit)
        self.context = context_of(plan, evaluate, columns)
        self.before = self._remember()
        self.writer = BlockWriter(folder, columns)
        self.seen = 0

    def _remember(self) -> int:
        """Take in what earlier batches finished."""
        wanted = [*dict.fromkeys(one.outcome for one in self.agenda.wanted)]
        options_in = ["run", "row", "replication", "option", *wanted]
        count = 0
        for path in block_files(self.folder):
            table = read_block(path, options_in).to_pydict()
            runs: dict[tuple[str, int, int], list[list[float]]] = {}
            for number, key in enumerate(
                zip(*(table[name] for name in options_in[:3]), strict=True)
            ):
                values = [float("nan")] * len(self.columns) if wanted else []
                for name in wanted:
                    found = table[name][number]
                    if found is not None:
                        values[list(self.columns).index(name)] = found
                runs.setdefault(key, []).append(values)
            for (run, row, replication), values_of in runs.items():
                self._check(path, run, row, replication)
                self.agenda.remember(row, replication, values_of)
            count += len(runs)
        return count

    def _check(self, path: Path, run: str, row: int, replication: int) -> None:
        """A block belongs to this study if its runs are called what theirs are."""
        rows, many = self.agenda.have.shape
        inside = row < rows and replication < many
        if not inside or self.agenda.maker.job(row, replication).id != run:
            raise RefusedError(
                f"{path}: run {replication} of row {row} is not one of this study; remove the file "
                "and its runs are done again"
            )

    def run(self, on_failure: OnFailure, progress: Tell | None) -> Report:
        began = time.monotonic()
        dispatcher = Dispatcher(self.crew, self.context, self.agenda.next, self.agenda.settle)
        at_once = True
        is_stopped = False
        try:
            for result in dispatcher.results():
                self.writer.add(result)
                if progress is not None:
                    progress(self._progress(time.monotonic() - began))
                if isinstance(result, Failed) and on_failure == "fail-fast":
                    is_stopped = True
                    break
            at_once = is_stopped
        finally:
            # Also when it is interrupted: what is finished need not be done again.
            try:
                self.writer.flush(is_last=True)
            finally:
                self.crew.stop(at_once=at_once)
        failures = tuple(self.writer.failed.values())
        is_complete = not (self.agenda.is_cut or is_stopped)
        if not failures and is_complete:
            write_failures(self.folder, ())
        runs = self.before + self.agenda.done
        if is_complete and self.shard == WHOLE:
            self._compile(runs, len(failures))
        elif is_complete:
            conclude_part(self.folder, {"done": runs, "failed": len(failures)})
        return Report(
            folder=self.folder,
            runs=runs,
            new=self.agenda.done,
            failures=failures,
            is_complete=is_complete,
            is_cut=self.agenda.is_cut,
            is_whole=self.shard == WHOLE,
        )

    def _compile(self, runs: int, failed: int) -> None:
        """Compile, unless nothing has come in since that was done."""
        counts = {"done": runs, "failed": failed}
        is_there = (self.folder / OUTCOMES).is_file()
        if is_there and not self.agenda.done and read_manifest(self.folder).get("runs") == counts:
            return
        compile_outcomes(self.folder, self.columns)
        conclude(self.folder, counts)

    def _progress(self, seconds: float) -> Progress:
        agenda = self.agenda
        total = agenda.total
        return Progress(
            max(total, self.before + agenda.done + agenda.failed) if agenda.adaptive else total,
            agenda.is_certain,
            min(self.before, total),
            agenda.done,
            agenda.failed,
            seconds,
        )
