"""`merge`: put the shards of a study together."""

from pathlib import Path
from typing import Annotated

import typer

from alliance_sim.views.commands.options import AsJson
from alliance_sim.views.screen import print_json, refuse, say

NOT_WRITTEN = 1
"""Exit code where the disk refuses."""


def merge(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="DIR...", help="The folders of the shards.", show_default=False),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="A new folder.", show_default=False)
    ],
    json: AsJson = False,
) -> None:
    """Put the shards of a study together; the outcomes are those of a study run in one piece.

    Where a shard is missing or not finished, batch goes on with the new folder.
    """
    from alliance_sim.experiments.studies.errors import RefusedError
    from alliance_sim.experiments.studies.merging import merge as merged
    from alliance_sim.experiments.studies.state import state_of
    from alliance_sim.views.study_words import told_state

    try:
        merged(folders, out)
        state = state_of(out)
    except RefusedError as error:
        refuse(str(error))
    except OSError as error:
        say(f"{out}: {error.strerror or error}; make room, remove the folder and merge again")
        raise typer.Exit(NOT_WRITTEN) from error
    if json:
        print_json(state.as_dict())
    else:
        typer.echo(told_state(state))
