"""A link says all: who opens it elsewhere sees the same numbers; what it cannot say is named."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("name", ["start", "compare"])
def test_a_link_opened_elsewhere_shows_the_same_numbers(visitor, name):
    first = visitor().open(name, s="messy_alliance", bidders=7, n=2, seed=5)
    first.wait_for_full_run()
    second = visitor()
    second.page.goto(first.page.url)
    second.settled()
    second.wait_for_full_run()
    assert second.headline() == first.headline()
    assert "2 futures, seed 5" in second.text()


def test_a_link_with_another_council_and_a_change_opens_with_both(visitor):
    visit = visitor().open("start", council="Leeds", set="parameters.market.buyer_options:0.5", n=2)
    visit.bar()
    expect(visit.page.get_by_text("Council: Leeds (story: Bexley)")).to_be_visible()


def test_what_a_link_says_wrongly_is_left_out_and_named(visit):
    visit.open("start", s="no_such_story", bidders=999, set="parameters.nonsense.here:1~junk")
    expect(visit.page.get_by_text("There is no story called no_such_story")).to_be_visible()
    expect(visit.page.get_by_text("parameters.nonsense.here")).to_be_visible()
    assert "For Bexley" in visit.headline()


def test_a_link_from_another_version_says_so(visit):
    visit.open("start", v="0.0.1")
    expect(visit.page.get_by_text("This link was made with version 0.0.1")).to_be_visible()
