"""Worker processes that stay ready, and that can be ended at once with what they do."""

import importlib
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from typing import Any

from alliance_sim.experiments.processes import prepare

PREPARED = (
    "alliance_sim.simulate",
    "alliance_sim.experiments.compare",
    "alliance_sim.experiments.regimes",
    "alliance_sim.views.finished",
)
"""What simulating a comparison needs."""

BEHIND = 19
"""How far workers stand back, as the operating system counts it, so that pages stay quick."""


class Pool(Executor):
    """Processes that start afresh rather than as copies of a server that runs many threads.

    `end` ends them, also in the middle of a run, and has others made for what comes next. Work
    that was under way then fails with `BrokenProcessPool`.

    Args:
        workers: How many.
        prepared: Modules that each imports before there is anything to do.
    """

    def __init__(self, workers: int, prepared: Sequence[str] = PREPARED) -> None:
        self.workers = workers
        self.prepared = tuple(prepared)
        self._made = self._new()

    def _new(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        made = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin)
        for _ in range(self.workers):
            made.submit(_import_all, self.prepared)
        return made

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Have a worker do it."""
        return self._made.submit(fn, *args, **kwargs)

    def processes(self) -> list[int]:
        """The process numbers of the workers there are."""
        return [*(getattr(self._made, "_processes", None) or {})]

    def renew(self) -> None:
        """End every worker at once, and have others ready."""
        old, self._made = self._made, self._new()
        _end(old)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End every worker at once; none come after."""
        _end(self._made)


def _end(made: ProcessPoolExecutor) -> None:
    # Not cancelled first: a pool that breaks with cancelled tasks trips over them.
    for worker in [*(getattr(made, "_processes", None) or {}).values()]:
        with suppress(OSError, ValueError):
            worker.kill()
    made.shutdown(wait=False)


def _begin() -> None:
    """Begin life as a worker that lets the pages go first."""
    prepare()
    if hasattr(os, "nice"):
        os.nice(BEHIND)


def _import_all(modules: Sequence[str]) -> None:
    """Import all that a job needs, so that the first one does not wait for it."""
    for module in modules:
        importlib.import_module(module)
