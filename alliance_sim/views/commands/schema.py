"""`schema`: what a scenario file may hold, for editors and programs."""

from pathlib import Path
from typing import Annotated

import typer

from alliance_sim.views.screen import refuse


def schema(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write it into this folder.", show_default=False),
    ] = None,
) -> None:
    """Print the JSON Schema of scenario files, which lets an editor complete and check them."""
    from alliance_sim.scenario.json_schema import schema_text, write_schema

    if out is None:
        typer.echo(schema_text(), nl=False)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        file = write_schema(out)
    except OSError as error:
        refuse(f"{out}: the schema was not written: {error.strerror or error}")
    typer.echo(f"The schema is {file}")
