"""Put a picture on a page, with the words and the numbers that stand in for it."""

import pandas as pd
import pyarrow as pa
import streamlit as st

from alliance_sim.views.charts import Panel, Shown
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.wording import say


def draw(shown: Shown, *, heading: bool = True, columns: int | None = None) -> None:
    """The message, the panels side by side (below one another on a phone), words and table.

    Args:
        shown: the picture.
        heading: whether the message stands above it; not where the page has said it already.
        columns: how many panels beside one another; all of them unless said.
    """
    if heading:
        st.subheader(plain(shown.title), anchor=False)
    if shown.note:
        st.caption(plain(shown.note))
    beside = columns or len(shown.panels)
    for start in range(0, len(shown.panels), beside):
        row = shown.panels[start : start + beside]
        for panel, place in zip(row, st.columns(beside), strict=False):
            with place:
                if panel.heading:
                    st.markdown(f"**{plain(panel.heading)}**")
                _picture(panel)
    label = say("frame", "in_words", title=plain(shown.title))
    # A part with a key stays open when its headline changes under the reader.
    with st.expander(label, key=f"words_{shown.name}"):
        st.markdown(plain(shown.description))
        table(shown.table)


def _picture(panel: Panel) -> None:
    if isinstance(panel.chart, dict):
        st.vega_lite_chart(panel.chart, width="stretch", alt=panel.alt)
    else:
        st.altair_chart(panel.chart, width="stretch", alt=panel.alt)


def table(rows: pd.DataFrame) -> None:
    """A table that everyone can read: real rows and headings, text as it was written."""
    words = {str(name): [plain(str(cell)) for cell in column] for name, column in rows.items()}
    if isinstance(rows.index, pd.RangeIndex):
        st.table(pa.table(words), hide_index=True)
    else:
        st.table(pd.DataFrame(words, index=rows.index))
