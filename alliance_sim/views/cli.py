"""The command `alliance-sim`: one verb a file, in `commands`."""

import os
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from alliance_sim import __version__
from alliance_sim.views.commands.analyse import analyse
from alliance_sim.views.commands.app import app as app_
from alliance_sim.views.commands.batch import batch
from alliance_sim.views.commands.calibrate import calibrate
from alliance_sim.views.commands.claims import claims
from alliance_sim.views.commands.compare import compare
from alliance_sim.views.commands.councils import councils
from alliance_sim.views.commands.design import design
from alliance_sim.views.commands.map import map as map_
from alliance_sim.views.commands.merge import merge
from alliance_sim.views.commands.parameters import parameters
from alliance_sim.views.commands.procure import procure
from alliance_sim.views.commands.regions import regions
from alliance_sim.views.commands.risk import risk
from alliance_sim.views.commands.run import run
from alliance_sim.views.commands.schema import schema
from alliance_sim.views.commands.settle import settle
from alliance_sim.views.commands.status import status
from alliance_sim.views.commands.validate import validate
from alliance_sim.views.commands.verify import verify
from alliance_sim.views.commands.verify_run import verify_run
from alliance_sim.views.screen import say, write_what_the_terminal_can

INTERRUPTED = 130
"""Exit code after Ctrl-C."""

VERBS = (
    compare,
    run,
    risk,
    regions,
    design,
    map_,
    claims,
    settle,
    procure,
    analyse,
    verify,
    batch,
    calibrate,
    status,
    merge,
    analyse,
    verify_run,
    validate,
    schema,
    parameters,
    councils,
    app_,
)

command = typer.Typer(
    name="alliance-sim",
    help="Ways to buy care, compared on the same people with the same luck.",
    no_args_is_help=True,
    add_completion=False,
    # What is not foreseen is shown as Python shows it: whole, and fit to be reported.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verb in VERBS:
    command.command(verb.__name__.replace("_", "-"))(verb)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"alliance-sim {__version__}")
        raise typer.Exit


@command.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Ways to buy care, compared on the same people with the same luck."""


def main() -> None:
    """Run the command line."""
    write_what_the_terminal_can()
    # Asked to end, clean up as for Ctrl-C.
    signal.signal(signal.SIGTERM, _stop)
    try:
        command()
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        say("Stopped.")
        sys.stdout.flush()
        sys.stderr.flush()
        # All is cleaned up and the workers are gone. Python would now wait for the threads of their
        # pool, one of which may be writing to a worker that no longer reads.
        os._exit(INTERRUPTED)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
