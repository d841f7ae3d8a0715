"""A slider with a number box beside it, both the same value, kept in the address."""

import streamlit as st

SLIDER, BOX = 3, 1
"""Widths of the two."""


def twin(
    name: str,
    low: int,
    high: int,
    start: int,
    *,
    key: str,
    box_name: str,
    unit: str = "",
    helped: str | None = None,
) -> int:
    """Draw both, and say what they are set to.

    Args:
        name: what stands above the slider.
        low: the least.
        high: the most.
        start: where it stands on arrival.
        key: the word in the address.
        box_name: the label of the number box, for those who cannot see where it stands.
        unit: what follows the number on the slider.
        helped: a word of help.
    """
    slide, type_in = st.columns([SLIDER, BOX], vertical_alignment="bottom")
    with slide:
        place = st.slider(
            name,
            low,
            high,
            start,
            1,
            format=f"%d{unit.replace('%', '%%')}",
            key=key,
            bind="query-params",
            help=helped,
        )
    box = f"{key}_box"
    st.session_state[box] = int(place)
    with type_in:
        st.number_input(
            box_name,
            low,
            high,
            step=1,
            key=box,
            on_change=_typed,
            args=(key,),
            label_visibility="collapsed",
        )
    return int(place)


def _typed(key: str) -> None:
    st.session_state[key] = st.session_state[f"{key}_box"]
