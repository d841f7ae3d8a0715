"""What this visitor asks, kept in the page's address and in a few short words of the session.

Council, levers, futures and seed are widgets bound to the address. The story (which the address
calls by its short name), single changes and a scenario of the visitor's own are kept beside, and
put back into the address on every page. Nothing large is kept: answers live in the desk's cache.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from alliance_sim import __version__
from alliance_sim.evidence import InputError, councils
from alliance_sim.views.asked.levers import LEVERS
from alliance_sim.views.asked.link import changes_text, pack, read_changes, unpack
from alliance_sim.views.asked.question import (
    FIRST,
    FUTURES,
    MOST_FUTURES,
    SEED,
    STORIES,
    Asked,
)
from alliance_sim.views.shipped import on_pages

STORY, COUNCIL, FUTURES_KEY, SEED_KEY = "story", "council", "n", "seed"
STORY_WORD = "s"
"""What the address calls the story."""

CHANGES, OWN, VERSION = "set", "own", "v"
OWN_STORY = "own"
"""What the list of stories calls an uploaded scenario."""

NOTICES = "notices"
"""What an address held and could not be read, by kind."""

OPENED = "opened"


def stories() -> list[str]:
    """Every story that can be chosen: those with a card, the rest, and the visitor's own."""
    others = [name for name in on_pages() if name not in STORIES]
    own = [OWN_STORY] if st.session_state.get(OWN) else []
    return [*own, *STORIES, *others]


def open_link() -> None:
    """On the first run of a session, take over what the address says and has no widget."""
    if st.session_state.get(OPENED):
        return
    st.session_state[OPENED] = True
    notices: list[tuple[str, str]] = []
    given = st.query_params
    own = unpack(given.get(OWN, ""))
    if own is None:
        notices.append(("own", ""))
    changes, wrong = read_changes(given.get(CHANGES, ""))
    notices += [("change", part) for part in wrong]
    if (version := given.get(VERSION, __version__)) != __version__:
        notices.append(("version", version))
    if (story := given.get(STORY_WORD, FIRST)) not in (*on_pages(), OWN_STORY):
        notices.append(("story", story))
    if (council := given.get(COUNCIL, "")) and council not in councils():
        notices.append(("council", council))
    st.session_state[OWN] = own or ""
    for key in LEVERS:
        if given.get(key) and _in_address(key) is None:
            notices.append(("lever", f"{key}={given[key]}"))
    if story == OWN_STORY and own:
        start = Asked(own=own)
    else:
        story = story if story in on_pages() else FIRST
        start = Asked(story)
    st.session_state[STORY] = story
    kept, refused = _possible(start, changes)
    st.session_state[CHANGES] = kept
    st.session_state[NOTICES] = notices + [("change", part) for part in refused]


def _possible(
    start: Asked, changes: tuple[tuple[str, Any], ...]
) -> tuple[tuple[tuple[str, Any], ...], list[str]]:
    """The changes that a scenario can have, one after another, and the others."""
    asked, refused = start, []
    for path, value in changes:
        tried = asked.with_change(path, value)
        try:
            tried.scenario()
        except InputError:
            refused.append(f"{path}:{value}")
        else:
            asked = tried
    return asked.changes, refused


def _in_address(key: str) -> int | None:
    """Where the address has a lever, if it is a place that the lever can have."""
    word, lever = st.query_params.get(key, ""), LEVERS[key]
    if not word.removeprefix("-").isdecimal():
        return None
    return int(word) if lever.low <= int(word) <= lever.high else None


def _place(key: str) -> int | None:
    """Where a lever stands; before it is first drawn, where the address has it."""
    value = st.session_state.get(key)
    return _in_address(key) if value is None else int(value)


def into_address() -> None:
    """Say in the address what has no widget of its own."""
    asked = current()
    story = OWN_STORY if asked.own else asked.story
    words = {
        STORY_WORD: story if story != FIRST else "",
        CHANGES: changes_text(asked.changes),
        OWN: pack(asked.own),
        VERSION: __version__ if asked.is_changed else "",
    }
    for key, word in words.items():
        if word and st.query_params.get(key) != word:
            st.query_params[key] = word
        elif not word and key in st.query_params:
            del st.query_params[key]


def base() -> Asked:
    """The story or the own scenario that is chosen, without any change."""
    story = st.session_state.get(STORY, FIRST)
    if story == OWN_STORY and st.session_state.get(OWN):
        return Asked(FIRST, st.session_state[OWN])
    return Asked(story if story in on_pages() else FIRST)


def current() -> Asked:
    """What is asked now."""
    start = base()
    scenario = start.scenario()
    places = {key: _place(key) for key in LEVERS}
    levers = tuple(
        (key, place)
        for key, place in places.items()
        if place is not None and place != LEVERS[key].in_story(scenario)
    )
    return Asked(
        story=start.story,
        own=start.own,
        council=st.session_state.get(COUNCIL) or "",
        levers=levers,
        changes=st.session_state.get(CHANGES, ()),
        futures=int(st.session_state.get(FUTURES_KEY) or FUTURES),
        seed=int(st.session_state.get(SEED_KEY) or SEED),
    )


def put(asked: Asked) -> None:
    """Have the page ask this; to be called before its widgets are drawn, as in a callback.

    An own scenario is put in its place too.
    """
    scenario = asked.base()
    moved = dict(asked.levers)
    settings: Mapping[str, Any] = {
        STORY: OWN_STORY if asked.own else asked.story,
        OWN: asked.own or st.session_state.get(OWN, ""),
        COUNCIL: asked.council,
        CHANGES: asked.changes,
        FUTURES_KEY: min(asked.futures, MOST_FUTURES),
        SEED_KEY: asked.seed,
        **{key: moved.get(key, lever.in_story(scenario)) for key, lever in LEVERS.items()},
    }
    for key, value in settings.items():
        st.session_state[key] = value


def set_value(path: str, value: Any) -> None:
    """Add one change to what is asked.

    Raises:
        InputError: No scenario can have it; nothing is changed then.
    """
    asked = current().with_change(path, value)
    asked.scenario()
    st.session_state[CHANGES] = asked.changes


def session() -> str:
    """A name for this visit that no other has."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    ctx = get_script_run_ctx()
    return ctx.session_id if ctx else "alone"
