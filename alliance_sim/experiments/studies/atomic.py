"""Files that appear whole or not at all, even if the machine stops in the middle."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

DRAFT = ".part"
"""How the hidden name of a file ends until it is whole."""


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Have a file written under a hidden name and put in place once all its bytes are on the disk.

    Args:
        path: Where it is to be; what is there is replaced.
        write: Writes the file it is given.

    Raises:
        OSError: The disk refuses; what was there is as it was.
    """
    draft = path.with_name(f".{path.name}{DRAFT}")
    try:
        write(draft)
        _flush(draft)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    _flush(path.parent)


def write_bytes(path: Path, content: bytes) -> None:
    """Write some bytes as `write_whole` does."""
    write_whole(path, lambda draft: draft.write_bytes(content))


def clear_drafts(folder: Path) -> None:
    """Remove what a process that was killed had begun to write."""
    for draft in folder.glob(f".*{DRAFT}"):
        draft.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        # Only there may a folder be opened to be flushed.
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
