"""Each party's risk by source of luck: bars with intervals, one column of axes an option."""

import math

import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.style import (
    EDGE,
    INK,
    MUTED,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    text_width,
    wrapped,
)
from alliance_sim.analysis.formats import interval, label, listed, percent, show, the, tick
from alliance_sim.analysis.sources import FromSource, Sources, largest
from alliance_sim.results.columns import Party

NAMES, GUTTER = 1.75, 0.18
ROW, HEAD, PARTY_HEAD, FOOT = 0.22, 0.3, 0.3, 0.34
BAR, TICKS, CAP = 0.62, 2, 3.0
LAST_TICK = 0.85
"""Share of an axis beyond which a tick's words would reach into the next."""

FINER = 1
"""Decimals more than a level has: a swing is smaller."""

LETTERS_AN_INCH = 9
MOST_OPTIONS = 6
"""Beyond so many options, columns are too narrow to be read; the table has them all."""


def build(sources: Sources) -> Chart:
    """How far each party's result swings with each source of luck, under each option."""
    title = _title(sources)
    return Chart(
        name="risk_by_source",
        subject="Each party's risk by source of luck",
        title=title,
        takeaway=f"{title}.",
        alt=(
            "For each party and option, a bar for each source of luck, as long as the standard "
            f"deviation it makes, with its 95% interval. {title}."
        ),
        description=_description(sources, title),
        table=_table(sources),
        figure=_draw(sources, title).figure,
    )


def _shown(sources: Sources) -> list[Party]:
    """Whole parties: the parts of the providers would make the figure long."""
    return [party for party in sources.parties if party.part_of is None]


def words(source: str) -> str:
    """A source as people read it."""
    return label(source)


def _title(sources: Sources) -> str:
    said: dict[str, list[str]] = {}
    for option in sources.options:
        first = largest(sources, option, ["commissioner", "providers"])
        council, providers = first.get("commissioner"), first.get("providers")
        if council and providers:
            whose = (
                f"{words(council).lower()} moves council and providers most"
                if council == providers
                else f"{words(council).lower()} moves the council most, "
                f"{words(providers).lower()} the providers"
            )
            said.setdefault(whose, []).append(the(option))
    if not said:
        return "Where each party's risk comes from"
    parts = [f"under {listed(options)}, {whose}" for whose, options in said.items()]
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def _draw(sources: Sources, title: str) -> Sheet:
    parties, options = _shown(sources), sources.options[:MOST_OPTIONS]
    block = ROW * len(sources.sources)
    height = HEAD + sum(PARTY_HEAD + block + FOOT for _ in parties)
    with drawing():
        sheet = Sheet(
            title,
            "Bar: the standard deviation that this source of luck makes, all other luck being what "
            f"it is, over {sources.replications} futures. Line: 95% interval. Axes of a party are "
            "alike.",
            height,
        )
        width = (WIDTH - NAMES - EDGE) / len(options) - GUTTER
        for place, option in enumerate(options):
            left = NAMES + place * (width + GUTTER)
            sheet.mark(left + 0.06, 0.08, look(sources.options, option), size=6)
            name = wrapped(label(option), int(LETTERS_AN_INCH * width), 1)
            sheet.words(left + 0.18, 0.03, name, size=SMALL_SIZE, weight="bold")
        down = HEAD
        for party in parties:
            sheet.words(EDGE, down, party.label, size=SMALL_SIZE, weight="bold")
            sheet.words(
                EDGE + text_width(party.label, SMALL_SIZE) + 0.2,
                down,
                "pounds a year" if party.is_money else party.column.unit,
                size=SMALL_SIZE,
                color=MUTED,
            )
            down += PARTY_HEAD
            for row, source in enumerate(sources.sources):
                middle = down + (row + 0.5) * ROW
                name = words(source)
                sheet.words(EDGE + 0.1, middle, name, size=SMALL_SIZE, va="center")
            _party(sheet, sources, party, options, down, width)
            down += block + FOOT
    return sheet


def _party(
    sheet: Sheet,
    sources: Sources,
    party: Party,
    options: tuple[str, ...],
    down: float,
    width: float,
) -> None:
    block = ROW * len(sources.sources)
    known = {
        option: [sources.found[option, party.name, source] for source in sources.sources]
        for option in options
        if (option, party.name, sources.sources[0]) in sources.found
    }
    ends = [_end(one) for column in known.values() for one in column]
    texts = [_swing(party, one) for column in known.values() for one in column]
    beside = max((text_width(text, SMALL_SIZE) for text in texts), default=0.0)
    room = max(width - beside, width / 2)
    most = (max(ends, default=0.0) or 1.0) * width / room
    for place, option in enumerate(options):
        axes = sheet.axes(NAMES + place * (width + GUTTER), down, width, block)
        axes.set_ylim(block, 0)
        axes.set_xlim(0, most)
        axes.set_yticks([])
        axes.axvline(0, color=INK, linewidth=1.0)
        ticks = MaxNLocator(TICKS, steps=[1, 2, 5, 10]).tick_values(0, most)
        axes.set_xticks([value for value in ticks if value <= most * LAST_TICK])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(party.column, value)))
        colour = look(sources.options, option).colour
        for row, one in enumerate(known.get(option, ())):
            y = (row + 0.5) * ROW
            low, high = one.swing_interval
            axes.barh(y, one.swing, height=ROW * BAR, color=colour, alpha=0.75)
            if math.isfinite(low) and high > 0:
                axes.errorbar(
                    one.swing,
                    y,
                    xerr=[[one.swing - low], [high - one.swing]],
                    color=INK,
                    linewidth=1.1,
                    capsize=CAP,
                )
            axes.text(
                _end(one) + most / width * 0.05,
                y,
                _swing(party, one),
                size=SMALL_SIZE,
                va="center_baseline",
            )


def _swing(party: Party, one: FromSource) -> str:
    return show(party.column, one.swing, finer=FINER if party.column.decimals else 0)


def _end(one: FromSource) -> float:
    """How far to the right a bar and its interval reach."""
    high = one.swing_interval[1]
    return max(one.swing, high) if math.isfinite(high) else one.swing


def _table(sources: Sources) -> pd.DataFrame:
    rows = []
    for party in sources.parties:
        for source in sources.sources:
            row = {
                "Party": f"of which: {party.label}" if party.part_of else party.label,
                "Unit": "pounds a year" if party.is_money else party.column.unit,
                "Source": words(source),
            }
            for option in sources.options:
                one = sources.found.get((option, party.name, source))
                row[label(option)] = _cell(party, one) if one else ""
            rows.append(row)
    return pd.DataFrame(rows)


def _cell(party: Party, one: FromSource) -> str:
    if one.variance.mean == 0:
        return "none"
    finer = 0 if party.is_money else FINER
    spread = interval(party.column, *one.swing_interval, finer=finer)
    return (
        f"{_swing(party, one)} ({spread}); "
        f"{percent(one.share)} of variance, ±{percent(one.share_se)}"
    )


def _description(sources: Sources, title: str) -> str:
    said = [
        f"{party.label}, {the(option)}: "
        + ", ".join(
            f"{words(source).lower()} {_swing(party, sources.found[option, party.name, source])}"
            for source in sources.sources
        )
        for party in _shown(sources)
        for option in sources.options
        if (option, party.name, sources.sources[0]) in sources.found
    ]
    return f"{title}. Standard deviations made by each source. {'; '.join(said)}."
