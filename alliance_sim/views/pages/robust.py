"""The page How sure are we: where each way wins, what decides it, and what is worth finding out."""

import streamlit as st

from alliance_sim.analysis.choosing import Choice
from alliance_sim.analysis.compare import Comparison, Pair
from alliance_sim.analysis.estimates import chance_best
from alliance_sim.analysis.formats import capital, number, the
from alliance_sim.analysis.regimes import Winner
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.frame import bar
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.frame.shown import now
from alliance_sim.views.sure import asking, drivers, enough, where, worth
from alliance_sim.views.wording import say


def show_page() -> None:
    """Draw the page."""
    asked = bar.draw()
    st.title(say("robust", "title"), anchor=False)
    found = now(asked)
    if found is None:
        st.info(say("start", "first_run"))
        return
    comparison = found.comparison
    answer = st.container()
    chosen = asking.choice(found.answer.finished)
    best = chosen.winner(comparison.values, comparison.options)
    with answer:
        st.markdown(f"## {plain(_answer(comparison, chosen, best))}")
        st.markdown(plain(_turns(asked, chosen, best)))
    if not best.second:
        return
    leading: Pair = (best.best, best.second)
    where.draw(asked, chosen, drivers.most(asked, chosen))
    drivers.draw(asked, comparison, chosen, leading)
    worth.regret(comparison, chosen)
    worth.acceptable(comparison, chosen)
    worth.finding_out(asked, comparison, chosen)
    enough.draw(asked, comparison, chosen)
    st.header(say("robust", "leaves_out"), anchor=False)
    st.write(say("robust", "leaves_out_words"))


def _answer(comparison: Comparison, chosen: Choice, best: Winner) -> str:
    """Who is ahead, and in how many futures."""
    if not best.second:
        return say("robust", "answer_alone")
    values = chosen.values(comparison.values)
    chances = chance_best(values, chosen.higher_is_better)
    times = comparison.replications * chances[comparison.options.index(best.best)]
    return say(
        "robust",
        "answer",
        best=capital(the(best.best)),
        by=asking.words(chosen),
        times=number(times),
        of=number(comparison.replications),
    )


def _turns(asked: Asked, chosen: Choice, best: Winner) -> str:
    """Whether luck explains the lead, and how many assumptions could turn it."""
    if not best.second:
        return ""
    told = say("robust", "clear" if best.is_clear else "close", second=the(best.second))
    screen = drivers.screen(asked)
    if screen is None or not {best.best, best.second} <= {*screen.options}:
        return told
    by, pair = drivers.answerable(chosen), (best.best, best.second)
    moved = [one for one in drivers.influences(asked.story, by, pair) if one.is_whole]
    turning = number(sum(one.turns for one in moved))
    return f"{told} {say('robust', 'turns', count=turning, of=number(len(moved)))}"
