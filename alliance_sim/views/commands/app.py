"""`app`: the browser front end."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

SCRIPT = Path(__file__).parents[1] / "server" / "app.py"
"""What is served; its settings lie beside it, in `.streamlit/config.toml`."""


def app(
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, help="Where to listen.", show_default="8501, or the next"),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser window.")
    ] = False,
    address: Annotated[
        str,
        typer.Option(
            "--address", help="Which of this machine's addresses to listen on; 0.0.0.0 is all."
        ),
    ] = "localhost",
    base_path: Annotated[
        str,
        typer.Option("--base-path", help="The path under which a reverse proxy serves it."),
    ] = "",
) -> None:
    """Open the browser front end, on this machine only unless told; Ctrl-C ends it.

    It sends nothing out. docs/serving.md says how to put it behind a reverse proxy.
    """
    flags = [f"--server.address={address}"]
    if port is not None:
        flags.append(f"--server.port={port}")
    if no_browser:
        flags.append("--server.headless=true")
    if base_path:
        flags.append(f"--server.baseUrlPath={base_path}")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *flags], check=False
        )
    except KeyboardInterrupt:
        return
    raise typer.Exit(done.returncode)
