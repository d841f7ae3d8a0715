"""One life: the same person under every option, and nothing but what the model counted."""

from dataclasses import replace

import numpy as np
import pytest

from alliance_sim.experiments.following import follow, lives_under
from alliance_sim.metrics.lives.life import STAGES
from alliance_sim.metrics.lives.roll import call_roll
from alliance_sim.metrics.lives.watched import Watched
from alliance_sim.simulate import read_run, simulate
from alliance_sim.world.people import People
from alliance_sim.world.population import ELEMENTS
from tests.small import WAYS, alike, finished, months_of, small

# People come and go often; contracts are short, providers close, services are far apart.
HARD_TIMES = {
    "residents.death_rate": 0.4,
    "market.background_closure": 0.3,
    "market.entry_months": 3,
    "competitive_tender.continuity.term_months": 5,
    "pathways.boundary_loss": 0.5,
    "pathways.lost": 0.5,
}
# What else may go on around people.
MUCH_GOING_ON = {
    "needs.growth": 0.05,
    "prevention.horizon_years": 5.0,
    "sudden.rate": 1.0,
    "budget.restraint": 1.0,
    "carers.organising": 0.5,
    "carers.network_planning": 0.5,
    "voice.poor_care": 0.2,
    "community.goodwill.hours_week": 2.0,
    "community.coordination.coordinators": 2.0,
    "wellbeing.complements": 1.0,
}
SETTINGS = {"usual": {}, "hard times": HARD_TIMES, "much going on": HARD_TIMES | MUCH_GOING_ON}
HOURS = {"needed_hours": "needed_hours", "missed_hours": "unmet_need_hours"}

LEVELS = {"wellbeing": "wellbeing", **{f"wellbeing_{element}": element for element in ELEMENTS}}


@pytest.fixture(scope="module")
def hard():
    return small(parameters=HARD_TIMES)


@pytest.fixture(scope="module")
def everyone(hard):
    """Everybody's life under each option of hard times."""
    roll = call_roll(hard)
    people = [roll.resident(int(number)) for number in roll.numbers]
    return {option: lives_under(hard, option, people) for option in hard.options}


@pytest.mark.parametrize("name", SETTINGS)
def test_lives_add_up_to_the_months_that_the_model_gives(name):
    story = small(parameters=SETTINGS[name])
    roll = call_roll(story)
    people = [roll.resident(int(number)) for number in roll.numbers]
    run = simulate(story, "alliance")
    lives = lives_under(story, "alliance", people)
    scale = run.people / story.residents
    kept = run.monthly["handoffs_kept_share"]
    for at in range(story.months):
        months = [month for life in lives for month in life.months if month.month == at + 1]
        assert len(months) == story.residents
        for mine, theirs in HOURS.items():
            total = sum(getattr(month, mine) for month in months) * scale
            assert total == pytest.approx(run.monthly[theirs][at], rel=1e-12), (mine, at)
        assert sum(month.crises for month in months) * scale == pytest.approx(
            run.monthly["crises"][at]
        )
        for column, element in LEVELS.items():
            mean = np.mean([getattr(month, element) for month in months])
            assert mean == pytest.approx(run.monthly[column][at], rel=1e-12), (element, at)
        ties = [month.same_carer_months for month in months if month.stage == "in care"]
        assert np.mean(ties) == pytest.approx(run.monthly["continuity_months"][at])
        tried = sum(month.handoffs_tried for month in months)
        if tried:
            share = sum(month.handoffs_kept for month in months) / tried
            assert share == pytest.approx(kept[at])


@pytest.mark.parametrize("name", SETTINGS)
def test_following_changes_nothing(name):
    story = small(parameters=SETTINGS[name])
    watched = Watched(story, "tender", 1, 0, range(story.residents))
    watched.run()
    assert alike(read_run(watched, "tender", 1, 0), simulate(story, "tender"))


def test_living_through_a_month_alone_is_living_through_it_with_everyone(hard):
    watched = Watched(hard, "alliance", 1, 0, range(hard.residents))
    for _ in range(hard.months):
        watched.step()
        for place, lived in watched.lived.items():
            for column in People._fields:
                assert lived.ended[column] == getattr(watched.people, column)[place], column


@pytest.mark.parametrize("name", SETTINGS)
def test_the_roll_has_everyone_who_comes_and_goes_under_every_option(name):
    story = small(parameters=SETTINGS[name])
    roll = call_roll(story)
    newcomers = [
        (month, int(place))
        for month, world in enumerate(months_of(story, "auction"), start=1)
        for place in np.flatnonzero(world.people.arrived == month)
    ]
    later = roll.came > 0
    assert list(zip(roll.came[later], roll.place[later], strict=True)) == newcomers
    assert sorted(roll.left[roll.left > 0]) == sorted(month for month, _ in newcomers)
    last = [roll.resident(int(number)) for number in roll.numbers[roll.left == 0]]
    for option in story.options:
        people = finished(story, option).people
        for one in last:
            assert people.arrived[one.place] == one.came
            assert people.voiceless[one.place] == one.voiceless
            assert people.isolated[one.place] == one.isolated
            assert people.support0[one.place] == one.family_hours_week


def test_usual_need_is_that_of_the_model_where_no_level_moves_it(hard):
    roll, people = call_roll(hard), finished(hard, "alliance").people
    stay = roll.left == 0
    assert np.array_equal(people.base[roll.place[stay]], roll.need[stay])


def test_a_life_is_one_persons_from_coming_to_leaving(hard, everyone):
    came_and_left = 0
    for lives in everyone.values():
        for life in lives:
            one = life.resident
            last = hard.months if one.left is None else one.left - 1
            months = [month.month for month in life.months]
            assert months == list(range(max(one.came, 1), last + 1))
            turns = [point.turn for point in life.turning_points]
            assert ("came" in turns) == (one.came > 0)
            assert turns.count("left") == (one.left is not None)
            if one.left is not None:
                assert turns[-1] == "left"
                assert life.turning_points[-1].month == one.left
                came_and_left += one.came > 0
    assert came_and_left > 0


def test_the_same_number_is_the_same_person_under_every_option(everyone):
    first, *others = everyone.values()
    for lives in others:
        assert [life.resident for life in lives] == [life.resident for life in first]


def test_need_moves_apart_only_by_what_services_did(everyone):
    # Until the options differ, everything is the same; what they are later is theirs.
    apart = 0
    for same in zip(*everyone.values(), strict=True):
        early = {tuple(m for m in life.months if m.month <= 4) for life in map(_plain, same)}
        assert len(early) == 1
        apart += len({life.months[-1:] for life in map(_plain, same)}) > 1
    assert apart > 0


def _plain(life):
    """A life whose months can be compared: mappings cannot be put into a set."""
    return replace(
        life, months=tuple(replace(m, came=tuple(sorted(m.came.items()))) for m in life.months)
    )


def test_hours_met_and_missed_are_all_the_hours_needed(everyone):
    for lives in everyone.values():
        for month in (month for life in lives for month in life.months):
            parts = month.family_hours + month.paid_hours + month.other_hours
            assert parts == pytest.approx(month.met_hours)
            assert month.stage in STAGES
            if month.stage != "in care":
                assert (month.paid_hours, month.care_worker) == (0, None)


def test_a_new_face_is_told_when_and_only_when_the_months_begin_again(everyone):
    faces = 0
    for lives in everyone.values():
        for life in lives:
            told = {p.month for p in life.turning_points if p.turn == "care_worker"}
            for before, now in zip(life.months, life.months[1:], strict=False):
                if before.care_worker is None or now.care_worker is None:
                    continue
                new = now.care_worker == before.care_worker + 1
                assert new == (now.month in told) == (now.same_carer_months == 0)
                if not new:
                    assert now.same_carer_months == before.same_carer_months + 1
                faces += new
    assert faces > 0


def test_a_change_of_provider_is_told_with_both_names_and_a_reason(everyone):
    reasons = set()
    for lives in everyone.values():
        for life in lives:
            by_month = {month.month: month for month in life.months}
            for point in life.turning_points:
                if point.turn in ("contract", "moved"):
                    assert by_month[point.month].came[point.service] == point.who
                    assert by_month[point.month - 1].came[point.service] == point.before
                    reasons.add(point.why)
            for month, now in by_month.items():
                before = by_month.get(month - 1)
                if before is None or "home_care" not in before.came.keys() & now.came.keys():
                    continue
                if before.came["home_care"] != now.came["home_care"]:
                    told = [
                        (p.before, p.who)
                        for p in life.turning_points
                        if p.month == month and p.turn in ("contract", "moved")
                    ]
                    assert (before.came["home_care"], now.came["home_care"]) in told
    assert {"award", "closure"} <= reasons


def test_crises_and_handoffs_are_told_in_their_month(everyone):
    turns = set()
    for lives in everyone.values():
        for life in lives:
            struck = [month.month for month in life.months if month.crises]
            assert [p.month for p in life.turning_points if p.turn == "crisis"] == struck
            turns |= {point.turn for point in life.turning_points}
    kinds = {"handoff_kept", "handoff_lost", "care_begins", "assessed", "closure", "found"}
    assert kinds <= turns


def test_handoffs_are_told_of_those_on_their_way_only(everyone):
    # Lonely people in care are tried in a community month after month; that is no turning point.
    tried = 0
    for lives in everyone.values():
        for life in lives:
            stage = {month.month: month.stage for month in life.months}
            for point in life.turning_points:
                if point.turn.startswith("handoff"):
                    assert stage[point.month - 1] in ("assessed", "reablement")
            tried += sum(m.handoffs_tried for m in life.months if m.stage == "in care")
    assert tried > 0


def test_one_option_alone_is_the_same_life(hard, everyone):
    number = 7
    (alone,) = follow(hard, number, options=["auction"])
    assert alone == everyone["auction"][number - 1]


def test_options_come_in_the_scenarios_order(hard):
    assert [life.option for life in follow(hard, 3)] == list(WAYS)


def test_nobody_has_a_number_beyond_the_roll(hard):
    roll = call_roll(hard)
    for number in (0, -1, len(roll) + 1):
        with pytest.raises(LookupError, match=f"there are {len(roll)} people"):
            follow(hard, number)


def test_another_future_has_other_people(hard):
    assert call_roll(hard, replication=1).resident(1) != call_roll(hard).resident(1)
