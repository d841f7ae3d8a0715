"""What the best option is chosen by, as the visitor says it at the top of the page."""

from dataclasses import replace

import streamlit as st

from alliance_sim.analysis.choosing import AIMS, BAD_YEAR, VALUE, Choice
from alliance_sim.analysis.formats import pounds
from alliance_sim.results.tables import PARTIES
from alliance_sim.views.finished import Finished
from alliance_sim.views.wording import say

BY, PARTY, WORTH = "by", "party", "worth"
"""Names of the widgets in the address."""

WORTH_BOX = "worth_box"
MOST_WORTH, WORTH_STEP = 50_000, 500
"""GBP a point-year: where the slider ends, and how finely it moves."""


def choice(finished: Finished) -> Choice:
    """Draw what to choose by and what wellbeing is worth, and say what was chosen.

    Args:
        finished: the answer that is shown.
    """
    left, right = st.columns(2)
    with left:
        by = st.selectbox(
            say("robust", "chosen_by"),
            AIMS,
            format_func=lambda name: say("robust", f"aim_{name}"),
            key=BY,
            bind="query-params",
        )
        party = _party() if by == BAD_YEAR else ""
    with right:
        place = _worth(finished)
    return Choice(by, finished.scale, float(place), party)


def by_value(chosen: Choice) -> Choice:
    """The same by value for money, for what a bad year cannot be told from."""
    return replace(chosen, by=VALUE, party="")


def _party() -> str:
    names = {one.name: one.label for one in PARTIES if one.is_money}
    return st.selectbox(
        say("robust", "party"),
        [*names],
        format_func=lambda name: names[name],
        key=PARTY,
        bind="query-params",
    )


def words(chosen: Choice) -> str:
    """What it is chosen by, in words that follow "by"."""
    party = next((one.label for one in PARTIES if one.name == chosen.party), "")
    return say("robust", f"by_{chosen.by}", party=party.lower())


def in_story(finished: Finished) -> int:
    """What the story takes a point-year to be worth, to the step of the slider."""
    usual = round(finished.scale.gbp_per_point_year / WORTH_STEP) * WORTH_STEP
    return min(max(usual, 0), MOST_WORTH)


def _worth(finished: Finished) -> int:
    """A slider of what wellbeing is worth, with its number box."""
    slide, type_in = st.columns([2, 1], vertical_alignment="bottom")
    usual = pounds(finished.scale.gbp_per_point_year)
    with slide:
        place = st.slider(
            say("robust", "worth"),
            0,
            MOST_WORTH,
            in_story(finished),
            WORTH_STEP,
            format="£%d",
            key=WORTH,
            bind="query-params",
            help=say("robust", "worth_help", usual=usual),
        )
    st.session_state[WORTH_BOX] = int(place)
    with type_in:
        st.number_input(
            say("robust", "worth_box"),
            0,
            MOST_WORTH,
            step=WORTH_STEP,
            key=WORTH_BOX,
            on_change=_typed,
        )
    return int(place)


def _typed() -> None:
    st.session_state[WORTH] = int(st.session_state[WORTH_BOX])
