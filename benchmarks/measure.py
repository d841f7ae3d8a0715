"""Clocks and memory, so that figures of one run can be set against one another."""

import gc
import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

ENOUGH = 0.05
"""Seconds that a single measurement should last, so that the clock's own steps do not matter."""

Clock = Callable[[], float]


class Stopwatch:
    """The least time that one call of something takes, over as many rounds as are given to it.

    Others use the same machine, which only ever makes things slower: hence the least.

    Args:
        call: What is timed.
        clock: `time.thread_time` counts this thread's work, `time.perf_counter` time on the wall.
    """

    def __init__(self, call: Callable[[], Any], clock: Clock = time.thread_time) -> None:
        self.call, self.clock = call, clock
        self.least = float("inf")
        self.times = 0

    def round(self) -> None:
        """Measure once more."""
        if not self.times:
            first = self._measure(1)
            self.times = max(1, round(ENOUGH / max(first, 1e-9)))
        self.least = min(self.least, self._measure(self.times))

    def _measure(self, times: int) -> float:
        gc.collect()
        begun = self.clock()
        for _ in range(times):
            self.call()
        return (self.clock() - begun) / times


def peak_memory() -> int:
    """Most memory that this process has held so far, bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def memory_now() -> int:
    """Memory that this process holds, bytes."""
    gc.collect()
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


def apart(function: Callable[..., Any], *given: Any) -> Any:
    """Call a function in a new process, so that its memory is nobody else's."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(function, *given).result()
