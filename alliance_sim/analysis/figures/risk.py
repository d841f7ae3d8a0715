"""Who bears what: each party's mean, bad year and chance of loss, and its share of the swing."""

import math
from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison, Risk
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.style import (
    EDGE,
    FAINT,
    INK,
    MUTED,
    SMALL_SIZE,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import futures, label, percent, show, tick
from alliance_sim.results.columns import Party
from alliance_sim.results.tables import PARTIES

PARTY_WIDTH, OPTION_WIDTH, PLOT_WIDTH = 1.85, 1.3, 3.1
COLUMN_WIDTH, BESIDE = 0.82, 0.15
ROW, GAP, HEAD, FOOT = 0.25, 0.16, 0.25, 0.5
OPTION_LETTERS = 15
INDENT = 0.12
PAD = 0.06
MARK, LINE, BAR = 6.5, 2.4, 0.7
TICKS = 4
SINGLE_WORST = 20
"""Up to so many futures, the worst 5% are one future."""


def build(comparison: Comparison) -> Chart:
    """Each party's mean and bad year under each option, with the chance of a loss."""
    title = takeaways.bad_years(comparison)
    return Chart(
        name="who_bears_what",
        subject="What each party gains or loses a year",
        title=title,
        takeaway=f"{title}.",
        alt=f"For each party and option, the mean result and a bad year. {title}.",
        description=_description(comparison),
        table=_table(comparison),
        figure=_draw(comparison, title).figure,
    )


def build_shares(comparison: Comparison) -> Chart:
    """Each party's share of the variance of all money together, under each option."""
    title = takeaways.biggest_bearer(comparison)
    return Chart(
        name="share_of_variance",
        subject="Each party's share of the swing in money",
        title=title,
        takeaway=f"{title}.",
        alt=f"Bars of each party's share of the variance under each option. {title}.",
        description=(
            "Each party has a bar for each option. The shares of the council, all providers and "
            "the NHS add to 100%; a bar to the left of 0 is a party whose result moves against "
            f"the total and so steadies it. {title}."
        ),
        table=_shares_table(comparison),
        figure=_draw_shares(comparison, title).figure,
    )


def shown_parties(comparison: Comparison) -> list[Party]:
    """Parties that take part: those with a result other than 0 under some option."""
    return [
        party
        for party in PARTIES
        if any(
            math.isfinite(found.mean) and (found.mean, found.cvar95) != (0, 0)
            for found in (comparison.risk[option][party.name] for option in comparison.options)
        )
    ]


def _draw(comparison: Comparison, title: str) -> Sheet:
    parties = shown_parties(comparison)
    groups = [
        [party for party in parties if party.is_money],
        *([party] for party in parties if not party.is_money),
    ]
    groups = [group for group in groups if group]
    block = ROW * len(comparison.options) + GAP
    body = HEAD + sum(block * len(group) + FOOT for group in groups)
    with drawing():
        sheet = Sheet(
            title,
            f"Results a year over {words.runs(comparison)}, against one yardstick for all options: "
            "above 0 is a gain, below 0 a loss. Mark: mean. Line: down to a bad year, "
            f"{_bad_year(comparison)}.",
            max(body, HEAD),
        )
        columns = PARTY_WIDTH + OPTION_WIDTH + PLOT_WIDTH + BESIDE
        for place, name in enumerate(("Mean", "Bad year", "A loss in")):
            sheet.words(columns + place * COLUMN_WIDTH, 0, name, size=SMALL_SIZE, color=MUTED)
        down = HEAD
        for group in groups:
            axes = _rows(sheet, comparison, group, down, PLOT_WIDTH)
            for row, (party, option) in enumerate(_each(comparison, group)):
                found = comparison.risk[option][party.name]
                y = _height(row, len(comparison.options))
                _mark(axes, comparison, option, found, y)
                for place, text in enumerate(_numbers(party, found)):
                    sheet.words(
                        columns + place * COLUMN_WIDTH, down + y, text, size=SMALL_SIZE, va="center"
                    )
            column = group[0].column
            ends = [
                end
                for party, option in _each(comparison, group)
                for end in (
                    comparison.risk[option][party.name].mean,
                    comparison.risk[option][party.name].cvar95,
                )
            ]
            _finish(axes, ends, partial(tick, column))
            axes.set_xlabel(_unit(group[0]), size=SMALL_SIZE, color=MUTED)
            down += block * len(group) + FOOT
    return sheet


def _bad_year(comparison: Comparison) -> str:
    mean = "the mean of the worst 5% of futures"
    return f"{mean}, here the single worst" if comparison.replications <= SINGLE_WORST else mean


def _unit(party: Party) -> str:
    return "pounds a year" if party.is_money else party.column.unit


def _numbers(party: Party, found: Risk) -> tuple[str, str, str]:
    return (
        show(party.column, found.mean, signed=True),
        show(party.column, found.cvar95, signed=True),
        futures(found.p_loss, found.n),
    )


def _each(comparison: Comparison, parties: Sequence[Party]) -> list[tuple[Party, str]]:
    return [(party, option) for party in parties for option in comparison.options]


def _height(row: int, options: int) -> float:
    """Inches from the top of the axes to the middle of a row."""
    return (row + 0.5) * ROW + (row // options + 0.5) * GAP


def _rows(
    sheet: Sheet, comparison: Comparison, parties: Sequence[Party], down: float, width: float
) -> Axes:
    """Name every row, and make the axes beside the names, in inches from the top."""
    options = len(comparison.options)
    height = (ROW * options + GAP) * len(parties)
    axes = sheet.axes(PARTY_WIDTH + OPTION_WIDTH, down, width, height)
    axes.set_ylim(height, 0)
    for row, (party, option) in enumerate(_each(comparison, parties)):
        middle = down + _height(row, options)
        if row % options == 0:
            _party(sheet, party, middle)
            if row:
                axes.axhline(_height(row, options) - (ROW + GAP) / 2, color=FAINT, linewidth=0.6)
        sheet.mark(PARTY_WIDTH + 0.06, middle, look(comparison.options, option), size=5.5)
        name = wrapped(label(option), OPTION_LETTERS, 1)
        sheet.words(PARTY_WIDTH + 0.18, middle, name, size=SMALL_SIZE, va="center")
    return axes


def _party(sheet: Sheet, party: Party, middle: float) -> None:
    part = party.part_of is not None
    sheet.words(
        EDGE + INDENT * part,
        middle,
        party.label,
        size=SMALL_SIZE,
        va="center",
        weight="normal" if part else "bold",
    )


def _mark(axes: Axes, comparison: Comparison, option: str, found: Risk, y: float) -> None:
    if not math.isfinite(found.mean):
        return
    how = look(comparison.options, option)
    axes.plot([found.cvar95, found.mean], [y, y], color=how.colour, linewidth=LINE, alpha=0.6)
    axes.plot([found.cvar95], [y], marker="|", markersize=MARK + 1.5, color=how.colour)
    axes.plot([found.mean], [y], marker=how.mark, markersize=MARK, color=how.colour)


def _finish(axes: Axes, ends: Sequence[float], write: Callable[[float], str]) -> None:
    known = [end for end in ends if math.isfinite(end)] + [0.0]
    low, high = min(known), max(known)
    pad = PAD * ((high - low) or 1.0)
    axes.set_xlim(low - pad, high + pad)
    axes.set_yticks([])
    axes.grid(axis="x")
    axes.axvline(0, color=INK, linewidth=1.0, zorder=1.5)
    axes.xaxis.set_major_locator(MaxNLocator(TICKS, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))


def _table(comparison: Comparison) -> pd.DataFrame:
    rows = []
    for party, option in _each(comparison, shown_parties(comparison)):
        found = comparison.risk[option][party.name]
        mean, bad, loss = _numbers(party, found)
        rows.append(
            {
                "Party": party.label,
                "Unit": _unit(party),
                "Option": label(option),
                "Mean": mean,
                "Standard deviation": show(party.column, found.sd),
                "Bad year (mean of worst 5%)": bad,
                "Futures with a loss": loss,
                "Share of variance": percent(found.variance_share)
                if party.is_money
                else "not in pounds",
            }
        )
    return pd.DataFrame(rows)


def _description(comparison: Comparison) -> str:
    parts = [
        "Each party has a row for each option: a mark at the mean, and a line down to a bad year."
    ]
    for party in shown_parties(comparison):
        said = []
        for option in comparison.options:
            mean, bad, loss = _numbers(party, comparison.risk[option][party.name])
            said.append(f"{label(option)} {mean}, bad year {bad}, a loss in {loss}")
        parts.append(f"{party.label} ({_unit(party)}): {'; '.join(said)}.")
    return " ".join(parts)


def _draw_shares(comparison: Comparison, title: str) -> Sheet:
    parties = [
        party for party in shown_parties(comparison) if party.is_money and party.part_of is None
    ]
    height = (ROW * len(comparison.options) + GAP) * max(len(parties), 1)
    with drawing():
        sheet = Sheet(
            title,
            "Share of the variance of all parties' money taken together. A bar to the left of 0: a "
            "party that steadies the total, because it gains when others lose.",
            HEAD + height + FOOT,
        )
        width = PLOT_WIDTH + 2 * COLUMN_WIDTH
        columns = PARTY_WIDTH + OPTION_WIDTH + width + BESIDE
        sheet.words(columns, 0, "Share", size=SMALL_SIZE, color=MUTED)
        axes = _rows(sheet, comparison, parties, HEAD, width)
        ends = []
        for row, (party, option) in enumerate(_each(comparison, parties)):
            share = comparison.risk[option][party.name].variance_share
            y = _height(row, len(comparison.options))
            words_at = (columns, HEAD + y, percent(share))
            sheet.words(*words_at, size=SMALL_SIZE, va="center")
            ends.append(share)
            if math.isfinite(share):
                colour = look(comparison.options, option).colour
                axes.barh(y, share, height=ROW * BAR, color=colour)
        _finish(axes, [*ends, 1.0], percent)
    return sheet


def _shares_table(comparison: Comparison) -> pd.DataFrame:
    rows = []
    for party in shown_parties(comparison):
        if not party.is_money:
            continue
        row = {"Party": f"of which: {party.label}" if party.part_of else party.label}
        for option in comparison.options:
            row[label(option)] = percent(comparison.risk[option][party.name].variance_share)
        rows.append(row)
    return pd.DataFrame(rows)
