"""`schema`: what a scenario or terms file may hold, for editors and programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from alliance_sim.views.screen import refuse


def schema(
    of: Annotated[
        Literal["scenario", "terms"],
        typer.Argument(metavar="[scenario|terms]", help="Of which kind of file."),
    ] = "scenario",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help="Write all of them into this folder.", show_default=False
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of scenario or terms files; it lets an editor complete and check."""
    from alliance_sim.scenario.json_schema import schema_text, write_schema
    from alliance_sim.scenario.terms_schema import terms_schema_text, write_terms_schema

    if out is None:
        typer.echo(schema_text() if of == "scenario" else terms_schema_text(), nl=False)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        files = [write_schema(out), write_terms_schema(out)]
    except OSError as error:
        refuse(f"{out}: the schema was not written: {error.strerror or error}")
    for file in files:
        typer.echo(f"The schema is {file}")
