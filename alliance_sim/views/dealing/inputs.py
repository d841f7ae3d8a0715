"""Inputs that hold one value of the editor each: what is typed goes there, and is drawn from it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from alliance_sim.views.dealing.editor import Editor
from alliance_sim.views.dealing.held import change

Put = Callable[[Editor, Any], Editor]
"""The editor with a value that was typed."""

STEPS = {"percent": 1.0, "pounds": 1000.0, "number": 1.0}
MOST = {"percent": 1000.0}
"""A per cent of the target may pass a hundred; what is too much is said beside the input."""


def number(
    name: str,
    value: float | None,
    put: Put,
    *,
    key: str,
    unit: str = "percent",
    helped: str | None = None,
    least: float | None = 0.0,
) -> None:
    """A number box that may be left empty."""
    st.session_state[key] = None if value is None else float(value)
    st.number_input(
        name,
        min_value=least,
        max_value=MOST.get(unit),
        value=None,
        step=STEPS[unit],
        format="%g" if unit == "percent" else "%.2f" if unit == "number" else "%.0f",
        key=key,
        on_change=_typed,
        args=(key, put),
        help=helped,
    )


def yes(name: str, value: bool, put: Put, *, key: str, helped: str | None = None) -> None:
    """A box to tick."""
    st.session_state[key] = value
    st.checkbox(name, key=key, on_change=_typed, args=(key, put), help=helped)


def text(name: str, value: str, put: Put, *, key: str) -> None:
    """A line of text."""
    st.session_state[key] = value
    st.text_input(name, key=key, on_change=_typed, args=(key, put), max_chars=80)


def choice(name: str, value: str, known: list[str], put: Put, *, key: str, words: Any) -> None:
    """One of several."""
    st.session_state[key] = value
    st.selectbox(name, known, format_func=words, key=key, on_change=_typed, args=(key, put))


def _typed(key: str, put: Put) -> None:
    typed = st.session_state[key]
    change(lambda editor: put(editor, typed))
