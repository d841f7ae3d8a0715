"""What a map of where each option wins says, in words: counts of places, and tipping points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from alliance_sim.analysis.formats import capital, gbp, listed, number, the
from alliance_sim.analysis.regimes import RegimeMap, Winner
from alliance_sim.experiments.axes import Axis


@dataclass(frozen=True)
class Turn:
    """A place along an axis where one option overtakes another."""

    at: float
    below: str
    """The best before it."""

    above: str
    """The best beyond it."""

    is_clear: bool
    """Whether the best is told from the second on both sides."""


def turns(cells: Sequence[Winner], values: Sequence[float], higher_is_better: bool) -> list[Turn]:
    """Where the best option changes along a row of cells, the difference crossing 0.

    Args:
        cells: the best in each place.
        values: the places.
        higher_is_better: the direction.
    """
    sign, found = (1 if higher_is_better else -1), []
    for place in range(len(cells) - 1):
        one, other = cells[place], cells[place + 1]
        if one.best == other.best or not (one.best and other.best):
            continue
        here, there = (
            sign * (cell.means[one.best] - cell.means[other.best]) for cell in (one, other)
        )
        part = here / (here - there) if here != there else 1 / 2
        if not math.isfinite(part):
            continue
        at = values[place] + (values[place + 1] - values[place]) * part
        found.append(Turn(at, one.best, other.best, one.is_clear and other.is_clear))
    return found


def nearest(axis: Axis, value: float) -> int:
    """The place of an axis that lies nearest to a value; the middle where there is none."""
    if not math.isfinite(value):
        return len(axis.values) // 2
    return min(range(len(axis.values)), key=lambda place: abs(axis.values[place] - value))


def told(axis: Axis, value: float) -> str:
    """A value of an axis, as people read it."""
    if axis.is_place or axis.unit.startswith(("share", "probability")):
        return f"{number(100 * value)}%"
    if axis.unit.startswith("GBP"):
        return gbp(value)
    words = number(value) if value == round(value) or abs(value) >= 10 else f"{value:.2g}"
    return f"{words} months" if axis.unit == "months" else words


def tipping_points(found: RegimeMap, x: str, y: str) -> list[str]:
    """Sentences on where the best option changes, along each axis from where the scenario is.

    Args:
        found: the map.
        x: what the axis across is, in words.
        y: what the axis up is, in words.
    """
    row = found.cells[nearest(found.y, found.usual[1])]
    column = [cells[nearest(found.x, found.usual[0])] for cells in found.cells]
    up = found.aim.higher_is_better
    return [
        *_along(turns(row, found.x.values, up), row, found.x, x),
        *_along(turns(column, found.y.values, up), column, found.y, y),
    ]


def _along(turned: Sequence[Turn], cells: Sequence[Winner], axis: Axis, name: str) -> list[str]:
    ends = f"{told(axis, axis.values[0])} to {told(axis, axis.values[-1])}"
    if not turned:
        best = next((cell.best for cell in cells if cell.best), "")
        if not best:
            return [f"{capital(name)}, {ends}: no option has a figure."]
        clear = sum(cell.is_clear for cell in cells)
        ahead = (
            f"{capital(the(best))} stays ahead, clearly so in {number(clear)} of "
            f"{number(len(cells))} places."
        )
        return [f"{capital(name)}: no tipping point inside this range ({ends}). {ahead}"]
    return [
        f"{capital(name)}: above about {told(axis, one.at)}, {the(one.above)} overtakes "
        f"{the(one.below)}." + ("" if one.is_clear else " The two are too close there to be sure.")
        for one in turned
    ]


def counts(found: RegimeMap, by: str) -> str:
    """How many places of the map each option wins, as a sentence without its stop.

    Args:
        found: the map.
        by: what is best by, in words that follow "by".
    """
    flat = [cell for row in found.cells for cell in row]
    won = {name: sum(cell.best == name for cell in flat) for name in found.options}
    order = sorted((name for name in won if won[name]), key=lambda name: -won[name])
    if not order:
        return f"By {by}, no option has a figure on this map"
    parts = [f"{the(name)} in {number(won[name])}" for name in order]
    parts[0] += f" of {number(len(flat))} places"
    text = f"By {by}, the best is {listed(parts)}"
    if untold := sum(not cell.is_clear for cell in flat):
        text += f"; in {number(untold)} the best cannot be told from the second"
    return text
