"""Choices whose short names stand in the address; people read them in words.

A widget that is bound to the address by itself puts there what people read, which changes with
the wording; so the address is written and read here.
"""

from collections.abc import Callable, Sequence

import streamlit as st

BETWEEN = ","
"""Between several names in an address."""

Words = Callable[[str], str]


def one(
    name: str,
    known: Sequence[str],
    start: str,
    words: Words,
    *,
    key: str,
    helped: str | None = None,
    disabled: bool = False,
) -> str:
    """One of a list.

    Args:
        name: what stands above it.
        known: the short names, in order.
        start: what is chosen on arrival.
        words: a short name as people read it.
        key: the word in the address.
        helped: a word of help.
        disabled: whether it cannot be changed.
    """
    widget = _before(key, known, start)
    found = st.selectbox(
        name, list(known), format_func=words, key=widget, help=helped, disabled=disabled
    )
    return _after(key, found or start, start)


def one_of_few(
    name: str,
    known: Sequence[str],
    start: str,
    words: Words,
    *,
    key: str,
    helped: str | None = None,
) -> str:
    """One of two or three that stand beside one another; as `one`."""
    widget = _before(key, known, start)
    found = st.segmented_control(
        name, list(known), format_func=words, key=widget, help=helped, required=True
    )
    return _after(key, found or start, start)


def several(
    name: str, known: Sequence[str], start: Sequence[str], words: Words, *, key: str
) -> tuple[str, ...]:
    """Any number of a few, in the order of the list; as `one`."""
    widget, kept = f"{key}_choice", f"{key}_kept"
    if widget not in st.session_state:
        given = st.session_state.get(kept, st.query_params.get(key))
        names = list(start) if given is None else given.split(BETWEEN)
        st.session_state[widget] = [one for one in known if one in names]
    chosen = st.pills(name, list(known), format_func=words, key=widget, selection_mode="multi")
    found = tuple(one for one in known if one in chosen)
    _tell(key, BETWEEN.join(found), BETWEEN.join(start))
    return found


def _before(key: str, known: Sequence[str], start: str) -> str:
    """The key of the widget, set to what was chosen before, or to what the address says."""
    widget, kept = f"{key}_choice", f"{key}_kept"
    if st.session_state.get(widget) not in known:
        given = st.session_state.get(kept, st.query_params.get(key, start))
        st.session_state[widget] = given if given in known else start
    return widget


def _after(key: str, found: str, start: str) -> str:
    _tell(key, found, start)
    return found


def _tell(key: str, word: str, start: str) -> None:
    st.session_state[f"{key}_kept"] = word
    if word != start and st.query_params.get(key) != word:
        st.query_params[key] = word
    elif word == start and key in st.query_params:
        del st.query_params[key]
