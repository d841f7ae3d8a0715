"""How a worker process begins and ends."""

import multiprocessing
import os
import signal
from threading import Thread

STOPPING = (signal.SIGINT, signal.SIGTERM)
"""Signals that ask a process to stop."""


def prepare() -> None:
    """Begin life as a worker: stop at once and without a word when told to, or left alone."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A command that is killed cannot end its workers, and they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
