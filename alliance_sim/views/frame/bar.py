"""The bar at the side of every page: story, council, levers, changes, futures, own scenario."""

import streamlit as st

from alliance_sim import __version__
from alliance_sim.analysis.formats import number
from alliance_sim.evidence import InputError, councils
from alliance_sim.evidence.strict_yaml import MAX_BYTES
from alliance_sim.scenario import Scenario, load_text
from alliance_sim.scenario.everywhere import where
from alliance_sim.scenario.write import as_yaml
from alliance_sim.views.asked.levers import LEVERS, Lever
from alliance_sim.views.asked.question import FUTURES, MOST_FUTURES, SEED, Asked
from alliance_sim.views.frame import history, state
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.shipped import on_pages
from alliance_sim.views.wording import say

REPLAY = "replay"
UPLOADED, UPLOAD_PROBLEM = "uploaded", "upload_problem"
MEGABYTE = 1_000_000


def draw(*, levers_here: bool = True, in_place: str = "") -> Asked:
    """Draw the bar, and say what is asked.

    Args:
        levers_here: whether the levers stand in the bar; a page that draws them itself calls
            `levers`.
        in_place: words that stand there in place of all else, on a page that has a scenario of its
            own; what is asked is kept for the other pages.
    """
    state.open_link()
    if in_place:
        st.sidebar.caption(in_place)
        return state.current()
    with st.sidebar:
        _story()
        if levers_here:
            with st.expander(say("frame", "levers"), expanded=True, key="open_levers"):
                levers()
        changes = st.container()
        _runs()
        _own()
    asked = state.current()
    history.note(asked)
    with changes:
        _changes(asked)
    state.into_address()
    _notices()
    return asked


def _story() -> None:
    st.selectbox(
        say("frame", "story"),
        state.stories(),
        format_func=_title,
        key=state.STORY,
        persist_state="session",
        on_change=_story_chosen,
        help=say("frame", "story_help"),
    )
    base = state.base().scenario()
    st.selectbox(
        say("frame", "council"),
        ["", *sorted(councils())],
        format_func=lambda name: name or say("frame", "council_own", names=where(base.councils)),
        key=state.COUNCIL,
        bind="query-params",
        help=say("frame", "council_help", count=number(len(councils()))),
    )


@st.cache_data(show_spinner=False)
def _titles() -> dict[str, str]:
    return {name: Asked(name).scenario().title for name in on_pages()}


def _title(story: str) -> str:
    if story == state.OWN_STORY:
        return say("frame", "story_own")
    return _titles().get(story, story)


def _story_chosen() -> None:
    """Another story: its own levers, and nothing changed in it."""
    state.put(state.base())


def levers() -> None:
    """The levers, each a slider with a number box beside it."""
    scenario = state.base().scenario()
    for lever in LEVERS.values():
        _lever(lever, scenario)


def _lever(lever: Lever, scenario: Scenario) -> None:
    name = say("frame", f"lever_{lever.key}")
    is_idle = not lever.acts_in(scenario)
    helped = say("frame", f"lever_{lever.key}_help")
    box = f"{lever.key}_box"
    slide, type_in = st.columns([3, 1], vertical_alignment="bottom")
    with slide:
        place = st.slider(
            name,
            lever.low,
            lever.high,
            lever.in_story(scenario),
            1,
            format="%d%%" if lever.is_share else "%d",
            key=lever.key,
            bind="query-params",
            disabled=is_idle,
            help=f"{helped} {say('frame', 'lever_idle')}" if is_idle else helped,
        )
    st.session_state[box] = int(place)
    with type_in:
        st.number_input(
            say("frame", "lever_number", name=name),
            lever.low,
            lever.high,
            step=1,
            key=box,
            on_change=_typed,
            args=(lever.key,),
            label_visibility="collapsed",
            disabled=is_idle,
        )


def _typed(key: str) -> None:
    st.session_state[key] = st.session_state[f"{key}_box"]


def _changes(asked: Asked) -> None:
    told = changes_in_words(asked)
    if not told:
        st.caption(say("frame", "changes_none"))
    else:
        several = say("frame", "changes_many", count=number(len(told)))
        st.markdown(f"**{several if len(told) > 1 else say('frame', 'changes_one')}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in told))
    places = st.columns(3)
    for place, (word, action, is_off) in zip(
        places,
        (
            ("undo", history.undo, history.before() is None),
            ("redo", history.redo, not history.can_redo()),
            ("reset", history.reset, not told),
        ),
        strict=True,
    ):
        with place:
            st.button(
                say("frame", word), on_click=action, disabled=is_off, key=word, width="stretch"
            )
    st.toggle(
        say("frame", "replay"),
        key=REPLAY,
        disabled=history.before() is None,
        help=say("frame", "replay_help"),
    )


def changes_in_words(asked: Asked) -> list[str]:
    """Every change of the story, as a person reads it: what it is now and what it was."""
    base = asked.base()
    told = []
    if asked.council:
        told.append(say("frame", "change_council", now=asked.council, before=where(base.councils)))
    for key, place in asked.levers:
        lever = LEVERS[key]
        now, before = (_place(lever, at) for at in (place, lever.in_story(base)))
        name = say("frame", f"lever_{key}")
        told.append(say("frame", "change_lever", name=name, now=now, before=before))
    for path, value in asked.changes:
        before = str(base.values.get(path.removeprefix("parameters."), "as it comes"))
        name = path_in_words(path)
        told.append(say("frame", "change_value", name=name, now=value, before=before))
    return told


def path_in_words(path: str) -> str:
    """A setting's path as words.

    >>> path_in_words("parameters.home_care.kpi_visibility")
    'home care, kpi visibility'
    """
    known = path.removeprefix("parameters.").removeprefix("options.")
    return known.replace(".", ", ").replace("_", " ")


def _place(lever: Lever, place: int) -> str:
    unit = "percent" if lever.is_share else lever.parameters[0].unit
    return say("frame", f"unit_{unit}", value=number(place))


def _runs() -> None:
    with st.expander(say("frame", "runs"), key="open_runs"):
        st.number_input(
            say("frame", "futures"),
            2,
            MOST_FUTURES,
            FUTURES,
            key=state.FUTURES_KEY,
            bind="query-params",
            help=say("frame", "futures_help"),
        )
        st.number_input(
            say("frame", "seed"),
            0,
            None,
            SEED,
            key=state.SEED_KEY,
            bind="query-params",
            help=say("frame", "seed_help"),
        )


def _own() -> None:
    with st.expander(say("frame", "own"), key="open_own"):
        st.file_uploader(
            say("frame", "upload"),
            type=["yaml", "yml"],
            max_upload_size=max(MAX_BYTES // MEGABYTE, 1),
            key=UPLOADED,
            on_change=_take_upload,
            help=say("frame", "upload_help"),
        )
        if problem := st.session_state.get(UPLOAD_PROBLEM):
            st.error(say("frame", "upload_wrong"))
            st.code(problem, language=None, wrap_lines=True)
        elif st.session_state.get(state.STORY) == state.OWN_STORY:
            st.success(say("frame", "upload_used"))
        scenario = state.current().scenario()
        st.download_button(
            say("frame", "download"),
            as_yaml(scenario.written),
            file_name="scenario.yaml",
            mime="application/yaml",
            on_click="ignore",
        )


def _take_upload() -> None:
    """Use an uploaded scenario, or say what is wrong with it in the words of the command line."""
    given = st.session_state.get(UPLOADED)
    st.session_state.pop(UPLOAD_PROBLEM, None)
    if given is None:
        return
    raw = given.getvalue()
    try:
        load_text(raw, given.name)
    except InputError as error:
        st.session_state[UPLOAD_PROBLEM] = str(error)
        return
    state.put(Asked(own=raw.decode()))


def _notices() -> None:
    for kind, what in st.session_state.get(state.NOTICES, ()):
        st.warning(plain(say("frame", f"notice_{kind}", what=what, now=__version__)))
