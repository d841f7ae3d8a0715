"""The search finds what theory says is best, keeps limits, and repeats itself."""

import numpy as np
import pytest

from alliance_sim.experiments.search import Judged, Term, Tried, front, search
from alliance_sim.rules.behaviour.bidding import risk_premium
from alliance_sim.rules.behaviour.effort import choose_effort
from tests.examples import benchmark, effort_costs, incentives, named

SHARE = Term("provider_share", 0.0, 1.0, 0.01)
TRIES = 72


def plain_incentive(r, c, sigma2):
    """The model cut down to one provider that saves cost, and bears a share of a risky one."""

    def surplus(share):
        costs = effort_costs(saving=1.0, curvature=c)
        effort = choose_effort(costs, incentives(cost_share=share))
        toil = c / 2 * float(effort.cutting) ** 2
        premium = risk_premium(np.asarray(r), share, sigma2**0.5, 1.0)
        return -float(effort.cost) - toil - float(premium)

    return lambda points: [Judged((surplus(point["provider_share"]),)) for point in points]


@pytest.mark.parametrize("row", benchmark("B10"), ids=named)
def test_it_finds_the_interior_optimum_of_the_plain_incentive_contract(row):
    judge = plain_incentive(row["r"], row["c"], row["sigma2"])
    (best,) = front(search(judge, [SHARE], [True], tries=TRIES, seed=1), [True])
    assert best.point["provider_share"] == pytest.approx(row["beta"], abs=0.025)
    assert best.judged.aims[0] == pytest.approx(row["total_CE"], rel=5e-3)


def two_aims(points):
    """More of x is good for one aim and bad for the other; y is good for neither."""
    return [
        Judged(
            (p["x"] - p["y"], p["x"] ** 2 + p["y"]),
            (p["x"] - 6,),
        )
        for p in points
    ]


TERMS = (Term("x", 0, 12, 1.0), Term("y", 0.0, 1.0, 0.01))
DIRECTIONS = (True, False)


def test_no_point_of_the_front_oversteps_a_limit_and_none_beats_another():
    tried = search(two_aims, TERMS, DIRECTIONS, tries=60, seed=3)
    best = front(tried, DIRECTIONS)
    assert any(not one.judged.keeps_the_limits for one in tried)
    assert best
    assert all(one.point["x"] <= 6 for one in best)
    aims = [one.judged.aims for one in best]
    assert aims == sorted(aims, reverse=True)
    assert [second for _, second in aims] == sorted((s for _, s in aims), reverse=True)


def test_the_same_seed_gives_the_same_search_and_every_value_lies_on_its_grid():
    one, two, other = (
        search(two_aims, TERMS, DIRECTIONS, tries=24, seed=seed) for seed in (5, 5, 6)
    )
    assert one == two
    assert one != other
    for tried in one:
        for term in TERMS:
            assert tried.point[term.name] == term.nearest(tried.point[term.name])
            assert term.low <= tried.point[term.name] <= term.high


def test_the_start_is_tried_first_and_no_point_is_judged_twice():
    seen = []

    def judge(points):
        seen.extend(tuple(point.values()) for point in points)
        return two_aims(points)

    search(
        judge,
        (TERMS[0], Term("y", 0.0, 0.0, 0.01)),
        DIRECTIONS,
        tries=40,
        seed=1,
        start={"x": 4.4, "y": 9.0},
    )
    assert seen[0] == (4, 0.0)
    assert len(seen) == len(set(seen)) <= 13


def test_what_is_not_known_is_never_on_the_front():
    unknown = Tried({"x": 1}, Judged((float("nan"),)))
    unsigned = Tried({"x": 2}, Judged((9.0,), (float("inf"),)))
    known = Tried({"x": 3}, Judged((1.0,), (0.0,)))
    assert front([unknown, unsigned, known], [True]) == [known]
    assert front([unknown], [True]) == []


def test_a_search_learns_nothing_from_what_cannot_be_known():
    def judge(points):
        return [Judged((float("nan") if p["x"] > 6 else p["x"],)) for p in points]

    tried = search(judge, TERMS[:1], [True], tries=30, seed=1)
    assert front(tried, [True])[0].point["x"] == 6
