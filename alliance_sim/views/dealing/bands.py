"""The bands of a deal: as a table, and as plain inputs that need no mouse."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from alliance_sim.views.dealing.editor import Editor, Row, edited
from alliance_sim.views.dealing.held import change
from alliance_sim.views.dealing.inputs import number
from alliance_sim.views.dealing.problems import Wrong
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.wording import say

CELLS = ("start", "end", "council", "providers")
TABLE = "deal_table"


def draw(editor: Editor, wrong: Sequence[Wrong]) -> None:
    """Both routes, each with what is wrong beside its band."""
    st.subheader(say("deal", "bands"), anchor=False)
    st.write(say("deal", "bands_note"))
    if not editor.rows:
        st.info(say("deal", "no_band"))
    _table(editor.rows, wrong)
    has_problem = any(one.row is not None for one in wrong)
    # A new key opens it when a problem appears; the same key leaves it as people put it.
    key = f"open_bands_{has_problem}"
    with st.expander(say("deal", "bands_inputs"), expanded=has_problem, key=key):
        for place, row in enumerate(editor.rows):
            _inputs(place, row, [one.text for one in wrong if one.row == place])
        add, drop = st.columns(2)
        with add:
            st.button(
                say("deal", "band_add"),
                on_click=change,
                args=(Editor.with_another_row,),
                key="band_add",
                width="stretch",
            )
        with drop:
            st.button(
                say("deal", "band_drop"),
                on_click=change,
                args=(_without_last,),
                key="band_drop",
                width="stretch",
                disabled=not editor.rows,
            )


def _without_last(editor: Editor) -> Editor:
    rows = editor.rows[:-1]
    # What is now the last has no end.
    return replace(editor, rows=(*rows[:-1], replace(rows[-1], end=None)) if rows else ())


def _table(rows: Sequence[Row], wrong: Sequence[Wrong]) -> None:
    data = pd.DataFrame(
        [[getattr(row, cell) for cell in CELLS] for row in rows], columns=list(CELLS), dtype=float
    )
    checks = say("deal", "check")
    data[checks] = [
        " ".join(one.text for one in wrong if one.row == place) or say("deal", "check_fine")
        for place in range(len(rows))
    ]
    key = f"{TABLE}_{abs(hash((tuple(rows), tuple(data[checks]))))}"
    columns = {
        cell: st.column_config.NumberColumn(say("deal", f"band_{cell}"), format="%g")
        for cell in CELLS
    }
    columns[checks] = st.column_config.TextColumn(checks, disabled=True, width="large")
    st.data_editor(
        data,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        column_config=columns,
        on_change=_edited,
        args=(key, tuple(rows)),
        width="stretch",
        alt=say("deal", "bands_alt"),
    )


def _edited(key: str, rows: tuple[Row, ...]) -> None:
    changes = st.session_state[key]
    change(lambda editor: replace(editor, rows=edited(rows, changes)))


def _inputs(place: int, row: Row, told: Sequence[str]) -> None:
    n = place + 1
    st.markdown(f"**{say('deal', 'band_n', n=n)}**")
    for cell, where in zip(CELLS, st.columns(len(CELLS)), strict=True):
        with where:
            number(
                f"{say('deal', f'band_{cell}')} ({say('deal', 'band_n', n=n).lower()})",
                getattr(row, cell),
                partial(_cell, place, cell),
                key=f"deal_band_{place}_{cell}",
                helped=say("deal", "band_end_help") if cell == "end" else None,
                least=None,
            )
    for text in told:
        st.error(plain(text))


def _cell(place: int, cell: str, editor: Editor, value: float | None) -> Editor:
    return editor.with_row(place, **{cell: value})
