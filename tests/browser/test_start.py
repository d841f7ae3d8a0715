"""The first page in a real browser: an answer on arrival, levers, stories, undo, links."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import DESKTOP, PHONE

ALL_WAYS = [(DESKTOP, "light"), (PHONE, "dark")]


@pytest.mark.parametrize(("viewport", "theme"), ALL_WAYS)
def test_a_visitor_sees_an_answer_without_asking(visitor, viewport, theme):
    visit = visitor(viewport=viewport, theme=theme).open("start")
    assert "For Bexley" in visit.headline()
    assert "of 20 simulated futures" in visit.headline()
    expect(visit.page.get_by_text("Simulated beforehand")).to_be_visible()
    assert visit.page.get_by_test_id("stVegaLiteChart").count() == 3


def test_a_lever_gives_an_estimate_and_then_the_full_run(visit):
    visit.open("start", n=4)
    before = visit.headline()
    words = visit.page.get_by_text("In words and numbers:")
    words.click()
    numbers = visit.page.get_by_test_id("stMain").locator("table")
    expect(numbers).to_be_visible()
    slider = visit.page.get_by_role("slider", name="Providers who could bid")
    slider.focus()
    slider.press("ArrowRight")
    visit.wait_for_full_run()
    expect(visit.page).to_have_url(re.compile("bidders=12"))
    assert "in 4 simulated futures" in visit.headline() or "of 4 simulated" in visit.headline()
    assert visit.headline() != before
    # What was opened stays open under the reader.
    expect(numbers).to_be_visible()
    visit.bar()
    expect(visit.page.get_by_text("1 change to this story")).to_be_visible()


def test_a_number_moves_the_lever(visit):
    visit.open("start")
    box = visit.page.get_by_label("Providers who could bid, as a number").first
    box.fill("7")
    box.press("Tab")
    expect(visit.page.get_by_text("Providers who could bid: 7 (story: 11)")).to_be_visible()
    expect(visit.page).to_have_url(re.compile("bidders=7"))


def test_a_change_can_be_taken_back_and_made_again(visit):
    visit.open("start", n=2)
    box = visit.page.get_by_label("Providers who could bid, as a number").first
    box.fill("7")
    box.press("Tab")
    change = visit.page.get_by_text("Providers who could bid: 7 (story: 11)")
    expect(change).to_be_visible()
    visit.wait_for_full_run()
    visit.page.get_by_role("button", name="Undo").click()
    expect(change).to_have_count(0)
    visit.settled()
    expect(visit.page).not_to_have_url(re.compile("bidders"))
    visit.page.get_by_role("button", name="Redo").click()
    expect(change).to_be_visible()
    visit.settled()
    visit.page.get_by_role("button", name="Reset").click()
    expect(change).to_have_count(0)


def test_a_story_is_opened_from_its_card_by_keyboard(visit):
    visit.open("start")
    second = visit.page.get_by_role("button", name="Open this story").nth(1)
    second.focus()
    second.press("Enter")
    visit.page.wait_for_url("**s=standard_service_many_bidders**")
    visit.settled()
    assert "tender" in visit.headline()
    assert visit.page.get_by_label("Providers who could bid, as a number").input_value() == "24"
