"""`verify-run`: is a finished study what it says, byte for byte?"""

from pathlib import Path
from typing import Annotated

import typer

from alliance_sim.views.commands.options import AsJson, Seed
from alliance_sim.views.screen import print_json, refuse

NOT_HELD = 1
"""Exit code where a file or a run is not what it was."""


def verify_run(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="The folder of a finished study.", show_default=False),
    ],
    sample: Annotated[int, typer.Option("--sample", min=1, help="Runs to do again.")] = 5,
    seed: Seed = 1,
    json: AsJson = False,
) -> None:
    """Do some runs of a finished study again, compare every byte, and check every file's hash.

    The seed says which runs; their luck is the study's own.
    """
    from alliance_sim.experiments.studies.again import check_again
    from alliance_sim.experiments.studies.errors import RefusedError
    from alliance_sim.views.study_words import told_verdict
    from alliance_sim.views.workers import bar

    with bar() as shown:
        task = shown.add_task("Running again", total=sample)
        try:
            verdict = check_again(
                folder,
                sample,
                seed,
                lambda done, of: shown.update(task, completed=done, total=of),
            )
        except RefusedError as error:
            refuse(str(error))
    if json:
        print_json(
            {
                "holds": verdict.holds,
                "files": verdict.files,
                "changed": list(verdict.changed),
                "runs": verdict.runs,
                "differing": list(verdict.differing),
            }
        )
    else:
        typer.echo(told_verdict(verdict))
    if not verdict.holds:
        raise typer.Exit(NOT_HELD)
