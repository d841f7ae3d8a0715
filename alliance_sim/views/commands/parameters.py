"""`parameters`: every number that goes in, and where it comes from."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from alliance_sim.views.commands.options import AsJson, Search
from alliance_sim.views.screen import cell, heading, paper, plain_table, print_json, say

if TYPE_CHECKING:
    from alliance_sim.evidence import Parameter


def parameters(search: Search = None, json: AsJson = False) -> None:
    """List every parameter: its value, unit and plausible range, and where it comes from.

    A scenario may set any of them, by the name shown here.
    """
    from alliance_sim.evidence import catalogue, nearest_names

    known = catalogue().parameters
    found = [parameter for parameter in known.values() if matches(parameter, search or "")]
    if json:
        print_json({"parameters": [asdict(parameter) for parameter in found]})
    elif found:
        _show(found, len(known), with_notes=search is not None)
    else:
        near = nearest_names(search or "", known)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        say(f"No parameter with '{search}' in its name, unit, note or sources{hint}")


def matches(parameter: "Parameter", word: str) -> bool:
    """Whether a word occurs in a parameter's name, unit, note, status or sources."""
    text = " ".join(
        [
            parameter.path,
            parameter.path.replace("_", " "),
            parameter.unit,
            parameter.note,
            parameter.status,
            *parameter.source,
        ]
    )
    return word.casefold() in text.casefold()


def _show(found: Sequence["Parameter"], of: int, *, with_notes: bool) -> None:
    screen = paper()
    groups: dict[str, list[Parameter]] = {}
    for parameter in found:
        groups.setdefault(parameter.path.partition(".")[0], []).append(parameter)
    for name, inside in groups.items():
        screen.print(heading(name))
        table = plain_table("  Name", "Value", "Unit", "Plausible range", "Status", "Source")
        for column in table.columns[2:]:
            column.justify = "left"
        for parameter in inside:
            rest = parameter.path.partition(".")[2]
            table.add_row(
                f"  {rest}",
                as_written(parameter.value),
                parameter.unit,
                plausible_range(parameter),
                parameter.status,
                ", ".join(parameter.source) or "none",
            )
        screen.print(table)
        if with_notes:
            for parameter in inside:
                rest = parameter.path.partition(".")[2]
                screen.print(cell("", f"  {rest}: {parameter.note}"))
        screen.print()
    judged = sum(parameter.status == "judgement" for parameter in found)
    screen.print(
        f"{len(found):,} of {of:,} parameters; {judged:,} of these {len(found):,} are judgement. "
        "Keys such as E1001 and S12 stand in the list of sources, references.yaml.",
        style="dim",
    )


def as_written(value: object) -> str:
    """A value as a scenario would write it, with thousands separated."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:,.6g}" if isinstance(value, int | float) else str(value)


def plausible_range(parameter: "Parameter") -> str:
    """The range, or the words to choose from."""
    if parameter.low is None or parameter.high is None:
        return " or ".join(parameter.allowed)
    return f"{as_written(parameter.low)} to {as_written(parameter.high)}"
