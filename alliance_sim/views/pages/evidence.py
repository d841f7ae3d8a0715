"""The page Evidence: every number, what is claimed, what the model is, and what it leaves out."""

import streamlit as st

from alliance_sim.analysis.formats import number
from alliance_sim.evidence import catalogue
from alliance_sim.views.frame import bar
from alliance_sim.views.register import about, claims, numbers
from alliance_sim.views.wording import say

PART = "part"
NUMBERS, CLAIMS, WINS, MODEL, LIMITS, ABOUT = PARTS = (
    "numbers",
    "claims",
    "wins",
    "model",
    "limits",
    "about",
)
"""The parts of the page, of which one is drawn at a time."""


def show_page() -> None:
    """Draw the page."""
    asked = bar.draw()
    st.title(say("evidence", "title"), anchor=False)
    known = catalogue().parameters.values()
    judged = sum(one.status == "judgement" for one in known)
    told = say("evidence", "answer", count=number(len(known)), judged=number(judged))
    st.markdown(f"**{told}**")
    part = st.radio(
        say("evidence", "part"),
        PARTS,
        format_func=lambda name: say("evidence", f"part_{name}"),
        key=PART,
        bind="query-params",
        horizontal=True,
    )
    if part == NUMBERS:
        numbers.draw(asked)
    elif part == CLAIMS:
        claims.draw_claims()
    elif part == WINS:
        claims.draw_wins()
    elif part == MODEL:
        about.draw_model()
    elif part == LIMITS:
        about.draw_limits()
    else:
        about.draw_about()
