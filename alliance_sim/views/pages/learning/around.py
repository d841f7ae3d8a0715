"""What stands below a chapter: words, hand-outs, and notes for trainers."""

from collections.abc import Sequence

import streamlit as st

from alliance_sim.analysis.formats import capital
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.lessons import handout
from alliance_sim.views.lessons.chapter import Chapter
from alliance_sim.views.lessons.reading import chapters
from alliance_sim.views.wording import say, wording

ALL = "all chapters"


def draw(chapter: Chapter) -> None:
    """Draw the glossary, the hand-outs and the notes."""
    meanings = wording("learn_glossary")
    with st.expander(say("learn", "glossary"), key="open_glossary"):
        _words({term: meanings[term] for term in chapter.terms})
    with st.expander(say("learn", "glossary_all"), key="open_glossary_all"):
        _words(dict(sorted(meanings.items())))
    with st.expander(say("learn", "handouts"), key="open_handouts"):
        st.write(say("learn", "handouts_note"))
        _handouts("one", (chapter,), f"{chapter.number} {chapter.title}")
        _handouts("all", chapters(), ALL)
    with st.expander(say("learn", "trainer"), key="open_trainer"):
        for plan in wording("learn")["plans"]:
            st.markdown(f"**{plan['title']}**")
            st.markdown("\n".join(f"- {plain(row)}" for row in plan["rows"]))
        st.write(say("learn", "trainer_tips"))


def _words(meanings: dict[str, str]) -> None:
    lines = (f"- **{plain(capital(term))}**: {plain(said)}" for term, said in meanings.items())
    st.markdown("\n".join(lines))


def _handouts(which: str, chosen: Sequence[Chapter], name: str) -> None:
    stem = say("learn", "handout_file", name=name).lower().replace(" ", "_").replace("'", "")
    as_page, as_pdf = st.columns(2)
    with as_page:
        st.download_button(
            say("learn", f"handout_{which}"),
            data=lambda: handout.page(chosen),
            file_name=f"{stem}.html",
            mime="text/html",
            on_click="ignore",
            width="stretch",
            key=f"handout_{which}_page",
        )
    with as_pdf:
        st.download_button(
            say("learn", f"handout_{which}_pdf"),
            data=lambda: handout.pdf(chosen),
            file_name=f"{stem}.pdf",
            mime="application/pdf",
            on_click="ignore",
            width="stretch",
            key=f"handout_{which}_pdf",
        )
