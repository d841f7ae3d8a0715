"""Keep a finished comparison in a folder: tables, figures, report, manifest; all or nothing."""

import os
import platform
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alliance_sim import __version__
from alliance_sim.analysis.figures import files
from alliance_sim.results import ResultsError, write_run
from alliance_sim.results.store import BY_SOURCE, REPORT, refuse_strangers
from alliance_sim.results.versions import versions
from alliance_sim.views.finished import Finished
from alliance_sim.views.screen import refuse
from alliance_sim.views.writing import check_replaceable


def check_folder(folder: Path) -> None:
    """Refuse a folder that could not be written, before anything is simulated for it.

    Raises:
        typer.Exit: It holds what no run wrote, or lies where nothing can be written.
    """
    try:
        refuse_strangers(folder)
    except ResultsError as problem:
        refuse(str(problem))
    check_replaceable(folder)


def keep(finished: Finished, folder: Path, *, command: str, facts: dict[str, Any]) -> Path:
    """Write every file of a run; returns the report.

    Args:
        finished: what was run.
        folder: where its files go. A folder that an earlier run wrote is replaced.
        command: the command line that makes the report again.
        facts: what the manifest says beside what `finished` knows.

    Raises:
        typer.Exit: The disk refuses; everything is as it was before.
    """
    report = finished.report(command=command, version=__version__)
    more = {}
    if finished.sources is not None:
        table = finished.sources.table().to_csv(index=False, lineterminator="\n")
        more[BY_SOURCE] = table.encode()
    new_folders = [path for path in folder.absolute().parents if not path.exists()]
    try:
        write_run(
            folder,
            tables=finished.results.tables(),
            manifest=manifest(finished, command, facts),
            summary=finished.comparison.summary(),
            files={**files(finished.charts), **more, REPORT: report.encode()},
        )
    except BaseException as error:
        for path in new_folders:
            with suppress(OSError):
                path.rmdir()
        if isinstance(error, ResultsError):
            refuse(str(error))
        if isinstance(error, OSError):
            refuse(f"{folder}: nothing was kept: {error.strerror or error}")
        raise
    return folder / REPORT


def manifest(finished: Finished, command: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Everything needed to know where the numbers come from and to make them again."""
    scenario = finished.scenario
    return {
        "title": scenario.title,
        "scenario": scenario.text,
        "scenario_hash": scenario.digest,
        "options": list(scenario.options),
        "seed": finished.seed,
        "replications": finished.comparison.replications,
        "months": scenario.months,
        "warm_up": scenario.warm_up,
        "people": finished.results.people,
        "parameters": dict(scenario.values),
        "parameters_set_by_scenario": list(scenario.overrides),
        "command": command,
        "versions": versions(),
        "machine": {
            "platform": platform.platform(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
        },
        **facts,
    }


def now() -> datetime:
    """The time, for the manifest only: nothing else may depend on it."""
    return datetime.now(UTC)


def times(started: datetime) -> dict[str, Any]:
    """When a run began and ended."""
    finished = now()
    return {
        "times": {
            "started": started.isoformat(timespec="seconds"),
            "finished": finished.isoformat(timespec="seconds"),
            "seconds": round((finished - started).total_seconds(), 1),
        }
    }
