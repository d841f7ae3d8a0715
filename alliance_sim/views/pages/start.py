"""The page Start: an answer before anything is asked, stories to choose from, three levers."""

import streamlit as st

from alliance_sim.views.asked.question import STORIES, Asked
from alliance_sim.views.charts.options import options
from alliance_sim.views.frame import bar, figure, state
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.frame.share import share
from alliance_sim.views.frame.shown import Now, now, replayed
from alliance_sim.views.wording import say, wording

CARDS_IN_A_ROW = 3


def show_page() -> None:
    """Draw the page."""
    asked = bar.draw(levers_here=False)
    st.title(say("start", "title"), anchor=False)
    found = now(asked)
    if found is None:
        st.info(say("start", "first_run"))
    else:
        _answer(asked, found)
    st.subheader(say("start", "levers"), anchor=False)
    st.write(say("start", "levers_note"))
    bar.levers()
    _cards(asked)
    share(found, bar.changes_in_words(asked))
    st.caption(say("frame", "stored_note"))


def _answer(asked: Asked, found: Now) -> None:
    shown = options(found.comparison, before=replayed(asked), shift=found.shift)
    headline = f"{shown.title}." if found.shift else found.answer.finished.headline
    st.header(plain(headline), anchor=False)
    figure.draw(shown, heading=False)
    st.markdown(say("start", "means"))


def _cards(asked: Asked) -> None:
    st.subheader(say("start", "stories"), anchor=False)
    rows = [STORIES[at : at + CARDS_IN_A_ROW] for at in range(0, len(STORIES), CARDS_IN_A_ROW)]
    for row in rows:
        for story, place in zip(row, st.columns(CARDS_IN_A_ROW), strict=False):
            with place, st.container(border=True, height="stretch"):
                title = plain(Asked(story).scenario().title)
                st.markdown(f"**{title}**\n\n{wording('start')['cards'][story]}")
                st.button(
                    say("start", "open_story"),
                    key=f"open_{story}",
                    on_click=state.put,
                    args=(Asked(story),),
                    disabled=asked.story == story and not asked.own,
                    width="stretch",
                )
