"""What a study's folder says about itself: identity, environment, hashes, times, a research crate.

Times stand apart in the manifest, so that everything else is the same for the same study.
"""

import hashlib
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import alliance_sim
from alliance_sim import __version__
from alliance_sim.evidence import catalogue
from alliance_sim.experiments.studies.agenda import Shard
from alliance_sim.experiments.studies.atomic import write_bytes, write_whole
from alliance_sim.experiments.studies.blocks import FORM
from alliance_sim.experiments.studies.factors import Kind, stored
from alliance_sim.experiments.studies.folder import (
    BLOCKS,
    CRATE,
    DESIGN,
    ENVIRONMENT,
    FAILURES,
    IDENTITY,
    MANIFEST,
    OUTCOMES,
    RESOLVED,
    STUDY,
    TIMINGS,
    as_json,
    read_manifest,
    write_json,
)
from alliance_sim.experiments.studies.jobs import Evaluate
from alliance_sim.experiments.studies.plan import Plan
from alliance_sim.experiments.studies.study import Adaptive
from alliance_sim.results.versions import versions

ROWS_AT_A_TIME = 4_096
"""Rows of the design that are written at a time."""

PLACE = "place:"
"""How a column of places begins."""

PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
"""Process Run Crate, of the Workflow Run RO-Crate profiles."""

CRATE_VERSION = "1.1"
"""The RO-Crate that the profile builds on."""

READ = 1 << 20
"""Bytes of a file that are hashed at a time."""


def name_of(evaluate: Evaluate) -> str:
    """The function that does the runs, by module and name."""
    return f"{evaluate.__module__}:{evaluate.__qualname__}"


def identity(
    plan: Plan, evaluate: Evaluate, columns: Sequence[str], shard: Shard
) -> dict[str, Any]:
    """Everything that must be the same for runs to belong together."""
    study = plan.study
    many = study.replications
    used = {name: one for name, one in versions().items() if name != "python"}
    return {
        "versions": used,
        "scenarios": {name: world.digest for name, world in plan.worlds.items()},
        "options": {name: list(world.options) for name, world in plan.worlds.items()},
        "design": study.design.kind,
        "factors": [one.name for one in plan.factors],
        "rows": len(plan.rows),
        "design_digest": plan.digest,
        "replications": many.model_dump(mode="json") if isinstance(many, Adaptive) else many,
        "seed": study.seed,
        "evaluate": name_of(evaluate),
        "columns": hashlib.sha256("\n".join(columns).encode()).hexdigest(),
        "shard": f"{shard[0] + 1}/{shard[1]}",
    }


def begin(
    folder: Path, plan: Plan, evaluate: Evaluate, columns: Sequence[str], shard: Shard
) -> None:
    """Write all that is known before the first run; the manifest last."""
    (folder / BLOCKS).mkdir(parents=True, exist_ok=True)
    (folder / RESOLVED).mkdir(exist_ok=True)
    for name, world in plan.worlds.items():
        write_bytes(folder / RESOLVED / f"{name}.yaml", world.text.encode())
    write_bytes(folder / STUDY, plan.text.encode())
    write_whole(folder / DESIGN, lambda draft: write_design(draft, plan))
    write_json(folder / ENVIRONMENT, environment())
    write_json(folder / MANIFEST, manifest(plan, evaluate, columns, shard))


def manifest(
    plan: Plan, evaluate: Evaluate, columns: Sequence[str], shard: Shard
) -> dict[str, Any]:
    """The manifest of a study that begins."""
    evidence = as_json(dict(catalogue().values()))
    return {
        "title": plan.study.title,
        IDENTITY: identity(plan, evaluate, columns, shard),
        "study_sha256": hashlib.sha256(plan.text.encode()).hexdigest(),
        "on_failure": plan.study.on_failure,
        "factors": [one.as_dict() for one in plan.factors],
        "columns": list(columns),
        "scenarios": {
            name: {"digest": world.digest, "written": dict(world.written)}
            for name, world in plan.worlds.items()
        },
        "parameters_sha256": hashlib.sha256(evidence).hexdigest(),
        "state": "begun",
        "times": {"started": now()},
    }


def now() -> str:
    """The time, which nothing but the record of times may depend on."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_design(draft: Path, plan: Plan) -> None:
    """Write the rows with their values and places, some at a time."""
    types: dict[Kind, Any] = {
        "real": pa.float64(),
        "whole": pa.int64(),
        "switch": pa.bool_(),
    }
    factors = plan.factors
    fields = [("row", pa.int64()), ("scenario", pa.string())]
    fields += [(one.name, types.get(one.kind, pa.string())) for one in factors]
    fields += [(f"{PLACE}{one.name}", pa.float64()) for one in factors]
    schema = pa.schema(fields)
    with pq.ParquetWriter(draft, schema, **FORM) as writer:
        for start, part in zip(plan.rows.starts, plan.rows.parts, strict=False):
            for first in range(0, len(part.places), ROWS_AT_A_TIME):
                some = slice(first, first + ROWS_AT_A_TIME)
                places = part.places[some]
                count = len(places)
                made: dict[str, Any] = {
                    "row": range(start + first, start + first + count),
                    "scenario": [part.scenario] * count,
                }
                for one, values in zip(factors, part.values, strict=True):
                    made[one.name] = [stored(one.kind, value) for value in values[some]]
                for number, one in enumerate(factors):
                    made[f"{PLACE}{one.name}"] = pa.array(places[:, number], from_pandas=True)
                writer.write_table(pa.table(made, schema=schema))


def environment() -> dict[str, Any]:
    """What the runs were made with and on; no name of a machine or a person."""
    packages = {one.metadata["Name"]: one.version for one in distributions()}
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": platform.platform(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "git_commit": git_commit(),
        "packages": dict(sorted(packages.items(), key=lambda pair: str(pair[0]).lower())),
    }


def processor() -> str:
    """The processor's name, as far as the system tells."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def git_commit() -> str | None:
    """The commit of the checkout that the package is in, if it is in one."""
    git = shutil.which("git")
    home = Path(alliance_sim.__file__).parents[1]
    if git is None or not (home / ".git").exists():
        return None
    done = subprocess.run(
        [git, "-C", str(home), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or None


def files_of(folder: Path) -> Iterator[Path]:
    """Every file that the runs of a study leave, but for the manifest and the crate."""
    names = (STUDY, ENVIRONMENT, DESIGN, OUTCOMES, TIMINGS, FAILURES)
    yield from (folder / name for name in names if (folder / name).is_file())
    for inside in (RESOLVED, BLOCKS):
        yield from sorted(path for path in (folder / inside).glob("[!.]*") if path.is_file())


def hashed(path: Path) -> dict[str, Any]:
    """The hash and size of a file."""
    told, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(READ):
            told.update(part)
            size += len(part)
    return {"sha256": told.hexdigest(), "bytes": size}


def conclude(folder: Path, counts: Mapping[str, int]) -> None:
    """Write what is known once all runs are in: hashes of all files, and the crate."""
    found = read_manifest(folder)
    files = {path.relative_to(folder).as_posix(): hashed(path) for path in files_of(folder)}
    found |= {"state": "finished", "runs": dict(counts), "files": files}
    found["times"] = {**found["times"], "finished": now()}
    write_json(folder / MANIFEST, found)
    write_crate(folder, found, files)


def conclude_part(folder: Path, counts: Mapping[str, int]) -> None:
    """Write that all runs of a shard are in; its outcomes are compiled once it is merged."""
    found = read_manifest(folder)
    found |= {"state": "finished", "runs": dict(counts)}
    found["times"] = {**found["times"], "finished": now()}
    write_json(folder / MANIFEST, found)


def write_crate(
    folder: Path, found: Mapping[str, Any], files: Mapping[str, Mapping[str, Any]]
) -> None:
    """Write the Workflow Run RO-Crate of a finished study, by the profile of a single process."""
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version=CRATE_VERSION)
    times = found["times"]
    crate.name = found["title"]
    crate.description = "A designed experiment with alliance-sim: its inputs, runs and outcomes."
    crate.datePublished = times["finished"]
    profile = {"@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
    crate.root_dataset["conformsTo"] = crate.add(ContextEntity(crate, PROFILE, profile))
    program = {
        "@type": "SoftwareApplication",
        "name": "alliance-sim",
        "softwareVersion": __version__,
        "description": "Ways to buy care compared on the same people with the same luck.",
    }
    tool = crate.add(ContextEntity(crate, "#alliance-sim", program))
    entities = {}
    for name, facts in {MANIFEST: hashed(folder / MANIFEST), **files}.items():
        about = {"contentSize": str(facts["bytes"]), "sha256": facts["sha256"]}
        about["encodingFormat"] = ENCODINGS.get(Path(name).suffix, "application/octet-stream")
        entities[name] = crate.add_file(folder / name, dest_path=name, properties=about)
    inputs = [entity for name, entity in entities.items() if _is_input(name)]
    results = [entity for name, entity in entities.items() if not _is_input(name)]
    action = {
        "@type": "CreateAction",
        "name": f"Batch: {found['title']}",
        "description": f"alliance-sim batch {STUDY}",
        "startTime": times["started"],
        "endTime": times["finished"],
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }
    made = crate.add(ContextEntity(crate, f"#{found[IDENTITY]['design_digest']}", action))
    made["instrument"], made["object"], made["result"] = tool, inputs, results
    crate.root_dataset["mentions"] = [made]
    write_json(folder / CRATE, crate.metadata.generate())


ENCODINGS = {
    ".parquet": "application/vnd.apache.parquet",
    ".yaml": "application/yaml",
    ".json": "application/json",
}
"""Media types by the ending of a file."""


def _is_input(name: str) -> bool:
    return name in (STUDY, DESIGN) or name.startswith(f"{RESOLVED}/")
