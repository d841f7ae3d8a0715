"""What holds of every page: it is drawn, accessible, in plain words, and asks no other host."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visiting import DESKTOP, PAGES, PATIENCE, PHONE, RAW_NAME, TITLES, Visit

WIDTH_ROOM = 1
"""Pixels that a page may be wider than the screen by rounding."""

SAID_AT_LAST = {"follow": "Year by year"}
"""What a page says only once its work is done."""

STOPS = 12
"""Presses of Tab that would go into a closed bar, were it not left out."""

OF_THE_PLATFORM: dict[str, str] = {}
"""Rules of axe that Streamlit itself breaks, each with the thread that says so."""


def test_every_page_is_reached_from_the_top_by_mouse(visit):
    visit.open("compare")
    for name, address in PAGES.items():
        visit.page.get_by_role("link", name=TITLES[name], exact=True).first.click()
        visit.page.wait_for_url(f"**/{address}**")
        visit.settled()
        expect(visit.page.locator("[data-testid=stMain] h1")).to_have_count(1)
        selected = visit.page.locator("a[aria-current=page]")
        expect(selected).to_have_text(TITLES[name])


SCREENS = {"desktop": DESKTOP, "phone": PHONE}
THEMES = ("light", "dark")


def looks():
    """Every page on both screens and in both themes, two of the four pairs for each.

    Neighbours take the pairs crosswise: colours are a matter of the theme and room one of the
    screen, so that the other two pairs would show little that is new.
    """
    for place, name in enumerate(PAGES):
        for shift, size in enumerate(SCREENS):
            theme = THEMES[(place + shift) % len(THEMES)]
            yield pytest.param((name, SCREENS[size], theme), id=f"{name}-{size}-{theme}")


@dataclass(frozen=True)
class Drawn:
    """A page with its answer drawn, and the addresses that it asked on the way."""

    visit: Visit
    asked: list[str]


@pytest.fixture(scope="module", params=looks())
def drawn(request, regular):
    """A page on one screen and in one theme, opened once for all that looks at it."""
    name, viewport, theme = request.param
    visit, asked = regular(viewport, theme), []
    visit.page.on("request", lambda one: asked.append(one.url))
    visit.open(name)
    if name in SAID_AT_LAST:
        expect(visit.page.get_by_text(SAID_AT_LAST[name])).to_be_visible(timeout=PATIENCE)
        visit.settled()
    yield Drawn(visit, asked)
    visit.page.close()


def test_a_page_has_no_barrier_that_axe_can_find(drawn):
    visit = drawn.visit
    found = Axe().run(visit.page).response["violations"]
    told = [
        f"{one['id']}: {one['help']} - {node['html'][:200]}"
        for one in found
        if one["id"] not in OF_THE_PLATFORM
        for node in one["nodes"]
    ]
    assert not told, "\n".join(told)


def test_a_page_fits_its_screen_and_has_words_for_every_picture(drawn):
    visit = drawn.visit
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


def test_a_page_begins_with_its_title(drawn):
    title = drawn.visit.page.get_by_test_id("stMain").locator("h1").inner_text()
    assert title
    assert drawn.visit.text().strip().startswith(title)


def test_a_page_says_nothing_in_the_names_of_programs(drawn):
    visit = drawn.visit
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


def test_a_page_asks_nobody_but_its_server(drawn, server):
    port = server.rpartition(":")[2]
    strangers = [
        url
        for url in drawn.asked
        if not url.startswith(("data:", "blob:")) and f"localhost:{port}" not in url
    ]
    assert drawn.asked
    assert not strangers
