"""Effort: the best answer to a contract's incentives, and what theory says it does to care."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize

from alliance_sim.rules.behaviour.bidding import risk_premium
from alliance_sim.rules.behaviour.cooperation import effective_share
from alliance_sim.rules.behaviour.effort import choose_effort, own_motivation
from tests.examples import benchmark, effort_costs, incentives, named

RANDOM_WORLDS = 60
PROVIDERS = 200


def random_case(rng, providers=PROVIDERS):
    """A technology of any sign and strength, and incentives of many providers under it."""
    costs = effort_costs(
        verifiable=rng.uniform(0, 1),
        relational=rng.uniform(0, 1),
        saving=rng.uniform(0, 2),
        curvature=rng.uniform(0.2, 3),
        substitution=rng.uniform(-0.95, 0.95),
        damage_verifiable=rng.uniform(0, 1),
        damage_relational=rng.uniform(0, 1),
    )
    given = incentives(
        cost_share=rng.uniform(0, 1, providers),
        kpi=rng.uniform(0, 2, providers),
        outcome=rng.uniform(0, 2, providers),
        kpi_visibility=rng.uniform(0, 1, providers),
        weight_verifiable=rng.uniform(0, 1, providers),
        weight_relational=rng.uniform(0, 1, providers),
        human_scale=rng.uniform(0.1, 1, providers),
    )
    return costs, given


def objective(effort, costs, given, row=...):
    """What a provider earns less what effort takes out of it, written out term by term."""
    v, q, x = effort
    quality_v = v - costs.damage_verifiable * x
    quality_r = given.human_scale[row] * (q - costs.damage_relational * x)
    spent = costs.verifiable * v + costs.relational * q - costs.saving * x
    kpi = quality_v + given.kpi_visibility[row] * quality_r
    outcome = given.weight_verifiable[row] * quality_v + given.weight_relational[row] * quality_r
    strain = v**2 / 2 + q**2 / 2 + x**2 / 2 + costs.substitution * v * q
    return (
        -given.cost_share[row] * spent
        + given.kpi[row] * kpi
        + given.outcome[row] * outcome
        - costs.curvature * strain
    )


def chosen(effort, row=...):
    return np.array([effort.verifiable[row], effort.relational[row], effort.cutting[row]])


def test_numerical_maximisation_finds_nothing_better():
    rng = np.random.default_rng(1)
    corners = set()
    for _ in range(RANDOM_WORLDS):
        costs, given = random_case(rng, 1)
        exact = chosen(choose_effort(costs, given), 0)
        found = minimize(
            lambda e, costs=costs, given=given: -objective(e, costs, given, 0),
            np.full(3, 0.5),
            bounds=[(0, None)] * 3,
            options={"ftol": 1e-14, "gtol": 1e-9},
        )
        assert exact == pytest.approx(found.x, abs=2e-4)
        assert objective(exact, costs, given, 0) >= -found.fun - 1e-9
        corners.add(tuple(exact > 0))
    assert len(corners) >= 6


def test_no_other_effort_pays_more():
    rng = np.random.default_rng(2)
    for _ in range(RANDOM_WORLDS):
        costs, given = random_case(rng)
        effort = choose_effort(costs, given)
        best = objective(chosen(effort), costs, given)
        for scale in (1e-4, 1e-2, 1.0):
            other = np.maximum(chosen(effort) + rng.normal(0, scale, (3, PROVIDERS)), 0)
            assert (objective(other, costs, given) <= best + 1e-12).all()


def test_every_mix_of_corners_occurs_with_efforts_that_help_each_other():
    rng = np.random.default_rng(3)
    pulls = rng.normal(0, 1, (2, 2000))
    for gamma in (-0.9, -0.3, 0.3, 0.9):
        effort = choose_effort(
            effort_costs(substitution=gamma),
            incentives(
                kpi=1.0, weight_verifiable=pulls[0] - 1, weight_relational=pulls[1], outcome=1.0
            ),
        )
        v, q = effort.verifiable, effort.relational
        assert ((v > 0) & (q > 0)).any()
        assert ((v > 0) & (q == 0)).any()
        assert ((v == 0) & (q > 0)).any()
        assert ((v == 0) & (q == 0)).any()
        # First-order conditions: no gain from more, nor from less where there is some.
        marginal_v = pulls[0] - v - gamma * q
        marginal_q = pulls[1] - q - gamma * v
        assert max(marginal_v.max(), marginal_q.max()) < 1e-12
        assert abs(marginal_v[v > 0]).max() < 1e-12
        assert abs(marginal_q[q > 0]).max() < 1e-12


def test_quality_and_cost_follow_from_the_efforts():
    costs, given = random_case(np.random.default_rng(4))
    effort = choose_effort(costs, given)
    v, q, x = chosen(effort)
    assert effort.quality_verifiable == pytest.approx(v - costs.damage_verifiable * x)
    relational = given.human_scale * (q - costs.damage_relational * x)
    assert effort.quality_relational == pytest.approx(relational)
    spent = costs.verifiable * v + costs.relational * q - costs.saving * x
    assert effort.cost == pytest.approx(spent)


def test_providers_decide_each_for_themselves():
    costs, given = random_case(np.random.default_rng(5), 7)
    together = chosen(choose_effort(costs, given))
    for row in range(7):
        own = {name: np.broadcast_to(getattr(given, name), 7)[row] for name in given.__slots__}
        alone = incentives(**own)
        assert chosen(choose_effort(costs, alone)) == pytest.approx(together[:, row])


@pytest.mark.parametrize("row", benchmark("B11"), ids=named)
def test_paying_for_what_is_measured_drives_out_what_is_not(row):
    effort = choose_effort(
        effort_costs(curvature=row["c1"], substitution=row["gamma"]),
        incentives(
            kpi=row["beta"],
            outcome=1.0,
            weight_verifiable=row["m1"],
            weight_relational=row["m2"],
            kpi_visibility=0.0,
        ),
    )
    assert effort.verifiable == pytest.approx(row["effort_measured"], abs=1e-6)
    assert effort.relational == pytest.approx(row["effort_unmeasured"], abs=1e-6)


@pytest.mark.parametrize(
    ("gamma", "visibility", "sign"), [(0.5, 0.0, -1), (0.0, 0.0, 0), (-0.5, 0.0, 1), (0.5, 1.0, 1)]
)
def test_distortion_needs_substitution_and_blindness(gamma, visibility, sign):
    stakes = np.linspace(0, 0.4, 9)
    effort = choose_effort(
        effort_costs(substitution=gamma),
        incentives(kpi=stakes, outcome=1.0, kpi_visibility=visibility, weight_relational=0.8),
    )
    steps = np.diff(effort.relational)
    assert (effort.relational > 0).all()
    assert np.allclose(steps, 0) if sign == 0 else (np.sign(steps) == sign).all()


def test_a_fixed_price_shades_quality_that_nobody_sees():
    costs = effort_costs(saving=1.0, damage_relational=0.6)
    blind = choose_effort(costs, incentives(cost_share=1.0))
    seen = choose_effort(costs, incentives(cost_share=1.0, outcome=1.0, weight_relational=0.9))
    # The damage counts in full for residents, and not at all for who saves the money.
    assert blind.cutting == pytest.approx(1.0)
    assert seen.cutting == pytest.approx(1.0 - 0.6 * 0.9)
    assert blind.quality_relational < seen.quality_relational


def test_cost_plus_leaves_slack():
    effort = choose_effort(effort_costs(saving=2.0), incentives(cost_share=np.array([0.0, 0.5])))
    assert effort.cutting.tolist() == [0.0, 1.0]
    assert effort.cost[0] == 0.0


@pytest.mark.parametrize("row", benchmark("B12"), ids=named)
def test_members_who_share_everything_free_ride(row):
    share = row["total_share"] * effective_share(1 / row["n"], cooperation=0.0)
    value = 1.0
    effort = choose_effort(
        effort_costs(curvature=row["c"]), incentives(outcome=share * value, weight_relational=1.0)
    ).relational
    assert effort == pytest.approx(row["effort"], abs=1e-6)
    surplus = value * effort - row["c"] * effort**2 / 2
    best = value**2 / (2 * row["c"])
    assert surplus / best == pytest.approx(row["surplus_ratio"], abs=1e-6)
    if row["total_share"] == 1:
        assert surplus / best == pytest.approx((2 * row["n"] - 1) / row["n"] ** 2)


def test_full_cooperation_undoes_free_riding():
    for members in (2, 4, 8):
        share = effective_share(1 / members, cooperation=1.0)
        effort = choose_effort(effort_costs(), incentives(outcome=share, weight_relational=1.0))
        assert effort.relational == pytest.approx(1.0)


@pytest.mark.parametrize("row", benchmark("B18"), ids=named)
def test_control_crowds_out_own_motivation(row):
    power = np.array(row["beta"])
    effort = choose_effort(
        effort_costs(curvature=row["c"]),
        incentives(
            kpi=power,
            outcome=own_motivation(np.array(row["m0"]), row["kappa"], power),
            weight_verifiable=1.0,
        ),
    )
    assert effort.verifiable == pytest.approx(row["effort"], abs=1e-6)


def test_monitoring_without_pay_lowers_relational_effort_of_those_who_care():
    watched = np.linspace(0, 1, 5)
    effort = choose_effort(
        effort_costs(), incentives(outcome=own_motivation(np.array(0.4), 0.5, watched))
    )
    assert (np.diff(effort.relational) < 0).all()
    assert own_motivation(np.array(0.4), 3.0, watched)[-1] == 0.0


@pytest.mark.parametrize("row", benchmark("B10"), ids=named)
def test_the_share_that_balances_effort_and_risk(row):
    shares = np.linspace(0, 1, 2001)
    costs = effort_costs(saving=1.0, curvature=row["c"])
    effort = choose_effort(costs, incentives(cost_share=shares)).cutting
    # Both sides together: what is saved, less the strain and what bearing the risk costs.
    spread = np.sqrt(row["sigma2"])
    premium = [float(risk_premium(np.array(row["r"]), share, spread, 1.0)) for share in shares]
    total = effort - row["c"] * effort**2 / 2 - premium
    best = int(total.argmax())
    assert shares[best] == pytest.approx(row["beta"], abs=1e-3)
    assert effort[best] == pytest.approx(row["effort"], abs=1e-3)
    assert total[best] == pytest.approx(row["total_CE"], abs=1e-5)


def test_nobody_makes_an_effort_that_quality_has_no_room_for():
    rng = np.random.default_rng(7)
    for _ in range(RANDOM_WORLDS):
        costs, given = random_case(rng)
        free = choose_effort(costs, given)
        room = float(rng.uniform(0, 0.5))
        held = choose_effort(costs, replace(given, room=room))
        assert (held.quality_verifiable <= room + 1e-12).all()
        assert (held.quality_relational <= room + 1e-12).all()
        fits = (free.quality_verifiable <= room) & (free.quality_relational <= room)
        for one, other in zip(chosen(free), chosen(held), strict=True):
            assert np.array_equal(one[fits], other[fits])


def test_effort_that_finds_no_room_goes_where_there_is_some():
    costs = effort_costs(substitution=0.5)
    given = incentives(kpi=2.0, outcome=1.0, weight_relational=1.0)
    free, held = (choose_effort(costs, replace(given, room=room)) for room in (9.0, 0.2))
    assert held.verifiable < free.verifiable
    assert held.relational == pytest.approx(0.2)
    small = choose_effort(costs, replace(given, room=0.5))
    # With verifiable effort held at its top, relational effort is what is best beside it.
    assert small.relational == pytest.approx(min(0.5, 1.0 - 0.5 * small.verifiable))
