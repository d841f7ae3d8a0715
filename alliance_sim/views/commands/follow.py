"""`run --follow`: one person's life under each option, side by side."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from alliance_sim import __version__
from alliance_sim.views.screen import heading, paper, plain_table, print_json, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from alliance_sim.metrics.lives.groups import Group
    from alliance_sim.metrics.lives.life import Life
    from alliance_sim.metrics.lives.roll import Resident, Roll
    from alliance_sim.scenario import Scenario

BESIDE = 3
"""Options that stand side by side in 80 columns; further ones follow in a table of their own."""

LONGEST_NUMBER = 9
"""Digits of the longest number that can be anybody's."""


def follow_one(
    scenario: "Scenario", who: str, *, option: str | None, seed: int, replication: int, json: bool
) -> None:
    """Print one person's life, for people or as JSON.

    The JSON holds `scenario`, `version`, `seed`, `replication`, `scenario_hash`, `warm_up`;
    `resident`: what no option can move, as in `metrics.lives.roll.Resident`, and the names of the
    `groups` they are in; `options`: by name, `months` (as `MonthOfLife`) and `turning_points` (as
    `TurningPoint`), both in order; `difference`: the last sentence.

    Args:
        scenario: What is simulated.
        who: A person's number, or a group to draw somebody from.
        option: Only this option; None for all.
        seed: Seed of the experiment.
        replication: Which future.
        json: Whether to print JSON.
    """
    from alliance_sim.experiments.following import follow
    from alliance_sim.metrics.lives.groups import groups_on
    from alliance_sim.metrics.lives.roll import call_roll

    roll = call_roll(scenario, seed, replication)
    among = groups_on(roll, scenario)
    number = _number(who, roll, among, seed, replication)
    lives = follow(scenario, number, seed, replication, None if option is None else [option])
    member = [group for group in among if number in group.numbers]
    if json:
        facts = {"seed": seed, "replication": replication}
        print_json(_as_dict(scenario, lives, member, facts))
    else:
        _show(scenario, lives, member)


def _number(who: str, roll: "Roll", among: "Sequence[Group]", seed: int, replication: int) -> int:
    """Whose number is meant; nobody's ends the command."""
    from alliance_sim.analysis.formats import listed, number
    from alliance_sim.evidence import nearest_names
    from alliance_sim.evidence.problems import either, quoted
    from alliance_sim.metrics.lives.groups import drawn_from, group_called

    allowed = f"a number from 1 to {number(len(roll))}"
    text = who.strip()
    if text.removeprefix("-").isdecimal():
        if len(text) <= LONGEST_NUMBER and int(text) in roll:
            return int(text)
        asked = text if len(text) <= LONGEST_NUMBER else f"{text[:LONGEST_NUMBER]}..."
        start = int((roll.came == 0).sum())
        later = f", of whom {number(start)} are there from the start" if start < len(roll) else ""
        refuse(f"--follow: there is no resident {asked}; give {allowed}{later}, or a group")
    try:
        return drawn_from(group_called(text, tuple(among)), roll, seed, replication)
    except LookupError:
        names = [group.name for group in among]
        near = nearest_names(text.replace("_", "-"), names)
        hint = f"; did you mean {either(near)}?" if near else "."
        refuse(
            f"--follow: there is no group {quoted(who, whole=False)}{hint} "
            f"Give {allowed}, or one of: {listed(names)}"
        )


def _as_dict(
    scenario: "Scenario", lives: "Sequence[Life]", member: "Sequence[Group]", facts: dict[str, int]
) -> dict[str, Any]:
    from alliance_sim.views.following_words import difference

    resident = asdict(lives[0].resident)
    del resident["place"]
    return {
        "scenario": scenario.title,
        "version": __version__,
        **facts,
        "scenario_hash": scenario.digest,
        "warm_up": scenario.warm_up,
        "resident": resident | {"groups": [group.name for group in member]},
        "options": {life.option: life.as_dict() for life in lives},
        "difference": difference(lives, scenario.warm_up),
    }


def _show(scenario: "Scenario", lives: "Sequence[Life]", member: "Sequence[Group]") -> None:
    from alliance_sim.analysis.formats import label, number, the
    from alliance_sim.views import following_tables as tables
    from alliance_sim.views import following_words as words

    screen, resident = paper(), lives[0].resident
    screen.print(heading(f"{scenario.title}: one resident"), end="\n\n")
    screen.print(words.SAME, end="\n\n")
    screen.print(_facts(resident, scenario.months, member))
    for at in range(0, len(lives), BESIDE):
        screen.print()
        screen.print(_years(lives[at : at + BESIDE], scenario.warm_up))
    for life in lives:
        screen.print()
        screen.print(heading(f"What happened under {the(life.option)}"))
        table = plain_table("Month", "What", numbers=False)
        table.columns[0].justify = "right"
        for month, sentence in tables.turning_points(life, len(scenario.councils)):
            table.add_row(number(month), sentence)
        if not table.rows:
            table.add_row("", "Nothing that changed who came or how.")
        screen.print(table)
    said = words.difference(lives, scenario.warm_up)
    if said:
        screen.print(f"\n{said}", markup=False)
    if len(lives) == 1:
        screen.print(f"\nOnly {label(lives[0].option)} was asked for.", markup=False)
    screen.print(f"\n{words.CAUTION}", markup=False)


def _facts(resident: "Resident", months: int, member: "Sequence[Group]") -> "Table":
    from alliance_sim.analysis.formats import listed
    from alliance_sim.views.following_words import facts

    table = plain_table("Who", "", numbers=False)
    for name, value in facts(resident, months):
        table.add_row(name, value)
    table.add_row("In the groups", listed([group.name for group in member]))
    return table


def _years(lives: "Sequence[Life]", warm_up: int) -> "Table":
    """Years down, options across; nothing is wider than 80 columns."""
    from alliance_sim.analysis.formats import label
    from alliance_sim.views.following_tables import of_period, periods, span

    table = plain_table("Year by year", *(label(life.option) for life in lives))
    for at, period in enumerate(periods(lives[0], warm_up)):
        if at:
            table.add_row()
        table.add_row(span(period))
        columns = [of_period(period.of(life)) for life in lives]
        for cells in zip(*columns, strict=True):
            table.add_row(f"  {cells[0][0]}", *(value for _, value in cells))
    return table
