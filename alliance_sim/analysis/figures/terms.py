"""A front of contract terms: each point against the present contract, on luck it never met."""

import math

import pandas as pd

from alliance_sim.analysis.design import Design, Tested
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.style import (
    EDGE,
    FAINT,
    INK,
    MUTED,
    PALETTE,
    PAPER,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
    wrapped,
)
from alliance_sim.analysis.formats import interval, label, listed, number, show, the

NAMES, GUTTER = 3.3, 0.3
HEAD, ROW, FOOT = 0.55, 0.42, 0.3
LETTERS_AN_INCH, TERMS_LETTERS = 11, 44
MARK, LINE, PAD = 7.0, 2.6, 0.18
FINER = 1
"""Decimals more than a level has: differences are smaller."""


def build(design: Design) -> Chart:
    """Every tested point of a front against the present contract, aim by aim."""
    title = headline(design)
    return Chart(
        name="design_front",
        subject="Terms on the front against the present contract",
        title=title,
        takeaway=f"{title}.",
        alt=f"Each point of the front with its change in each aim and 95% interval. {title}.",
        description=f"{title}. {' '.join(_sentence(design, n) for n in range(len(design.front)))}",
        table=table(design),
        figure=_draw(design, title).figure,
    )


def headline(design: Design) -> str:
    """What the search found, as one sentence without its stop."""
    if not design.front:
        return "None of the terms that were tried keep the limits"
    count = len(design.front)
    clear = sum(
        any(_is_better(design, one, n) for n in range(len(design.aims))) for one in design.front
    )
    points = "One point" if count == 1 else f"{number(count)} points"
    verb = "is" if count == 1 else "are"
    on = listed([aim_words(design, n).lower() for n in range(len(design.aims))])
    if not clear:
        return (
            f"{points} {verb} on the front by {on}; on other luck none is clearly better than the "
            f"present contract of {the(design.option)}"
        )
    return (
        f"{points} {verb} on the front by {on}; on other luck {number(clear)} of {number(count)} "
        f"clearly beat the present contract of {the(design.option)} on some aim"
    )


def aim_words(design: Design, place: int) -> str:
    """An aim as people read it."""
    measure = design.aims[place].measure
    before = {
        "mean": "",
        "sd": "Swing (standard deviation) of ",
        "cvar95": "Bad year of ",
        "p_loss": "Chance of a loss to ",
    }[measure.statistic]
    words = measure.column.label
    return f"{before}{words[0].lower()}{words[1:]}" if before else words


def terms_words(one: Tested) -> str:
    """A point's terms on a line."""
    return ", ".join(f"{label(name).lower()} {value:g}" for name, value in one.point.items())


def change_words(design: Design, one: Tested, place: int) -> tuple[str, str]:
    """A change on other luck, and its interval."""
    column, e = design.aims[place].measure.column, one.changes[place]
    finer = 0 if column.is_money else FINER
    if design.aims[place].measure.statistic == "p_loss":
        return f"{100 * e.mean:+.0f} points", f"{100 * e.low:+.0f} to {100 * e.high:+.0f}"
    return (
        show(column, e.mean, signed=True, finer=finer),
        interval(column, e.low, e.high, signed=True, finer=finer),
    )


def _is_better(design: Design, one: Tested, place: int) -> bool:
    e = one.changes[place]
    return e.low > 0 if design.aims[place].higher_is_better else e.high < 0


def _sentence(design: Design, number_of: int) -> str:
    one = design.front[number_of]
    said = [
        f"{aim_words(design, place).lower()} {' ('.join(change_words(design, one, place))})"
        for place in range(len(design.aims))
    ]
    return f"Point {number_of + 1}, {terms_words(one)}: {'; '.join(said)}."


def _draw(design: Design, title: str) -> Sheet:
    rows = max(len(design.front), 1)
    with drawing():
        sheet = Sheet(
            title,
            "Mark: change against the present contract, paired by future, in "
            f"{number(design.test_replications)} futures that no terms were chosen by. Line: 95% "
            "interval; a hollow mark's takes in 0. Arrow: the better direction.",
            HEAD + ROW * rows + FOOT,
        )
        width = (WIDTH - NAMES - EDGE) / len(design.aims) - GUTTER
        for row, one in enumerate(design.front):
            y = HEAD + (row + 0.5) * ROW
            sheet.words(EDGE, y, f"{row + 1}", size=SMALL_SIZE, va="center", weight="bold")
            text = wrapped(terms_words(one), TERMS_LETTERS, 2)
            sheet.words(EDGE + 0.22, y, text, size=SMALL_SIZE - 1, va="center")
        for place, aim in enumerate(design.aims):
            left = NAMES + place * (width + GUTTER)
            arrow = "\u2192" if aim.higher_is_better else "\u2190"
            name = wrapped(f"{aim_words(design, place)} {arrow}", int(LETTERS_AN_INCH * width), 2)
            sheet.words(left, 0.05, name, size=SMALL_SIZE, weight="bold")
            _panel(sheet, design, place, left, width)
    return sheet


def _panel(sheet: Sheet, design: Design, place: int, left: float, width: float) -> None:
    height = ROW * max(len(design.front), 1)
    axes = sheet.axes(left, HEAD, width, height)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    axes.set_xticks([0], ["as now"])
    axes.tick_params(axis="x", labelcolor=MUTED)
    ends = [0.0]
    for row, one in enumerate(design.front):
        e, y = one.changes[place], (row + 0.62) * ROW
        if not math.isfinite(e.mean):
            continue
        if row:
            axes.axhline(row * ROW, color=FAINT, linewidth=0.6)
        ends += [end for end in (e.low, e.mean, e.high) if math.isfinite(end)]
        if math.isfinite(e.low):
            axes.plot([e.low, e.high], [y, y], color=PALETTE[0], linewidth=LINE, alpha=0.6)
        face = PALETTE[0] if e.is_clear else PAPER
        axes.plot([e.mean], [y], "o", markersize=MARK, color=PALETTE[0], markerfacecolor=face)
        mean, _ = change_words(design, one, place)
        axes.annotate(
            mean,
            (e.mean, y),
            xytext=(0, MARK),
            textcoords="offset points",
            size=SMALL_SIZE - 1,
            ha="center",
        )
    low, high = min(ends), max(ends)
    pad = PAD * ((high - low) or 1.0)
    axes.set_xlim(low - pad, high + pad)
    axes.axvline(0, color=INK, linewidth=1.0, zorder=0.5)


def table(design: Design) -> pd.DataFrame:
    """Each point: its terms, its aims in the search, and its changes on other luck."""
    rows = []
    for place, one in enumerate(design.front):
        row: dict[str, object] = {"Point": place + 1}
        row |= {label(name): f"{value:g}" for name, value in one.point.items()}
        for n, aim in enumerate(design.aims):
            words = aim_words(design, n)
            value = show(aim.measure.column, one.judged.aims[n], finer=FINER)
            row[f"{words}, in the search"] = value
            mean, spread = change_words(design, one, n)
            row[f"{words}, change on other luck"] = f"{mean} ({spread})"
        if design.limits:
            row["Limits on other luck"] = "kept" if one.keeps_the_limits else "overstepped"
        rows.append(row)
    return pd.DataFrame(rows)
