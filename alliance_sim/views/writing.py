"""Writing a few files into a folder: each appears whole, and all of them or none."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from alliance_sim.views.screen import refuse


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
