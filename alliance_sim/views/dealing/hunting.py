"""Search for deals on the page: what is wanted, how far the search is, and what it found."""

import streamlit as st

from alliance_sim.analysis.design import Design
from alliance_sim.analysis.figures.terms import terms_words
from alliance_sim.analysis.formats import label, number
from alliance_sim.evidence import InputError
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts.front import front
from alliance_sim.views.dealing.form import with_rule
from alliance_sim.views.dealing.held import change
from alliance_sim.views.dealing.searching import (
    AIMS,
    FUTURES,
    LIMITS,
    MOST_TRIES,
    OTHER_FUTURES,
    TRIES,
    Hunt,
    hunting,
    searchable,
    usual_option,
)
from alliance_sim.views.dealing.story import contract_of, point_placed
from alliance_sim.views.desk import State, desk
from alliance_sim.views.frame import choice, figure, state, waiting
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.wording import say, wording

OPTION, WANTED, MUST, SIZE = "whose", "aim", "limit", "tries"
TAKEN = "deal_taken"
MOST_AIMS = 3
USUAL_AIMS, USUAL_LIMITS = ("cost", "wellbeing"), ("reserves",)
FEWEST_TRIES = 4


def draw(asked: Asked) -> None:
    """The form, then the state of the search or its result."""
    st.header(say("deal", "search"), anchor=False)
    st.write(say("deal", "search_note"))
    scenario = asked.scenario()
    options = searchable(scenario)
    if not options:
        st.info(say("deal", "search_nothing"))
        return
    hunt = _hunt(asked, options)
    st.caption(
        say(
            "deal",
            "search_size",
            tries=number(hunt.tries),
            futures=number(FUTURES),
            other=number(OTHER_FUTURES),
        )
    )
    if not 0 < len(hunt.aims) <= MOST_AIMS:
        st.info(say("deal", "search_no_aim"))
        return
    found: Design | None = desk().answer(hunt.key)
    if found is not None:
        _show(asked, found)
        return
    job = desk().job(hunt.key)
    if job is not None and not job.is_over:
        waiting.progress(job, say("deal", "searching", tries=number(hunt.tries)))
        return
    if job is not None and job.state is State.CANCELLED:
        st.info(say("deal", "search_cancelled"))
    elif job is not None and job.state is State.FAILED:
        st.error(say("deal", "search_failed", reason=plain(str(job.error))))
    st.button(say("deal", "search_button"), on_click=_begin, args=(asked, hunt), key="deal_search")


def _hunt(asked: Asked, options: list[str]) -> Hunt:
    scenario = asked.scenario()
    usual = usual_option(scenario)
    left, right = st.columns(2)
    with left:
        start = usual if usual in options else options[0]
        option = choice.one(say("deal", "search_option"), options, start, label, key=OPTION)
    with right:
        tries = st.number_input(
            say("deal", "search_tries"),
            FEWEST_TRIES,
            MOST_TRIES,
            TRIES,
            key=SIZE,
            bind="query-params",
            help=say("deal", "search_tries_help"),
        )
    aims = choice.several(
        say("deal", "search_aims"),
        [*AIMS],
        USUAL_AIMS,
        lambda name: str(wording("deal")["aims"][name]),
        key=WANTED,
    )
    limits = choice.several(
        say("deal", "search_limits"),
        [*LIMITS],
        USUAL_LIMITS,
        lambda name: str(wording("deal")["limits"][name]),
        key=MUST,
    )
    return Hunt(
        scenario.digest,
        option,
        aims,
        limits,
        int(tries),
        asked.seed,
    )


def _begin(asked: Asked, hunt: Hunt) -> None:
    scenario = asked.scenario()
    desk().ask(state.session(), hunt.key, scenario.title, hunting(scenario, hunt))


def _show(asked: Asked, found: Design) -> None:
    if not found.front:
        st.info(say("deal", "search_none", tries=number(len(found.tried))))
        near = found.nearest_to_the_limits()
        told = ", ".join(f"{label(name).lower()} {value:g}" for name, value in near.point.items())
        st.write(plain(say("deal", "search_near", terms=told)))
        return
    figure.draw(front(found))
    st.caption(say("deal", "search_luck", tries=number(len(found.tried))))
    for place, one in enumerate(found.front):
        words, edit, play = st.columns([3, 1, 1], vertical_alignment="center")
        with words:
            st.markdown(f"**{say('deal', 'point', n=place + 1)}**: {plain(terms_words(one))}")
        with edit:
            st.button(
                say("deal", "point_edit", n=place + 1),
                key=f"point_edit_{place}",
                on_click=_edit,
                args=(asked, found, place),
                width="stretch",
            )
        with play:
            st.button(
                say("deal", "point_story", n=place + 1),
                key=f"point_story_{place}",
                on_click=_play,
                args=(asked, found, place),
                width="stretch",
            )
    if taken := st.session_state.get(TAKEN):
        is_done, text = taken
        (st.success if is_done else st.error)(plain(text))


def _edit(asked: Asked, found: Design, place: int) -> None:
    """The contract of a point into the editor; what is no term of the contract is named."""
    option = asked.scenario().options[found.option]
    point = found.front[place].point
    own = contract_of(option, point)
    settings = option.contract.model_dump() | own
    if "provider_share" in own:
        settings["bands"] = ()
    rule = type(option.contract).model_validate(settings)
    change(lambda editor: with_rule(editor, rule))
    others = [label(name).lower() for name in point if name not in own]
    key = "point_edited_more" if others else "point_edited"
    st.session_state[TAKEN] = (True, say("deal", key, n=place + 1, others=", ".join(others)))


def _play(asked: Asked, found: Design, place: int) -> None:
    try:
        state.put(point_placed(asked, found.option, found.front[place].point))
    except InputError as error:
        st.session_state[TAKEN] = (False, say("deal", "try_refused", reason=str(error)))
        return
    st.session_state[TAKEN] = (True, say("deal", "point_played", n=place + 1))
