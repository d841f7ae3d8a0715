"""What is written around a payment rule: parties and their limits, quality, retention, events."""

import pytest
from pydantic import ValidationError

from alliance_sim.rules.contracts import (
    Actuals,
    Agreement,
    Block,
    GainShare,
    Party,
    Quality,
    ResultArea,
    Retention,
    TargetAdjustment,
)

HALF = GainShare(provider_share=0.5, fee_share=0.1)
PAIR = (Party(name="A", share=0.6), Party(name="B", share=0.4))


def agreed(*parties, rule=HALF, **parts):
    return Agreement(rule=rule, parties=parties, **parts)


def gains(agreement, cost, target=1000.0, **actuals):
    settlement = agreement.settle(Actuals(cost, target, **actuals))
    assert sum(party.pays for party in settlement.shares) == settlement.cost
    assert sum(party.gain for party in settlement.shares) == settlement.room
    return {name: money.gain_or_pain_gbp for name, money in settlement.parties.items()}


def test_with_nothing_around_it_a_rule_settles_as_it_does_alone():
    actuals = Actuals(900.0, 1000.0)
    assert Agreement(rule=HALF).settle(actuals) == HALF.settle(actuals)


def test_each_side_is_divided_by_its_shares():
    council = Party(name="council", side="commissioner", share=0.75)
    health = Party(name="health", side="commissioner", share=0.25)
    found = gains(agreed(council, health, *PAIR), 900)
    assert found == {"council": 37.5, "health": 12.5, "A": 30, "B": 20}


def test_a_member_gets_its_own_cost_its_part_of_the_fee_and_of_the_gain():
    deal = agreed(
        Party(name="A", share=0.6, cost_share=0.5, fee_share=0.7),
        Party(name="B", share=0.4, cost_share=0.5, fee_share=0.3),
    )
    settlement = deal.settle(Actuals(900.0, 1000.0))
    received = {party.name: party.receives / 100 for party in settlement.shares[1:]}
    assert received == {"A": 450 + 70 + 30, "B": 450 + 30 + 20}
    assert sum(received.values()) == settlement.paid_gbp


def test_what_a_cap_leaves_over_goes_to_who_pays_unless_the_terms_say_otherwise():
    capped = Party(name="B", share=0.4, pain_cap_gbp=10)
    assert gains(agreed(PAIR[0], capped), 1100) == {"commissioner": -60, "A": -30, "B": -10}
    passed = capped.model_copy(update={"excess_to": "A"})
    assert gains(agreed(PAIR[0], passed), 1100) == {"commissioner": -50, "A": -40, "B": -10}


def test_an_excess_can_be_passed_on_from_limit_to_limit():
    chain = (
        Party(name="A", share=0.6, pain_cap=0.035, excess_to=None),
        Party(name="B", share=0.4, pain_cap=0.01, excess_to="A"),
    )
    assert gains(agreed(*chain), 1100) == {"commissioner": -55, "A": -35, "B": -10}


def test_the_commissioner_can_be_protected_too():
    payer = Party(name="council", side="commissioner", share=1, pain_cap=0.02, excess_to="A")
    assert gains(agreed(payer, *PAIR), 1100) == {"council": -20, "A": -60, "B": -20}


def test_a_gain_cap_a_dead_band_and_a_floor():
    held = (
        Party(name="A", share=0.6, gain_cap=0.02, dead_band=0.005),
        Party(name="B", share=0.4, floor_gbp=35),
    )
    assert gains(agreed(*held), 900) == {"commissioner": 60, "A": 20, "B": 20}
    assert gains(agreed(*held), 990) == {"commissioner": 8, "A": 0, "B": 2}
    # Of a fee of 40 at least 35 is left.
    assert gains(agreed(*held), 1100)["B"] == -5


@pytest.mark.parametrize(
    ("parties", "says"),
    [
        ((Party(name="A", share=0.5),), "add up to 1"),
        ((Party(name="A", share=1), Party(name="A", share=0)), "named twice"),
        ((Party(name="A", share=1, pain_cap=0.1, excess_to="B"),), "no party is called 'B'"),
        (
            (
                Party(name="A", share=0.5, pain_cap=0.1, excess_to="B"),
                Party(name="B", share=0.5, pain_cap=0.1, excess_to="A"),
            ),
            "circle",
        ),
        ((Party(name="A", share=1, fee_share=0.5),), "fee_share"),
    ],
)
def test_parties_that_do_not_fit_together_are_refused(parties, says):
    with pytest.raises(ValidationError, match=says):
        agreed(*parties)


def test_a_limit_by_the_target_needs_one():
    plus = {"kind": "cost_plus", "fee_share": 0.1}
    deal = agreed(Party(name="A", share=1, pain_cap=0.1), rule=plus)
    with pytest.raises(ValueError, match="there is none"):
        deal.settle(Actuals(100.0))


def test_events_move_the_target():
    events = (
        TargetAdjustment(reason="a second town", amount_gbp=80_000),
        TargetAdjustment(reason="fewer cases", amount_gbp=-30_000),
    )
    settlement = agreed(target_adjustments=events).settle(Actuals(900_000.0, 900_000.0))
    assert settlement.target_cost_gbp == 950_000
    assert settlement.gain_or_pain_gbp == 25_000


def test_below_the_gate_no_gain_is_paid_and_pain_stays():
    gated = agreed(quality=Quality(gate=0.7, kept_below_gate=0.2))
    assert [gains(gated, 900, performance=p)["provider"] for p in (0.69, 0.7)] == [10, 50]
    assert gains(gated, 1100, performance=0.0)["provider"] == -50
    scaled = agreed(quality=Quality(scales_gain=True, scales_pain=True))
    assert gains(scaled, 900, performance=0.6)["provider"] == 30
    assert gains(scaled, 1100, performance=0.6)["provider"] == -70


def test_what_is_held_back_is_released_as_quality_is_shown():
    held = Retention(share=0.05, of="payment", released_at=0.8, released_from=0.6)
    block = agreed(rule=Block(), retention=held)
    paid = [
        block.settle(Actuals(0.0, price_gbp=400_000, performance=level)).paid_gbp
        for level in (0.5, 0.6, 0.7, 0.8, 1.0)
    ]
    assert paid == [380_000, 380_000, 390_000, 400_000, 400_000]
    at_once = agreed(retention=Retention(share=0.5, of="fee", released_at=0.8))
    assert gains(at_once, 1000, performance=0.79)["provider"] == -50
    with pytest.raises(ValidationError, match="below released_at"):
        Retention(share=0.1, of="fee", released_at=0.5, released_from=0.5)


@pytest.mark.parametrize("part", [{"quality": Quality(gate=0.5)}, {"target_adjustments": "events"}])
def test_parts_that_act_on_a_target_are_refused_without_one(part):
    if "target_adjustments" in part:
        part = {"target_adjustments": (TargetAdjustment(reason="x", amount_gbp=1),)}
    with pytest.raises(ValidationError, match="against a target"):
        Agreement(rule=Block(), **part)


def test_results_count_by_their_weights():
    areas = (ResultArea(name="voice", weight=0.75), ResultArea(name="crises", weight=0.25))
    deal = agreed(result_areas=areas)
    assert deal.result({"voice": 1.0}) == 0.75
    assert deal.result({"voice": 1.0, "crises": -1.0}) == 0.5
    assert agreed().result({"x": 1.0, "y": 0.5}) == 0.75
    with pytest.raises(ValidationError, match="add up to 1"):
        agreed(result_areas=areas[:1])
