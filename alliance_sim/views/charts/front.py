"""What a search for deals found: each point's change against the present contract, aim by aim."""

import math

from alliance_sim.analysis.design import Design
from alliance_sim.analysis.figures.terms import (
    aim_words,
    change_words,
    headline,
    table,
    terms_words,
)
from alliance_sim.analysis.formats import capital, number
from alliance_sim.views.charts.dots import Dot, dots
from alliance_sim.views.charts.shown import Panel, Shown
from alliance_sim.views.wording import say


def front(found: Design) -> Shown:
    """A row for each point and a panel for each aim, tested on other luck."""
    title = headline(found)
    names = [name_of(place) for place in range(len(found.front))]
    return Shown(
        name="front",
        title=title,
        panels=tuple(_panel(found, place, names) for place in range(len(found.aims))),
        description=f"{title}. "
        + " ".join(
            f"{capital(name.replace('_', ' '))}: {terms_words(one)}."
            for name, one in zip(names, found.front, strict=True)
        ),
        table=table(found),
        note=say("deal", "front_note", futures=number(found.test_replications)),
    )


def name_of(place: int) -> str:
    """What a point is called; the charts write it as people do."""
    return f"point_{place + 1}"


def _panel(found: Design, aim: int, names: list[str]) -> Panel:
    measure = found.aims[aim].measure
    rows = {}
    for name, one in zip(names, found.front, strict=True):
        e = one.changes[aim]
        if math.isfinite(e.mean):
            low, high = (e.low, e.high) if math.isfinite(e.low) else (e.mean, e.mean)
            rows[name] = Dot(e.mean, low, high)
    told = "; ".join(
        f"{capital(name.replace('_', ' '))} {' ('.join(change_words(found, one, aim))})"
        for name, one in zip(names, found.front, strict=True)
    )
    words = aim_words(found, aim)
    way = "higher" if found.aims[aim].higher_is_better else "lower"
    return Panel(
        heading=f"{words}, {say('deal', f'better_{way}')}",
        chart=dots(measure.column, rows, names, zero=True, signed=True),
        alt=say("deal", "front_alt", aim=words, told=told),
    )
