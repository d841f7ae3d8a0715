"""Answers of everyone, kept up to a size; those that nobody asked for the longest go first."""

import pickle
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

MOST_BYTES = 200_000_000
"""Room for about a hundred full comparisons."""


class Cache:
    """Answers by what was asked. An answer that is larger than all the room is not kept.

    Args:
        most: How many bytes all answers may take together, as they would be stored.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any | None:
        """The answer, or None if it is not kept."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Hashable, answer: Any) -> None:
        """Keep an answer, and let go of as many as that takes."""
        size = len(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))
        with self._lock:
            if key in self._kept:
                self.size -= self._kept.pop(key)[1]
            if size > self.most:
                return
            self._kept[key] = (answer, size)
            self.size += size
            while self.size > self.most:
                _, (_, gone) = self._kept.popitem(last=False)
                self.size -= gone

    def __len__(self) -> int:
        return len(self._kept)
