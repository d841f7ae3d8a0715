"""Put the deal of the editor into the story, and say what a simulated option cannot hold."""

import streamlit as st

from alliance_sim.analysis.formats import label, listed
from alliance_sim.evidence import InputError
from alliance_sim.rules.contracts import Agreement
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.dealing.searching import usual_option
from alliance_sim.views.dealing.story import left_out, placed
from alliance_sim.views.frame import choice, state
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.wording import say, wording

OPTION, DONE = "into", "deal_tried"


def draw(asked: Asked, agreement: Agreement | None) -> None:
    """Choose an option of the story and have it paid by these terms."""
    st.header(say("deal", "try"), anchor=False)
    st.write(say("deal", "try_note"))
    scenario = asked.scenario()
    options = list(scenario.options)
    option = choice.one(
        say("deal", "try_option"), options, usual_option(scenario), label, key=OPTION
    )
    if agreement is not None and (left := left_out(agreement)):
        names = wording("deal")["around"]
        st.caption(say("deal", "try_left_out", parts=listed([names[name] for name in left])))
    st.button(
        say("deal", "try_button"),
        on_click=put,
        args=(asked, option, agreement),
        disabled=agreement is None,
        key="deal_try",
    )
    if told := st.session_state.get(DONE):
        is_done, text = told
        (st.success if is_done else st.error)(plain(text))


def put(asked: Asked, option: str, agreement: Agreement) -> None:
    """Ask about the story with these terms; in a callback."""
    try:
        found = placed(asked, option, agreement)
    except InputError as error:
        st.session_state[DONE] = (False, say("deal", "try_refused", reason=str(error)))
        return
    state.put(found.asked)
    key = "try_done" if found.as_changes else "try_done_own"
    st.session_state[DONE] = (True, say("deal", key, option=label(option)))
