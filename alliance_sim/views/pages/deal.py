"""The page Design the deal: write terms, see at once what they do, try and search them."""

import streamlit as st

from alliance_sim.analysis.deals.words import marginal_pound
from alliance_sim.rules.contracts import Agreement
from alliance_sim.views.charts.deal_lines import deal_lines
from alliance_sim.views.dealing import form, held, hunting, tried
from alliance_sim.views.dealing.editor import Editor
from alliance_sim.views.dealing.effect import Effect, effect, padded, parties
from alliance_sim.views.dealing.problems import checked
from alliance_sim.views.dealing.terms import terms_text
from alliance_sim.views.frame import bar, figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.frame.twin import twin
from alliance_sim.views.wording import say

COST, RESULTS, PADDING, AMOUNT = "out", "kpi", "pad", "amount"
LEAST, MOST, START = 60, 150, 110
"""Cost in per cent of what was agreed: the ends of the slider, and where it stands."""

WHOLE = 100
MOST_PADDING = 50
USUAL = 1_000_000.0
"""What is planned where the terms name no amount, GBP."""


def show_page() -> None:
    """Draw the page."""
    asked = bar.draw()
    editor = held.held()
    st.title(say("deal", "title"), anchor=False)
    answer = st.container()
    if held.was_unreadable():
        st.warning(say("deal", "link_unread"))
    agreement, wrong = checked(editor)
    st.header(say("deal", "write"), anchor=False)
    form.starts(asked.scenario())
    form.terms(editor, wrong)
    st.header(say("deal", "does"), anchor=False)
    if agreement is None:
        st.error(say("deal", "put_right"))
        with answer:
            st.header(say("deal", "not_yet"), anchor=False)
    else:
        _effect(editor, agreement, answer)
    tried.draw(asked, agreement)
    hunting.draw(asked)
    held.into_address()


def _effect(
    editor: Editor, agreement: Agreement, answer: "st.delta_generator.DeltaGenerator"
) -> None:
    """The live part: everything here is settled, nothing simulated."""
    ratio = (
        twin(
            say("deal", "cost"),
            LEAST,
            MOST,
            START,
            key=COST,
            box_name=say("deal", "cost_box"),
            unit="%",
        )
        / WHOLE
    )
    left, middle, right = st.columns(3)
    with left:
        results = st.number_input(
            say("deal", "results"),
            0,
            WHOLE,
            WHOLE,
            key=RESULTS,
            bind="query-params",
            help=say("deal", "results_help"),
        )
    with middle:
        padding = st.number_input(
            say("deal", "padding"),
            0,
            MOST_PADDING,
            0,
            key=PADDING,
            bind="query-params",
            help=say("deal", "padding_help"),
            disabled=not agreement.rule.needs_target,
        )
    has_amount = agreement.target_cost_gbp is not None or agreement.price_gbp is not None
    with right:
        amount = st.number_input(
            say("deal", "amount"),
            1.0,
            None,
            USUAL,
            step=USUAL / WHOLE,
            format="%.0f",
            key=AMOUNT,
            bind="query-params",
            disabled=has_amount,
            help=say("deal", "amount_help"),
        )
    text = terms_text(editor)
    try:
        found = effect(text, results / WHOLE, amount)
    except ValueError as error:
        st.error(plain(say("deal", "cannot_settle", reason=str(error))))
        return
    with answer:
        st.header(plain(next(iter(marginal_pound(found.planned)))), anchor=False)
    _shown(found, ratio, padding / WHOLE)
    st.download_button(
        say("deal", "download"),
        f"{say('deal', 'download_head')}\n{text}",
        file_name="terms.yaml",
        mime="application/yaml",
        on_click="ignore",
        key="deal_download",
    )
    st.caption(say("deal", "link_note"))


def _shown(found: Effect, ratio: float, padding: float) -> None:
    figure.draw(deal_lines(found.swept, ratio), heading=False)
    of_year = found.year(ratio)
    names = {p.name: found.planned.said(p.name) for p in of_year.actual.shares}
    st.markdown(f"**{plain(of_year.sentence(names))}**")
    figure.table(parties(of_year))
    if told := padded(found.planned, padding):
        st.markdown(plain(told))
    st.subheader(say("deal", "warnings"), anchor=False)
    if not found.warned:
        st.write(say("deal", "no_warnings"))
    for one in found.warned:
        st.warning(plain(one.text))
    st.subheader(say("deal", "in_words"), anchor=False)
    st.markdown("\n".join(f"- {plain(line)}" for line in found.words))
