"""A map of squares: one for each council, in the colour of the option that is best there."""

import math
import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from alliance_sim.analysis.estimates import Estimate
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.style import (
    EDGE,
    FAINT,
    INK,
    MUTED,
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import (
    MISSING,
    capital,
    interval,
    label,
    listed,
    number,
    show,
    the,
)
from alliance_sim.analysis.places import WHOLE, Places
from alliance_sim.analysis.regimes import Winner
from alliance_sim.evidence import Tile, councils, tiles

SQUARE = 0.405
"""Side of a square, inches."""

GAP = 0.035
"""Share of a square's side that is left free on each side."""

PALE = 0.78
"""How much white is mixed into a square where the best cannot be told from the second."""

CODE_SIZE, MARK_SIZE, CODE_DOWN, MARK_UP = 6.8, 3.6, 0.17, 0.23
SIDE, LINE, NAME_LETTERS, REGION_LETTERS = 0.2, 0.2, 20, 13
BORDER = 1.4
LETTERS_A_SQUARE = 5
"""Letters of a region's name that take as much room as a square."""

BESIDE = 2.0
"""Squares that a region's name would rather be farther away than beside another region."""

BRIGHT = 0.18
"""Luminance from which dark letters are read better than white ones."""

LUMINANCE = (0.2126, 0.7152, 0.0722)
"""What red, green and blue add to luminance (WCAG 2)."""

GAMMA = 2.2
"""Exponent from a colour's value to its light, near enough for black or white letters."""

Place = tuple[int, int]
"""Column and row of a square."""


def build(found: Places) -> Chart:
    """The map, how many councils each option wins, and the regions, as one figure."""
    title = headline(found)
    return Chart(
        name=f"tiles_{found.by.removesuffix('_gbp')}",
        subject=f"Which option is best by {aim(found)}, council by council",
        title=title,
        takeaway=f"{title}.",
        alt=(
            "Map of England with a square for each council, roughly where it lies. Each has the "
            f"colour and mark of the option with the {aim(found)}, pale where it cannot be told "
            f"from the second. {title}."
        ),
        description=f"{title}. {regions_words(found)}",
        table=table(found),
        figure=_draw(found, title).figure,
    )


def aim(found: Places) -> str:
    """What is best by, in words: 'highest net benefit'."""
    name = found.column.label
    return f"{'highest' if found.column.higher_is_better else 'lowest'} {name[0].lower()}{name[1:]}"


def headline(found: Places) -> str:
    """What the map says, as one sentence without its stop."""
    of = len(found.councils_won)
    order = sorted(found.options, key=lambda option: -found.count(option))
    won = [option for option in order if found.count(option)]
    if not won:
        return f"No option has a value for {aim(found)} anywhere"
    first = won[0]
    more = [f"{the(option)} in {number(found.count(option))}" for option in won[1:]]
    area = "council" if of == 1 else "councils"
    text = f"{capital(the(first))} has the {aim(found)} in {number(found.count(first))} of "
    text += f"{number(of)} {area}"
    if more:
        text += f", {listed(more)}"
    if none := [the(option) for option in order if not found.count(option)]:
        text += f", {listed(none, 'or')} in none"
    untold = sum(not one.is_clear for one in found.councils_won.values())
    return (
        f"{text}; in {number(untold)} the best cannot be told from the second" if untold else text
    )


def regions_words(found: Places) -> str:
    """Who is best in each region, in sentences."""
    said = []
    for name, one in found.regions_won.items():
        if name != WHOLE and one.best:
            doubt = "" if one.is_clear else " (cannot be told from the second)"
            said.append(f"{name}: {the(one.best)}{doubt}")
    return f"By region: {'; '.join(said)}." if said else ""


def table(found: Places) -> pd.DataFrame:
    """One row a council: its letters on the map, best, second, how far ahead, every mean."""
    home = dict(zip(found.results["council"], found.results["region"], strict=True))
    rows = [
        {
            "Council": name,
            "On the map": tiles()[name].short,
            "Region": home[name],
            **_told(found, w),
        }
        for name, w in found.councils_won.items()
    ]
    return pd.DataFrame(rows)


def table_of_regions(found: Places) -> pd.DataFrame:
    """The same by region, all of the place last."""
    return pd.DataFrame([{"Region": n, **_told(found, w)} for n, w in found.regions_won.items()])


def _told(found: Places, one: Winner) -> dict[str, str]:
    column = found.column
    return {
        "Best": label(one.best) if one.best else MISSING,
        "Second": label(one.second) if one.second else "",
        "Told apart": "yes" if one.is_clear else "no",
        "Ahead by": _ahead(found, one.ahead),
        **{label(option): show(column, mean) for option, mean in one.means.items()},
    }


def _ahead(found: Places, ahead: Estimate) -> str:
    if not math.isfinite(ahead.mean):
        return ""
    mean = _difference(found, ahead.mean)
    if ahead.n < 2:
        return mean
    finer = not found.column.is_money
    return f"{mean} ({interval(found.column, ahead.low, ahead.high, signed=True, finer=finer)})"


def _difference(found: Places, value: float) -> str:
    """A difference: scores differ by less than their usual decimals show, pounds do not."""
    return show(found.column, value, signed=True, finer=not found.column.is_money)


def _draw(found: Places, title: str) -> Sheet:
    places = tiles()
    columns = max(tile.column for tile in places.values()) + 1
    rows = max(tile.row for tile in places.values()) + 1
    futures = "1 future" if found.replications == 1 else f"{number(found.replications)} futures"
    note = (
        f"One square a council, roughly where it lies; best by {aim(found)}, mean of {futures}, "
        "the same under every option. Full colour: the best is told from the second (95% interval "
        "of the paired difference). Pale: it is not. Empty: nobody is simulated there."
    )
    with drawing():
        sheet = Sheet(title, note, rows * SQUARE + EDGE)
        axes = sheet.axes(EDGE, 0.05, columns * SQUARE, rows * SQUARE)
        axes.set_xlim(0, columns)
        axes.set_ylim(rows, 0)
        axes.axis("off")
        for name, tile in places.items():
            _square(axes, found, tile, found.councils_won.get(name))
        _borders(axes)
        _names(axes, columns, rows)
        _side(sheet, found, EDGE + columns * SQUARE + SIDE)
    return sheet


def _square(axes: Axes, found: Places, tile: Tile, one: Winner | None) -> None:
    corner, side = (tile.column + GAP, tile.row + GAP), 1 - 2 * GAP
    middle = (tile.column + 1 / 2, tile.row + 1 / 2)
    if one is None or not one.best:
        axes.add_patch(Rectangle(corner, side, side, facecolor=PAPER, edgecolor=FAINT))
        _code(axes, tile, MUTED)
        return
    how = look(found.options, one.best)
    pale = tuple(PALE + (1 - PALE) * part for part in to_rgb(how.colour))
    fill, ink = (how.colour, _letters(how.colour)) if one.is_clear else (pale, INK)
    axes.add_patch(Rectangle(corner, side, side, facecolor=fill, edgecolor="none"))
    mark = ink if one.is_clear else how.colour
    axes.plot([middle[0]], [middle[1] - MARK_UP], how.mark, markersize=MARK_SIZE, color=mark)
    _code(axes, tile, ink)


def _letters(colour: str) -> str:
    """Black or white, whichever is read better on a colour."""
    parts = zip(LUMINANCE, to_rgb(colour), strict=True)
    return INK if sum(weight * part**GAMMA for weight, part in parts) > BRIGHT else PAPER


def _code(axes: Axes, tile: Tile, colour: str) -> None:
    place = tile.column + 1 / 2, tile.row + 1 / 2 + CODE_DOWN
    axes.text(*place, tile.short, size=CODE_SIZE, color=colour, ha="center", va="center_baseline")


def _borders(axes: Axes) -> None:
    """A line wherever two regions meet."""
    region = _regions()
    for (column, row), own in region.items():
        for right, below in ((1, 0), (0, 1)):
            other = region.get((column + right, row + below))
            if other is not None and other != own:
                across = [column + right, column + 1]
                down = [row + below, row + 1]
                axes.plot(across, down, color=INK, linewidth=BORDER, solid_capstyle="projecting")


def _regions() -> Mapping[Place, str]:
    """The region of every square."""
    table_, places = councils(), tiles()
    return {(tile.column, tile.row): table_[name].region for name, tile in places.items()}


def _names(axes: Axes, columns: int, rows: int) -> None:
    """Each region's name on free ground, as near to its squares as there is room."""
    region = _regions()
    taken = set(region)
    for name in sorted(set(region.values())):
        words = textwrap.wrap(name, REGION_LETTERS)
        room = math.ceil(max(map(len, words)) / LETTERS_A_SQUARE)
        own = [place for place, other in region.items() if other == name]
        free = [
            (column, row)
            for row in range(rows)
            for column in range(columns - room + 1)
            if not taken & set(_ground((column, row), room))
        ]
        strange = {one: _is_beside_another(one, room, name, region) * BESIDE for one in free}
        at = min(free, key=lambda one: (_distance(one, room, own) + strange[one], one))
        taken |= set(_ground(at, room))
        axes.text(
            at[0] + room / 2,
            at[1] + 1 / 2,
            "\n".join(words),
            size=SMALL_SIZE,
            color=MUTED,
            ha="center",
            va="center",
            linespacing=1,
        )


def _ground(at: Place, room: int) -> list[Place]:
    """The squares that a region's name would cover."""
    return [(at[0] + right, at[1]) for right in range(room)]


def _is_beside_another(at: Place, room: int, name: str, region: Mapping[Place, str]) -> bool:
    """Whether a square of another region lies to the left or right of where a name would be."""
    ends = (at[0] - 1, at[1]), (at[0] + room, at[1])
    return any(region.get(end, name) != name for end in ends)


def _distance(at: Place, room: int, own: Sequence[Place]) -> float:
    """Mean distance of a name from the squares of its region, and from the nearest of them."""
    middle = at[0] + (room - 1) / 2, at[1]
    far = sorted(math.dist(middle, place) for place in own)
    return far[0] + sum(far) / len(far)


def _side(sheet: Sheet, found: Places, left: float) -> None:
    """Beside the map: how many councils each option wins, and who is best in each region."""
    down = 0.05
    sheet.words(left, down, "Best in how many councils", size=SMALL_SIZE, color=MUTED)
    down += LINE + 0.05
    for option in sorted(found.options, key=lambda one: -found.count(one)):
        sheet.mark(left + 0.07, down + 0.06, look(found.options, option), size=7)
        name = f"{wrapped(label(option), NAME_LETTERS, 1)} {number(found.count(option))}"
        sheet.words(left + 0.22, down, name, weight="bold", size=TEXT_SIZE)
        clearly = f"clearly in {number(found.count(option, clearly=True))}"
        sheet.words(left + 0.22, down + LINE, clearly, size=SMALL_SIZE, color=MUTED)
        down += 2 * LINE + 0.1
    down += 0.15
    sheet.words(left, down, "Best by region, and how far ahead", size=SMALL_SIZE, color=MUTED)
    down += LINE + 0.05
    for name, one in found.regions_won.items():
        if not one.best:
            continue
        sheet.mark(left + 0.07, down + 0.06, look(found.options, one.best), size=7)
        sheet.words(
            left + 0.22, down, name, size=TEXT_SIZE, weight="bold" if name == WHOLE else "normal"
        )
        doubt = "" if one.is_clear else ", cannot be told"
        ahead = _difference(found, one.ahead.mean) if one.second else ""
        said = f"{wrapped(label(one.best), NAME_LETTERS, 1)} {ahead}{doubt}"
        sheet.words(left + 0.22, down + LINE, said, size=SMALL_SIZE, color=MUTED)
        down += 2 * LINE + 0.08
