"""The picture of a chapter for paper: what came out, or the pay-off of the deal."""

from functools import partial

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.options import direction, heading
from alliance_sim.analysis.figures.rows import Row, draw_rows
from alliance_sim.analysis.figures.style import (
    EDGE,
    HEAD_SIZE,
    MUTED,
    PALETTE,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import gbp, interval, label, number, show, tick
from alliance_sim.views.lessons import settled
from alliance_sim.views.lessons.chapter import Chapter, Deal, World
from alliance_sim.views.lessons.numbers import Numbers, column_of
from alliance_sim.views.lessons.said import answer
from alliance_sim.views.lessons.stored import Lesson
from alliance_sim.views.wording import say

NAMES_WIDTH, GUTTER, HEAD, ROW, FOOT = 1.6, 0.3, 0.55, 0.66, 0.35
HEADING_LETTERS, NAME_LETTERS = 26, 15
LEAST_SPAN_OF_SCORE = 0.05
CURVE = 2.6
"""Height of the pay-off, inches."""

LOWEST, HIGHEST = 70, 140
"""Costs drawn, as percentages of the target."""


def picture(chapter: Chapter, lesson: Lesson | None) -> Chart | None:
    """The chapter's picture with its words; None where there is nothing to show."""
    title = answer(chapter, lesson)
    if chapter.deal is not None:
        figure = _deal(chapter.deal, title)
    elif chapter.world is not None and lesson is not None:
        figure = _world(chapter.world, lesson.base, title)
    else:
        return None
    return Chart(
        name=chapter.name,
        subject=chapter.title,
        title=title,
        takeaway=f"{title}.",
        alt=f"{title}.",
        description=title,
        table=pd.DataFrame(),
        figure=figure,
    )


def _world(world: World, numbers: Numbers, title: str) -> Figure:
    height = ROW * len(numbers.options)
    note = say("learn", "futures_note", futures=number(numbers.futures))
    with drawing():
        sheet = Sheet(title, note, HEAD + height + FOOT)
        for place, option in enumerate(numbers.options):
            middle = HEAD + (place + 0.5) * ROW
            sheet.mark(EDGE + 0.08, middle, look(numbers.options, option))
            name = wrapped(label(option), NAME_LETTERS)
            sheet.words(EDGE + 0.24, middle, name, va="center", weight="bold")
        width = (WIDTH - NAMES_WIDTH - EDGE) / len(world.shown) - GUTTER
        for place, measure in enumerate(world.shown):
            column = column_of(measure)
            left = NAMES_WIDTH + place * (width + GUTTER) + GUTTER / 2
            words = wrapped(heading(column), HEADING_LETTERS, 1)
            sheet.words(left, 0, words, size=HEAD_SIZE, weight="bold")
            sheet.words(left, 0.24, direction(column), size=SMALL_SIZE, color=MUTED)
            draw_rows(
                sheet.axes(left, HEAD, width, height),
                [_row(numbers, option, measure) for option in numbers.options],
                partial(tick, column),
                width=width,
                least_span=0.0 if column.is_money else LEAST_SPAN_OF_SCORE,
            )
    return sheet.figure


def _row(numbers: Numbers, option: str, measure: str) -> Row:
    column, e = column_of(measure), numbers.level(option, measure)
    how = look(numbers.options, option)
    return Row(e.low, e.mean, e.high, how, show(column, e.mean), interval(column, e.low, e.high))


def _deal(deal: Deal, title: str) -> Figure:
    target = float(deal.agreement.target_cost_gbp or 0.0)
    on_target = settled.settle(deal.agreement, target)
    costs = [target * percent / 100 for percent in range(LOWEST, HIGHEST + 1)]
    years = [settled.settle(deal.agreement, cost) for cost in costs]
    with drawing():
        sheet = Sheet(title, say("learn", "deal_paper"), CURVE + 2 * FOOT)
        axes = sheet.axes(1.0, 0.1, WIDTH - 3.2, CURVE)
        lines = (
            ("council", [year.council - on_target.council for year in years], "-"),
            ("providers", [on_target.providers - year.providers for year in years], "--"),
        )
        for place, (who, more, dash) in enumerate(lines):
            axes.plot(costs, more, dash, color=PALETTE[2 * place], linewidth=2)
            words = say("learn", who)
            axes.annotate(words, (costs[-1], more[-1]), xytext=(6, 0), textcoords="offset points")
        axes.axvline(deal.actual_cost_gbp, color=MUTED, linewidth=0.8, linestyle=":")
        axes.axhline(0, color=MUTED, linewidth=0.8)
        axes.set_xlabel(say("learn", "deal_x"))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: gbp(value)))
    return sheet.figure
