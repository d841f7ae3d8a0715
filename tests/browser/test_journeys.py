"""What people come to each page for, from arrival to answer, by mouse and by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import controls as on
from tests.browser.hands import HANDS
from tests.browser.visiting import DESKTOP, PATIENCE, PHONE

SIZES = {"desktop": DESKTOP, "phone": PHONE}
CHOICES = (tuple(HANDS), tuple(SIZES), ("light", "dark"))


def ways(*first):
    """Take a journey twice: in one way, and in the way that differs from it in everything.

    So every page sees each hand, screen and theme, and its neighbours see the other pairs of them;
    `test_every_page` looks at every screen in every theme.
    """
    other = [
        next(one for one in both if one != chosen)
        for both, chosen in zip(CHOICES, first, strict=True)
    ]
    ids = ["-".join(first), "-".join(other)]
    return pytest.mark.parametrize("way", [first, other], ids=ids, indirect=True)


@pytest.fixture
def way(request, guest):
    """A visit, and the hand that uses it."""
    hand, size, theme = request.param
    visit = guest(SIZES[size], theme)
    return visit, HANDS[hand](visit.page)


def column_has(words):
    """Whether all of these words stand in the second cells of the rows."""
    return lambda rows: words <= {row[1] for row in rows if len(row) > 1}


def lever(visit, hand, name, value):
    """Set a lever in the bar at the side, which a phone keeps closed."""
    bar = visit.page.get_by_test_id("stSidebar")
    opens = visit.page.get_by_test_id("stExpandSidebarButton")
    was_closed = opens.is_visible()
    if was_closed:
        hand.press(opens)
    hand.write(bar.get_by_label(f"{name}, as a number").first, value)
    expect(bar.get_by_text(f"{name}: {value} (story:")).to_be_visible(timeout=PATIENCE)
    if was_closed:
        hand.press(bar.get_by_test_id("stSidebarCollapseButton").get_by_role("button"))
        expect(opens).to_be_visible()


@ways("mouse", "desktop", "light")
def test_two_scenarios_and_two_options_are_held_against_each_other(way):
    visit, hand = way
    visit.open("compare", n=2)
    hand.write(on.box(visit, "A name for what is shown now"), "As it is")
    hand.press(on.button(visit, "Keep"))
    visit.says("Nothing differs between the scenarios")
    lever(visit, hand, "Providers who could bid", "7")
    visit.says("What changes against Shown now")
    visit.says("What goes in: 1 setting differs")
    on.rows(visit, "Setting", lambda rows: rows == [["Market: providers", "7", "11"]])
    hand.press(on.head(visit, "In words and numbers: What changes against Shown now"))
    on.rows(visit, "Difference", column_has({"Tender", "Auction", "Alliance"}))
    hand.press(on.head(visit, "In words and numbers: What changes against Shown now"))
    hand.press(on.head(visit, "In words and numbers: Against the"))
    hand.pick(on.select(visit, "Hold the other options against"), "Auction")
    on.rows(visit, "Difference", column_has({"Tender less auction", "Alliance less auction"}))


@ways("mouse", "desktop", "dark")
def test_what_one_party_bears_under_one_option_and_in_a_year_that_costs_more(way):
    visit, hand = way
    visit.open("risk")
    hand.tick(on.choice(visit, "What counts"), "Money and lives")
    hand.pick(on.select(visit, "Who"), "The council")
    hand.pick(on.select(visit, "Way of buying"), "Alliance")
    visit.settled()
    hand.press(on.head(visit, "In words and numbers: "))
    only = [["The council", "Alliance"]]
    found = on.rows(visit, "Bad year", lambda rows: [row[:2] for row in rows] == only)
    assert re.search("£[0-9.]+m", " ".join(found[0]))
    hand.write(on.box(visit, "Actual cost as a percentage of the plan"), "120")
    visit.says("20% more than planned")
    expect(visit.page).to_have_url(re.compile("method=alliance.*|party=council.*"))


@ways("mouse", "phone", "light")
def test_a_deal_is_begun_from_a_template_and_a_band_is_changed(way):
    visit, hand = way
    visit.open("deal")
    hand.pick(on.select(visit, "Start from"), "Capped pain")
    hand.press(on.button(visit, "Fill the editor"))
    visit.says("Council can lose: it bears 100p of every pound above £1,100,000")
    hand.press(on.head(visit, "The same bands as plain boxes"))
    hand.write(on.box(visit, "Council's share, % (band 1)"), "60")
    visit.says("The shares of band 1 add to 110%: take 10 percentage points away.")
    visit.says("These terms are not a deal yet.")
    hand.write(on.box(visit, "Providers' share, % (band 1)"), "40")
    visit.says("What these terms tempt people to do")
    expect(visit.page.locator("h2").first).to_contain_text("Council bears 60p")
    hand.write(on.box(visit, "What care costs, as a percentage of what was agreed"), "120")
    visit.says("20% more than planned")
    together = ["Together", "care costs £1,200,000"]
    on.rows(visit, "Money in the end", lambda rows: rows[-1][:2] == together)


@ways("mouse", "phone", "dark")
def test_how_sure_by_another_aim_over_another_assumption_and_what_drives_it(way):
    visit, hand = way
    visit.open("robust")
    hand.pick(on.select(visit, "Choose the best option by"), "lowest total cost")
    visit.says("The auction is ahead by lowest cost in 20 of 20 futures")
    hand.pick(on.select(visit, "Across"), "months that partners take to set up")
    visit.says("Simulated beforehand: 3 futures in each place")
    hand.pick(on.select(visit, "Which two options"), "Alliance less tender")
    visit.says("moves the difference most")
    hand.press(on.head(visit, "moves the difference most"))
    on.rows(visit, "Assumption", lambda rows: len(rows) > 3)


@ways("mouse", "desktop", "light")
def test_a_number_is_looked_up_and_a_claim_is_read(way):
    visit, hand = way
    visit.open("evidence")
    hand.write(on.box(visit, "Search"), "turnover")
    visit.says("found. Page 1 of 1.")
    found = on.rows(visit, "Value here", lambda rows: f"{len(rows)} found" in visit.text())
    assert any("turnover" in row[0].lower() for row in found)
    visit.says("Plausible range:")
    hand.tick(on.choice(visit, "What to look at"), "Claims")
    visit.says("What people in the field say")
    hand.pick(on.select(visit, "Whom it speaks for"), "for alliances")
    visit.settled()
    expect(visit.page).to_have_url(re.compile("side="))
    on.rows(
        visit,
        "Who says so",
        lambda rows: bool(rows) and all("Speaks for alliances." in row[1] for row in rows),
    )


@ways("mouse", "phone", "light")
def test_a_chapter_from_a_prediction_to_one_free_change_and_before_a_room(way):
    visit, hand = way
    visit.open("learn")
    hand.pick(on.select(visit, "Chapter"), "6. When tendering wins")
    visit.says("Chapter 6: When tendering wins")
    hand.tick(on.choice(visit, "What do you do?"), "Score price and quality together")
    hand.press(on.button(visit, "To the prediction"))
    visit.says("You decided: Score price and quality together.")
    hand.tick(on.choice(visit, "What do you predict?"), "Tender")
    expect(on.button(visit, "Skip the prediction")).to_have_count(0)
    hand.tick(on.choice(visit, "How sure are you?"), "Fairly sure")
    hand.write(on.box(visit, "Why? One line is enough"), "Few can bid")
    hand.press(on.button(visit, "Show what happens"))
    visit.says("You predicted: Tender (fairly sure).")
    visit.says("“Few can bid”")
    visit.says("Your prediction came true.")
    hand.press(on.button(visit, "Why?"))
    visit.says("On net benefit the tender beats the auction in")
    hand.press(on.button(visit, "Change one thing"))
    visit.says("Change one thing: The quality bar of the auction")
    visit.says("The quality bar of the auction: 75%. The tender")
    hand.to_the_start(on.slider(visit, "The quality bar of the auction"))
    visit.says("The quality bar of the auction: 35%. The auction")
    hand.press(on.switch(visit, "Presenter view"))
    expect(visit.page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(on.select(visit, "Chapter")).to_have_count(0)
    visit.says("The quality bar of the auction: 35%.")


@ways("mouse", "desktop", "dark")
def test_one_resident_is_drawn_from_a_group_and_then_called_by_number(way):
    visit, hand = way
    visit.open("follow")
    visit.says("Resident")
    first = visit.headline()
    hand.press(on.button(visit, "Somebody else"))
    expect(visit.page.locator("h2").first).not_to_have_text(first, timeout=PATIENCE)
    hand.pick(on.select(visit, "Draw somebody from"), "people with an unpaid carer")
    visit.settled()
    hand.write(on.box(visit, "Or by number"), "12")
    visit.says("Resident 12")
    visit.settled()
    hand.pick(on.select(visit, "Another measure"), "Crises")
    visit.says("In words and numbers: Crises")
    hand.press(on.head(visit, "In words and numbers: Crises"))
    on.rows(
        visit,
        "Month",
        lambda rows: [row[0] for row in rows] == [str(one) for one in range(1, len(rows) + 1)],
    )
