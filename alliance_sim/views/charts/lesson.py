"""The pictures of a chapter: what came out with the prediction on it, the months, one change."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from alliance_sim.analysis.figures.options import direction, heading
from alliance_sim.analysis.formats import interval, label, number, show
from alliance_sim.views.charts.dots import Dot, dots_spec
from alliance_sim.views.charts.guess import with_guess
from alliance_sim.views.charts.over_months import over_months
from alliance_sim.views.charts.remembered import remembered
from alliance_sim.views.charts.shown import Panel, Shown, Spec
from alliance_sim.views.lessons.chapter import TOO_CLOSE, World
from alliance_sim.views.lessons.numbers import Numbers, column_of
from alliance_sim.views.wording import say

YEAR = 12


def revealed(world: World, numbers: Numbers, title: str, guess: str) -> Shown:
    """What came out, with the prediction ringed on the outcome that was asked about.

    Args:
        world: the chapter's world.
        numbers: its futures.
        title: what happened, as a sentence without a full stop.
        guess: the option predicted, `TOO_CLOSE`, or empty without a prediction.
    """
    options = numbers.options
    guessed = options if guess == TOO_CLOSE else tuple(o for o in options if o == guess)
    panels = []
    for measure in world.shown:
        if measure == world.outcome and guessed:
            means = {option: numbers.level(option, measure).mean for option in options}
            ringed = partial(with_guess, means=means, guessed=guessed, words=say("learn", "mark"))
            panels.append(_panel(numbers, measure, None, ringed))
        else:
            panels.append(_panel(numbers, measure, None))
    return Shown(
        name="revealed",
        title=title,
        panels=tuple(panels),
        description=f"{say('learn', 'reading')} {title}.",
        table=_table(world, numbers, guessed),
        note=say("learn", "futures_note", futures=number(numbers.futures)),
    )


def moved(world: World, numbers: Numbers, before: Numbers, title: str) -> Shown:
    """What the one change does: marks with it, and hollow marks without, in the same futures."""
    return Shown(
        name="moved",
        title=title,
        panels=tuple(_panel(numbers, measure, before) for measure in world.shown),
        description=f"{say('learn', 'change_note', futures=number(numbers.futures))} {title}.",
        table=_table(world, numbers, ()),
        note=say("learn", "change_note", futures=number(numbers.futures)),
    )


@remembered
def months(world: World, numbers: Numbers) -> Shown:
    """The chapter's measures month by month."""
    columns = [column_of(f"{name}@1") for name in world.months]
    panels = tuple(over_months(numbers.monthly, c, numbers.options) for c in columns)
    means = numbers.monthly.groupby(["month", "option"], sort=False)[[*world.months]].mean()
    last = int(numbers.monthly["month"].max())
    rows = [
        {
            say("learn", "months_column"): number(month),
            **{
                f"{column.label}, {label(option).lower()}": number(
                    float(means.loc[(month, option), column.name]), max(column.decimals, 1)
                )
                for column in columns
                for option in numbers.options
            },
        }
        for month in range(YEAR, last + 1, YEAR)
    ]
    return Shown(
        name="months",
        title=say("learn", "months_title"),
        panels=panels,
        description=say("learn", "months_words"),
        table=pd.DataFrame(rows),
        note=say("learn", "months_note", futures=number(numbers.futures)),
    )


def _panel(
    numbers: Numbers,
    measure: str,
    before: Numbers | None,
    draw: Callable[[Spec], Spec] = lambda spec: spec,
) -> Panel:
    """One measure; `draw` may draw on its picture."""
    column, rows = column_of(measure), _dots(numbers, measure)
    told = "; ".join(f"{label(option)} {show(column, dot.mean)}" for option, dot in rows.items())
    way = direction(column)
    return Panel(
        heading=f"{heading(column)}, {way}" if way else heading(column),
        chart=draw(
            dots_spec(
                column,
                rows,
                numbers.options,
                before=_dots(before, measure) if before else None,
            )
        ),
        alt=f"{heading(column)}: {told}.",
    )


def _dots(numbers: Numbers, measure: str) -> dict[str, Dot]:
    found = {}
    for option in numbers.options:
        e = numbers.level(option, measure)
        found[option] = Dot(e.mean, e.low, e.high)
    return found


def _table(world: World, numbers: Numbers, guessed: Sequence[str]) -> pd.DataFrame:
    rows = []
    for option in numbers.options:
        row = {say("learn", "option_column"): label(option)}
        for measure in world.shown:
            column, e = column_of(measure), numbers.level(option, measure)
            row[heading(column)] = f"{show(column, e.mean)} ({interval(column, e.low, e.high)})"
        if guessed:
            is_it = option in guessed
            row[say("learn", "prediction_column")] = say("learn", "predicted") if is_it else ""
        rows.append(row)
    return pd.DataFrame(rows)
