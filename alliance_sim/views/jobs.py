"""Comparisons that run in worker processes while a page goes on answering."""

import multiprocessing
from collections import OrderedDict
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock

from alliance_sim.experiments.compare import gather
from alliance_sim.scenario import Scenario
from alliance_sim.simulate import Run, simulate
from alliance_sim.views.finished import Finished
from alliance_sim.views.picture import Picture, picture
from alliance_sim.views.workers import prepare

Question = tuple[str, int, int]
"""What was asked: the scenario's digest, how many futures, the seed."""

MOST_KEPT = 20
"""Answers that are kept for the next person who asks the same; older ones are let go."""


class Job:
    """One comparison under way: every run is a task of its own, drawing is the last."""

    def __init__(
        self, pool: ProcessPoolExecutor, scenario: Scenario, replications: int, seed: int
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        self._pool = pool
        self._runs: list[Future[Run]] = [
            pool.submit(simulate, scenario, option, seed, replication)
            for option in scenario.options
            for replication in range(replications)
        ]
        self._drawing: Future[Picture] | None = None

    @property
    def total(self) -> int:
        """Tasks of this job: its runs, and drawing."""
        return len(self._runs) + 1

    def done(self) -> int:
        """Tasks that have ended; hands the runs over to be drawn once all are there."""
        ended = sum(run.done() for run in self._runs)
        if ended == len(self._runs) and self._drawing is None:
            results = gather([run.result() for run in self._runs])
            finished = Finished(self.scenario, results, self.seed)
            self._drawing = self._pool.submit(picture, finished)
            # What has been handed over need not be kept here too.
            self._runs = [_ended() for _ in self._runs]
        return ended + (self._drawing is not None and self._drawing.done())

    def answer(self) -> Picture | None:
        """The finished comparison, or None while it is under way.

        Raises:
            Exception: Whatever went wrong in a worker.
        """
        if self.done() < self.total or self._drawing is None:
            return None
        return self._drawing.result()

    def cancel(self) -> None:
        """Start no further run of this job; one that is under way ends by itself."""
        for run in self._runs:
            run.cancel()


def _ended() -> "Future[Run]":
    future: Future[Run] = Future()
    future.cancel()
    return future


class Desk:
    """Takes questions and keeps answers, for everyone who has the page open.

    Args:
        workers: Processes that simulate. They start afresh rather than as copies of a server that
            runs many threads.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._jobs: OrderedDict[Question, Job] = OrderedDict()
        self._lock = Lock()
        self._pool = self._new_pool()

    def ask(self, scenario: Scenario, replications: int, seed: int) -> Question:
        """Start a comparison, unless the same question was asked before; returns its key."""
        question = (scenario.digest, replications, seed)
        with self._lock:
            if question not in self._jobs:
                self._jobs[question] = self._start(scenario, replications, seed)
            self._jobs.move_to_end(question)
            while len(self._jobs) > MOST_KEPT:
                _, oldest = self._jobs.popitem(last=False)
                oldest.cancel()
        return question

    def job(self, question: Question) -> Job | None:
        """The job for a question; None if it was let go."""
        return self._jobs.get(question)

    def forget(self, question: Question) -> None:
        """Give a question up, so that it can be asked afresh."""
        with self._lock:
            if job := self._jobs.pop(question, None):
                job.cancel()

    def close(self) -> None:
        """End all workers at once, with whatever they are doing."""
        # Not cancelled first: a pool that breaks with cancelled tasks trips over them.
        for worker in multiprocessing.active_children():
            worker.terminate()
        self._pool.shutdown(wait=False)

    def _start(self, scenario: Scenario, replications: int, seed: int) -> Job:
        try:
            return Job(self._pool, scenario, replications, seed)
        except BrokenProcessPool:
            # A worker was killed, and with it the pool.
            self._pool = self._new_pool()
            return Job(self._pool, scenario, replications, seed)

    def _new_pool(self) -> ProcessPoolExecutor:
        """Workers that begin to import the model at once, while people still read the page."""
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=prepare)
        for _ in range(self._workers):
            pool.submit(_import_the_model)
        return pool


def _import_the_model() -> None:
    """Nothing to do: finding this function has imported everything that a job needs."""
