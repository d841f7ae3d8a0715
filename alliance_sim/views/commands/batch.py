"""`batch`: a designed experiment, from a study file; it resumes where it was stopped."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from alliance_sim.views.commands.options import AsJson, Workers
from alliance_sim.views.screen import print_json, refuse, refusing, say
from alliance_sim.views.shipped import find_study

if TYPE_CHECKING:
    from alliance_sim.experiments.studies.crews import Crew
    from alliance_sim.experiments.studies.plan import Plan
    from alliance_sim.experiments.studies.running import Progress, Report

NOT_ALL = 1
"""Exit code where a run failed, or something outside the study stopped it."""

QUIET = 60.0
"""Seconds between two lines about progress where stderr is no terminal."""


def batch(
    study: Annotated[
        str,
        typer.Argument(
            metavar="STUDY",
            help="A study file, or the name of one that comes with the package, such as "
            "bexley_grid.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Where its runs are kept; a folder that this study has begun is gone on with.",
            show_default=False,
        ),
    ] = None,
    workers: Workers = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=1,
            help="Only the first N runs of the design; the same N every time.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Say how many runs there are and, from one of them, what they will take.",
        ),
    ] = False,
    shard: Annotated[
        str | None,
        typer.Option(
            "--shard",
            metavar="I/N",
            help="Only part I of N, each with a folder of its own; put together with merge.",
            show_default=False,
        ),
    ] = None,
    executor: Annotated[
        Literal["local", "dask"],
        typer.Option("--executor", help="Processes of this machine, or a Dask cluster."),
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="With dask: where the scheduler is, such as tcp://127.0.0.1:8786.",
            show_default=False,
        ),
    ] = None,
    on_failure: Annotated[
        Literal["keep-going", "fail-fast"] | None,
        typer.Option("--on-failure", help="When a run fails.", show_default="what the study says"),
    ] = None,
    json: AsJson = False,
) -> None:
    """Run a designed experiment. Finished runs are never done again: run it again to go on.

    Exits 1 where a run failed; failed runs are tried again the next time.
    """
    part = _part(shard)
    if (executor == "dask") != (scheduler is not None):
        refuse("--scheduler: goes with --executor dask, and that needs it")
    if out is None and not dry_run:
        refuse("batch: say with --out where its runs are to be kept")
    with refusing():
        from alliance_sim.experiments.studies.plan import load_study

        plan = load_study(find_study(study))
    from alliance_sim.experiments.studies.errors import RefusedError, StoppedError
    from alliance_sim.views.workers import cores

    count = workers or cores()
    if dry_run:
        from alliance_sim.experiments.studies.estimating import estimate
        from alliance_sim.views.study_words import told_beforehand

        found = estimate(plan, count, part, limit)
        if json:
            print_json({"study": plan.study.title, "workers": count, **found.as_dict()})
        else:
            typer.echo(told_beforehand(plan, found, count))
        return
    assert out is not None
    try:
        report = _run(plan, out, _crew(count, scheduler), limit, part, on_failure)
    except RefusedError as error:
        refuse(str(error))
    except StoppedError as error:
        say(str(error))
        raise typer.Exit(NOT_ALL) from error
    _tell(plan, report, json=json)
    if report.failures:
        raise typer.Exit(NOT_ALL)


def _part(word: str | None) -> tuple[int, int]:
    if word is None:
        return 0, 1
    number, _, parts = word.partition("/")
    if not (number.isdigit() and parts.isdigit() and 1 <= int(number) <= int(parts)):
        refuse(f"--shard: expected I/N with I from 1 to N, such as 2/3; found '{word}'")
    return int(number) - 1, int(parts)


def _crew(workers: int, scheduler: str | None) -> "Crew":
    from alliance_sim.experiments.studies.crews import Cluster, InProcess, Processes

    if scheduler is not None:
        return Cluster(scheduler)
    return InProcess() if workers == 1 else Processes(workers)


def _run(
    plan: "Plan",
    out: Path,
    crew: "Crew",
    limit: int | None,
    part: tuple[int, int],
    on_failure: Literal["keep-going", "fail-fast"] | None,
) -> "Report":
    """Run it, with a progress bar on stderr, or now and then a line where that is no terminal."""
    from alliance_sim.experiments.studies.running import run_study
    from alliance_sim.views.study_words import told_meanwhile
    from alliance_sim.views.workers import bar

    said = time.monotonic()
    with bar() as shown:
        task = shown.add_task(f"Running {plan.study.title}", total=None)

        def tell(now: "Progress") -> None:
            nonlocal said
            done = now.before + now.done + now.failed
            words = told_meanwhile(now)
            shown.update(task, completed=done, total=now.total, description=words)
            if shown.disable and time.monotonic() - said > QUIET:
                said = time.monotonic()
                say(f"{done:,} of {now.total:,} runs; {words}")

        return run_study(
            plan,
            out,
            executor=crew,
            limit=limit,
            shard=part,
            on_failure=on_failure,
            progress=tell,
        )


def _tell(plan: "Plan", report: "Report", *, json: bool) -> None:
    from alliance_sim.views.study_words import told_afterwards

    failures = [
        {"run": one.id, "row": one.row, "replication": one.replication, "error": one.error}
        for one in sorted(report.failures, key=lambda one: (one.row, one.replication))
    ]
    if json:
        print_json(
            {
                "study": plan.study.title,
                "folder": str(report.folder),
                "rows": len(plan.rows),
                "runs": report.runs,
                "new": report.new,
                "failed": len(failures),
                "complete": report.is_complete,
                "failures": failures,
            }
        )
    else:
        typer.echo(told_afterwards(report))
