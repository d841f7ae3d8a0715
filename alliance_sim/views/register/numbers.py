"""Every number that goes in: where it comes from, how much it matters, and setting it."""

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from alliance_sim.analysis.formats import number
from alliance_sim.analysis.report.assumptions import STATUSES, in_words
from alliance_sim.evidence import InputError, Parameter, Value, catalogue, nearest_names, references
from alliance_sim.scenario import Scenario
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.commands.parameters import as_written, matches, plausible_range, with_unit
from alliance_sim.views.frame import figure, state
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.register.matter import TEN, Matter, matter
from alliance_sim.views.wording import say

WORD, STATUS, GROUP, ORDER, PAGE, ONE = "q", "status", "group", "order", "page", "number"
"""Names of the widgets in the address."""

ANY, ALL = "any", ""
LISTED, INFLUENCE = "listed", "influence"
ON_A_PAGE = 25
"""Numbers in one table: all at once would take seconds to draw."""

REFUSED = "refused"
PREFIX = "parameters."


def draw(asked: Asked) -> None:
    """Draw the section."""
    known = matter(asked)
    _banner(asked, known)
    found = _found(known)
    if not found:
        word = st.session_state.get(WORD, "")
        near = [in_words(path) for path in nearest_names(word, catalogue().parameters)]
        hint = say("evidence", "did_you_mean", names=" or ".join(near)) if near else ""
        st.info(plain(say("evidence", "none", hint=hint)))
        return
    pages = math.ceil(len(found) / ON_A_PAGE)
    if int(st.session_state.get(PAGE) or 1) > pages:
        st.session_state[PAGE] = 1
    page = st.number_input(
        say("evidence", "page"), 1, pages, key=PAGE, bind="query-params", disabled=pages == 1
    )
    count = number(len(found))
    st.write(say("evidence", "found", count=count, page=number(page), pages=number(pages)))
    scenario = asked.scenario()
    rows = [_row(one, scenario, known) for one in found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]]
    figure.table(pd.DataFrame(rows))
    if known is not None:
        st.caption(say("evidence", "influence_note", pair=known.pair))
    _one(asked, found)


def _banner(asked: Asked, known: Matter | None) -> None:
    if known is None:
        st.info(say("evidence", "banner_none"))
        return
    st.warning(say("evidence", "banner", judged=number(known.judged), of=number(TEN)))
    if asked.is_changed:
        st.caption(say("evidence", "banner_stale"))


def _found(known: Matter | None) -> list[Parameter]:
    """The numbers that the visitor looks for, in the order that is asked for."""
    word = st.text_input(
        say("evidence", "search"),
        placeholder=say("evidence", "search_hint"),
        key=WORD,
        bind="query-params",
    ).strip()
    parameters = catalogue().parameters
    groups = [ALL, *dict.fromkeys(path.partition(".")[0] for path in parameters)]
    left, middle, right = st.columns(3)
    with left:
        status = st.selectbox(
            say("evidence", "status"),
            [ANY, *STATUSES],
            format_func=lambda name: STATUSES.get(name, say("evidence", "any")),
            key=STATUS,
            bind="query-params",
        )
    with middle:
        group = st.selectbox(
            say("evidence", "group"),
            groups,
            format_func=lambda name: in_words(name) if name else say("evidence", "group_all"),
            key=GROUP,
            bind="query-params",
        )
    with right:
        order = st.selectbox(
            say("evidence", "order"),
            [INFLUENCE, LISTED] if known else [LISTED],
            format_func=lambda name: say("evidence", f"order_{name}"),
            key=ORDER,
            bind="query-params",
        )
    found = [
        one
        for one in parameters.values()
        if status in (ANY, one.status)
        and group in (ALL, one.path.partition(".")[0])
        and matches(one, word)
    ]
    if known is not None and order == INFLUENCE:
        rank = {path: place for place, path in enumerate(known.swings)}
        found.sort(key=lambda one: rank.get(one.path, len(rank)))
    return found


def _row(one: Parameter, scenario: Scenario, known: Matter | None) -> dict[str, str]:
    row = {
        say("evidence", "col_what"): in_words(one.path),
        say("evidence", "col_value"): _value(one, scenario.values[one.path]),
        say("evidence", "col_status"): ": ".join(
            [STATUSES[one.status], *([", ".join(one.source)] if one.source else [])]
        ),
    }
    if known is not None:
        row[say("evidence", "col_influence")] = known.of(one)
    return row


def _value(one: Parameter, value: Value) -> str:
    usual, span = with_unit(one).replace("_", " "), plausible_range(one).replace("_", " ")
    if value != one.value:
        usual = say("evidence", "changed", value=as_written(one, value), before=usual)
    return say("evidence", "value_in_range", value=usual, range=span) if span else usual


def _one(asked: Asked, found: Sequence[Parameter]) -> None:
    """One number in full, and a way to set it."""
    st.header(say("evidence", "one"), anchor=False)
    paths = [one.path for one in found]
    path = st.selectbox(say("evidence", "one_number"), paths, format_func=in_words, key=ONE)
    one = catalogue().parameters[path]
    st.markdown(plain(say("evidence", "one_note", note=one.note)))
    span = plausible_range(one).replace("_", " ")
    st.markdown(plain(say("evidence", "one_range", range=span, status=STATUSES[one.status])))
    known = references()
    listed = [f"- {key}: {plain(str(known[key]))}" for key in one.source if key in known]
    st.markdown(
        "\n".join([f"{say('evidence', 'one_sources')}:", "", *listed])
        if listed
        else say("evidence", "one_no_source")
    )
    with st.expander(say("evidence", "one_name"), key="open_name"):
        st.code(path, language=None)
    _set(asked, one)


def _set(asked: Asked, one: Parameter) -> None:
    now = asked.scenario().values[one.path]
    label, key = say("evidence", "set_to", unit=one.unit.replace("GBP", "£")), f"set_{one.path}"
    if one.unit == "switch":
        st.selectbox(label, [False, True], int(bool(now)), format_func=_on_off, key=key)
    elif one.unit == "choice":
        options = [*one.allowed]
        st.selectbox(label, options, options.index(str(now)), format_func=_words, key=key)
    else:
        st.number_input(label, value=float(now), step=None, format="%g", key=key)
    left, right, _ = st.columns([1, 1, 3])
    with left:
        st.button(
            say("evidence", "set_it"),
            on_click=_put,
            args=(one, key),
            type="primary",
            width="stretch",
        )
    with right:
        st.button(
            say("evidence", "set_back"),
            on_click=_take_back,
            args=(one,),
            disabled=PREFIX + one.path not in dict(asked.changes),
            width="stretch",
        )
    if problem := st.session_state.pop(REFUSED, ""):
        st.error(say("evidence", "set_refused"))
        st.code(problem, language=None, wrap_lines=True)
    elif PREFIX + one.path in dict(asked.changes):
        st.success(say("evidence", "set_done"))


def _on_off(value: bool) -> str:
    return "on" if value else "off"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _put(one: Parameter, key: str) -> None:
    """Set the number as it was typed, or keep what is wrong with it."""
    value = st.session_state[key]
    whole = isinstance(value, float) and value == int(value) and one.unit in ("count", "months")
    try:
        state.set_value(PREFIX + one.path, int(value) if whole else value)
    except InputError as error:
        st.session_state[REFUSED] = str(error)


def _take_back(one: Parameter) -> None:
    kept = tuple(pair for pair in st.session_state[state.CHANGES] if pair[0] != PREFIX + one.path)
    st.session_state[state.CHANGES] = kept
