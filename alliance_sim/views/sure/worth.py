"""Regret, what wellbeing is worth, and what finding out more is worth."""

import pandas as pd
import streamlit as st

from alliance_sim.analysis.appraisal import perfect_information
from alliance_sim.analysis.choosing import BAD_YEAR, Choice
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import capital, further, gbp, label, listed, number, show, the
from alliance_sim.analysis.regret import least, regrets
from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts import worth
from alliance_sim.views.frame import figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.packaged.assumptions import RESIDENTS, worth_finding_out
from alliance_sim.views.sure.asking import MOST_WORTH, by_value
from alliance_sim.views.wording import say

SHOWN = 10
"""Assumptions in the picture of what is worth finding out."""


def regret(comparison: Comparison, chosen: Choice) -> None:
    """What each option may cost against the one that turns out best."""
    st.header(say("robust", "regret"), anchor=False)
    st.write(say("robust", "regret_how"))
    if chosen.by == BAD_YEAR:
        st.caption(say("robust", "regret_bad_year"))
    found = regrets(chosen.values(comparison.values), comparison.options, chosen.higher_is_better)
    usual, worst = least(found), least(found, worst=True)
    key = "regret_same" if usual == worst else "regret_answer"
    told = say("robust", key, least=capital(the(usual)), worst=capital(the(worst)))
    st.markdown(f"**{plain(told)}**")
    rows = [
        {
            say("robust", "col_option"): label(one.option),
            say("robust", "col_best_in"): say(
                "robust", "of_futures", times=_times(one.best_in), of=number(one.of)
            ),
            say("robust", "col_mean"): show(chosen.column, one.mean, finer=further(chosen.column)),
            say("robust", "col_worst"): show(
                chosen.column, one.worst, finer=further(chosen.column)
            ),
        }
        for one in found
    ]
    figure.table(pd.DataFrame(rows))


def _times(count: float) -> str:
    return number(count, 0 if count == round(count) else 1)


def acceptable(comparison: Comparison, chosen: Choice) -> None:
    """The acceptability curve, with its definition."""
    st.header(say("robust", "accept"), anchor=False)
    st.write(say("robust", "accept_how"))
    figure.draw(worth.curve(comparison, chosen.scale, chosen.worth, MOST_WORTH))


def finding_out(asked: Asked, comparison: Comparison, chosen: Choice) -> None:
    """What knowing more before choosing would be worth."""
    st.header(say("robust", "find_out"), anchor=False)
    st.write(say("robust", "find_out_how"))
    by = by_value(chosen)
    luck = gbp(perfect_information(by.values(comparison.values)))
    futures = number(comparison.replications)
    found = None
    if not asked.own:
        found = worth_finding_out(asked.story, asked.as_written.scenario().digest, by)
    if found is None or not found.each:
        st.info(say("robust", "find_out_none"))
        st.markdown(plain(say("robust", "find_out_luck", futures=futures, luck=luck)))
        return
    if asked.is_changed:
        st.badge(say("robust", "drivers_stale"), color="orange")
    count = number(len(found.each))
    order = sorted(zip(found.best_in, comparison.options, strict=True), reverse=True)
    parts = [f"{the(option)} in {_times(times)}" for times, option in order]
    parts[0] += f" of {number(found.sets)} sets"
    shares = say(
        "robust", "find_out_shares", sets=number(found.sets), count=count, parts=listed(parts)
    )
    st.markdown(f"**{plain(shares)}**")
    st.markdown(
        plain(
            say(
                "robust",
                "find_out_all",
                count=count,
                everything=gbp(found.everything),
                futures=futures,
                luck=luck,
            )
        )
    )
    note = say("robust", "find_out_note", residents=number(RESIDENTS))
    if not any(one.is_clear for one in found.each):
        st.write(say("robust", "find_out_nothing"))
        st.caption(note)
        return
    first, marks = found.each[0], say("robust", "find_out_marks")
    title = say("robust", "find_out_title", name=in_words(first.path), worth=gbp(first.alone))
    figure.draw(worth.information(found.each[:SHOWN], title, f"{note} {marks}"))
