"""Rules that benchmarks of theory called for: what must hold beyond the benchmarks' own figures."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.cooperation import sustained_cooperation
from alliance_sim.rules.behaviour.cost_share import SharedWork
from alliance_sim.rules.behaviour.distributions import normal, uniform
from alliance_sim.rules.behaviour.effort import EffortCosts, choose_effort, own_motivation
from alliance_sim.rules.behaviour.incentive_strength import net_worth, strain
from alliance_sim.rules.behaviour.mission import best_bonus, matched_mission
from alliance_sim.rules.behaviour.ownership import NO_PART, ownership_of
from alliance_sim.rules.behaviour.renegotiation import renegotiation_cost
from alliance_sim.rules.behaviour.search import best_of, turning_point
from alliance_sim.rules.behaviour.share_menu import menu_share
from tests.examples import effort_costs, incentives

DISCOUNTS = np.linspace(0.05, 0.95, 7)


def test_the_best_is_found_inside_and_on_either_bound():
    for peak in (-0.3, 0.0, 0.123456, 1.0, 1.7):
        at, value = best_of(lambda x, peak=peak: -((x - peak) ** 2), 0.0, 1.0)
        assert at == pytest.approx(min(max(peak, 0.0), 1.0), abs=1e-7)
        assert value == pytest.approx(-((at - peak) ** 2))
    assert best_of(lambda x: x, 2.0, 2.0) == (2.0, 2.0)


def test_a_turning_point_is_found_or_one_of_the_ends():
    assert turning_point(lambda x: x >= 0.3, 0.0, 1.0) == pytest.approx(0.3)
    assert turning_point(lambda x: x >= -1, 0.0, 1.0) == 0.0
    assert turning_point(lambda x: x >= 2, 0.0, 1.0) == 1.0


@pytest.mark.parametrize("weakest", [1.0, 0.7])
@pytest.mark.parametrize("detected", [0.3, 1.0])
def test_a_way_out_of_next_to_nothing_is_none(detected, weakest):
    for discount in DISCOUNTS:
        none = sustained_cooperation(detected, discount, weakest)
        little = sustained_cooperation(detected, discount, weakest, outside=1e-9)
        assert little == pytest.approx(none, abs=1e-6)


def test_a_better_way_out_sustains_less_and_in_the_end_nothing():
    for discount in DISCOUNTS:
        each = [
            sustained_cooperation(0.8, discount, outside=outside) for outside in (0, 0.1, 0.2, 0.3)
        ]
        assert each == sorted(each, reverse=True)
        assert sustained_cooperation(0.8, discount, outside=0.5) == 0.0
    assert sustained_cooperation(0.0, 0.9, outside=0.1) == 0.0
    assert sustained_cooperation(1.0, 1.0, outside=0.1) == 1.0


def test_ownership_that_plays_no_part_changes_no_effort():
    costs = effort_costs(damage_verifiable=0.3, damage_relational=0.6, saving=0.5)
    given = {"cost_share": 1.0, "kpi": 0.1, "outcome": 0.4, "weight_verifiable": 0.5}
    plain = choose_effort(costs, incentives(**given))
    own = {f"own_{name}": value for name, value in NO_PART._asdict().items()}
    assert choose_effort(costs, incentives(**given, **own)) == plain
    assert ownership_of("plain", 0.5, 0.25) == NO_PART


def test_net_worth_is_greatest_at_the_effort_of_one_who_is_paid_it_all():
    costs = EffortCosts(0.1, 0.1, 0.3, 0.7, 0.3, 0.2, 0.4)
    counted = incentives(cost_share=1.0, outcome=0.9, weight_verifiable=0.5, weight_relational=0.5)
    best = net_worth(costs, counted, choose_effort(costs, counted))
    for share in (0.0, 0.3, 0.8, 1.3):
        paid = incentives(
            cost_share=share, outcome=share, weight_verifiable=0.5, weight_relational=0.5
        )
        effort = choose_effort(costs, paid)
        assert net_worth(costs, counted, effort) <= best + 1e-12
        assert (strain(costs, effort) >= 0).all()


@pytest.mark.parametrize("types", [uniform(0.8, 1.2), normal(1.0, 0.1, 0.7, 1.3)])
def test_a_menu_gives_the_best_type_a_fixed_price_and_dearer_ones_less(types):
    work = SharedWork(effort_cost=3.0, risk=0.0)
    costs = np.linspace(types.low, types.high, 9)
    shares = [menu_share(work, types, float(cost), 0.3) for cost in costs]
    assert shares[0] == pytest.approx(1.0, abs=1e-6)
    assert (np.diff(shares) < 1e-9).all()
    # Where public money costs no more than money there is no reason to save on rents.
    assert menu_share(work, types, types.high, 0.0) == pytest.approx(1.0, abs=1e-6)


def test_a_type_that_nobody_is_has_no_share():
    with pytest.raises(ValueError, match="a type between 0 and 1"):
        menu_share(SharedWork(1.0, 0.0), uniform(0, 1), 1.5, 0.3)


def test_only_a_price_must_be_agreed_anew():
    changed = np.array([True, True, False])
    reimburses = np.array([False, True, False])
    assert renegotiation_cost(changed, 100.0, reimburses).tolist() == [100.0, 0.0, 0.0]
    assert renegotiation_cost(0.25, 100.0, False) == 25.0


def test_motivation_is_crowded_out_by_control_and_by_incentives_and_never_negative():
    mission, watched = np.array(0.4), np.array([0.0, 0.5, 1.0])
    plain = own_motivation(mission, 0.5, watched)
    assert own_motivation(mission, 0.5, watched, 0.0, 2.0, 0.3) == pytest.approx(plain)
    crowded = own_motivation(mission, 0.5, watched, 0.2, 1.0, 0.25)
    assert crowded == pytest.approx(0.75 * 0.4 * (1 - 0.5 * watched - 0.2))
    assert (own_motivation(mission, 1.0, watched, 1.0, 5.0) == 0).all()


def test_a_mission_counts_as_far_as_aims_are_shared():
    fit = np.array([0.0, 0.5, 1.0])
    assert matched_mission(np.array(2.0), fit, 0.0).tolist() == [2.0, 2.0, 2.0]
    assert matched_mission(np.array(2.0), fit, 0.5) == pytest.approx([1.0, 1.5, 2.0])


def test_a_bonus_is_never_a_fine():
    assert best_bonus(1.0, lambda bonus: 5.0 + bonus) == pytest.approx(0.0, abs=1e-9)
