"""What drives the answer: each assumption moved alone, and how far that moves two options apart."""

import math
from functools import lru_cache

import streamlit as st

from alliance_sim.analysis.choosing import BAD_YEAR, Choice
from alliance_sim.analysis.compare import Comparison, Pair
from alliance_sim.analysis.estimates import estimate
from alliance_sim.analysis.formats import further, label, number, show
from alliance_sim.analysis.influence import Influence, Screen, may_be_luck
from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts import swings
from alliance_sim.views.frame import figure
from alliance_sim.views.packaged.assumptions import RESIDENTS, screened
from alliance_sim.views.sure.asking import by_value
from alliance_sim.views.wording import say

PAIR = "pair"
SHOWN = 12
"""Assumptions in the picture; all stand in the table below it."""

OFFERED = 10
"""Assumptions that are offered as axes of the map."""


def screen(asked: Asked) -> Screen | None:
    """What moving each assumption does in the story that is asked about, before its changes."""
    if asked.own:
        return None
    return screened(asked.story, asked.as_written.scenario().digest)


def most(asked: Asked, chosen: Choice, count: int = OFFERED) -> tuple[str, ...]:
    """The assumptions that move the story's options apart most; none where that is not known."""
    return () if screen(asked) is None else _most(asked.story, answerable(chosen), count)


@lru_cache
def _most(story: str, by: Choice, count: int) -> tuple[str, ...]:
    found = screen(Asked(story))
    return () if found is None else tuple(found.most(by.results, count))


@lru_cache
def influences(story: str, by: Choice, pair: Pair) -> tuple[Influence, ...]:
    """What each assumption of a story does to the first of a pair less the second.

    Args:
        story: its name; one that has been screened.
        by: what is compared; not a bad year.
        pair: two of its options.
    """
    found = screen(Asked(story))
    return () if found is None else tuple(found.influences(*pair, by.results))


def answerable(chosen: Choice) -> Choice:
    """What these few futures can answer: a bad year they cannot, so value for money stands in."""
    return by_value(chosen) if chosen.by == BAD_YEAR else chosen


def draw(asked: Asked, comparison: Comparison, chosen: Choice, leading: Pair) -> None:
    """Draw the section.

    Args:
        asked: what is asked.
        comparison: the answer that is shown.
        chosen: what the best option is chosen by.
        leading: the best option and the second.
    """
    st.header(say("robust", "drivers"), anchor=False)
    st.write(say("robust", "drivers_how"))
    found = screen(asked)
    if found is None:
        st.info(say("robust", "drivers_none"))
        return
    if asked.is_changed:
        st.badge(say("robust", "drivers_stale"), color="orange")
    if chosen.by == BAD_YEAR:
        st.caption(say("robust", "drivers_bad_year"))
    by = answerable(chosen)
    options = found.options
    pairs = [leading, *((b, a) for p, b in enumerate(options) for a in options[:p])]
    unlike = [
        pair
        for place, pair in enumerate(pairs)
        if not any({*pair} == {*other} for other in pairs[:place]) and {*pair} <= {*options}
    ]
    pair = st.selectbox(
        say("robust", "pair"),
        unlike,
        format_func=lambda pair: f"{label(pair[0])} less {label(pair[1]).lower()}",
        key=PAIR,
    )
    moved = influences(asked.story, by, pair)
    if not moved:
        st.info(say("robust", "drivers_none"))
        return
    closer = sum(one.is_whole for one in moved)
    values = by.values(comparison.values)
    places = [comparison.options.index(option) for option in pair if option in comparison.options]
    sd = estimate(values[:, places[0]] - values[:, places[-1]]).sd if places else math.nan
    note = say(
        "robust",
        "drivers_note",
        tried=number(len(found.tried)),
        residents=number(RESIDENTS),
        closer=number(closer),
        futures=number(found.futures),
        luck=show(by.column, may_be_luck(sd, found.futures), finer=further(by.column)),
    )
    title = say("robust", "drivers_title", name=in_words(moved[0].path))
    shown = swings.swings(moved[:SHOWN], by.column, *pair, title, note)
    figure.draw(shown)
    st.caption(say("robust", "interactions"))
