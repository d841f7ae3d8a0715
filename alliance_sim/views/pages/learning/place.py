"""Where this visitor is in the lesson: in the page's address, and kept while other pages show."""

from dataclasses import replace
from typing import Any

import streamlit as st

from alliance_sim.views.lessons.progress import FIELDS, Progress, from_link
from alliance_sim.views.lessons.reading import chapters

KEPT = "learn_kept"
"""What was said in each chapter, by its number."""

LAST = "learn_last"
"""The last place in the lesson, for when the visitor comes back from another page."""


def now() -> Progress:
    """Where the visitor is; puts it back into the address after another page."""
    last = st.session_state.get(LAST)
    if "c" not in st.query_params and isinstance(last, Progress):
        _put(last)
    at = from_link(st.query_params.to_dict(), len(chapters()))
    st.session_state[LAST] = at
    return at


def go(**changes: Any) -> None:
    """Change the place, or what was said; to be called before the page is drawn.

    What is changed is what was last known here. A browser that is asked for two things at once
    sends the second with an address that does not hold the first yet.
    """
    _put(replace(_known(), **changes))


def open_chapter(number: int) -> None:
    """Go to another chapter, as it was left."""
    at = _known()
    kept = st.session_state.setdefault(KEPT, {})
    kept[at.chapter] = at
    there = kept.get(number, Progress(chapter=number))
    _put(replace(there, presents=at.presents))


def _known() -> Progress:
    last = st.session_state.get(LAST)
    return last if isinstance(last, Progress) else now()


def _put(at: Progress) -> None:
    words = at.as_link()
    for field in FIELDS:
        if field in words:
            st.query_params[field] = words[field]
        elif field in st.query_params:
            del st.query_params[field]
    st.session_state[LAST] = at
