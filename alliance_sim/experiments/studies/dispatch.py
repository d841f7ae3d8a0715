"""Give runs to workers, a few at a time, and get every one of them back.

Only a small window of runs is out at any moment. A worker that dies takes the pool with it: the
pool is made anew, and the runs that were out are tried again one by one, so that the one that
kills workers is found and the others are not blamed for it.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass, field
from typing import Any

from alliance_sim.experiments.studies.crews import Crew, lost
from alliance_sim.experiments.studies.jobs import Context, Failed, Job, Result, work

TRIES = 3
"""Deaths of a worker over one run after which the run counts as failed."""

MOST_DEATHS = 20
"""Deaths in succession, with no run finished between them, after which nothing is tried any more:
it is not the runs that kill these workers."""

TASK = 0.25
"""Seconds that the runs given to a worker at a time should take, so that handing them over costs
little beside them."""

MOST_AT_A_TIME = 64
"""Runs given to a worker at a time, at most."""

AHEAD = 2
"""Tasks for each worker, one at work and one that waits for it."""

WEIGHT = 0.2
"""How much the latest task counts in the mean seconds of a run."""

Task = tuple[Job, ...]


@dataclass
class Dispatcher:
    """Has runs done.

    Args:
        crew: Who does them.
        context: What all runs share.
        take: Gives up to so many runs that may be begun now.
        settle: Told every result before more runs are asked for.
    """

    crew: Crew
    context: Context
    take: Callable[[int], list[Job]]
    settle: Callable[[Result], None]
    flying: dict[Future[list[Result]], Task] = field(default_factory=dict)
    suspects: deque[Task] = field(default_factory=deque)
    blamed: dict[str, int] = field(default_factory=dict)
    deaths: int = 0
    pace: float | None = None

    def results(self) -> Iterator[Result]:
        """Every result as it comes.

        Raises:
            StoppedError: Workers cannot be had, or die whatever they are given.
        """
        executor = self.crew.start()
        while True:
            try:
                while (task := self._next_task()) is not None:
                    self.flying[executor.submit(work, self.context, task)] = task
            except BrokenExecutor as death:
                # A worker died while nothing was asked of it, or just now.
                if task is not None:
                    self.suspects.append(task)
                executor = self._again(death)
                continue
            if not self.flying:
                return
            ended, _ = wait(self.flying, return_when=FIRST_COMPLETED)
            broken: BaseException | None = None
            was_alone = len(self.flying) == 1
            for future in ended:
                task = self.flying.pop(future)
                error = _error_of(future)
                if error is None:
                    yield from self._taken(future.result())
                elif isinstance(error, BrokenExecutor):
                    broken = error
                    yield from self._blame(task, error, was_alone=was_alone)
                elif _is_death(error):
                    self.deaths += 1
                    self._stop_if_hopeless(error)
                    yield from self._blame(task, error, was_alone=True)
                elif isinstance(error, CancelledError):
                    raise lost(error, "the cluster has given up its work")
                else:
                    raise error
            if broken is not None:
                executor = self._again(broken)

    def _next_task(self) -> Task | None:
        """What to hand over next; None while there is nothing, or enough is out."""
        if self.suspects:
            return None if self.flying else self.suspects.popleft()
        if len(self.flying) >= self.crew.size * (AHEAD if self.crew.size > 1 else 1):
            return None
        return tuple(self.take(self._many())) or None

    def _many(self) -> int:
        if self.pace is None:
            return 1
        return int(min(max(TASK / max(self.pace, TASK / MOST_AT_A_TIME), 1), MOST_AT_A_TIME))

    def _taken(self, results: Sequence[Result]) -> Iterator[Result]:
        self.deaths = 0
        for result in results:
            if not isinstance(result, Failed):
                before = result.seconds if self.pace is None else self.pace
                self.pace = (1 - WEIGHT) * before + WEIGHT * result.seconds
            self.blamed.pop(result.id, None)
            self.settle(result)
            yield result

    def _blame(self, task: Task, error: BaseException, *, was_alone: bool) -> Iterator[Result]:
        """Runs that were out when a worker died: again, each by itself, but not for ever."""
        if len(task) > 1 or not was_alone:
            self.suspects.extend((job,) for job in task)
            return
        (job,) = task
        tries = self.blamed[job.id] = self.blamed.get(job.id, 0) + 1
        if tries < TRIES:
            self.suspects.append(task)
            return
        told = f"WorkerDied: its worker died {tries} times ({type(error).__name__})"
        result = Failed(job.id, job.row, job.replication, told, "")
        self.settle(result)
        yield result

    def _again(self, error: BaseException) -> Any:
        """A new pool in place of a broken one; what was out is tried again."""
        self.deaths += 1
        # What had ended before the death keeps its result.
        for future in [*self.flying]:
            if future.done() and not future.cancelled() and future.exception() is None:
                continue
            self.suspects.extend((job,) for job in self.flying.pop(future))
        self._stop_if_hopeless(error)
        return self.crew.start()

    def _stop_if_hopeless(self, error: BaseException) -> None:
        if self.deaths > MOST_DEATHS:
            raise lost(error, f"workers died {self.deaths} times without finishing a run")


def _error_of(future: Future[list[Result]]) -> BaseException | None:
    if future.cancelled():
        return CancelledError()
    return future.exception()


def _is_death(error: BaseException) -> bool:
    """Whether a Dask worker died too often over a task; told by name, Dask may not be in use."""
    return type(error).__name__ == "KilledWorker"
