"""The page Learn: chapters in which one decides, predicts and says why, and then sees."""

import streamlit as st

from alliance_sim.analysis.formats import number
from alliance_sim.views.frame import bar
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.lessons.chapter import Chapter
from alliance_sim.views.lessons.progress import STEPS
from alliance_sim.views.lessons.reading import chapters
from alliance_sim.views.pages.learning import around, place, sandbox, steps
from alliance_sim.views.wording import say, wording

LARGE = """
<style>
[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"] { display: none; }
[data-testid="stMain"] { font-size: 1.5rem; }
[data-testid="stMain"] p, [data-testid="stMain"] li, [data-testid="stMain"] label p,
[data-testid="stMain"] input { font-size: 1.5rem; line-height: 1.45; }
[data-testid="stMain"] [data-testid="stCaptionContainer"] p { font-size: 1.15rem; }
[data-testid="stMain"] h1 { font-size: 2.9rem; }
[data-testid="stMain"] h2 { font-size: 2.4rem; }
[data-testid="stMain"] h3 { font-size: 2rem; }
[data-testid="stMain"] td, [data-testid="stMain"] th { font-size: 1.25rem; }
</style>
"""
"""Large type for a room, and nothing beside the page."""


def show_page() -> None:
    """Draw the page."""
    at = place.now()
    chapter = chapters()[at.chapter - 1]
    is_own = chapter.world is None and chapter.deal is None
    asked = bar.draw(in_place="" if is_own else say("learn", "no_bar"))
    if at.presents:
        st.html(LARGE)
    else:
        st.title(say("learn", "title"), anchor=False)
        if at.step == STEPS[0]:
            st.write(say("learn", "intro"))
        _choose(chapter)
    heading = say("learn", "chapter_heading", number=chapter.number, title=chapter.title)
    (st.title if at.presents else st.header)(plain(heading), anchor=False)
    own = steps.steps_of(chapter)
    step = at.step if at.step in own else own[0]
    st.progress(
        (own.index(step) + 1) / len(own),
        text=say(
            "learn",
            "where",
            at=number(own.index(step) + 1),
            of=number(len(own)),
            step=wording("learn")["steps"][step],
        ),
    )
    if at.presents:
        st.header(wording("learn")["steps"][step], anchor=False)
    if is_own:
        sandbox.draw(chapter, at, step, asked)
    else:
        steps.draw(chapter, at, step)
    _on_and_back(chapter, step)
    st.toggle(
        say("learn", "present"),
        value=at.presents,
        key=f"present_{at.presents}",
        help=say("learn", "present_note"),
        on_change=place.go,
        kwargs={"presents": not at.presents},
    )
    if not at.presents:
        around.draw(chapter)


def _choose(chapter: Chapter) -> None:
    st.selectbox(
        say("learn", "chapter"),
        [one.number for one in chapters()],
        index=chapter.number - 1,
        format_func=lambda n: say("learn", "chapter_name", number=n, title=chapters()[n - 1].title),
        key=f"chapter_{chapter.number}",
        on_change=_chosen,
        args=(f"chapter_{chapter.number}",),
    )


def _chosen(key: str) -> None:
    place.open_chapter(int(st.session_state[key]))


def _on_and_back(chapter: Chapter, step: str) -> None:
    at, own = place.now(), steps.steps_of(chapter)
    back, on, skip = st.columns(3)
    with back:
        st.button(
            say("learn", "back"),
            key="learn_back",
            disabled=step == own[0],
            on_click=place.go,
            kwargs={"step": own[max(own.index(step) - 1, 0)]},
            shortcut="PageUp" if at.presents else None,
            width="stretch",
        )
    is_last = step == own[-1]
    if is_last and chapter.number == len(chapters()):
        return
    needs_guess = step == "predict" and not at.guess and not at.presents
    with on:
        st.button(
            wording("learn")["next"]["change" if is_last else step],
            key="learn_next",
            disabled=needs_guess,
            help=say("learn", "no_guess_yet") if needs_guess else None,
            on_click=_on,
            args=(chapter, step),
            shortcut="PageDown" if at.presents else None,
            width="stretch",
        )
    if needs_guess:
        with skip:
            st.button(
                say("learn", "skip"),
                key="learn_skip",
                on_click=_on,
                args=(chapter, step),
                width="stretch",
            )


def _on(chapter: Chapter, step: str) -> None:
    own = steps.steps_of(chapter)
    if step == own[-1]:
        place.open_chapter(chapter.number + 1)
    else:
        place.go(step=own[own.index(step) + 1])
