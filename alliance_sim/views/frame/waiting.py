"""An answer under way: begun, queued, told how far it is, shown so far, and stopped if wanted."""

import math
import time

import streamlit as st

from alliance_sim.analysis.formats import number
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.desk import Job, State, desk
from alliance_sim.views.frame import answer as answers
from alliance_sim.views.frame import history, state
from alliance_sim.views.wording import say

LOOK_SECONDS, QUEUE_SECONDS = 0.5, 4.0
"""How often a page looks how far its work is: while it is done, and while it waits its turn."""

REDRAW_SECONDS = 2.0
"""A page is drawn again around what is known so far no more often than this."""

STOPPED = "stopped"
"""The last question that this visitor stopped: it is not begun again by itself."""


def in_full(asked: Asked) -> answers.Answer | None:
    """The full answer; where there is none, begin it or offer to, and say how far it is.

    Work is asked for by itself, and waits its turn where others came before; what a visitor has
    stopped is begun again by a button. Pages call this where they want the answer; what they show
    meanwhile is theirs to say.
    """
    if found := answers.full(asked):
        return found
    key = answers.key_of(asked)
    job = desk().job(key)
    if job is None or job.is_over:
        if job is not None and job.state is State.FAILED:
            _failed(job)
        elif st.session_state.get(STOPPED) != key:
            job = answers.run(state.session(), asked)
        if job is None or job.is_over:
            st.button(
                say("frame", "run_in_full"),
                on_click=_begin,
                args=(asked,),
                help=say("frame", "run_in_full_help", futures=number(asked.futures)),
            )
            return None
    progress(job, say("frame", "simulating", futures=number(asked.futures)))
    return None


def _begin(asked: Asked) -> None:
    st.session_state.pop(STOPPED, None)
    answers.run(state.session(), asked)


def _failed(job: Job) -> None:
    reason = f"{type(job.error).__name__}: {job.error}" if job.error else ""
    st.error(say("frame", "failed", reason=reason))


def progress(job: Job, doing: str) -> None:
    """How far a job is, and a way to stop it. The page is drawn again as more is known.

    Args:
        job: the job.
        doing: what is being done, in words.
    """
    (_in_the_queue if job.state is State.QUEUED else _at_work)(job, doing)


@st.fragment(run_every=QUEUE_SECONDS)
def _in_the_queue(job: Job, doing: str) -> None:
    if job.state is not State.QUEUED:
        history.hold()
        st.rerun()
    _how_far(job, doing)


@st.fragment(run_every=LOOK_SECONDS)
def _at_work(job: Job, doing: str) -> None:
    _how_far(job, doing)


def _how_far(job: Job, doing: str) -> None:
    history.hold()
    desk().job(job.key)
    shown = f"shown_of_{hash(job.key)}"
    if job.is_over:
        st.session_state.pop(shown, None)
        st.rerun()
    if job.state is State.QUEUED:
        ahead = desk().position(job)
        text = say("frame", "queued", ahead=number(ahead)) if ahead else say("frame", "starting")
        st.progress(0.0, text=text)
    elif not job.of:
        st.progress(0.0, text=say("frame", "starting"))
    else:
        left = job.seconds_left()
        done = say("frame", "so_far", done=number(job.done), of=number(job.of))
        words = [done] if job.of > 1 else []
        if left:
            words.append(say("frame", "seconds_left", seconds=number(math.ceil(left))))
        text = f"{doing}: {', '.join(words)}" if words else doing
        st.progress(min(job.done / job.of, 1.0), text=text)
    st.button(say("frame", "cancel"), on_click=_stop, args=(job,), key=f"cancel_{hash(job.key)}")
    # A partial answer has come in since the page was drawn: draw it again around this.
    known, drawn_at = st.session_state.get(shown, (0, 0.0))
    moment = time.monotonic()
    if job.partial is not None and job.done > known and moment - drawn_at > REDRAW_SECONDS:
        st.session_state[shown] = (job.done, moment)
        st.rerun()


def _stop(job: Job) -> None:
    st.session_state[STOPPED] = job.key
    desk().cancel(state.session(), job.key)
