"""The steps of a chapter: decide, predict, see, explain, change one thing."""

from collections.abc import Sequence

import streamlit as st

from alliance_sim.analysis.formats import listed, number
from alliance_sim.evidence.claims import claims
from alliance_sim.evidence.references import references
from alliance_sim.views.charts import lesson as pictures
from alliance_sim.views.charts.deal_year import deal_year
from alliance_sim.views.charts.large import large
from alliance_sim.views.charts.shown import Shown
from alliance_sim.views.frame import figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.lessons import changing, said, settled
from alliance_sim.views.lessons.chapter import Chapter
from alliance_sim.views.lessons.progress import STEPS, Progress
from alliance_sim.views.lessons.stored import Lesson, is_current, lesson
from alliance_sim.views.pages.learning import asking, place
from alliance_sim.views.wording import say


def steps_of(chapter: Chapter) -> tuple[str, ...]:
    """The steps that a chapter has."""
    return STEPS if chapter.world or chapter.deal else STEPS[:4]


def draw(chapter: Chapter, at: Progress, step: str) -> None:
    """Draw one step of a chapter with a world or a deal of its own."""
    found = lesson(chapter)
    if chapter.world is not None and found is None:
        st.error(say("learn", "no_result"))
        return
    options = found.base.options if found else ()
    if step == "situation":
        asking.situation(chapter, at)
    elif step == "predict":
        asking.predict(chapter, at, said.answers(chapter, options))
    elif step == "reveal":
        _reveal(chapter, at, found, options)
    elif step == "explain":
        _explain(chapter, at, found)
    else:
        _change(chapter, at, found)


def _reveal(chapter: Chapter, at: Progress, found: Lesson | None, options: Sequence[str]) -> None:
    if found is not None and chapter.world is not None and not is_current(chapter.world, found):
        st.warning(say("learn", "stale"))
    title = said.answer(chapter, found)
    st.subheader(plain(title), anchor=False)
    outcome(at, said.prediction(chapter, at, options), said.right(chapter, found))
    answers = said.answers(chapter, options)
    asking.class_tally(at, answers, said.right(chapter, found))
    if chapter.deal is not None:
        guess = float(at.guess) if at.guess in answers else None
        _picture(at, deal_year(chapter.deal.agreement, chapter.deal.actual_cost_gbp, guess, title))
    elif chapter.world is not None and found is not None:
        guess_word = at.guess if at.guess in answers else ""
        asked_about = chapter.world.shown.index(chapter.world.outcome)
        shown = pictures.revealed(chapter.world, found.base, title, guess_word)
        _picture(at, shown, only=asked_about)
        if chapter.world.months:
            _picture(at, pictures.months(chapter.world, found.base), heading=True)


def outcome(at: Progress, prediction: str, right: str) -> None:
    """What was predicted, beside what came out; a nudge where nothing was."""
    if not prediction:
        if not any(at.hands):
            st.info(say("learn", "nudge"))
        return
    came = say("learn", "came_true" if at.guess == right else "not_true")
    st.markdown(f"{plain(prediction)} **{came}**")


def _explain(chapter: Chapter, at: Progress, found: Lesson | None) -> None:
    st.subheader(say("learn", "explain"), anchor=False)
    st.markdown("\n".join(f"- {plain(text)}" for text in said.explanation(chapter, found)))
    if gone := said.missing(chapter, found):
        st.warning(say("learn", "gone", count=number(gone)))
    st.markdown(f"**{say('learn', 'assumed')}.** {plain(chapter.assumed)}")
    if at.presents:
        return
    st.subheader(say("learn", "claims"), anchor=False)
    known = {claim.id: claim for claim in claims()}
    lines = [
        say("learn", "claim", number=one, claim=known[one].claim, who=known[one].made_by)
        for one in chapter.claims
    ]
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    if chapter.sources:
        titles = [references()[key].title for key in chapter.sources if key in references()]
        if titles:
            st.caption(plain(say("learn", "sources", names=listed(titles))))


def _change(chapter: Chapter, at: Progress, found: Lesson | None) -> None:
    label = changing.change_label(chapter)
    st.subheader(plain(say("learn", "change", label=label)), anchor=False)
    st.write(changing.change_why(chapter))
    known = changing.places(chapter)
    here = changing.place_of(chapter, at.place, changing.own_place(chapter, found))
    key = f"place_{chapter.number}"
    st.select_slider(
        label,
        [*known],
        value=here,
        format_func=lambda place: said.place_words(chapter, place),
        key=key,
        on_change=_placed,
        args=(key,),
        label_visibility="collapsed" if at.presents else "visible",
    )
    title = changing.now(chapter, found, here)
    if chapter.deal is not None:
        deal = settled.capped(chapter.deal, here)
        guess = float(at.guess) if at.guess.isdigit() else None
        shown = deal_year(deal, chapter.deal.actual_cost_gbp, guess, title)
        _picture(at, shown, heading=True)
    elif chapter.world is not None and found is not None:
        before = found.same_futures()
        shown = pictures.moved(chapter.world, found.at(here), before, title)
        asked_about = chapter.world.shown.index(chapter.world.outcome)
        _picture(at, shown, heading=True, only=asked_about)
        st.write(plain(changing.turns(chapter, found)))
        st.caption(say("learn", "change_small"))
    if at.presents:
        return
    st.caption(say("learn", "in_full"))
    st.subheader(say("learn", "discuss"), anchor=False)
    st.markdown("\n".join(f"- {plain(text)}" for text in chapter.discuss))


def _placed(key: str) -> None:
    place.go(place=f"{st.session_state[key]:g}")


def _picture(at: Progress, shown: Shown, *, heading: bool = False, only: int | None = None) -> None:
    """Put a picture on the page; before a room with large type, and with one panel if so said."""
    figure.draw(large(shown, only) if at.presents else shown, heading=heading)
