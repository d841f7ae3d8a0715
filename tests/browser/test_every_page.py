"""What holds of every page: it is drawn, accessible, in plain words, and asks no other host."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visiting import DESKTOP, PAGES, PATIENCE, PHONE, RAW_NAME, TITLES

WIDTH_ROOM = 1
"""Pixels that a page may be wider than the screen by rounding."""

SAID_AT_LAST = {"follow": "Year by year"}
"""What a page says only once its work is done."""

STOPS = 12
"""Presses of Tab that would go into a closed bar, were it not left out."""

OF_THE_PLATFORM: dict[str, str] = {}
"""Rules of axe that Streamlit itself breaks, each with the thread that says so."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_reached_from_the_top_by_mouse(visit, name):
    visit.open("start" if name != "start" else "compare")
    visit.page.get_by_role("link", name=TITLES[name], exact=True).first.click()
    visit.page.wait_for_url(f"**/{PAGES[name]}**")
    visit.settled()
    assert visit.page.locator("[data-testid=stMain] h1").count() == 1


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((name, viewport, theme), id=f"{name}-{size}-{theme}")
        for name in PAGES
        for size, viewport in {"desktop": DESKTOP, "phone": PHONE}.items()
        for theme in ("light", "dark")
    ],
)
def drawn(request, regular):
    """A page in one size and theme with its answer drawn, opened once for all that looks at it."""
    name, viewport, theme = request.param
    visit = regular(viewport, theme).open(name)
    if name in SAID_AT_LAST:
        expect(visit.page.get_by_text(SAID_AT_LAST[name])).to_be_visible(timeout=PATIENCE)
        visit.settled()
    yield visit
    visit.page.close()


def test_a_page_has_no_barrier_that_axe_can_find(drawn):
    visit = drawn
    found = Axe().run(visit.page).response["violations"]
    told = [
        f"{one['id']}: {one['help']} - {node['html'][:200]}"
        for one in found
        if one["id"] not in OF_THE_PLATFORM
        for node in one["nodes"]
    ]
    assert not told, "\n".join(told)


def test_a_page_fits_its_screen_and_has_words_for_every_picture(drawn):
    visit = drawn
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= visit.page.viewport_size["width"] + WIDTH_ROOM
    main = visit.page.get_by_test_id("stMain")
    charts = main.get_by_test_id("stVegaLiteChart")
    for place in range(charts.count()):
        label = charts.nth(place).evaluate(
            "one => (one.closest('[aria-label]') || one.querySelector('[aria-label]'))"
            "?.getAttribute('aria-label') || ''"
        )
        assert len(label) > 20, f"picture {place} has no words"
    if charts.count():
        assert main.get_by_text("In words and numbers").count() > 0


def test_a_page_says_nothing_in_the_names_of_programs(drawn):
    visit = drawn
    said = visit.text() + visit.page.get_by_test_id("stSidebar").inner_text()
    # Icons are letters of a font, whose names a browser hands over as text.
    found = {name for name in RAW_NAME.findall(said) if not name.startswith("keyboard_arrow")}
    assert not found - {"alliance_sim"}
    assert "GBP" not in said
    assert "nan" not in said.lower().split()


WHERE = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const is_across = box.right > 0 && box.left < innerWidth;
    const is_down = box.bottom > 0 && box.top < innerHeight;
    return one === document.body || is_across && is_down ? '' : one.outerHTML.slice(0, 200);
}"""
"""What has the focus, if it is off the screen."""


def test_a_closed_bar_keeps_no_stops_of_tab(guest):
    visit = guest(PHONE).open("compare")
    for _ in range(STOPS):
        visit.page.keyboard.press("Tab")
        assert not visit.page.evaluate(WHERE)
    visit.bar()
    expect(visit.page.get_by_test_id("stSidebar").get_by_text("Story").first).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_but_its_server(visitor, server, name):
    visit = visitor()
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open(name)
    port = server.rpartition(":")[2]
    strangers = [
        url
        for url in asked
        if not url.startswith(("data:", "blob:")) and f"localhost:{port}" not in url
    ]
    assert asked
    assert not strangers
