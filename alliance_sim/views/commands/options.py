"""What several verbs let one say."""

import sys
from pathlib import Path
from typing import Annotated

import typer

ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario file, or the name of one that comes with the package, "
        "such as bexley_home_care.",
        show_default=False,
    ),
]

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs, and nothing else.")]

Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Keep everything in this folder: tables, figures, report.html.",
        show_default=False,
    ),
]

Seed = Annotated[
    int, typer.Option("--seed", min=0, max=sys.maxsize, help="Seed; the same seed, the same run.")
]

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        help="Processes to use; the result does not depend on it.",
        show_default="all cores",
    ),
]

Search = Annotated[
    str | None,
    typer.Option("--search", metavar="WORD", help="Only those with this word.", show_default=False),
]
