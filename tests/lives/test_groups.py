"""Groups to draw somebody from."""

import numpy as np
import pytest

from alliance_sim.metrics.lives.groups import draw, groups
from alliance_sim.metrics.lives.roll import call_roll
from tests.small import small

BELONGS = {
    "overlooked": lambda one: one.overlooked,
    "well-connected": lambda one: not one.overlooked,
    "voiceless": lambda one: one.voiceless,
    "isolated": lambda one: one.isolated,
    "not-yet-known": lambda one: not one.known,
    "home-care": lambda one: one.in_care,
    "advocacy": lambda one: one.voiceless and one.known,
    "community-connection": lambda one: one.isolated and one.in_care,
    "Bexley": lambda one: one.council == "Bexley",
    "Camden": lambda one: one.council == "Camden",
    "care-act-assessment": lambda one: one.came > 0 and one.known,
    "newcomer": lambda one: one.came > 0,
    "high-need": lambda one: one.need_hours_week > 0,
}


@pytest.fixture(scope="module")
def story():
    two = {"councils": ["Bexley", "Camden"], "residents": 150}
    return small(place=two, parameters={"residents.death_rate": 0.3})


@pytest.mark.parametrize("name", BELONGS)
def test_whoever_is_drawn_belongs_to_the_group(story, name):
    for which in range(5):
        one = draw(story, name, which=which)
        assert BELONGS[name](one), one


def test_a_group_has_everyone_who_belongs(story):
    roll = call_roll(story)
    people = [roll.resident(int(number)) for number in roll.numbers]
    found = {group.name: set(group.numbers.tolist()) for group in groups(story)}
    later = {"newcomer", "care-act-assessment"}
    for name, belongs in BELONGS.items():
        if name == "high-need":
            continue
        there = [one for one in people if (one.came > 0) == (name in later)]
        assert found[name] == {one.number for one in there if belongs(one)}, name


def test_high_need_is_the_fifth_with_the_most(story):
    (group,) = (group for group in groups(story) if group.name == "high-need")
    roll = call_roll(story)
    start = roll.numbers[roll.came == 0]
    assert group.count == pytest.approx(len(start) / 5, abs=1)
    others = np.setdiff1d(start, group.numbers)
    assert roll.need[group.numbers - 1].min() > roll.need[others - 1].max()


def test_the_same_draw_is_the_same_person_and_the_next_another(story):
    assert draw(story, "isolated") == draw(story, "isolated")
    (group,) = (group for group in groups(story) if group.name == "isolated")
    drawn = [draw(story, "isolated", which=which).number for which in range(group.count)]
    assert sorted(drawn) == group.numbers.tolist()
    assert draw(story, "isolated", which=group.count).number == drawn[0]


def test_those_who_leave_before_the_options_differ_are_drawn_last(story):
    (group,) = (group for group in groups(story) if group.name == "isolated")
    left = [draw(story, "isolated", which=which).left for which in range(group.count)]
    early = [month is not None and month <= story.warm_up + 1 for month in left]
    assert any(early)
    assert early == sorted(early)


def test_a_name_may_be_written_in_any_of_the_usual_ways(story):
    for name in ("home care", "home_care", "Home-Care"):
        assert draw(story, name) == draw(story, "home-care")


def test_a_service_that_is_not_bought_is_no_group():
    names = {group.name for group in groups(small(services=["advocacy"]))}
    assert "advocacy" in names
    assert not names & {"home-care", "community-connection", "care-act-assessment"}


def test_carers_are_a_group_where_they_may_organise(story):
    assert "unpaid-carer" not in {group.name for group in groups(story)}
    organised = small(parameters={"carers.organising": 0.5})
    assert "unpaid-carer" in {group.name for group in groups(organised)}


def test_no_group_is_empty_or_has_a_raw_name(story):
    for group in groups(story):
        assert group.count > 0
        assert "_" not in group.name + group.words


def test_an_unknown_group_is_refused(story):
    with pytest.raises(LookupError, match="no group is called nobody"):
        draw(story, "nobody")
