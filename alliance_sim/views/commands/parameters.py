"""`parameters`: every number that goes in, and where it comes from."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from alliance_sim.views.commands.options import AsJson, Search
from alliance_sim.views.screen import paper, print_json, say

if TYPE_CHECKING:
    from alliance_sim.evidence import Parameter

NOTE = (0, 0, 1, 4)
"""Room around a note: a blank line after it, and an indent."""

POUNDS = "GBP"
SELF_EVIDENT = ("switch", "choice", "count", "year")
"""Units that need not be said once the value is."""


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
    screen = paper(is_list=True)
    group = found[0].path.partition(".")[0]
    for parameter in found:
        own_group = parameter.path.partition(".")[0]
        if group != own_group and not with_notes:
            screen.print()
        group = own_group
        screen.print(
            Text.assemble(
                (parameter.path, "bold"),
                f"  {with_unit(parameter)}",
                (f"  ({_standing(parameter)})", "dim"),
            )
        )
        if with_notes:
            screen.print(Padding(parameter.note, NOTE), markup=False)
    judged = sum(parameter.status == "judgement" for parameter in found)
    screen.print(
        f"\n{len(found):,} of {of:,} parameters, of which {judged:,} are judgement. Keys such as "
        "E1001 and S12 stand in the list of sources that comes with the package, references.yaml.",
        style="dim",
    )


def _standing(parameter: "Parameter") -> str:
    """How far it may lie and where it comes from."""
    known = [plausible_range(parameter), parameter.status, ", ".join(parameter.source)]
    return "; ".join(part for part in known if part)


def as_written(parameter: "Parameter", value: object) -> str:
    """A value as a scenario would write it, but with thousands separated."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, int | float):
        return str(value)
    if parameter.unit == "year":
        return f"{value:g}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def with_unit(parameter: "Parameter", value: object = None) -> str:
    """A value with its unit, as people write it: the parameter's own unless another is given."""
    value = as_written(parameter, parameter.value if value is None else value)
    unit = parameter.unit
    if unit.startswith(POUNDS):
        return f"£{value}{unit.removeprefix(POUNDS)}"
    return value if unit in SELF_EVIDENT else f"{value} {unit}"


def plausible_range(parameter: "Parameter") -> str:
    """The range, or the words to choose from."""
    if parameter.low is None or parameter.high is None:
        return " or ".join(parameter.allowed)
    return f"{as_written(parameter, parameter.low)} to {as_written(parameter, parameter.high)}"
