"""The folder of a study: its files, who may work in it, and what it must agree with."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alliance_sim.evidence.problems import quoted
from alliance_sim.experiments.studies.atomic import clear_drafts, write_bytes
from alliance_sim.experiments.studies.errors import RefusedError

try:
    import fcntl
except ImportError:  # Not every system has it.
    fcntl = None  # type: ignore[assignment]

MANIFEST = "manifest.json"
STUDY = "study.yaml"
RESOLVED = "resolved"
DESIGN = "design.parquet"
BLOCKS = "blocks"
FAILURES = "failures.parquet"
OUTCOMES = "outcomes.parquet"
TIMINGS = "timings.parquet"
CRATE = "ro-crate-metadata.json"
ENVIRONMENT = "environment.json"
ANALYSIS = "analysis"
LOCK = ".lock"

OWN_NAMES = frozenset(
    {
        *(MANIFEST, STUDY, RESOLVED, DESIGN, BLOCKS, FAILURES, OUTCOMES, TIMINGS, CRATE),
        *(ENVIRONMENT, ANALYSIS, LOCK),
    }
)
"""Everything that a study's folder holds."""

IDENTITY = "identity"
"""The part of the manifest that must agree before a folder is gone on with."""

LONGEST = 80
"""Letters of a differing value that a message shows."""

HASH, ENOUGH_OF_A_HASH = "sha256:", 12
"""How a hash begins, and how many of its letters a message shows."""


def as_json(data: Any) -> bytes:
    """Plain data as it is stored."""
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a study's folder.

    Raises:
        RefusedError: There is none, or it is not one of a study.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RefusedError(f"{folder}: not the folder of a study: {path.name}: {error}") from error
    if not isinstance(manifest, dict) or IDENTITY not in manifest:
        raise RefusedError(f"{folder}: not the folder of a study: {path.name} is of another run")
    return manifest


def holds_study(folder: Path) -> bool:
    """Whether there is a study in a folder, and refuse one that holds anything else.

    Raises:
        RefusedError: It is a file, or holds what no study wrote.
    """
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"{folder}: is not a folder; name another with --out")
    names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if MANIFEST in names:
        read_manifest(folder)
        return True
    # A batch that was killed before it had a manifest leaves these and no more.
    strangers = [name for name in names if name not in OWN_NAMES and not name.startswith(".")]
    if strangers:
        raise RefusedError(
            f"{folder}: holds {quoted(strangers[0])}, which no study wrote; name a new or empty "
            "folder with --out"
        )
    return False


def differences(
    there: Mapping[str, Any], here: Mapping[str, Any], prefix: str = ""
) -> Iterator[str]:
    """What differs between the identity of a folder and that of a study, field by field."""
    for name in dict.fromkeys((*there, *here)):
        one, other = there.get(name), here.get(name)
        if one == other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            yield from differences(one, other, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}: there {_shown(one)}, here {_shown(other)}"


def _shown(value: Any) -> str:
    if isinstance(value, str) and value.startswith(HASH):
        return value[: len(HASH) + ENOUGH_OF_A_HASH]
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def refuse_other(folder: Path, identity: Mapping[str, Any], what: str = "this study") -> None:
    """Refuse a folder whose runs are not those of a study.

    Raises:
        RefusedError: Names every field that differs, with what is there and what is here.
    """
    found = list(differences(read_manifest(folder)[IDENTITY], identity))
    if found:
        told = "\n".join(f"  {line}" for line in found)
        raise RefusedError(
            f"{folder}: holds the runs of another study or version than {what}:\n{told}\n"
            "Name another folder with --out, or run what it was begun with."
        )


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Work in a folder that nobody else works in meanwhile; a killed process lets go by itself.

    Raises:
        RefusedError: Somebody does.
    """
    with (folder / LOCK).open("a") as handle:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise RefusedError(f"{folder}: another batch is at work in it") from error
        clear_drafts(folder)
        clear_drafts(folder / BLOCKS)
        # The file stays: whoever removes it lets two in, one by the old file and one by a new one.
        yield


def write_json(path: Path, data: Any) -> None:
    """Write plain data; the file appears whole or not at all."""
    write_bytes(path, as_json(data))
