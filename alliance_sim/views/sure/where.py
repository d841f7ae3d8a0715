"""Where each way wins: a map over two assumptions, and its tipping points."""

from dataclasses import dataclass

import streamlit as st

from alliance_sim.analysis.choosing import BAD_YEAR, Choice, map_by
from alliance_sim.analysis.formats import number
from alliance_sim.analysis.regimes import RegimeMap
from alliance_sim.analysis.tipping import tipping_points
from alliance_sim.experiments.axes import Axis, AxisError, refuse_idle
from alliance_sim.scenario import Scenario
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts.tiles import same, tiles
from alliance_sim.views.desk import State, desk
from alliance_sim.views.desk.mapping import key_of_map, mapping
from alliance_sim.views.frame import figure, state, waiting
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.packaged.maps import packaged_map
from alliance_sim.views.sure import axes
from alliance_sim.views.sure.asking import words
from alliance_sim.views.wording import say

X, Y, EVERY, TIMES = "x", "y", "every", "times"
"""Names of the widgets in the address."""

FEW, FEWEST, MOST = 3, 2, 50
"""Futures in each place: unless said, at least and at most."""


@dataclass(frozen=True)
class Wanted:
    """What map is wanted."""

    asked: Asked
    x: Axis
    y: Axis
    futures: int

    @property
    def scenario(self) -> Scenario:
        """What is simulated in its places."""
        return self.asked.scenario()

    @property
    def key(self) -> tuple[object, ...]:
        """What it depends on."""
        return key_of_map(self.scenario, self.x, self.y, self.futures, self.asked.seed)


def draw(asked: Asked, chosen: Choice, most: tuple[str, ...]) -> None:
    """Draw the section.

    Args:
        asked: what is asked.
        chosen: what the best option is chosen by.
        most: the assumptions that move the story most, to be offered as axes.
    """
    st.header(say("robust", "where"), anchor=False)
    st.write(say("robust", "where_how"))
    wanted = _wanted(asked, chosen, most)
    if wanted is None:
        return
    found, badge = _found(wanted, chosen)
    if found is not None:
        st.badge(badge, color="orange" if badge == say("robust", "map_stale") else "green")
        x, y = axes.name_of(wanted.x.name), axes.name_of(wanted.y.name)
        figure.draw(tiles(found, x, y, words(chosen)))
        if chosen.by == BAD_YEAR:
            futures = number(found.replications)
            st.caption(say("robust", "bad_year_futures", futures=futures))
        flat = [cell for row in found.cells for cell in row]
        untold = sum(not cell.is_clear for cell in flat)
        if untold:
            of = number(len(flat))
            st.caption(say("robust", "map_more", untold=number(untold), of=of))
        st.subheader(say("robust", "tipping"), anchor=False)
        st.write(say("robust", "tipping_how"))
        st.markdown("\n".join(f"- {plain(line)}" for line in tipping_points(found, x, y)))


def _wanted(asked: Asked, chosen: Choice, most: tuple[str, ...]) -> Wanted | None:
    """The two axes, as the visitor picks them; None where they make no map."""
    # The switch is drawn below what it lengthens; a link may have set it already.
    is_every = bool(st.session_state.get(EVERY)) or st.query_params.get(EVERY) == "true"
    offered = axes.short_list(most)
    # An address holds what is shown of a choice; one beyond the short list is offered too.
    linked = [axes.called(st.query_params.get(key, "")) for key in (X, Y)]
    picked = [st.session_state.get(key) or one for key, one in zip((X, Y), linked, strict=True)]
    offered += [one for one in picked if one and one not in offered]
    if is_every:
        offered += [path for path in axes.every() if path not in offered]
    columns = st.columns([2, 2, 1])
    names = []
    for key, word, first, place in zip(
        (X, Y), ("across", "up"), axes.FIRST_TWO, columns, strict=False
    ):
        with place:
            name = st.selectbox(
                say("robust", word),
                offered,
                index=offered.index(first),
                format_func=axes.name_of,
                key=key,
                bind="query-params",
            )
        names.append(name)
    with columns[2]:
        futures = st.number_input(
            say("robust", "map_futures"), FEWEST, MOST, FEW, key=TIMES, bind="query-params"
        )
    st.toggle(
        say("robust", "every"), key=EVERY, bind="query-params", help=say("robust", "every_help")
    )
    x, y = (axes.made(name) for name in names)
    if same(x, y):
        st.info(say("robust", "same_axes"))
        return None
    for one in (x, y):
        try:
            refuse_idle(asked.scenario(), [one])
        except AxisError:
            st.info(say("robust", "idle_axis", name=plain(axes.name_of(one.name))))
            return None
    return Wanted(asked, x, y, int(futures))


def _found(wanted: Wanted, chosen: Choice) -> tuple[RegimeMap | None, str]:
    """The map that can be shown now, and where it comes from; offers to simulate what is not."""
    asked = wanted.asked
    simulated = desk().answer(wanted.key)
    if simulated is not None:
        scenario = wanted.scenario
        usual = (wanted.x.place_of(scenario.values), wanted.y.place_of(scenario.values))
        options = [*scenario.options]
        found = map_by(simulated, options, chosen, wanted.x, wanted.y, seed=asked.seed, usual=usual)
        return found, say("robust", "map_full", futures=number(found.replications))
    story = asked.as_written
    stored = None
    if not asked.own:
        stored = packaged_map(asked.story, story.scenario(), chosen, wanted.x, wanted.y)
    is_own = not asked.is_changed and wanted.futures == FEW
    if stored is not None and is_own:
        return stored, say("robust", "map_packaged", futures=number(stored.replications))
    _offer(wanted, chosen)
    return stored, say(
        "robust",
        "map_stale" if asked.is_changed else "map_packaged",
        futures=number(stored.replications) if stored else "",
    )


def _offer(wanted: Wanted, chosen: Choice) -> None:
    """A button that has the map simulated, or how far that is."""
    job = desk().job(wanted.key)
    if job is not None and not job.is_over:
        waiting.progress(job, say("robust", "map_doing"))
        return
    if job is not None and job.state is State.FAILED:
        st.error(plain(say("robust", "map_failed", reason=str(job.error))))
    worlds = len(wanted.x.values) * len(wanted.y.values)
    times = number(wanted.futures)
    st.write(say("robust", "map_none", worlds=number(worlds), futures=times))
    st.button(say("robust", "map_run"), on_click=_run, args=(wanted,), type="primary")


def _run(wanted: Wanted) -> None:
    work = mapping(wanted.scenario, wanted.x, wanted.y, wanted.futures, wanted.asked.seed)
    desk().ask(state.session(), wanted.key, say("robust", "where"), work)
