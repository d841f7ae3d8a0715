"""Undo, redo, and what stood before the last change."""

from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from alliance_sim.views.asked.question import Asked
from alliance_sim.views.frame import state

PAST, AT = "past", "past_at"

MOST = 50
"""Moves that can be taken back."""


def note(asked: Asked) -> None:
    """Remember what is asked now, if it is another than before."""
    past: list[Asked] = st.session_state.setdefault(PAST, [])
    at: int = st.session_state.setdefault(AT, -1)
    if at >= 0 and _world(past[at]) == _world(asked):
        past[at] = asked
        return
    del past[at + 1 :]
    past.append(asked)
    del past[: max(len(past) - MOST, 0)]
    st.session_state[AT] = len(past) - 1


def hold() -> None:
    """Keep what is asked while a part of the page is drawn again by itself.

    The browser's request for that part says where the levers stand there, and may have set out
    before the browser heard what undo, redo or a story's card has just set.
    """
    context = get_script_run_ctx()
    past: list[Asked] = st.session_state.get(PAST, [])
    if context is None or not context.fragment_ids_this_run or not past:
        return
    noted = past[st.session_state[AT]]
    if state.current() != noted:
        state.put(noted)


def _world(asked: Asked) -> Asked:
    """What is asked, whatever the number of futures."""
    return replace(asked, futures=0)


def before() -> Asked | None:
    """What was asked before the last change; None where nothing was."""
    past: list[Asked] = st.session_state.get(PAST, [])
    at: int = st.session_state.get(AT, -1)
    return past[at - 1] if at > 0 else None


def can_redo() -> bool:
    """Whether a change was taken back and can be made again."""
    return st.session_state.get(AT, -1) + 1 < len(st.session_state.get(PAST, []))


def undo() -> None:
    """Go back to what was asked before."""
    _go(-1)


def redo() -> None:
    """Make a change again that was taken back."""
    _go(1)


def _go(steps: int) -> None:
    past: list[Asked] = st.session_state.get(PAST, [])
    at: int = st.session_state.get(AT, -1) + steps
    if 0 <= at < len(past):
        st.session_state[AT] = at
        state.put(past[at])


def reset() -> None:
    """Take back every change of the story."""
    state.put(state.current().as_written)
