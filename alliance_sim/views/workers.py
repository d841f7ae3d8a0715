"""Simulate all futures with worker processes, while a progress bar tells how far they are."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from alliance_sim.experiments.compare import Results, process_context, run_all
from alliance_sim.experiments.processes import STOPPING, prepare
from alliance_sim.experiments.sources import SOURCES, Switched, run_sources
from alliance_sim.scenario import Scenario

Tell = Callable[[int, int], None]
"""Called with how many runs are done and how many there are."""


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def simulate_all(scenario: Scenario, *, replications: int, seed: int, workers: int) -> Results:
    """Every option in every future, with a progress bar on stderr if that is a terminal."""
    options = len(scenario.options)
    with pool(min(workers, replications * options)) as at_work, bar() as shown:
        task = shown.add_task(_doing(replications, options), total=replications)

        def tell(done: int, _: int) -> None:
            shown.update(task, completed=done // options)

        return run_all(
            scenario, replications=replications, seed=seed, executor=at_work, progress=tell
        )


def simulate_sources(scenario: Scenario, *, replications: int, seed: int, workers: int) -> Switched:
    """Every future as it is and again with each source's luck switched, with a progress bar."""
    worlds = len(scenario.options) * (len(SOURCES) + 1)
    with pool(min(workers, replications * worlds)) as at_work, bar() as shown:
        words = f"Simulating {replications:,} futures, and each source of risk apart"
        task = shown.add_task(words, total=replications * worlds)

        def tell(done: int, _: int) -> None:
            shown.update(task, completed=done)

        return run_sources(
            scenario, replications=replications, seed=seed, executor=at_work, progress=tell
        )


def _doing(replications: int, options: int) -> str:
    futures = "1 future" if replications == 1 else f"{replications:,} futures"
    return f"Simulating {futures}" + (f" under {options} options" if options > 1 else "")


def bar() -> Progress:
    """A progress bar on stderr, shown where that is a terminal."""
    console = Console(stderr=True, highlight=False)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )


@contextmanager
def pool(workers: int) -> Iterator[Executor | None]:
    """Worker processes, already started, or None where this process is enough."""
    if workers == 1:
        yield None
        return
    made = ProcessPoolExecutor(workers, mp_context=process_context(), initializer=prepare)
    try:
        # Forking is only safe before the progress bar starts its thread, and while nobody can
        # interrupt it: a worker told to stop before it is prepared would not know how.
        with _undisturbed():
            begun = made.submit(os.getpid)
        begun.result()
        yield made
    except BaseException:
        # A run under way may take minutes, and nobody waits for it any more. Tasks are not
        # cancelled first: a pool that breaks with cancelled tasks trips over them.
        for worker in multiprocessing.active_children():
            worker.terminate()
        made.shutdown(wait=False)
        raise
    made.shutdown()


@contextmanager
def asking(words: str, workers: int | None) -> Iterator[tuple[Executor | None, Tell]]:
    """Worker processes, and whom to tell after every run, with a progress bar on stderr.

    Args:
        words: What is going on.
        workers: Processes to use; all cores where None.
    """
    with pool(workers or cores()) as at_work, bar() as shown:
        task = shown.add_task(words, total=None)
        yield at_work, lambda done, of: shown.update(task, completed=done, total=of)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep signals to stop waiting until this is over; processes that it starts inherit that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
