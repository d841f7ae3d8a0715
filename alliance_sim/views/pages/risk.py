"""The page Who bears what: each party's chances, single providers, one year, and lived quality."""

import streamlit as st

from alliance_sim.analysis import takeaways
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import label
from alliance_sim.analysis.spans import present
from alliance_sim.results.columns import Party
from alliance_sim.views.bearing import lived, providers, walk
from alliance_sim.views.charts.ranges import ranges
from alliance_sim.views.charts.swing import swing
from alliance_sim.views.finished import Finished
from alliance_sim.views.frame import bar, choice, figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.frame.share import share
from alliance_sim.views.frame.shown import now
from alliance_sim.views.wording import say

PARTY, METHOD, VIEW = "party", "method", "view"
MONEY, EVERYTHING = "money", "everything"
ALL = ""
WIDE = 2
"""Panels beside one another."""


def show_page() -> None:
    """Draw the page."""
    asked = bar.draw()
    st.title(say("risk", "title"), anchor=False)
    found = now(asked)
    if found is None:
        st.info(say("risk", "first_run"))
        return
    if found.shift is not None:
        st.info(say("risk", "estimate_note"))
    finished = found.answer.finished
    comparison = finished.comparison
    st.header(f"{plain(takeaways.bad_years(comparison))}.", anchor=False)
    parties, options = _filters(comparison)
    figure.draw(ranges(comparison, parties, options), heading=False, columns=WIDE)
    st.caption(say("risk", "yardstick"))
    st.header(say("risk", "swing"), anchor=False)
    figure.draw(swing(comparison, options))
    _rest(finished, options)
    share(found, bar.changes_in_words(asked))


def _rest(finished: Finished, options: tuple[str, ...]) -> None:
    providers.draw(finished, options)
    walk.draw(finished, options)
    lived.draw(finished, options)
    st.header(say("risk", "leaves_out"), anchor=False)
    st.write(say("risk", "leaves_out_text"))


def _filters(comparison: Comparison) -> tuple[list[Party], tuple[str, ...]]:
    """Who is shown, and under which options: both are words of the address."""
    what, who, which = st.columns(3)
    with what:
        view = choice.one_of_few(
            say("risk", "view"),
            [MONEY, EVERYTHING],
            MONEY,
            lambda name: say("risk", f"view_{name}"),
            key=VIEW,
            helped=say("risk", "view_help"),
        )
    parties = [p for p in present(comparison) if p.is_money or view == EVERYTHING]
    labels = {party.name: party.label for party in parties}
    with who:
        chosen = choice.one(
            say("risk", "party"),
            [ALL, *labels],
            ALL,
            lambda name: labels.get(name, say("risk", "everyone")),
            key=PARTY,
        )
    with which:
        option = choice.one(
            say("risk", "option"),
            [ALL, *comparison.options],
            ALL,
            lambda name: say("risk", "all_options") if name == ALL else label(name),
            key=METHOD,
        )
    shown = [party for party in parties if chosen in (ALL, party.name)]
    return shown, comparison.options if option == ALL else (option,)
