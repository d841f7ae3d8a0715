"""Payment rules beyond price, block and shares, against figures worked out by hand."""

import pytest
from pydantic import ValidationError

from alliance_sim.rules.contracts import (
    Actuals,
    Capitation,
    Corridor,
    CostAndVolume,
    CostPlusIncentiveFee,
    OutcomePayment,
    RiskCorridor,
    SharedSavings,
    Spot,
    ThreeLimbs,
)
from tests.examples import CONTRACTS

SAVINGS = {"savings_rate": 0.5, "loss_rate": 0.3, "least_saving": 0.02, "least_loss": 0.02}


def paid(contract, *cost_and_target, **actuals):
    return contract.settle(Actuals(*(cost_and_target or (0.0,)), **actuals)).paid_gbp


def test_each_package_has_a_price_of_its_own():
    bought = ((12, 23.5), (7, 26.0))
    assert paid(Spot(), packages=bought) == 464
    assert paid(Spot(premium=0.05), packages=bought) == 487.2
    assert paid(Spot(), units=2, price_gbp=30) == 60


@pytest.mark.parametrize(
    ("units", "expected"),
    [(1000, 100_000), (1050, 100_000), (1100, 103_000), (1300, 115_000), (900, 97_000)],
)
def test_a_block_bends_beyond_the_tolerance(units, expected):
    terms = {"price_gbp": 100_000, "units": units, "expected_units": 1000}
    assert paid(CostAndVolume(tolerance=0.05, marginal_gbp=60), **terms) == expected
    assert paid(CostAndVolume(tolerance=0.05, marginal_share=0.6), **terms) == expected


def test_a_block_for_no_units_pays_for_each_one_at_a_rate_if_it_has_one():
    assert paid(CostAndVolume(tolerance=0.05, marginal_gbp=60), units=3) == 180
    assert paid(CostAndVolume(tolerance=0.05, marginal_share=0.6), units=3) == 0
    with pytest.raises(ValueError, match="expected_units"):
        paid(CostAndVolume(tolerance=0.05, marginal_gbp=60), units=3, expected_units=-1)


def test_a_person_is_paid_for_whatever_the_person_costs():
    assert paid(Capitation(), 9e9, price_gbp=2400, people=1250.5) == 3_001_200


@pytest.mark.parametrize(("outcomes", "expected"), [(1, 1000), (0.7, 760), (0, 200)])
def test_outcomes_pay_the_rest(outcomes, expected):
    plan = {"price_gbp": 1000, "units": 1, "outcomes": outcomes}
    assert paid(OutcomePayment(upfront_share=0.2), **plan) == expected


def test_at_expected_outcomes_the_agreed_price_is_paid():
    rule = OutcomePayment(upfront_share=0.2, expected_outcomes=0.6)
    assert paid(rule, price_gbp=1000, units=1, outcomes=0.6) == 1000
    more = paid(rule, price_gbp=1000, units=1, outcomes=0.7) - 1000
    assert more == pytest.approx(1000 * rule.outcome_stake() * 0.1, abs=0.01)


def test_outcomes_out_of_range_are_refused():
    with pytest.raises(ValueError, match="outcomes"):
        paid(OutcomePayment(upfront_share=0.2), outcomes=1.2)
    with pytest.raises(ValidationError, match="nothing up front"):
        OutcomePayment(upfront_share=0, expected_outcomes=0)


@pytest.mark.parametrize(("cost", "fee"), [(100, 8), (90, 10), (60, 12), (150, 3)])
def test_a_fee_moves_with_cost_between_its_bounds(cost, fee):
    rule = CONTRACTS["cost_plus_incentive_fee"]
    assert paid(rule, cost, 100) == cost + fee


def test_a_fee_outside_its_bounds_is_refused():
    with pytest.raises(ValidationError, match="between the least and the greatest"):
        CostPlusIncentiveFee(
            fee_share=0.2, least_fee_share=0.03, most_fee_share=0.12, provider_share=0.2
        )


@pytest.mark.parametrize(
    ("terms", "cost", "expected"),
    [
        ({}, 95, 2.5),
        ({}, 99, 0),
        ({}, 98, 1),
        ({}, 101.9, 0),
        ({}, 104, -1.2),
        ({"loss_cap": 0.04}, 130, -4),
        ({"loss_cap": 0.04, "loss_cap_revenue": 0.08}, 130, -4),
        ({"loss_cap": 0.04, "loss_cap_revenue": 0.04}, 130, -3.2),
        ({"savings_cap": 0.1}, 70, 10),
        ({"loss_rate": 0.0}, 130, 0),
        ({"from_first_pound": False}, 95, 1.5),
        ({"from_first_pound": False}, 104, -0.6),
    ],
)
def test_savings_and_losses_are_shared_once_they_are_large_enough(terms, cost, expected):
    rule = SharedSavings(**SAVINGS | terms)
    settlement = rule.settle(Actuals(cost, 100, revenue_gbp=80))
    assert settlement.gain_or_pain_gbp == expected
    assert sum(band.amount_gbp for band in settlement.bands) == pytest.approx(expected)


def test_poor_quality_forfeits_a_saving_and_forgives_no_loss():
    gated = SharedSavings(**SAVINGS, quality_gate=0.5)
    assert [paid(gated, 90, 100, performance=level) for level in (0.49, 0.5)] == [90, 95]
    assert paid(gated, 110, 100, performance=0.0) == 107
    scaled = SharedSavings(**SAVINGS, quality_scales_savings=True)
    assert paid(scaled, 90, 100, performance=0.8) == 94


def test_a_limit_by_revenue_needs_the_revenue():
    rule = SharedSavings(**SAVINGS, loss_cap_revenue=0.08)
    assert rule.needs() == ("target_cost_gbp", "revenue_gbp")
    with pytest.raises(ValueError, match="revenue_gbp"):
        paid(rule, 130, 100)


@pytest.mark.parametrize(
    ("cost", "expected"), [(97, 1.5), (92, 3.55), (80, 5.25), (70, 5.75), (108, -3.55)]
)
def test_corridors_share_less_the_further_out(cost, expected):
    rule = CONTRACTS["risk_corridor"]
    assert rule.settle(Actuals(cost, 100)).gain_or_pain_gbp == expected
    listed = RiskCorridor(
        corridors=tuple(
            Corridor(upto=end, provider_share=share)
            for end, share in ((0.05, 0.5), (0.1, 0.35), (0.15, 0.15), (None, 0.05))
        )
    )
    assert listed.settle(Actuals(cost, 100)) == rule.settle(Actuals(cost, 100))


def test_a_discount_comes_off_the_benchmark_first():
    rule = RiskCorridor(corridors=(Corridor(upto=None, provider_share=1),), discount=0.02)
    settlement = rule.settle(Actuals(95, 100))
    assert settlement.gain_or_pain_gbp == 3
    assert settlement.parties["commissioner"].gain_or_pain_gbp == 2


@pytest.mark.parametrize(
    ("ends", "says"), [([0.2, 0.1, None], "rise"), ([0.1], "last"), ([None, None], "only the last")]
)
def test_corridors_that_leave_a_gap_are_refused(ends, says):
    with pytest.raises(ValidationError, match=says):
        RiskCorridor(corridors=tuple(Corridor(upto=end, provider_share=0.5) for end in ends))
    with pytest.raises(ValidationError, match="needs corridors"):
        RiskCorridor(first_upto=0.1)


def test_pain_and_gain_of_three_limbs_may_have_caps_of_their_own():
    rule = ThreeLimbs(
        provider_share=0.5,
        fee_share=0.1,
        key_results="modifier",
        pain_capped_at_fee=False,
        gain_cap=0.02,
        pain_cap=0.15,
    )
    gains = [
        rule.settle(Actuals(cost, 100, performance=level)).gain_or_pain_gbp
        for cost, level in ((80, 1.0), (120, 1.0), (140, 1.0), (120, 0.0))
    ]
    assert gains == [2, -10, -15, -15]


@pytest.mark.parametrize("kind", sorted(CONTRACTS))
def test_the_stated_share_of_a_pound_is_what_settling_gives(kind):
    contract, target, step = CONTRACTS[kind], 1_000_000, 100
    for ratio in (0.6, 0.79, 0.93, 0.97, 0.99, 1.01, 1.03, 1.07, 1.12, 1.3):
        margins = [
            contract.settle(
                Actuals(cost, target, units=1, price_gbp=target, expected_units=1, people=1)
            )
            .parties["provider"]
            .pays_gbp
            for cost in (ratio * target, ratio * target + step)
        ]
        borne = (margins[1] - margins[0]) / step
        assert borne == pytest.approx(contract.cost_share(ratio), abs=1e-3), ratio
