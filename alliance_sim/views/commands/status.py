"""`status`: how far a batch is."""

from pathlib import Path
from typing import Annotated

import typer

from alliance_sim.views.commands.options import AsJson
from alliance_sim.views.screen import print_json, refuse


def status(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of a study.", show_default=False)
    ],
    json: AsJson = False,
) -> None:
    """Say how far the study in a folder is: runs done, failed and left, rate, blocks, shard."""
    from alliance_sim.experiments.studies.errors import RefusedError
    from alliance_sim.experiments.studies.state import state_of
    from alliance_sim.views.study_words import told_state

    try:
        state = state_of(folder)
    except RefusedError as error:
        refuse(str(error))
    if json:
        print_json(state.as_dict())
    else:
        typer.echo(told_state(state))
