"""Writing into a folder: whether one may, and a few files that appear whole, all or none."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from alliance_sim.views.screen import refuse


def check_replaceable(folder: Path) -> None:
    """Refuse a folder that could not be put in place, before any work is done for it.

    Raises:
        typer.Exit: It is the folder one is in, or lies where nothing can be written.
    """
    if folder.resolve() == Path.cwd():
        refuse(f"{folder}: is the folder you are in, which cannot be replaced; name one inside it")
    above = folder.absolute()
    while not os.path.lexists(above):
        above = above.parent
    if not above.is_dir():
        refuse(f"{above}: is not a folder; name another with --out")
    home = above.parent if above == folder.absolute() else above
    if not os.access(home, os.W_OK | os.X_OK):
        refuse(f"{home}: may not be written to; name another folder with --out")


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by name; those of the same name are replaced, all else in the folder is kept.

    Raises:
        typer.Exit: The disk refuses; what had been there is as it was before.
    """
    new_folders = [
        path for path in (folder.absolute(), *folder.absolute().parents) if not path.exists()
    ]
    drafts = {name: folder / f".{name}.part" for name in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            drafts[name].write_bytes(content)
        for name, draft in drafts.items():
            draft.replace(folder / name)
    except OSError as error:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink()
        for path in new_folders:
            with suppress(OSError):
                path.rmdir()
        refuse(f"{folder}: nothing was written: {error.strerror or error}")
