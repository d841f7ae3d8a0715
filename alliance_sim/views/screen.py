"""Where the command line writes: results on stdout, everything else on stderr."""

import json
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

BAD_INPUT = 2
"""Exit code for input that cannot be used."""


WIDEST_TEXT = 100
"""Columns that lines of words are read with ease at."""

WIDEST_LIST = 200
"""Columns of a list that goes into a file or a pipe, where no terminal sets a limit."""


def paper(*, is_list: bool = False) -> Console:
    """Stdout, for results that people read: no wider than words should be, lists aside."""
    console = Console(highlight=False)
    if is_list:
        return console if console.is_terminal else Console(highlight=False, width=WIDEST_LIST)
    return Console(highlight=False, width=min(console.width, WIDEST_TEXT))


def say(message: str) -> None:
    """A remark on stderr, as it is: a line that points at a column must not be wrapped."""
    typer.echo(message, err=True)


def refuse(message: str) -> NoReturn:
    """End the command over bad input: the message on stderr, exit code 2."""
    say(message)
    raise typer.Exit(BAD_INPUT)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn problems with what a person wrote into their message and exit code 2."""
    from alliance_sim.evidence import InputError

    try:
        yield
    except InputError as error:
        refuse(str(error))


def print_json(data: Any) -> None:
    """The one JSON value of a `--json` command; numbers that are not known are null."""
    typer.echo(json.dumps(without_nan(data), indent=2, allow_nan=False))


def without_nan(value: Any) -> Any:
    """The same plain data with null for every number that is not finite."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: without_nan(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_nan(inner) for inner in value]
    return value


def plain_table(*columns: str, numbers: bool = True) -> Table:
    """A table without a frame: names to the left and, if `numbers`, all else to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, column in enumerate(columns):
        justify: Literal["left", "right"] = "right" if numbers and place else "left"
        table.add_column(column, justify=justify, vertical="top", overflow="fold")
    return table


def heading(text: str) -> Text:
    """A heading above a table; whatever a user called a scenario is text, not markup."""
    return Text(text, style="bold")


def cell(first: str, *below: str) -> Text:
    """A table cell: what matters first, the rest beneath in fainter type."""
    return Text("\n", style="dim").join([Text(first, style="not dim"), *map(Text, below)])


def write_what_the_terminal_can() -> None:
    """Replace letters that a terminal has no code for, rather than fail on a pound sign."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
