"""Workforce: who leaves, who is hired, and how much of a carer's effort arrives."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.workforce import (
    human_scale,
    next_network,
    next_staff,
    squeeze,
    yearly_turnover,
)

EFFECTS = {"cutting_effect": 0.8, "squeeze_effect": 0.5}


def test_without_pressure_turnover_is_what_it_usually_is():
    usual = np.array([0.2, 0.35])
    none = np.zeros(2)
    assert yearly_turnover(usual, none, none, **EFFECTS) == pytest.approx(usual)


def test_cost_cutting_and_squeezed_margins_drive_staff_away():
    base, steps = np.full(5, 0.25), np.linspace(0, 1, 5)
    by_cutting = yearly_turnover(base, steps, np.zeros(5), **EFFECTS)
    by_squeeze = yearly_turnover(base, np.zeros(5), steps, **EFFECTS)
    assert (np.diff(by_cutting) > 0).all()
    assert by_squeeze[-1] == pytest.approx(0.25 * np.exp(0.5))
    both = yearly_turnover(base, steps, steps, **EFFECTS)
    assert both == pytest.approx(by_cutting * by_squeeze / 0.25)
    none = yearly_turnover(base, steps, steps, cutting_effect=0.0, squeeze_effect=0.0)
    assert none == pytest.approx(base)


def test_nobody_loses_more_staff_in_a_year_than_it_has():
    worst = yearly_turnover(np.array([0.9]), np.array([5.0]), np.array([1.0]), **EFFECTS)
    assert worst[0] == 1.0


def test_staff_settle_where_hiring_makes_up_for_leaving():
    wanted, turnover, fill = np.array([1000.0]), np.array([0.36]), 0.3
    staff = np.zeros(1)
    for _ in range(400):
        staff = next_staff(staff, wanted, turnover, fill)
    stay = 1 - 0.36 / 12
    assert staff[0] == pytest.approx(fill * 1000 / (1 - stay * (1 - fill)))
    assert staff[0] < 1000


def test_slower_hiring_and_more_leaving_leave_more_posts_empty():
    def settled(turnover, fill):
        staff = np.array([1000.0])
        for _ in range(400):
            staff = next_staff(staff, np.array([1000.0]), np.array([turnover]), fill)
        return staff[0]

    assert settled(0.3, 0.3) > settled(0.5, 0.3) > settled(0.5, 0.1)


def test_surplus_staff_leave_but_are_not_dismissed():
    after = next_staff(np.array([1200.0]), np.array([800.0]), np.array([0.24]), 0.5)
    assert after[0] == pytest.approx(1200 * (1 - 0.02))


def network(months, wanted, people=0.0, growth=0.12, seed=100.0, loss=0.3):
    """A community network's size, month after month."""
    sizes = [np.array([people])]
    for _ in range(months):
        sizes.append(
            next_network(sizes[-1], np.array([wanted]), np.array([0.1]), growth, seed, loss)
        )
    return np.concatenate(sizes)


def test_a_community_network_grows_slowly_from_small_and_levels_off():
    sizes = network(120, wanted=5000.0)
    steps = np.diff(sizes)
    assert (steps > 0).all()
    fastest = int(np.argmax(steps))
    assert (np.diff(steps[:fastest]) > 0).all()
    assert (np.diff(steps[fastest:]) < 0).all()
    assert 0.8 * 5000 < sizes[-1] <= 5000
    # Twice the money does not make the first year twice as large.
    assert network(12, wanted=10_000.0)[-1] < 1.2 * sizes[12]
    assert network(12, wanted=5000.0, growth=0.0)[-1] == 0.0


def test_a_community_network_is_lost_much_faster_than_it_grew():
    gone = network(6, wanted=0.0, people=4000.0)
    assert gone[6] < 0.15 * 4000
    assert (np.diff(gone) < 0).all()


def test_less_of_a_carers_effort_arrives_in_large_and_restless_organisations():
    sizes = np.array([0.0, 1e3, 1e4, 1e5])
    terms = {"half_size": 1e4, "turnover_effect": 0.5, "continuity_effect": 0.2}
    by_size = human_scale(sizes, np.zeros(4), np.ones(4), **terms)
    assert by_size[0] == 1.0
    assert by_size[2] == pytest.approx(0.5)
    assert (np.diff(by_size) < 0).all()
    by_turnover = human_scale(np.full(3, 1e3), np.array([0.0, 0.3, 1.0]), np.ones(3), **terms)
    assert (np.diff(by_turnover) < 0).all()
    extreme = human_scale(
        np.array([1e12]), np.ones(1), np.zeros(1), 1.0, turnover_effect=1.0, continuity_effect=1.0
    )
    assert 0 < extreme[0] <= 1


def test_more_of_it_arrives_where_people_know_each_other():
    ties = np.array([0.0, 0.5, 1.0])
    size, turnover = np.full(3, 1e3), np.full(3, 0.3)
    known = human_scale(size, turnover, ties, 1e4, 0.5, continuity_effect=0.2)
    assert known / known[-1] == pytest.approx([0.8, 0.9, 1.0])
    off = human_scale(size, turnover, ties, 1e4, 0.5, continuity_effect=0.0)
    assert off == pytest.approx(np.full(3, known[-1]))


def test_thin_margins_and_thin_reserves_squeeze():
    margins = np.array([-0.1, 0.0, 0.015, 0.03, 0.2])
    rich, no_floor = np.full(5, 1e6), np.zeros(5)
    assert squeeze(margins, 0.03, rich, no_floor) == pytest.approx([1, 1, 0.5, 0, 0])
    sound, floor = np.full(4, 0.1), np.full(4, 1000.0)
    reserves = np.array([-50.0, 0.0, 500.0, 1000.0])
    assert squeeze(sound, 0.03, reserves, floor) == pytest.approx([1, 1, 0.5, 0])
    assert squeeze(sound, 0.03, reserves, 0 * floor) == pytest.approx(np.zeros(4))
