"""One piece of work: who waits for it, how far it is, and what came out."""

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

Tell = Callable[..., None]
"""`tell(done, of, partial=None)`: how far the work is, and what can be shown of it already."""

Work = Callable[[Executor, Tell], Any]
"""Does the work with the executor's processes. It runs in a thread of its own and must leave all
that takes long to the executor; whatever the executor raises it lets through."""


class State(Enum):
    """Where a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass
class Job:
    """One piece of work.

    Attributes:
        key: What was asked.
        label: What it is, in words.
        work: What is to be done; given up when it is over.
        waiting: The sessions that wait for it.
        done: How much is done, of `of`; 0 of 0 before it is known.
        partial: What can be shown already, or None.
        error: What went wrong.
    """

    key: Hashable
    label: str
    work: Work | None
    waiting: set[str] = field(default_factory=set)
    state: State = State.QUEUED
    done: int = 0
    of: int = 0
    partial: Any = None
    error: BaseException | None = None
    asked_at: float = field(default_factory=time.monotonic)
    seen_at: float = field(default_factory=time.monotonic)
    began_at: float | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in (State.QUEUED, State.RUNNING)

    def tell(self, done: int, of: int, partial: Any = None) -> None:
        """Note how far the work is; one that is over is told no more."""
        if self.is_over:
            return
        self.done, self.of = done, of
        if partial is not None:
            self.partial = partial

    def seconds_left(self) -> float | None:
        """About how long it will still take; None while that cannot be said."""
        if self.began_at is None or not 0 < self.done < self.of:
            return None
        passed = time.monotonic() - self.began_at
        return passed / self.done * (self.of - self.done)

    def end(self, state: State, *, error: BaseException | None = None) -> None:
        """Note how it ended, and let go what was needed for it."""
        self.state, self.error = state, error
        self.work, self.partial = None, None
