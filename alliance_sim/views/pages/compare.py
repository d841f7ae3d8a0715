"""The page Compare: up to four scenarios and their options; what goes in, what comes out."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison, Pair
from alliance_sim.analysis.figures.options import direction, heading
from alliance_sim.analysis.formats import interval, label, number, show
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import BY_OUTCOME, ELEMENTS, OUTCOMES
from alliance_sim.views import tables
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts import Panel, Shown
from alliance_sim.views.charts.differences import Apart, differences, told
from alliance_sim.views.charts.dots import Dot, dots_spec
from alliance_sim.views.comparing import inputs, kept
from alliance_sim.views.comparing.outcomes import Across, across
from alliance_sim.views.frame import answer as answers
from alliance_sim.views.frame import bar, figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.frame.share import share
from alliance_sim.views.frame.shown import Now, now
from alliance_sim.views.frame.waiting import in_full
from alliance_sim.views.wording import say

FOUR = (words.COST, words.LIVED, words.WELLBEING, words.BENEFIT)
NAME_KEY, AGAINST, OPTION_KEY = "keep_as", "vs", "against"
MOST_PAIRS = 6
COLUMNS = 2


def show_page() -> None:
    """Draw the page."""
    asked = bar.draw()
    kept.into_address()
    st.title(say("compare", "title"), anchor=False)
    found = now(asked)
    if found is None:
        st.info(say("start", "first_run"))
        return
    st.header(plain(found.answer.finished.headline), anchor=False)
    if best := tables.most_likely_best(found.comparison):
        st.markdown(plain(best))
    _scenarios(asked, found)
    _within(found)
    _all_outcomes(found)
    st.header(say("compare", "leaves_out"), anchor=False)
    st.write(say("compare", "leaves_out_words"))
    share(found, bar.changes_in_words(asked))


# --- Several scenarios ----------------------------------------------------------------------


def _scenarios(asked: Asked, found: Now) -> None:
    """The present scenario and those that are kept; how they differ going in and coming out."""
    others = kept.kept()
    st.header(say("compare", "scenarios"), anchor=False)
    if not others:
        st.write(say("compare", "one_scenario"))
    for place, (name, one) in enumerate(others):
        told_of, drop = st.columns([5, 1], vertical_alignment="center")
        short = _in_short(one)
        more = "" if name == kept.shortened(short) else f" - {plain(short)}"
        told_of.markdown(f"**{plain(name)}**{more}")
        drop.button(
            say("compare", "drop"),
            key=f"drop_{place}",
            on_click=kept.drop,
            args=(place,),
            width="stretch",
        )
    if len(others) < kept.MOST:
        name_box, keep = st.columns([5, 1], vertical_alignment="bottom")
        name = name_box.text_input(
            say("compare", "name"),
            value=kept.shortened(_in_short(asked)),
            key=f"{NAME_KEY}_{len(others)}_{hash(asked)}",
            max_chars=kept.NAME_LETTERS,
        )
        keep.button(say("compare", "keep"), on_click=kept.keep, args=(name, asked), width="stretch")
    if others:
        _side_by_side(asked, found, others)


def _in_short(asked: Asked) -> str:
    changes = bar.changes_in_words(asked)
    return "; ".join(changes) or asked.scenario().title


def _side_by_side(asked: Asked, found: Now, others: Sequence[tuple[str, Asked]]) -> None:
    present = say("compare", "present")
    questions = {present: asked, **dict(others)}
    scenarios = {name: one.scenario() for name, one in questions.items()}
    rows = inputs.differences(scenarios)
    if not rows:
        st.info(say("compare", "no_difference"))
        return
    how_many = "inputs" if len(rows) > 1 else "inputs_one"
    st.subheader(say("compare", how_many, count=number(len(rows))), anchor=False)
    figure.table(pd.DataFrame(rows))
    comparisons: dict[str, Comparison] = {present: found.comparison}
    for name, one in others:
        ready = answers.full(one)
        if ready is None:
            st.write(say("compare", "not_run", name=name))
            in_full(one)
            return
        comparisons[name] = ready.finished.comparison
    is_paired = inputs.are_paired([*scenarios.values()])
    st.badge(
        say("compare", "paired" if is_paired else "not_paired"),
        color="green" if is_paired else "orange",
    )
    against = st.selectbox(
        say("compare", "against"), [*comparisons], key=AGAINST, bind="query-params"
    )
    for name in FOUR:
        _levels(comparisons, BY_OUTCOME[name])
    if is_paired:
        _across(across(comparisons, against, FOUR), comparisons[against], against)


def _levels(comparisons: Mapping[str, Comparison], column: Column) -> None:
    """One outcome, a panel a scenario, all on the same axis."""
    ends = [
        Dot(e.mean, e.low, e.high)
        for one in comparisons.values()
        for e in (one.outcomes[option][column.name] for option in one.options)
    ]
    span = (min(dot.low for dot in ends), max(dot.high for dot in ends))
    rows = []
    panels = []
    for name, one in comparisons.items():
        marks = {
            option: Dot(e.mean, e.low, e.high)
            for option in one.options
            for e in [one.outcomes[option][column.name]]
        }
        said = [(label(o), show(column, dot.mean)) for o, dot in marks.items()]
        rows += [{"Scenario": name, "Option": o, heading(column): mean} for o, mean in said]
        panels.append(
            Panel(
                name,
                dots_spec(column, marks, one.options, span=span),
                f"{heading(column)} in {name}: {'; '.join(f'{o} {mean}' for o, mean in said)}.",
            )
        )
    title = f"{heading(column)}, {direction(column)}"
    words_for = say("compare", "levels_how", what=column.label.lower())
    figure.draw(Shown(f"levels_{column.name}", title, tuple(panels), words_for, pd.DataFrame(rows)))


def _across(found: Sequence[Across], base: Comparison, against: str) -> None:
    if not found:
        st.info(say("compare", "no_option_in_common"))
        return
    is_one = len({one.scenario for one in found}) == 1
    panels, rows = [], []
    for name in FOUR:
        column = BY_OUTCOME[name]
        marks = [
            Apart(
                label(one.option) if is_one else f"{label(one.option)}, {one.scenario}",
                one.option,
                one.differences[name],
            )
            for one in found
        ]
        panels.append(_panel(column, marks, base.options))
        rows += [_row(column, mark) for mark in marks]
    shown = Shown(
        "across",
        say("compare", "across", against=against),
        tuple(panels),
        say("compare", "across_how", against=against),
        pd.DataFrame(rows),
        say("compare", "hollow"),
    )
    _draw_in_rows(shown)


# --- Within the present scenario ------------------------------------------------------------


def _within(found: Now) -> None:
    comparison = found.comparison
    if len(comparison.options) < 2:
        st.info(say("compare", "one_option"))
        return
    st.header(say("compare", "options"), anchor=False)
    first = st.selectbox(
        say("compare", "held_against"),
        comparison.options,
        format_func=label,
        key=OPTION_KEY,
        bind="query-params",
    )
    pairs: list[Pair] = [(one, first) for one in comparison.options if one != first]
    pairs += [pair for pair in comparison.differences if first not in pair]
    drawn = pairs[:MOST_PAIRS] if len(comparison.options) > MOST_PAIRS else pairs
    panels, rows = [], []
    for name in FOUR:
        column = BY_OUTCOME[name]
        marks = [
            Apart(f"{label(b)} less {label(a).lower()}", b, comparison.difference(b, a, name))
            for b, a in drawn
        ]
        panels.append(_panel(column, marks, comparison.options))
        rows += [_row(column, mark) for mark in marks]
    shown = Shown(
        "differences",
        takeaways.changes(comparison),
        tuple(panels),
        say("compare", "differences_how"),
        pd.DataFrame(rows),
        say("compare", "hollow"),
    )
    _draw_in_rows(shown)
    _elements(comparison)


def _elements(comparison: Comparison) -> None:
    panels, rows = [], []
    for column in (BY_OUTCOME[one.name] for one in ELEMENTS):
        marks = {
            option: Dot(e.mean, e.low, e.high)
            for option in comparison.options
            for e in [comparison.outcomes[option][column.name]]
        }
        told_of = [f"{label(o)} {show(column, dot.mean)}" for o, dot in marks.items()]
        panels.append(
            Panel(
                column.label,
                dots_spec(column, marks, comparison.options),
                f"{column.label}: {'; '.join(told_of)}.",
            )
        )
        rows.append(
            {"Element": column.label}
            | {label(o): show(column, dot.mean) for o, dot in marks.items()}
        )
    title = takeaways.five_elements(comparison)
    shown = Shown(
        "elements", title, tuple(panels), say("compare", "elements_how"), pd.DataFrame(rows)
    )
    _draw_in_rows(shown)


def _panel(column: Column, marks: Sequence[Apart], options: Sequence[str]) -> Panel:
    said = []
    for mark in marks:
        mean, spread, better = told(column, mark.difference)
        said.append(f"{mark.name} {mean} ({spread}), better in {better} futures")
    what = f"{heading(column)}, {direction(column)}"
    return Panel(what, differences(column, marks, options), f"{what}: {'; '.join(said)}.")


def _row(column: Column, mark: Apart) -> dict[str, str]:
    mean, spread, better = told(column, mark.difference)
    return {
        "Outcome": heading(column),
        "Difference": mark.name,
        "Mean": mean,
        "95% interval": spread,
        "Better in": f"{better} futures",
    }


def _draw_in_rows(shown: Shown) -> None:
    figure.draw(shown, columns=COLUMNS)


def _all_outcomes(found: Now) -> None:
    comparison = found.comparison
    with st.expander(
        say("compare", "all_outcomes", count=number(len(OUTCOMES))), key="open_outcomes"
    ):
        rows = []
        for column in OUTCOMES:
            row = {"Outcome": column.label, "Unit": column.unit.replace("GBP", "pounds")}
            for option in comparison.options:
                e = comparison.outcomes[option][column.name]
                spread = f" ({interval(column, e.low, e.high)})" if e.n > 1 else ""
                row[label(option)] = show(column, e.mean) + spread
            rows.append({**row, "What it means": column.meaning})
        figure.table(pd.DataFrame(rows))
    st.caption(plain(tables.notes(comparison, more=say("compare", "more_futures"))))
