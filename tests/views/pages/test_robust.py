"""The page How sure are we: what a visitor finds and can do, from the packaged story."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from alliance_sim.analysis.appraisal import WellbeingScale
from alliance_sim.analysis.choosing import Choice, map_by
from alliance_sim.experiments.axes import axis
from alliance_sim.views.asked import Asked
from alliance_sim.views.asked.question import STORIES
from alliance_sim.views.charts.tiles import tiles
from alliance_sim.views.desk.mapping import mapping
from alliance_sim.views.packaged.assumptions import sampled, screened
from tests.small import WAYS, small

PATIENCE = 120.0


def page():
    from alliance_sim.views.pages.robust import show_page

    show_page()


@pytest.fixture
def robust():
    found = AppTest.from_function(page, default_timeout=PATIENCE).run()
    assert not found.exception
    yield found
    st.cache_resource.clear()


def said(app):
    parts = (app.markdown, app.info, app.caption, app.subheader, app.header)
    return " ".join(str(one.value) for elements in parts for one in elements)


def box(app, label):
    return next(one for one in (*app.selectbox, *app.number_input) if one.label == label)


def test_the_answer_comes_first_as_a_count_of_futures(robust):
    first = next(one.value for one in robust.markdown if one.value.startswith("## "))
    assert "of 20 futures" in first


def test_a_map_and_its_tipping_points_are_there_on_arrival(robust):
    assert "of 25 places" in said(robust)
    assert "Tipping points" in said(robust)
    assert not [one for one in robust.button if one.label == "Simulate this map"]


def test_choosing_by_cost_changes_the_answer_and_the_map(robust):
    before = said(robust)
    box(robust, "Choose the best option by").set_value("cheapest").run()
    assert not robust.exception
    assert "by lowest cost" in said(robust)
    assert said(robust) != before


def test_what_wellbeing_is_worth_can_be_typed(robust):
    box(robust, "Worth of a point-year, as a number").set_value(50_000).run()
    assert not robust.exception
    assert robust.slider(key="worth").value == 50_000
    assert "At £50,000 a point-year" in said(robust).replace("\\", "")


def test_two_axes_that_move_the_same_are_no_map(robust):
    box(robust, "Across").set_value("visible").run()
    assert "Pick two different assumptions" in said(robust)


def test_a_map_that_is_not_packaged_is_offered(robust):
    box(robust, "Across").set_value("relational_share").run()
    assert not robust.exception
    assert [one for one in robust.button if one.label == "Simulate this map"]


def test_a_bad_year_is_asked_for_a_party_and_has_to_be_simulated(robust):
    box(robust, "Choose the best option by").set_value("bad_year").run()
    assert not robust.exception
    assert box(robust, "Whose bad year").options[0] == "The council"
    assert [one for one in robust.button if one.label == "Simulate this map"]


def test_options_that_cannot_be_told_apart_come_with_a_way_to_run_more(robust):
    robust.session_state["n"] = 20
    box(robust, "Worth of a point-year, as a number").set_value(21_000).run()
    (more,) = (one for one in robust.button if one.label.endswith("futures"))
    times = int(more.label.split()[1])
    more.click().run()
    assert not robust.exception
    assert robust.session_state["n"] == times > 20


def test_the_packaged_screen_belongs_to_the_story_and_says_what_it_tried():
    digest = Asked().scenario().digest
    screen, sample = screened("bexley_home_care", digest), sampled("bexley_home_care", digest)
    assert screen is not None
    assert sample is not None
    assert screen.options == sample.options == tuple(Asked().scenario().options)
    assert "prime_provider.continuity.set_up_months" in screen.still
    assert {*sample.paths} <= {path for path, _ in screen.moved}
    assert screened("bexley_home_care", "another") is None


def test_a_link_keeps_an_axis_that_the_short_list_does_not_offer():
    linked = AppTest.from_function(page, default_timeout=PATIENCE)
    linked.query_params["x"] = "home care: KPI visibility"
    linked.run()
    assert not linked.exception
    assert box(linked, "Across").value == "home_care.kpi_visibility"


@pytest.mark.parametrize("story", STORIES)
def test_every_story_has_a_map_and_drivers_on_arrival(story):
    opened = AppTest.from_function(page, default_timeout=PATIENCE)
    opened.query_params["s"] = story
    opened.run()
    assert not opened.exception
    assert "of 25 places" in said(opened)
    assert "moves the difference most" in said(opened)


class Here:
    """An executor that does the work itself, at once."""

    map = staticmethod(map)


def test_a_map_that_is_simulated_tells_how_far_it_is_and_can_be_shown():
    scenario = small(options={name: WAYS[name] for name in ("tender", "alliance")}, months=12)
    x, y = axis("market.providers=3:6:2"), axis("home_care.kpi_visibility=0:0.6:2")
    told = []
    found = mapping(scenario, x, y, 2, 1)(Here(), lambda done, of: told.append((done, of)))
    assert told[0] == (0, 16)
    assert told[-1] == (16, 16)
    scale = WellbeingScale(10.0, 100.0, 1000.0)
    choice = Choice("wellbeing", scale, 1000.0)
    shown = map_by(found, [*scenario.options], choice, x, y, seed=1, usual=(3.0, 0.0))
    drawn = tiles(shown, "providers", "what is seen", "highest wellbeing")
    assert "of 4 places" in drawn.title
    assert len(drawn.table) == 4
