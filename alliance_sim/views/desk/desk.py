"""The one desk of a server: a queue, a thread that has the work done in turn, and a cache."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from threading import Condition, Thread
from typing import Any

from alliance_sim.views.desk.cache import Cache
from alliance_sim.views.desk.job import Job, State, Work
from alliance_sim.views.desk.pool import PREPARED, Pool
from alliance_sim.views.workers import cores

UNSEEN_SECONDS = 20.0
"""A queued job that no page has asked after for so long is dropped: its visitors have left."""

REMEMBERED = 200
"""Jobs that are over and whose end can still be told."""

AHEAD = 2
"""Tasks of a job handed to each worker beforehand: none of them idles, and few are left over."""

TRIES = 2
"""How often a job is begun when a worker dies of itself."""


class Desk:
    """Takes work and has it done, one job after another, each with all the workers.

    Everyone who asks the same waits for the same job. A session waits for one job at a time:
    asking for another leaves the first. A job that nobody waits for any more begins no further
    run; one that is cancelled is ended in the middle of its runs, and the workers with it.

    Args:
        workers: Processes that simulate.
        cache: Where answers are kept.
        prepared: Modules that workers import before there is anything to do.
    """

    def __init__(
        self,
        workers: int,
        cache: Cache | None = None,
        prepared: Sequence[str] = PREPARED,
    ) -> None:
        self.cache = cache or Cache()
        self.pool = Pool(workers, prepared)
        self._jobs: OrderedDict[Hashable, Job] = OrderedDict()
        self._changed = Condition()
        self._is_open = True
        self._thread = Thread(target=self._serve, name="desk", daemon=True)
        self._thread.start()

    def ask(self, session: str, key: Hashable, label: str, work: Work) -> Job:
        """Have work done for a session, unless it is under way or done already."""
        with self._changed:
            self._leave_others(session, key)
            job = self._jobs.get(key)
            if job is None or (job.is_over and self.cache.get(key) is None):
                job = Job(key, label, work)
                self._jobs[key] = job
                self._jobs.move_to_end(key)
            job.waiting.add(session)
            job.seen_at = time.monotonic()
            self._forget_old()
            self._changed.notify_all()
            return job

    def job(self, key: Hashable) -> Job | None:
        """The job for what was asked; None if it was never asked or is long over."""
        job = self._jobs.get(key)
        if job is not None:
            job.seen_at = time.monotonic()
        return job

    def answer(self, key: Hashable) -> Any | None:
        """The answer to what was asked, or None if there is none yet or any more."""
        return self.cache.get(key)

    def position(self, job: Job) -> int:
        """How many jobs are served before this one, the one under way counted."""
        with self._changed:
            waiting = [one for one in self._jobs.values() if not one.is_over]
        return sum(one is not job and self._before(one, job) for one in waiting)

    def cancel(self, session: str, key: Hashable) -> None:
        """A session no longer wants an answer; the work stops if nobody else does."""
        with self._changed:
            if job := self._jobs.get(key):
                self._leave(session, job, at_once=True)

    def lend(self, fn: Callable[..., Any], *args: Any) -> Any:
        """Have a worker do something small between the runs of a job, and wait for it.

        Raises:
            Exception: Whatever went wrong in the worker.
        """
        try:
            return self.pool.submit(fn, *args).result()
        except BrokenProcessPool:
            # Somebody's work was cancelled meanwhile, and the workers with it.
            return self.pool.submit(fn, *args).result()

    def close(self) -> None:
        """End all workers at once, with whatever they are doing."""
        with self._changed:
            self._is_open = False
            self._changed.notify_all()
        self.pool.shutdown()

    def _before(self, one: Job, other: Job) -> bool:
        return one.state is State.RUNNING or (
            other.state is State.QUEUED and one.asked_at < other.asked_at
        )

    def _leave_others(self, session: str, key: Hashable) -> None:
        for job in self._jobs.values():
            if job.key != key and session in job.waiting and not job.is_over:
                self._leave(session, job, at_once=False)

    def _leave(self, session: str, job: Job, *, at_once: bool) -> None:
        job.waiting.discard(session)
        if job.waiting or job.is_over:
            return
        was_running = job.state is State.RUNNING
        job.end(State.CANCELLED)
        if was_running and at_once:
            self.pool.renew()

    def _forget_old(self) -> None:
        over = [key for key, job in self._jobs.items() if job.is_over]
        for key in over[: max(len(over) - REMEMBERED, 0)]:
            del self._jobs[key]

    def _next(self) -> Job | None:
        """The job to serve next, once there is one; None when the desk closes."""
        with self._changed:
            while self._is_open:
                now = time.monotonic()
                queued = [job for job in self._jobs.values() if job.state is State.QUEUED]
                for job in queued:
                    if now - job.seen_at > UNSEEN_SECONDS:
                        job.end(State.CANCELLED)
                waiting = [job for job in queued if job.state is State.QUEUED]
                if waiting:
                    job = min(waiting, key=lambda one: one.asked_at)
                    job.state, job.began_at = State.RUNNING, now
                    return job
                self._changed.wait(UNSEEN_SECONDS)
            return None

    def _serve(self) -> None:
        while (job := self._next()) is not None:
            for left in reversed(range(TRIES)):
                if not self._try(job, last=left == 0):
                    break

    def _try(self, job: Job, *, last: bool) -> bool:
        """Do one job; whether to try it again."""
        work = job.work
        if work is None:
            return False
        try:
            result = work(_Lent(self.pool, job), job.tell)
        except BrokenProcessPool as error:
            with self._changed:
                if job.is_over or not self._is_open:
                    return False
                self.pool.renew()
                if not last:
                    return True
                job.end(State.FAILED, error=error)
        except Exception as error:  # noqa: BLE001 - a page shows whatever went wrong
            with self._changed:
                if not job.is_over:
                    job.end(State.FAILED, error=error)
        else:
            self.cache.put(job.key, result)
            with self._changed:
                if not job.is_over:
                    job.end(State.DONE)
        return False


class _Lent(Executor):
    """The workers, for as long as a job is wanted."""

    def __init__(self, pool: Pool, job: Job) -> None:
        self._pool = pool
        self._job = job

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Have a worker do it, if the job is still wanted."""
        if self._job.is_over:
            raise BrokenProcessPool("nobody waits for this any more")
        return self._pool.submit(fn, *args, **kwargs)

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[Any]:
        """Have workers do each, results in order; few are handed out before they are needed."""
        ahead: deque[Future[Any]] = deque()
        for given in zip(*iterables, strict=False):
            ahead.append(self.submit(fn, *given))
            if len(ahead) > AHEAD * self._pool.workers:
                yield ahead.popleft().result(timeout)
        while ahead:
            yield ahead.popleft().result(timeout)


@cache
def desk() -> Desk:
    """The one desk of this server."""
    return Desk(cores())
