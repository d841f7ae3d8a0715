"""The regime map: which option is best over two parameters, hatched where it cannot be told."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from alliance_sim.analysis.estimates import Estimate
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.style import (
    EDGE,
    INK,
    MUTED,
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import (
    capital,
    gbp,
    interval,
    label,
    listed,
    number,
    percent,
    show,
    the,
)
from alliance_sim.analysis.regimes import RegimeMap, Winner
from alliance_sim.experiments.axes import Axis

LEFT, MAP_WIDTH, MAP_HEIGHT, FOOT = 1.05, 5.2, 3.9, 0.62
SIDE, LINE = 0.3, 0.24
NAME_LETTERS, AXIS_LETTERS = 22, 62
PALE = 0.55
"""How much white is mixed into a cell that is hatched."""

HATCH = "////"
NEAR = 2
"""Cells away that a label wants to be surrounded by its own kind."""


def build(found: RegimeMap) -> Chart:
    """The map, its shares and its tipping points as one figure."""
    title = headline(found)
    return Chart(
        name="regime_map",
        subject=f"Which option is best by {_aim(found)}",
        title=title,
        takeaway=f"{title}.",
        alt=(
            f"Map of {axis_words(found.x).lower()} across and {axis_words(found.y).lower()} up; "
            "each cell has the colour and mark of the option that is best there, hatched where it "
            f"cannot be told from the second. {title}."
        ),
        description=f"{title}. {tipping_words(found)}",
        table=table(found),
        figure=_draw(found, title).figure,
    )


def axis_words(axis: Axis) -> str:
    """An axis as people read it: what moves, and of which service."""
    words = [_capitals(label(part)) for part in axis.name.split(".")]
    text = ": ".join([words[0], *(word[0].lower() + word[1:] for word in words[1:])])
    return text.replace(": kPI", ": KPI")


def _capitals(words: str) -> str:
    return words.replace("Kpi", "KPI").replace(" kpi", " KPI")


def value_words(axis: Axis, value: float) -> str:
    """A value of an axis as people read it."""
    if axis.is_place or axis.unit.startswith(("share", "probability")):
        whole = number(100 * value)
        return f"{whole if float(whole) == round(100 * value, 6) else f'{100 * value:.2g}'}%"
    if axis.unit.startswith("GBP"):
        return gbp(value)
    return f"{value:.3g}"


def _aim(found: RegimeMap) -> str:
    column = found.aim.measure.column.label
    way = "highest" if found.aim.higher_is_better else "lowest"
    return f"{way} {column[0].lower()}{column[1:]}"


def headline(found: RegimeMap) -> str:
    """What the map says, as one sentence without its stop."""
    shares = {option: found.share(option) for option in found.options}
    order = sorted(found.options, key=lambda option: -shares[option])
    won = [option for option in order if shares[option] > 0]
    none = [option for option in order if shares[option] == 0]
    across, up = (axis_words(axis).replace(": ", " ") for axis in (found.x, found.y))
    over = f"over {_low(across)} and {_low(up)}"
    if not won:
        return f"By {_aim(found)}, no option has a value {over}"
    parts = [f"{the(option)} in {percent(shares[option])}" for option in won]
    text = f"{capital(over)}, {_aim(found)} goes to {listed(parts)} of the map"
    if none:
        text += f", to {listed([the(option) for option in none], 'or')} nowhere"
    untold = found.untold
    if untold:
        return f"{text}; in {percent(untold)} the best cannot be told from the second"
    return text


def _low(words: str) -> str:
    return words if words[1:2].isupper() else words[0].lower() + words[1:]


def tipping_words(found: RegimeMap) -> str:
    """Where along x, in the middle of y, the winner changes."""
    x, y = found.x, found.y
    middle = f"{_low(axis_words(y))} at {value_words(y, y.values[found.middle])}"
    turns = found.tipping()
    if not turns:
        bests = {cell.best for cell in found.cells[found.middle] if cell.best}
        who = f"{the(bests.pop())} wins all along" if len(bests) == 1 else "nothing is known along"
        return f"With {middle}, {who} {_low(axis_words(x))}."
    said = [
        f"from {the(one.before)} to {the(one.after)} at {_finer(x, one.x)}"
        + ("" if one.is_clear else " (not clear on both sides)")
        for one in turns
    ]
    return f"With {middle}, the winner changes along {_low(axis_words(x))} {listed(said)}."


def _finer(axis: Axis, value: float) -> str:
    if axis.is_place or axis.unit.startswith(("share", "probability")):
        return f"{number(100 * value, 1)}%"
    return gbp(value) if axis.unit.startswith("GBP") else f"{value:.3g}"


def table(found: RegimeMap) -> pd.DataFrame:
    """One row a cell: best, second, how far ahead, and every option's mean."""
    column = found.aim.measure.column
    rows = []
    for up, row in zip(found.y.values, found.cells, strict=True):
        for across, cell in zip(found.x.values, row, strict=True):
            rows.append(
                {
                    axis_words(found.x): value_words(found.x, across),
                    axis_words(found.y): value_words(found.y, up),
                    "Best": label(cell.best) if cell.best else "",
                    "Second": label(cell.second) if cell.second else "",
                    "Told apart": "yes" if cell.is_clear else "no",
                    "Ahead by": _ahead(found, cell.ahead),
                    **{label(o): show(column, mean, finer=1) for o, mean in cell.means.items()},
                }
            )
    return pd.DataFrame(rows)


def numbers(found: RegimeMap) -> pd.DataFrame:
    """The same in plain numbers, for a file."""
    cells = [
        (across, up, cell)
        for up, row in zip(found.y.values, found.cells, strict=True)
        for across, cell in zip(found.x.values, row, strict=True)
    ]
    return pd.DataFrame(
        {
            found.x.name: [across for across, _, _ in cells],
            found.y.name: [up for _, up, _ in cells],
            "best": [cell.best for _, _, cell in cells],
            "second": [cell.second for _, _, cell in cells],
            "clear": [cell.is_clear for _, _, cell in cells],
            "ahead": [cell.ahead.mean for _, _, cell in cells],
            "ahead_ci95_low": [cell.ahead.low for _, _, cell in cells],
            "ahead_ci95_high": [cell.ahead.high for _, _, cell in cells],
            **{o: [cell.means[o] for _, _, cell in cells] for o in found.options},
        }
    )


def _ahead(found: RegimeMap, ahead: Estimate) -> str:
    column = found.aim.measure.column
    if not math.isfinite(ahead.mean):
        return ""
    spread = interval(column, ahead.low, ahead.high, signed=True, finer=1)
    return f"{show(column, ahead.mean, signed=True, finer=1)} ({spread})"


def _draw(found: RegimeMap, title: str) -> Sheet:
    with drawing():
        sheet = Sheet(
            title,
            f"Best by {_aim(found)}, mean of {number(found.replications)} futures, the same in "
            "every cell. Hatched: the 95% interval of the paired difference from the second takes "
            "in 0. Cross: the scenario as it is.",
            MAP_HEIGHT + FOOT,
        )
        axes = sheet.axes(LEFT, 0.05, MAP_WIDTH, MAP_HEIGHT)
        _cells(axes, found)
        _ticks(axes, found)
        _usual(axes, found)
        for option in found.options:
            _name(axes, found, option)
        sheet.words(
            LEFT,
            MAP_HEIGHT + 0.38,
            wrapped(_axis_title(found.x), AXIS_LETTERS, 1),
            size=TEXT_SIZE,
        )
        axes.set_ylabel(wrapped(_axis_title(found.y), AXIS_LETTERS, 1), size=TEXT_SIZE)
        _shares(sheet, found, LEFT + MAP_WIDTH + SIDE)
    return sheet


def _axis_title(axis: Axis) -> str:
    if axis.is_place:
        return f"{axis_words(axis)} (each parameter from its low to its high)"
    plain = axis.unit in ("share", "probability", "count") or axis.unit.startswith("GBP")
    return axis_words(axis) if plain else f"{axis_words(axis)} ({axis.unit})"


def _cells(axes: Axes, found: RegimeMap) -> None:
    for row, cells in enumerate(found.cells):
        for place, cell in enumerate(cells):
            axes.add_patch(_square(found, cell, place, row))
            if cell.best:
                how = look(found.options, cell.best)
                colour = PAPER if cell.is_clear else how.colour
                axes.plot([place], [row], how.mark, markersize=4.5, color=colour)
    axes.set_xlim(-0.5, len(found.x.values) - 0.5)
    axes.set_ylim(-0.5, len(found.y.values) - 0.5)


def _square(found: RegimeMap, cell: Winner, place: int, row: int) -> Rectangle:
    corner = (place - 0.5, row - 0.5)
    if not cell.best:
        return Rectangle(corner, 1, 1, facecolor=PAPER, edgecolor=MUTED)
    colour = look(found.options, cell.best).colour
    if cell.is_clear:
        return Rectangle(corner, 1, 1, facecolor=colour, edgecolor=PAPER, linewidth=0.8)
    pale = tuple(PALE + (1 - PALE) * part for part in to_rgb(colour))
    return Rectangle(
        corner, 1, 1, facecolor=pale, edgecolor=colour, hatch=HATCH, linewidth=0, alpha=1.0
    )


def _ticks(axes: Axes, found: RegimeMap) -> None:
    axes.set_xticks(
        range(len(found.x.values)), [value_words(found.x, value) for value in found.x.values]
    )
    axes.set_yticks(
        range(len(found.y.values)), [value_words(found.y, value) for value in found.y.values]
    )
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0)


def _usual(axes: Axes, found: RegimeMap) -> None:
    """A cross where the scenario as it is lies, if that is on the map."""
    place = []
    for value, axis in zip(found.usual, (found.x, found.y), strict=True):
        if not (math.isfinite(value) and axis.values[0] <= value <= axis.values[-1]):
            return
        place.append(float(np.interp(value, axis.values, range(len(axis.values)))))
    for width, colour in ((4.5, INK), (2.0, PAPER)):
        axes.plot(*([one] for one in place), "+", markersize=15, color=colour, mew=width, zorder=5)


def _name(axes: Axes, found: RegimeMap, option: str) -> None:
    """The option's name inside its region, where that is widest."""
    won = {
        (place, row)
        for row, cells in enumerate(found.cells)
        for place, cell in enumerate(cells)
        if cell.best == option
    }
    if len(won) < NEAR:
        return
    taken = _usual_cell(found)

    def room(at: tuple[int, int]) -> tuple[int, float]:
        place, row = at
        around = sum(
            (place + right, row + up) in won
            for right in range(-NEAR, NEAR + 1)
            for up in range(-NEAR, NEAR + 1)
        )
        middle = [sum(values) / len(won) for values in zip(*won, strict=True)]
        return around - 2 * (at == taken), -math.dist(at, middle)

    place, row = max(sorted(won), key=room)
    axes.text(
        place,
        row,
        wrapped(label(option), NAME_LETTERS, 1),
        size=TEXT_SIZE,
        weight="bold",
        color=INK,
        ha="center",
        va="center_baseline",
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 2.5},
        zorder=4,
    )


def _usual_cell(found: RegimeMap) -> tuple[int, int]:
    """The cell nearest to the scenario as it is."""
    nearest = [
        int(
            np.argmin(np.abs(np.array(axis.values) - (value if math.isfinite(value) else math.inf)))
        )
        for value, axis in zip(found.usual, (found.x, found.y), strict=True)
    ]
    return nearest[0], nearest[1]


def _shares(sheet: Sheet, found: RegimeMap, left: float) -> None:
    """Beside the map: each option's share of it."""
    down = 0.1
    letters = int((WIDTH - left - EDGE) * 10)
    sheet.words(left, down, "Share of the map", size=SMALL_SIZE, color=MUTED)
    down += LINE + 0.06
    for option in sorted(found.options, key=lambda one: -found.share(one)):
        how = look(found.options, option)
        sheet.mark(left + 0.07, down + 0.06, how, size=7)
        name = f"{wrapped(label(option), NAME_LETTERS, 1)} {percent(found.share(option))}"
        sheet.words(left + 0.22, down, name, weight="bold")
        clearly = f"clearly in {percent(found.share(option, clearly=True))}"
        sheet.words(left + 0.22, down + LINE, clearly, size=SMALL_SIZE, color=MUTED)
        down += 2 * LINE + 0.12
    down += 0.05
    sheet.words(left, down, "Where the winner changes", size=SMALL_SIZE, color=MUTED)
    text = wrapped(tipping_words(found), letters, 9)
    sheet.words(left, down + LINE, text, size=SMALL_SIZE)
