"""What the reader is asked: to decide, to predict, to say why; and the hands of a class."""

from collections.abc import Mapping

import streamlit as st

from alliance_sim.views.charts.hands import hands
from alliance_sim.views.charts.large import large
from alliance_sim.views.frame import figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.lessons.chapter import Chapter
from alliance_sim.views.lessons.progress import LONGEST_REASON, MOST_HANDS, SURE, Progress
from alliance_sim.views.pages.learning import place
from alliance_sim.views.wording import say, wording


def situation(chapter: Chapter, at: Progress) -> None:
    """The situation, and what the reader would do."""
    st.write(plain(chapter.situation))
    st.subheader(say("learn", "decide"), anchor=False)
    st.write(plain(chapter.decide))
    words = {choice.key: choice.says for choice in chapter.choices}
    _one_of(say("learn", "decide_pick"), words, at.pick, "pick", chapter.number)


def predict(chapter: Chapter, at: Progress, answers: Mapping[str, str]) -> None:
    """The prediction, how sure it is, and why."""
    words = {choice.key: choice.says for choice in chapter.choices}
    if at.pick in words and not at.presents:
        st.caption(plain(say("learn", "decided", words=words[at.pick])))
    st.subheader(say("learn", "question"), anchor=False)
    st.write(plain(chapter.question))
    if at.presents:
        _count(at, answers)
        return
    _one_of(say("learn", "answer"), answers, at.guess, "guess", chapter.number)
    sure = {key: wording("learn")["sure"][key] for key in SURE}
    _one_of(say("learn", "confidence"), sure, at.sure, "sure", chapter.number, across=True)
    key = f"why_{chapter.number}"
    st.text_input(
        say("learn", "why"),
        value=at.why,
        max_chars=LONGEST_REASON,
        key=key,
        help=say("learn", "why_help"),
        on_change=_took,
        args=("why", key),
    )
    st.caption(say("learn", "skip_note"))


def class_tally(at: Progress, answers: Mapping[str, str], right: str) -> None:
    """How the class chose, if any hands were counted."""
    counts = _counts(at, len(answers))
    if not any(counts):
        return
    shown = hands([*answers.values()], counts, answers.get(right, ""))
    figure.draw(large(shown) if at.presents else shown)


def _count(at: Progress, answers: Mapping[str, str]) -> None:
    st.caption(say("learn", "hands_note"))
    counts = _counts(at, len(answers))
    for spot, words in enumerate(answers.values()):
        st.number_input(
            plain(words),
            0,
            MOST_HANDS,
            counts[spot],
            key=f"hands_{at.chapter}_{spot}",
            on_change=_counted,
            args=(at.chapter, len(answers)),
        )


def _counted(chapter: int, answers: int) -> None:
    found = [st.session_state.get(f"hands_{chapter}_{spot}") or 0 for spot in range(answers)]
    place.go(hands=tuple(int(one) for one in found))


def _counts(at: Progress, answers: int) -> list[int]:
    return [*at.hands, *([0] * answers)][:answers]


def _one_of(
    words: str,
    options: Mapping[str, str],
    chosen: str,
    field: str,
    chapter: int,
    *,
    across: bool = False,
) -> None:
    keys, widget = [*options], f"{field}_{chapter}"
    st.radio(
        words,
        keys,
        index=keys.index(chosen) if chosen in keys else None,
        format_func=lambda key: plain(options[key]),
        horizontal=across,
        key=widget,
        on_change=_took,
        args=(field, widget),
    )


def _took(field: str, widget: str) -> None:
    place.go(**{field: str(st.session_state.get(widget) or "")})
