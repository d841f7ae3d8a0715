"""Put the shards of a study together in one folder."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alliance_sim.experiments.studies.atomic import write_whole
from alliance_sim.experiments.studies.blocks import block_files, finished_runs
from alliance_sim.experiments.studies.compiling import compile_outcomes
from alliance_sim.experiments.studies.errors import RefusedError
from alliance_sim.experiments.studies.folder import (
    BLOCKS,
    DESIGN,
    ENVIRONMENT,
    FAILURES,
    IDENTITY,
    MANIFEST,
    RESOLVED,
    STUDY,
    differences,
    holds_study,
    locked,
    read_manifest,
    write_json,
)
from alliance_sim.experiments.studies.record import conclude

ALONE = "1/1"
"""The shard that is the whole study."""


def merge(folders: Sequence[Path], out: Path) -> int:
    """Put the runs of shards into one folder, and compile them if every shard is there and done.

    The folder can be gone on with like any other where a shard is missing or not finished.

    Args:
        folders: The shards, in any order.
        out: A new folder.

    Returns:
        How many runs it holds.

    Raises:
        RefusedError: A shard is of another study or version, comes twice, or `out` is taken.
    """
    manifests = [read_manifest(folder) for folder in folders]
    first = folders[0]
    whole = _without_shard(manifests[0])
    for folder, found in zip(folders, manifests, strict=True):
        told = list(differences(whole, _without_shard(found)))
        if told:
            lines = "\n".join(f"  {line}" for line in told)
            raise RefusedError(
                f"{folder}: is of another study or version than {first} "
                f"(there: {first}, here: {folder}):\n{lines}"
            )
    shards = [found[IDENTITY]["shard"] for found in manifests]
    if twice := [shard for place, shard in enumerate(shards) if shard in shards[:place]]:
        raise RefusedError(f"shard {twice[0]} is named twice")
    if holds_study(out):
        raise RefusedError(f"{out}: holds a study already; name a new folder with --out")
    (out / BLOCKS).mkdir(parents=True, exist_ok=True)
    with locked(out):
        (out / RESOLVED).mkdir(exist_ok=True)
        for name in (STUDY, DESIGN, ENVIRONMENT, *_inside(first, RESOLVED)):
            _copy(first / name, out / name)
        number = 0
        for folder in folders:
            for path in block_files(folder):
                number += 1
                _copy(path, out / BLOCKS / f"{number:06d}.parquet")
        merged = dict(manifests[0])
        merged.pop("files", None)
        merged |= {IDENTITY: {**whole, "shard": ALONE}, "state": "begun"}
        write_json(out / MANIFEST, merged)
        runs = {one for _, found in finished_runs(out) for one, _, _ in found}
        if _is_complete(folders, shards):
            compile_outcomes(out, merged["columns"])
            conclude(out, {"done": len(runs), "failed": 0})
    return len(runs)


def _is_complete(folders: Sequence[Path], shards: Sequence[str]) -> bool:
    """Whether every part is there, and every run of each of them."""
    parts = {int(shard.partition("/")[2]) for shard in shards}
    if len(parts) != 1 or len(shards) != parts.pop():
        return False
    return all(
        read_manifest(folder)["state"] == "finished" and not (folder / FAILURES).is_file()
        for folder in folders
    )


def _without_shard(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found[IDENTITY].items() if name != "shard"}


def _inside(folder: Path, name: str) -> list[str]:
    return sorted(f"{name}/{path.name}" for path in (folder / name).glob("[!.]*"))


def _copy(source: Path, target: Path) -> None:
    write_whole(target, lambda draft: shutil.copyfile(source, draft))
