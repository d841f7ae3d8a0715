"""What a page shows of what is asked: the answer, what is known so far, or an estimate."""

from dataclasses import dataclass

import streamlit as st

from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import number
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts.options import Shift
from alliance_sim.views.frame import answer as answers
from alliance_sim.views.frame import bar, history, waiting
from alliance_sim.views.wording import say


@dataclass(frozen=True)
class Now:
    """What can be shown at this moment.

    Attributes:
        answer: The answer, in full or so far; the story's own where there is no other yet.
        shift: How far an estimate moves the story's own answer.
        is_final: Whether it is the full answer to what is asked.
        is_stale: Whether it is the answer to the story before its changes, and says so.
    """

    answer: answers.Answer
    shift: Shift | None = None
    is_final: bool = True
    is_stale: bool = False

    @property
    def comparison(self) -> Comparison:
        """What the numbers say."""
        return self.answer.finished.comparison


def now(asked: Asked) -> Now | None:
    """The best that can be shown now, with its badge; begins the full run where it is missing.

    None only where nothing at all is known yet: a first run of a visitor's own scenario.
    """
    found = waiting.in_full(asked)
    if found is not None:
        kind = found.kind.value
        st.badge(
            say("frame", f"{kind}_badge", futures=number(found.futures), seed=asked.seed),
            color="green",
        )
        return Now(found)
    partial = answers.so_far(asked)
    if partial is not None:
        words = say(
            "frame",
            "partial_badge",
            futures=number(partial.futures),
            of=number(asked.futures),
        )
        st.badge(words, color="orange")
        return Now(partial, is_final=False)
    estimate = answers.estimate(asked) if asked.levers else None
    if estimate is not None:
        st.badge(say("frame", "estimate_badge"), color="orange")
        st.caption(say("frame", "estimate_note", futures=number(estimate.futures)))
        return Now(estimate.base, shift=estimate.shift, is_final=False)
    if answers.is_packaged(asked):
        st.info(say("frame", "missing_note"))
    stale = answers.story_answer(asked)
    if stale is None:
        return None
    st.badge(say("frame", "stale_badge"), color="orange")
    st.caption(say("frame", "stale_note"))
    return Now(stale, is_final=False, is_stale=True)


def replayed(asked: Asked) -> Comparison | None:
    """What stood before the last change, if the visitor wants to see it and it is known."""
    before = history.before()
    if not st.session_state.get(bar.REPLAY) or before is None:
        return None
    found = answers.full(before) or answers.story_answer(before)
    return found.finished.comparison if found else None
