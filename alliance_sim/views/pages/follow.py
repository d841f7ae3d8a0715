"""The page Follow one resident: the same person, with the same luck, under every option."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from alliance_sim.analysis.formats import capital, label, number
from alliance_sim.metrics.lives.life import Life
from alliance_sim.scenario import Scenario
from alliance_sim.views import following_tables as tables
from alliance_sim.views import following_words as words
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts.lives import lives_by_month
from alliance_sim.views.desk import State, desk
from alliance_sim.views.desk.job import Tell, Work
from alliance_sim.views.frame import bar, figure, state
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.frame.waiting import progress
from alliance_sim.views.wording import say, wording

GROUP, DRAW, PERSON, FUTURE, MEASURE = "group", "draw", "person", "future", "measure"
FIRST_GROUP = "home-care"
BESIDE = 3
DRAWN = ("missed_hours", "same_carer_months", "wellbeing")
MOST_PEOPLE = 100_000
"""No scenario has more residents that a page could follow."""


@dataclass(frozen=True)
class Followed:
    """One person's life under every option."""

    lives: tuple[Life, ...] = ()
    wrong: str = ""
    """Why nobody was followed, where nobody was."""


def show_page() -> None:
    """Draw the page."""
    asked = bar.draw()
    st.title(say("follow", "title"), anchor=False)
    st.write(words.SAME)
    scenario = asked.scenario()
    names = wording("follow")["groups"]
    first, second, third, fourth = st.columns([2, 1, 1, 1], vertical_alignment="bottom")
    with first:
        group = st.selectbox(
            say("follow", "group"),
            [*names],
            index=[*names].index(FIRST_GROUP),
            format_func=lambda name: names[name],
            key=GROUP,
            bind="query-params",
        )
    with second:
        which = st.number_input(
            say("follow", "draw"),
            1,
            MOST_PEOPLE,
            1,
            key=DRAW,
            bind="query-params",
            help=say("follow", "draw_help"),
        )
    with third:
        person = st.number_input(
            say("follow", "person"),
            0,
            MOST_PEOPLE,
            0,
            key=PERSON,
            bind="query-params",
            help=say("follow", "person_help"),
        )
    with fourth:
        future = st.number_input(
            say("follow", "future"),
            1,
            asked.futures,
            1,
            key=FUTURE,
            bind="query-params",
            help=say("follow", "future_help"),
        )
    st.button(say("follow", "another"), on_click=_another)
    drawn = int(which) - 1
    found = _followed(asked, scenario, group, int(person), int(future) - 1, drawn)
    if found is None:
        return
    if found.wrong:
        st.info(plain(found.wrong))
        return
    _show(scenario, found)


def _another() -> None:
    """Somebody else of the group."""
    st.session_state[DRAW] = int(st.session_state.get(DRAW, 1)) + 1
    st.session_state[PERSON] = 0


def _followed(
    asked: Asked, scenario: Scenario, group: str, person: int, future: int, which: int
) -> Followed | None:
    """The followed person, once they have been followed; says how far it is until then."""
    key = ("follow", scenario.digest, group, person, future, which, asked.seed)
    found: Followed | None = desk().answer(key)
    if found is not None:
        return found
    job = desk().job(key)
    if job is not None and job.state is State.FAILED:
        st.error(say("frame", "failed", reason=str(job.error)))
        return None
    if job is None or job.is_over:
        work = _work(scenario, group, person, asked.seed, future, which)
        job = desk().ask(state.session(), key, say("follow", "doing"), work)
    progress(job, say("follow", "doing"))
    return None


def _work(scenario: Scenario, group: str, person: int, seed: int, future: int, which: int) -> Work:
    def work(executor: Any, tell: Tell) -> Followed:
        options = [*scenario.options]
        tell(0, len(options) + 1)
        job = executor.submit(find_somebody, scenario, group, person, seed, future, which)
        who: int | str = job.result()
        if isinstance(who, str):
            return Followed(wrong=who)
        lives: list[Life] = []
        each = executor.map(follow_one, [(scenario, who, seed, future, name) for name in options])
        for life in each:
            lives.append(life)
            tell(len(lives) + 1, len(options) + 1)
        return Followed(tuple(lives))

    return work


def find_somebody(
    scenario: Scenario, group: str, person: int, seed: int, future: int, which: int
) -> int | str:
    """The number of a person: the one given, or one drawn from a group; or why there is nobody."""
    from alliance_sim.metrics.lives.groups import drawn_from, group_called, groups_on
    from alliance_sim.metrics.lives.roll import call_roll

    roll = call_roll(scenario, seed, future)
    if person:
        return person if person in roll else say("follow", "no_person", last=number(len(roll)))
    try:
        found = group_called(group, groups_on(roll, scenario))
    except LookupError:
        return say("follow", "nobody")
    return drawn_from(found, roll, seed, future, which)


def follow_one(job: tuple[Scenario, int, int, int, str]) -> Life:
    """One person's life under one option."""
    from alliance_sim.experiments.following import follow

    scenario, person, seed, future, option = job
    return follow(scenario, person, seed, future, [option])[0]


def _show(scenario: Scenario, found: Followed) -> None:
    lives, warm_up = found.lives, scenario.warm_up
    resident = lives[0].resident
    st.header(say("follow", "who", number=number(resident.number)), anchor=False)
    rows = [(name, capital(value)) for name, value in words.facts(resident, scenario.months)]
    figure.table(pd.DataFrame(rows, columns=["What", "This person"]))
    if said := words.difference(lives, warm_up):
        st.markdown(plain(said))
    for name in DRAWN:
        _months(lives, name, warm_up)
    others = [column.name for column in tables.MEASURES if column.name not in DRAWN]
    other = st.selectbox(
        say("follow", "measure"),
        others,
        index=others.index("informed"),
        format_func=lambda name: tables.BY_NAME[name].label,
        key=MEASURE,
        bind="query-params",
    )
    _months(lives, other, warm_up)
    st.header(say("follow", "years"), anchor=False)
    figure.table(tables.years(lives, warm_up))
    _turning_points(scenario, lives)
    st.caption(plain(words.CAUTION))


def _months(lives: Sequence[Life], name: str, warm_up: int) -> None:
    column = tables.BY_NAME[name]
    unit = "" if column.unit.startswith("score") else f", {column.unit}"
    title = f"{column.label}{unit}"
    for at in range(0, len(lives), BESIDE):
        how = f"{column.meaning} {say('follow', 'how')}"
        part = lives[at : at + BESIDE]
        figure.draw(lives_by_month(part, column, warm_up, title=title, how=how))


def _turning_points(scenario: Scenario, lives: Sequence[Life]) -> None:
    st.header(say("follow", "turns"), anchor=False)
    for at in range(0, len(lives), BESIDE):
        part = lives[at : at + BESIDE]
        for life, place in zip(part, st.columns(BESIDE), strict=False):
            with place:
                st.subheader(label(life.option), anchor=False)
                told = tables.turning_points(life, len(scenario.councils))
                lines = [say("follow", "turn", month=month, what=what) for month, what in told]
                st.markdown(
                    "\n".join(f"- {plain(line)}" for line in lines) or say("follow", "calm")
                )
