"""The model in a page, what it leaves out, what changed, how to cite, access and privacy."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit as st

import alliance_sim
from alliance_sim import __version__
from alliance_sim.views.charts.month import month
from alliance_sim.views.wording import say, wording

CHANGES = Path(alliance_sim.__file__).parents[1] / "CHANGELOG.md"
"""In a checkout; an installed package leaves it out."""

LEVEL_DOWN = "#"
"""A heading of the list of changes stands one level below the page's own."""


def draw_model() -> None:
    """One month as a picture and as text."""
    st.header(say("evidence", "model_head"), anchor=False)
    st.write(say("evidence", "model_how"))
    steps: Sequence[Sequence[str]] = wording("evidence")["model_steps"]
    names = [name for name, _ in steps]
    left, right = st.columns(2)
    with left:
        st.image(month(names), alt=say("evidence", "model_alt", steps=", ".join(names)))
    with right:
        told = [f"{place}. **{name}.** {text}" for place, (name, text) in enumerate(steps, start=1)]
        st.markdown("\n".join(told))
    st.markdown(say("evidence", "model_more"))


def draw_limits() -> None:
    """What the model leaves out, and what changed from version to version."""
    st.header(say("evidence", "limits_head"), anchor=False)
    _list("limits")
    st.header(say("evidence", "changes_head"), anchor=False)
    changes = _changes()
    if changes:
        st.markdown(changes)
    else:
        st.write(say("evidence", "changes_none", version=__version__))


@cache
def _changes() -> str:
    """The list of changes without its title, its headings below the page's own."""
    if not CHANGES.is_file():
        return ""
    lines = CHANGES.read_text(encoding="utf-8").splitlines()
    # A heading of a version follows the section's, one level down.
    return "\n".join(f"{LEVEL_DOWN}{line}" if line.startswith("##") else line for line in lines[1:])


def draw_about() -> None:
    """How to cite, the accessibility statement, and privacy."""
    st.header(say("evidence", "cite_head"), anchor=False)
    st.write(say("evidence", "cite_how"))
    st.code(citation(), language=None, wrap_lines=True)
    st.header(say("evidence", "access_head"), anchor=False)
    _list("access")
    _list("limits_platform")
    st.write(say("evidence", "access_tell"))
    st.header(say("evidence", "privacy_head"), anchor=False)
    _list("privacy")


def citation() -> str:
    """How to cite this version."""
    return say("evidence", "cite", version=__version__)


def _list(key: str) -> None:
    st.markdown("\n".join(f"- {line}" for line in wording("evidence")[key]))
