"""A regime map and sampled parameter sets as a person reads them in a terminal."""

from rich.table import Table

from alliance_sim.analysis.figures.regimes import axis_words, value_words
from alliance_sim.analysis.formats import label, number, percent
from alliance_sim.analysis.regimes import RegimeMap
from alliance_sim.analysis.samples import Samples
from alliance_sim.views.screen import plain_table

MOST_MOVERS = 8
UNTOLD = "?"


def cells(found: RegimeMap) -> Table:
    """The map in letters: the best option of each cell, with a question mark if it is not clear."""
    across = [value_words(found.x, value) for value in found.x.values]
    table = plain_table(f"{axis_words(found.y)} \\ {axis_words(found.x)}", *across, numbers=False)
    for value, row in reversed(list(zip(found.y.values, found.cells, strict=True))):
        names = [f"{cell.best or '-'}{'' if cell.is_clear else UNTOLD}" for cell in row]
        table.add_row(value_words(found.y, value), *names)
    return table


def notes(found: RegimeMap) -> str:
    """How to read the map."""
    runs = len(found.x.values) * len(found.y.values) * len(found.options) * found.replications
    return (
        f"{UNTOLD}: the 95% interval of the paired difference from the second takes in 0. Means of "
        f"{number(found.replications)} futures, the same in every cell; {number(runs)} runs. All "
        "other parameters are as the scenario has them."
    )


def shares(found: Samples) -> Table:
    """What share of the parameter sets each option wins."""
    table = plain_table("Option", "Wins", "95% interval")
    for option in found.options:
        share, low, high = found.share(option)
        table.add_row(label(option), percent(share), f"{percent(low)} to {percent(high)}")
    return table


def movers(found: Samples) -> Table:
    """The parameters that move the winner most, and who wins at their ends."""
    table = plain_table("Parameter", "Moves", "Lowest third", "Highest third")
    for one in found.movers[:MOST_MOVERS]:
        ends = [
            ", ".join(f"{option} {percent(share)}" for option, share in end.items())
            for end in (one.low, one.high)
        ]
        beyond = "" if one.moved > found.by_chance else " *"
        table.add_row(f"{one.path}{beyond}", percent(one.moved), *ends)
    return table


def sample_words(found: Samples) -> str:
    """What the samples say, in sentences."""
    sets, sampled = number(len(found.winners)), found.sampled
    beyond = [one for one in found.movers if one.moved > found.by_chance]
    text = (
        f"{sets} parameter sets of a Latin hypercube over {number(len(sampled.parameters))} "
        f"parameters, each in {number(found.replications)} futures; in "
        f"{percent(found.untold)} of them the best cannot be told from the second. "
    )
    if sampled.refused:
        text += f"{number(sampled.refused)} more sets cannot be and are left out. "
    if beyond:
        several = "parameters move" if len(beyond) > 1 else "parameter moves"
        text += f"{number(len(beyond))} {several} the winner by more than chance does."
    else:
        text += "No parameter alone moves the winner by more than chance does."
    return text


def sample_notes(found: Samples) -> str:
    """How to read the table of parameters."""
    return (
        "Moves: the share of parameter sets whose winner must be another between the lowest and "
        f"the highest third of the parameter. *: chance alone gives the largest of all up to "
        f"{percent(found.by_chance)}. Effects that are alike at both ends are not seen."
    )
