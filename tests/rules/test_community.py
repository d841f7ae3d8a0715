"""Community rules: what grows dyad by dyad, what needs many to work, what copying loses."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.community.coordination import newly_accompanied, next_introduced
from alliance_sim.rules.behaviour.community.dyads import (
    ending_share,
    formed_dyads,
    left_unsupported,
)
from alliance_sim.rules.behaviour.community.funding import funded_share, months_to_recover
from alliance_sim.rules.behaviour.community.goodwill import next_goodwill
from alliance_sim.rules.behaviour.community.micro import starting_share, stopping_share, use_of
from alliance_sim.rules.behaviour.community.spreading import (
    adapted,
    next_coverage,
    quality_of_copy,
    sites_of_copying,
)
from alliance_sim.rules.behaviour.community.teams import scale_saving
from alliance_sim.rules.behaviour.community.timebank import next_members, requests_met
from alliance_sim.rules.behaviour.community.visits import company_of, next_acquaintance


def some(*numbers):
    return np.array(numbers, dtype=float)


def test_no_dyad_is_formed_without_a_worker_nor_beyond_what_workers_can_look_after():
    formed = formed_dyads(some(10, 10, 49), some(0, 2, 2), some(100, 100, 100), 25, 0.5, 0.01)
    assert formed[0] == 0
    assert formed[1] == pytest.approx((0.5 * 2 + 0.01 * 10) * (1 - 10 / 50))
    assert 49 + formed[2] <= 50


def test_dyads_end_more_often_where_matches_are_poor():
    good, poor = (ending_share(some(0.01), 0.1, quality, 0.005)[0] for quality in (0.9, 0.5))
    assert poor > good > 0.01


def test_what_nobody_looks_after_is_lost_much_faster_than_it_was_made():
    dyads = some(0.0)
    for _ in range(36):
        dyads = dyads + formed_dyads(dyads, some(2.0), some(60.0), 25, 0.5, 0.01)
    assert 15 < dyads[0] < 50
    left = dyads
    for _ in range(3):
        left = left_unsupported(left, some(0.0), 0.25)
    made_again, months = left, 0
    while made_again[0] < 0.9 * dyads[0]:
        made_again = made_again + formed_dyads(made_again, some(2.0), some(60.0), 25, 0.5, 0.01)
        months += 1
    assert months > 3 * 3


def test_a_timebank_grows_while_a_broker_keeps_it_and_meets_more_the_larger_it_is():
    members, sizes = some(0.0), []
    for _ in range(60):
        members = next_members(members, some(1.0), some(400.0), 4, 0.1, 0.03, 150, 0.25)
        sizes.append(members[0])
    assert np.all(np.diff(sizes) > 0)
    assert sizes[-1] < 150
    assert requests_met(some(60.0), 60)[0] == 1 / 2
    gone = next_members(members, some(0.0), some(400.0), 4, 0.1, 0.03, 150, 0.25)
    assert gone[0] < 0.75 * members[0]


def test_coordinators_take_on_whom_there_is_room_and_reason_for():
    taken = newly_accompanied(some(30, 30, 30), some(1, 1, 1), some(100, 4, -2), 40)
    assert taken.tolist() == [10, 4, 0]
    assert next_introduced(some(100.0), some(5.0), some(0.0), 0.02)[0] == pytest.approx(103)


def test_more_people_start_where_starting_costs_less_and_more_stop_where_nobody_wants_them():
    with_help, alone = (starting_share(some(2000.0), 5000, share, 3000)[0] for share in (0.8, 0.0))
    assert with_help > alone
    assert use_of(some(10, 10, 0), 20, some(400, 100, 0)).tolist() == [1, 0.5, 1]
    assert stopping_share(0.03, some(1.0), 0.1)[0] == pytest.approx(0.13)


def test_copies_double_and_each_generation_loses_as_much():
    assert [sites_of_copying(8, months, 4) for months in (0, 3, 4, 8, 12, 40)] == [1, 1, 2, 4, 8, 8]
    kept = quality_of_copy(np.arange(8), 0.8)
    assert kept == pytest.approx([1, 0.8, 0.64, 0.64, *[0.512] * 4])


def test_a_platform_grows_slowly_then_quickly_then_slowly_and_comes_to_suit_people():
    coverage, steps = some(0.05), []
    for _ in range(60):
        later = next_coverage(coverage, 0.18)
        steps.append((later - coverage)[0])
        coverage = later
    assert 0 < int(np.argmax(steps)) < 40
    assert 0.95 < coverage[0] <= 1
    assert adapted(some(0.6), 0.05)[0] == pytest.approx(0.62)


def test_company_is_what_time_is_left_when_the_task_is_done():
    assert company_of(1.0, 15, 15, 90) == 0
    assert company_of(2.0, 60, 15, 90) == 1 / 2
    assert next_acquaintance(some(9.0), 0.5)[0] == 5


def test_goodwill_grows_only_between_people_who_know_each_other_and_goes_with_them():
    def after(known, torn):
        return next_goodwill(some(0.5), some(0.8), some(known), some(torn), 0.1, 0.03, 0.6)[0]

    assert after(0.0, 0.0) < 0.5 < after(1.0, 0.0)
    assert after(1.0, 1.0) == pytest.approx(0.4 * after(1.0, 0.0))


def test_working_on_a_larger_scale_saves_with_every_doubling():
    saved = scale_saving(some(500, 1000, 2000, 4000), 1000.0, 0.01)
    assert saved == pytest.approx([0, 0, 0.01, 0.02])


def test_a_cut_lasts_as_long_as_it_lasts_and_recovery_is_counted_from_its_end():
    funded = [funded_share(month, 2, 3, 0.75) for month in range(7)]
    assert funded == [1, 1, 0.25, 0.25, 0.25, 1, 1]
    levels = [10, 20, 8, 4, 2, 6, 12, 18, 22]
    assert months_to_recover(levels, 2, 5, 0.9) == 2
    assert months_to_recover([*levels[:6], 7], 2, 5, 0.9) == 2
    assert months_to_recover(levels, 90, 99, 0.9) == 0
