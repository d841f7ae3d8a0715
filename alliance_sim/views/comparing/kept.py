"""The questions that a visitor keeps beside the present one, in the address like all else."""

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from alliance_sim.evidence import InputError
from alliance_sim.views.asked.levers import LEVERS
from alliance_sim.views.asked.link import pack, unpack
from alliance_sim.views.asked.question import MOST_FUTURES, Asked
from alliance_sim.views.shipped import on_pages

KEPT, WORD = "kept", "with"
MOST = 3
"""Kept beside the present one: four are as many as a reader can hold."""

NAME_LETTERS = 40
"""More do not fit above a panel."""


def kept() -> list[tuple[str, Asked]]:
    """The kept questions with their names, in order; read from the address at first."""
    if KEPT not in st.session_state:
        st.session_state[KEPT] = read(st.query_params.get(WORD, ""))
    found: list[tuple[str, Asked]] = st.session_state[KEPT]
    return found


def into_address() -> None:
    """Say in the address what is kept."""
    if word := written(kept()):
        st.query_params[WORD] = word
    elif WORD in st.query_params:
        del st.query_params[WORD]


def keep(name: str, asked: Asked) -> None:
    """Keep one more, under a name that no other has."""
    known = kept()
    taken = {one for one, _ in known}
    short = shortened(name) or "Scenario"
    chosen, number = short, 2
    while chosen in taken:
        chosen, number = f"{short} {number}", number + 1
    st.session_state[KEPT] = [*known, (chosen, asked)][-MOST:]


def shortened(name: str) -> str:
    """A name that fits, cut between words where it is longer.

    >>> shortened("Home care in Bexley, three ways to buy it")
    'Home care in Bexley, three ways to buy…'
    """
    short = textwrap.shorten(name, NAME_LETTERS, placeholder="…")
    return short if short.strip("…") else name[:NAME_LETTERS].strip()


def drop(place: int) -> None:
    """Keep one no longer."""
    known = kept()
    st.session_state[KEPT] = known[:place] + known[place + 1 :]


def written(questions: Sequence[tuple[str, Asked]]) -> str:
    """Questions as one word of an address."""
    if not questions:
        return ""
    return pack(json.dumps([[name, asdict(asked)] for name, asked in questions]))


def read(word: str) -> list[tuple[str, Asked]]:
    """Questions from a word of an address; whatever is none is left out."""
    text = unpack(word)
    if not text:
        return []
    try:
        raw = json.loads(text)
        found = [(str(name)[:NAME_LETTERS], _question(given)) for name, given in raw[:MOST]]
    except (ValueError, TypeError, KeyError, AttributeError, InputError):
        return []
    return found


def _question(given: dict[str, object]) -> Asked:
    asked = Asked(**given)  # type: ignore[arg-type]
    asked = Asked(
        story=asked.story,
        own=str(asked.own),
        council=str(asked.council),
        levers=tuple((str(key), int(place)) for key, place in asked.levers),
        changes=tuple((str(path), value) for path, value in asked.changes),
        futures=min(max(int(asked.futures), 2), MOST_FUTURES),
        seed=int(asked.seed),
    )
    if asked.story not in on_pages():
        raise KeyError(asked.story)
    for key, place in asked.levers:
        if not LEVERS[key].low <= place <= LEVERS[key].high:
            raise ValueError(key)
    asked.scenario()
    return asked
