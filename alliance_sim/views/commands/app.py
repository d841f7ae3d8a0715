"""`app`: the browser front end."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

SCRIPT = Path(__file__).parents[1] / "browser.py"

SETTINGS = {
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "viewer",
    "server.showEmailPrompt": "false",
    "theme.primaryColor": "#12436D",
    "theme.textColor": "#111111",
    "theme.backgroundColor": "#FFFFFF",
    "theme.secondaryBackgroundColor": "#F0F2F4",
}
"""How Streamlit is started, wherever the package is installed. In a checkout, the file
`.streamlit/config.toml` says the same."""


def app(
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, help="Where to listen.", show_default="8501, or the next"),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser window.")
    ] = False,
) -> None:
    """Open the browser front end, on this machine only; Ctrl-C ends it. It sends nothing out."""
    flags = [f"--{name}={value}" for name, value in SETTINGS.items()]
    flags.append("--server.address=localhost")
    if port is not None:
        flags.append(f"--server.port={port}")
    if no_browser:
        flags.append("--server.headless=true")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *flags], check=False
        )
    except KeyboardInterrupt:
        return
    raise typer.Exit(done.returncode)
