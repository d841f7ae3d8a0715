"""What the first visitor sees before the page's own program has started."""

import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visiting import DESKTOP, PATIENCE, PHONE

SIGHT = "#first-sight"


@pytest.mark.parametrize(("viewport", "theme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_the_answer_comes_with_the_page_and_is_the_one_that_stays(visitor, viewport, theme):
    visit = visitor(viewport=viewport, theme=theme)
    page = visit.page
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(visit.server)
    sight = page.locator(SIGHT)
    headline = sight.locator("h2").inner_text()
    assert "of 20 simulated futures" in headline
    pictures = sight.locator(".panels > div > [role=img]")
    assert [picture.locator("svg >> visible=true").count() for picture in pictures.all()] == [1] * 3
    assert all("Tender" in str(one.get_attribute("aria-label")) for one in pictures.all())
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    found = Axe().run(page, SIGHT)
    assert [fault["id"] for fault in found.response["violations"]] == []

    page.unroute("**/static/js/**")
    visit.open("start")
    expect(page.locator(SIGHT)).to_have_count(0, timeout=PATIENCE)
    assert visit.headline() == headline


def test_it_leaves_by_itself_where_the_program_never_comes(visitor):
    # The clock is that of a whole context, so nobody else may share it.
    visit = visitor()
    page = visit.page
    page.clock.install()
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(visit.server)
    expect(page.locator(SIGHT)).to_be_visible()
    page.clock.fast_forward(60_000)
    expect(page.locator(SIGHT)).to_have_count(0)


def test_a_link_with_a_question_shows_no_other_answer_first(server):
    for address, is_there in (("/", True), ("/start", True), ("/?bidders=7", False)):
        with urllib.request.urlopen(server + address) as sent:
            assert (b"first-sight" in sent.read()) is is_there, address
    with urllib.request.urlopen(f"{server}/compare") as sent:
        assert b"first-sight" not in sent.read()
