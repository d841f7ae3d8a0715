"""Running the command as people do, and a scenario that runs in a moment."""

from dataclasses import dataclass

from typer.testing import CliRunner

from alliance_sim.views.cli import command

TINY = """\
title: A small place
description: Sixty people and just over a year.
place: {councils: [Bexley], residents: 60}
months: 14
warm_up: 2
services: [home_care, care_act_assessment, advocacy, reablement, community_connection]
options:
  tender: {mechanism: competitive_tender}
  auction: {mechanism: reverse_auction}
  alliance: {mechanism: alliance, members: 3}
"""
OPTIONS = ("tender", "auction", "alliance")


@dataclass(frozen=True)
class Said:
    """What the command said and how it ended."""

    code: int
    out: str
    err: str


def ask(*words):
    """Run the command in this process; what was not foreseen is raised."""
    result = CliRunner().invoke(command, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.exit_code, result.stdout, result.stderr)


def in_words(text):
    """Text without line breaks: a terminal may break a sentence anywhere."""
    return " ".join(text.split())
