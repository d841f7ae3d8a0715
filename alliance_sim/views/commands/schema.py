"""`schema`: what a scenario, terms or study file may hold, for editors and programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from alliance_sim.views.screen import refuse


def schema(
    of: Annotated[
        Literal["scenario", "terms", "study"],
        typer.Argument(metavar="[scenario|terms|study]", help="Of which kind of file."),
    ] = "scenario",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help="Write all of them into this folder.", show_default=False
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of scenario, terms or study files, by which an editor helps."""
    from alliance_sim.experiments.studies.json_schema import (
        study_schema_text,
        write_study_schema,
    )
    from alliance_sim.scenario.json_schema import schema_text, write_schema
    from alliance_sim.scenario.terms_schema import terms_schema_text, write_terms_schema

    if out is None:
        texts = {"scenario": schema_text, "terms": terms_schema_text, "study": study_schema_text}
        typer.echo(texts[of](), nl=False)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        files = [write_schema(out), write_terms_schema(out), write_study_schema(out)]
    except OSError as error:
        refuse(f"{out}: the schema was not written: {error.strerror or error}")
    for file in files:
        typer.echo(f"The schema is {file}")
