"""Precision: whether the futures tell options apart, how many would, and a way to run them."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from alliance_sim.analysis.choosing import Choice
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import further, interval, label, listed, number, show, the
from alliance_sim.analysis.precision import Apart, pairs
from alliance_sim.views.asked.question import MOST_FUTURES, Asked
from alliance_sim.views.frame import figure, state
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.wording import say

ROUND = 10
"""Futures are offered in so many at a time."""


def draw(asked: Asked, comparison: Comparison, chosen: Choice) -> None:
    """Draw the section."""
    st.header(say("robust", "enough"), anchor=False)
    st.write(say("robust", "enough_how"))
    found = pairs(chosen.values(comparison.values), comparison.options)
    futures = number(comparison.replications)
    close = [one for one in found if not one.difference.is_clear]
    if not close:
        told = say("robust", "enough_yes", futures=futures)
    else:
        names = listed([f"{the(one.b)} and {the(one.a)}" for one in close])
        told = say("robust", "enough_no", futures=futures, pairs=names)
    st.markdown(f"**{plain(told)}**")
    figure.table(pd.DataFrame([_row(one, chosen, futures) for one in found]))
    if close:
        _more(asked, comparison.replications, close)


def _row(one: Apart, chosen: Choice, futures: str) -> dict[str, str]:
    e, column = one.difference, chosen.column
    spread = interval(column, e.low, e.high, signed=True, finer=further(column))
    key = "told_yes" if e.is_clear else "told_no"
    return {
        say("robust", "col_pair"): f"{label(one.b)} less {label(one.a).lower()}",
        say(
            "robust", "col_difference"
        ): f"{show(column, e.mean, signed=True, finer=further(column))} ({spread})",
        say("robust", "col_told"): say("robust", key, futures=futures),
        say("robust", "col_needed"): needed(one.needed),
    }


def needed(futures: float) -> str:
    """How many futures it takes, as people read it."""
    if math.isinf(futures):
        return say("robust", "needed_none")
    if not futures <= MOST_FUTURES:
        return say("robust", "needed_far", most=number(MOST_FUTURES))
    return number(futures)


def _more(asked: Asked, have: int, close: Sequence[Apart]) -> None:
    """A button that runs as many futures as tell the pairs apart, as far as that is offered."""
    reachable = [one.needed for one in close if one.needed <= MOST_FUTURES]
    if len(reachable) < len(close):
        st.write(say("robust", "run_most", most=number(MOST_FUTURES)))
    wanted = max([*reachable, have + ROUND])
    times = min(math.ceil(wanted / ROUND) * ROUND, MOST_FUTURES)
    if times <= have:
        return
    st.button(
        say("robust", "run_more", futures=number(times)),
        on_click=state.put,
        args=(replace(asked, futures=times),),
        type="primary",
    )
