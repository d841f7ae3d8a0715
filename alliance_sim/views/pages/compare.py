"""The page Compare: choose a scenario, have every way of buying simulated, read what comes out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from alliance_sim.scenario import Scenario, load
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.shipped import shipped

if TYPE_CHECKING:
    from alliance_sim.views.jobs import Desk, Question
    from alliance_sim.views.picture import Figure, Picture

FIRST = "bexley_home_care"

USUAL_FUTURES, MOST_FUTURES = 5, 100
SEED = 1
SECONDS_BETWEEN_LOOKS = 0.5
ASKED = "asked"


@st.cache_resource(show_spinner="Getting ready to simulate", on_release=lambda desk: desk.close())
def desk() -> "Desk":
    """The one desk of this server; importing the model takes seconds, so the page comes first."""
    from alliance_sim.views.jobs import Desk
    from alliance_sim.views.workers import cores

    return Desk(cores())


@st.cache_resource(show_spinner="Reading the scenarios")
def scenarios() -> Mapping[str, Scenario]:
    """The shipped scenarios by name."""
    names = sorted(shipped(), key=lambda name: (name != FIRST, name))
    return {name: load(shipped()[name]) for name in names}


def show() -> None:
    """Draw the page."""
    st.title("Compare ways of buying care")
    st.write(
        "Choose a scenario. Every way of buying in it meets the same people with the same luck, in "
        "as many simulated futures as you ask for. Nothing you do here is stored."
    )
    known = scenarios()
    name = st.selectbox(
        "Scenario", list(known), format_func=lambda name: known[name].title, key="scenario"
    )
    scenario = known[name]
    st.markdown(plain(scenario.description))
    futures = st.number_input(
        "Number of simulated futures",
        min_value=1,
        max_value=MOST_FUTURES,
        value=USUAL_FUTURES,
        step=1,
        help="More futures make the answer surer, and take longer.",
        key="futures",
    )
    if st.button("Compare", type="primary"):
        st.session_state[ASKED] = desk().ask(scenario, int(futures), SEED)
    asked: Question | None = st.session_state.get(ASKED)
    if asked is None:
        st.info("Nothing has been simulated yet. Press Compare: it takes some seconds.")
        desk()
        return
    job = desk().job(asked)
    if job is None:
        st.info("This answer is no longer kept. Press Compare to simulate it again.")
        return
    try:
        answer = job.answer()
    except BaseException:
        # Whatever went wrong is shown; asking again starts afresh.
        desk().forget(asked)
        raise
    if answer is None:
        _wait(asked)
        return
    if asked != (scenario.digest, int(futures), SEED):
        st.warning("You have changed something since. Press Compare to bring this up to date.")
    _show(answer)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _wait(asked: "Question") -> None:
    """Progress of a comparison under way, and a way to stop it."""
    job = desk().job(asked)
    if job is None or job.done() == job.total:
        st.rerun()
        return
    done = job.done()
    text = "Starting the simulation" if done == 0 else f"{done} of {job.total} steps done"
    st.progress(done / job.total, text=text)
    if st.button("Stop"):
        desk().forget(asked)
        del st.session_state[ASKED]
        st.rerun()


def _show(answer: "Picture") -> None:
    st.header(plain(answer.title))
    st.markdown(f"**{plain(answer.headline)}**")
    if answer.most_likely_best:
        st.markdown(plain(answer.most_likely_best))
    st.table(answer.summary)
    st.caption(plain(answer.notes))
    for figure in answer.figures:
        _figure(figure)
    st.subheader("What this leaves out")
    st.write(
        "The intervals show luck only, and hold every assumption fixed. Many assumptions are "
        "judgement: see the page Evidence. `alliance-sim compare` writes the same comparison as a "
        "report with its sources."
    )


def _figure(figure: "Figure") -> None:
    st.image(figure.png, alt=figure.alt, width="stretch")
    with st.expander(f"In words and numbers: {plain(figure.title)}"):
        st.markdown(plain(figure.description))
        st.table(figure.table.astype(str).map(plain), hide_index=True)
