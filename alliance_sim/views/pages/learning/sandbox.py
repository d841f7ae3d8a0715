"""The last chapter: the visitor's own question, answered by the full model."""

import streamlit as st

from alliance_sim.analysis import words
from alliance_sim.analysis.formats import capital, futures, label, listed, the
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts.large import large
from alliance_sim.views.charts.options import options
from alliance_sim.views.frame import bar, figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.frame.shown import now
from alliance_sim.views.lessons.chapter import TOO_CLOSE, Chapter
from alliance_sim.views.lessons.progress import Progress
from alliance_sim.views.pages.learning import asking, steps
from alliance_sim.views.wording import say


def draw(chapter: Chapter, at: Progress, step: str, asked: Asked) -> None:
    """Draw one step."""
    own = asked.scenario()
    answers = {
        **{option: label(option) for option in own.options},
        TOO_CLOSE: say("learn", "too_close"),
    }
    if step == "situation":
        asking.situation(chapter, at)
    elif step == "predict":
        st.markdown(f"**{plain(own.title)}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in bar.changes_in_words(asked)))
        asking.predict(chapter, at, answers)
    elif step == "reveal":
        _reveal(at, asked, answers)
    else:
        for sentence in chapter.explain:
            st.write(plain(sentence.says))
        st.subheader(say("learn", "discuss"), anchor=False)
        st.markdown("\n".join(f"- {plain(text)}" for text in chapter.discuss))


def _reveal(at: Progress, asked: Asked, answers: dict[str, str]) -> None:
    found = now(asked)
    if found is None:
        st.info(say("learn", "sandbox_wait"))
        return
    front = words.leaders(found.comparison, words.BENEFIT)
    right = front[0] if len(front) == 1 else TOO_CLOSE
    if len(front) == 1:
        chance = found.comparison.probability_best[words.BENEFIT][right]
        times = futures(chance, found.comparison.replications)
        told = say("learn", "sandbox_true", who=the(right), times=times)
    else:
        told = say("learn", "sandbox_close", who=listed([the(option) for option in front]))
    if found.shift is None and not found.is_stale:
        st.subheader(plain(capital(told)), anchor=False)
        guess = answers.get(at.guess, "")
        steps.outcome(at, say("learn", "you_said", words=guess) if guess else "", right)
        asking.class_tally(at, answers, right)
    shown = options(found.comparison, shift=found.shift)
    figure.draw(large(shown) if at.presents else shown)
