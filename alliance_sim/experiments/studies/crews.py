"""Who does the runs: this process, processes of this machine, or a Dask cluster that is there.

All stand behind `concurrent.futures`: a crew starts an `Executor` and can start another when the
first is broken.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, Protocol

from alliance_sim import __version__
from alliance_sim.experiments.processes import prepare
from alliance_sim.experiments.studies.errors import RefusedError, StoppedError

PATIENCE = 30
"""Seconds to wait for a cluster to answer."""


class Crew(Protocol):
    """Workers that can be asked for, and replaced when they die."""

    size: int
    """How many runs go on at a time."""

    def start(self) -> Executor:
        """Workers, ready to be given work."""

    def stop(self, *, at_once: bool = False) -> None:
        """Let the workers go; at once, without waiting for what they do, if asked."""


class _Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - that is what a future is for.
            future.set_exception(error)
        return future


class InProcess:
    """This process, one run at a time."""

    size = 1

    def start(self) -> Executor:
        """This process."""
        return _Here()

    def stop(self, *, at_once: bool = False) -> None:
        """There is nobody to let go."""


class Processes:
    """Worker processes of this machine, each started afresh."""

    def __init__(self, workers: int) -> None:
        self.size = workers
        self.pool: ProcessPoolExecutor | None = None

    def start(self) -> Executor:
        """New worker processes; those of a broken pool are gone."""
        self.stop(at_once=True)
        context = multiprocessing.get_context("spawn")
        self.pool = ProcessPoolExecutor(self.size, mp_context=context, initializer=prepare)
        return self.pool

    def stop(self, *, at_once: bool = False) -> None:
        """Let the workers go, or end them where they stand."""
        pool, self.pool = self.pool, None
        if pool is None:
            return
        # A worker in the middle of a run that nobody waits for would go on for minutes.
        workers = list((getattr(pool, "_processes", None) or {}).values()) if at_once else []
        for worker in workers:
            worker.terminate()
        pool.shutdown(wait=not at_once)
        for worker in workers:
            worker.join(PATIENCE)


class Cluster:
    """The workers of a Dask cluster that is already there."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.size = 0
        self.client: Any = None

    def start(self) -> Executor:
        """The cluster's workers.

        Raises:
            RefusedError: Nobody answers at the address, or a worker has another version.
        """
        from distributed import Client

        if self.client is None:
            try:
                self.client = Client(self.address, timeout=PATIENCE, set_as_default=False)
            except (OSError, ValueError) as error:
                message = f"--scheduler: no Dask scheduler answers at {self.address}: {error}"
                raise RefusedError(message) from error
            self._check_workers()
        made: Executor = self.client.get_executor(pure=False, retries=0)
        return made

    def _check_workers(self) -> None:
        versions: dict[str, str] = self.client.run(version_here)
        if not versions:
            self.stop()
            raise RefusedError(f"--scheduler: {self.address} has no workers")
        for worker, version in versions.items():
            if version != __version__:
                self.stop()
                raise RefusedError(
                    f"--scheduler: worker {worker} has alliance_sim {version}, here is "
                    f"{__version__}; install the same everywhere"
                )
        self.size = sum(self.client.nthreads().values())

    def stop(self, *, at_once: bool = False) -> None:
        """Leave the cluster; what nobody waits for any more is cancelled."""
        client, self.client = self.client, None
        if client is not None:
            client.close()


def version_here() -> str:
    """The version of this package where this is called."""
    return __version__


def lost(error: BaseException, where: str) -> StoppedError:
    """What to raise when the workers cannot be had back."""
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    return StoppedError(f"{where} ({told}); what is finished is kept, run the same command again")
