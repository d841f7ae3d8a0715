"""`verify`: every behaviour alone against what theory says it comes to."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from alliance_sim.views.commands.options import AsJson, Seed
from alliance_sim.views.screen import heading, paper, plain_table, print_json, refusing, say

if TYPE_CHECKING:
    from alliance_sim.experiments.verification import Check

DRAWS, FEWEST_DRAWS = 100_000, 1_000
"""Awards drawn for each figure unless said, and the fewest from which an error can be told."""

SHORT = 60
"""So many figures are shown one by one; of more, the benchmarks are."""


def verify(
    benchmarks: Annotated[
        Path | None,
        typer.Option(
            "--benchmarks",
            metavar="FILE",
            help="Rows of your own, in the format of the file that comes with the package.",
            show_default=False,
        ),
    ] = None,
    draws: Annotated[
        int,
        typer.Option(
            "--draws", metavar="N", min=FEWEST_DRAWS, help="Awards drawn for each mean of awards."
        ),
    ] = DRAWS,
    seed: Seed = 1,
    every: Annotated[
        bool, typer.Option("--every", help="Show every figure, however many there are.")
    ] = False,
    json: AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Write a page of all figures too.", show_default=False
        ),
    ] = None,
) -> None:
    """Hold every behaviour against theory: model, theory, error and verdict.

    The model's figures come from the functions that the simulation calls. Ends with exit code 1 if
    a figure lies further from theory than four standard errors and half a per cent of it.
    """
    with refusing():
        _check_place(out)
        from alliance_sim.evidence.theory import read_theory, theory
        from alliance_sim.experiments.verification import verify as check

        given = theory() if benchmarks is None else read_theory(benchmarks)
        checks = check(given, draws, seed, _tell_progress)
    failed = sum(not one.holds for one in checks)
    if out is not None:
        from alliance_sim.analysis.verification import page

        words = ["alliance-sim verify"]
        words += [f"--benchmarks {benchmarks}"] if benchmarks is not None else []
        words += [f"--draws {draws}"] if draws != DRAWS else []
        words += [f"--seed {seed}"] if seed != 1 else []
        _write(out, page(checks, given.benchmarks, " ".join([*words, f"--out {out.as_posix()}"])))
    if json:
        print_json({"checks": [one.as_dict() for one in checks], "failed": failed})
    else:
        _show(checks, every or len(checks) <= SHORT)
    if failed:
        raise typer.Exit(1)


def _tell_progress(name: str) -> None:
    """Which benchmark is being worked out, for those who wait at a terminal."""
    if sys.stderr.isatty():
        say(f"{name} ...")


def _check_place(out: Path | None) -> None:
    """Refuse a place where nothing can be written before anything is worked out."""
    from alliance_sim.evidence import InputError, Problem

    if out is None:
        return
    if out.is_dir():
        raise InputError([Problem(str(out), "--out", "is a folder; name a file")])
    if not out.parent.is_dir():
        raise InputError([Problem(str(out), "--out", "its folder does not exist")])


def _write(out: Path, text: str) -> None:
    """The page whole, or not at all."""
    from alliance_sim.evidence import InputError, Problem

    draft = out.with_name(f".{out.name}.{os.getpid()}")
    with refusing():
        try:
            draft.write_text(text, encoding="utf-8")
            draft.replace(out)
        except OSError as error:
            draft.unlink(missing_ok=True)
            reason = error.strerror or str(error)
            raise InputError([Problem(str(out), "--out", f"cannot write: {reason}")]) from error


def _show(checks: list["Check"], each: bool) -> None:
    """The verdicts: one line a figure, or one a benchmark and then what fails."""
    from alliance_sim.analysis.verification import by_benchmark, worst_of

    screen = paper(is_list=True)
    failing = [one for one in checks if not one.holds]
    if each:
        screen.print(_figures(checks))
    else:
        table = plain_table("Benchmark", "Figures", "Fail", "Nearest to failing", "Of the allowed")
        for name, own in by_benchmark(checks):
            worst = worst_of(own)
            table.add_row(
                name,
                str(len(own)),
                str(sum(not one.holds for one in own)),
                worst.output,
                f"{worst.error:.0%}",
            )
        screen.print(table)
        if failing:
            screen.print(heading("\nWhat fails"))
            screen.print(_figures(failing))
    verdict = f"{len(failing)} of {len(checks):,} fail." if failing else "All hold."
    screen.print(
        f"\n{len(checks):,} figures against theory, within 4 standard errors or 0.5%. {verdict}"
    )


def _figures(checks: list["Check"]) -> Table:
    """A line for each figure; the error is a share of what is allowed."""
    from alliance_sim.analysis.verification import FAILS, HOLDS, figure, given

    table = plain_table("Figure", "Theory", "Model", "Error", "Allowed", "Verdict", "Inputs")
    for one in checks:
        table.add_row(
            f"{one.name.partition('_')[0]} {one.output}",
            figure(one.theory),
            figure(one.model),
            f"{one.error:.0%}",
            figure(one.tolerance),
            HOLDS if one.holds else FAILS,
            given(one.inputs),
        )
    return table
