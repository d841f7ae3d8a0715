"""Contracts against worked figures: every row of vectors.json, and what each kind promises."""

import json
from math import isnan
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from alliance_sim.rules.contracts import (
    CONTRACTS,
    Actuals,
    Band,
    Block,
    Contract,
    CostPlus,
    FixedPrice,
    GainShare,
    ThreeLimbs,
    pence,
    split,
)
from tests.examples import CONTRACTS as EXAMPLES

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
READ = TypeAdapter(Contract)


def figures(settlement):
    return {
        "limb_1": settlement.limbs["1"],
        "limb_2": settlement.limbs["2"],
        "limb_3": settlement.limbs["3"],
        "paid_gbp": settlement.paid_gbp,
        "provider_margin": -settlement.parties["provider"].pays_gbp,
        "commissioner_gain": settlement.parties["commissioner"].gain_or_pain_gbp,
        "performance_gbp": settlement.performance_gbp,
        "banded": sum(band.amount_gbp for band in settlement.bands),
    }


def limbs(**terms):
    usual = {
        "provider_share": 0.5,
        "fee_share": 0.1,
        "key_results": "none",
        "pain_capped_at_fee": True,
    }
    return ThreeLimbs(**usual | terms)


@pytest.mark.parametrize("row", VECTORS["settlements"], ids=lambda row: row["id"])
def test_worked_settlements(row):
    got = figures(READ.validate_python(row["terms"]).settle(Actuals(**row["actuals"])))
    assert {name: pence(got[name]) for name in row["expected"]} == {
        name: pence(value) for name, value in row["expected"].items()
    }


@pytest.mark.parametrize("row", VECTORS["splits"], ids=lambda row: row["id"])
def test_worked_splits(row):
    got = split(pence(row["amount_gbp"]), row["shares"])
    assert got == tuple(pence(value) for value in row["expected"])


def test_every_contract_is_read_by_its_kind():
    kinds = {contract.model_fields["kind"].default for contract in CONTRACTS}
    assert kinds == {
        "fixed_price",
        "spot",
        "block",
        "cost_and_volume",
        "capitation",
        "outcome_payment",
        "cost_plus",
        "cost_plus_incentive_fee",
        "gain_share",
        "three_limbs",
        "shared_savings",
        "risk_corridor",
    }
    assert READ.validate_python({"kind": "block"}) == Block()


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"kind": "gain_share", "fee_share": 0.1}, "provider_share or bands"),
        ({"kind": "gain_share", "fee_share": 0.1, "provider_share": 1.2}, "less than or equal"),
        ({"kind": "gain_share", "provider_share": 0.5}, "fee_share"),
        ({"kind": "cost_plus"}, "fee_share or fee_gbp"),
        ({"kind": "block", "tolerance": 0.1}, "tolerance"),
        (
            {
                "kind": "three_limbs",
                "provider_share": 0.5,
                "fee_share": 0.1,
                "key_results": "pool",
                "pain_capped_at_fee": True,
            },
            "key_result_pool_share",
        ),
    ],
)
def test_terms_that_say_too_little_or_too_much_are_refused(terms, says):
    with pytest.raises(ValidationError, match=says):
        READ.validate_python(terms)


@pytest.mark.parametrize(
    ("ends", "says"),
    [([0.9, 1.1], "last band"), ([1.1, 0.9, None], "rise"), ([None, None], "only the last")],
)
def test_bands_that_leave_a_gap_or_overlap_are_refused(ends, says):
    bands = tuple(Band(upto=end, provider_share=0.5) for end in ends)
    with pytest.raises(ValidationError, match=says):
        GainShare(bands=bands, fee_share=0)


@pytest.mark.parametrize(
    "actuals",
    [
        Actuals(cost_gbp=-1, target_cost_gbp=1),
        Actuals(cost_gbp=float("nan"), target_cost_gbp=1),
        Actuals(cost_gbp=float("inf"), target_cost_gbp=1),
        Actuals(cost_gbp=1),
        Actuals(cost_gbp=1, target_cost_gbp=-1),
        Actuals(cost_gbp=1, target_cost_gbp=float("inf")),
    ],
)
def test_money_that_is_no_amount_is_refused(actuals):
    with pytest.raises(ValueError, match=r"cost|pounds"):
        GainShare(provider_share=0.5, fee_share=0).settle(actuals)


def test_results_out_of_range_are_refused():
    with pytest.raises(ValueError, match="performance"):
        limbs(key_results="modifier").settle(Actuals(9, 10, performance=60))
    with pytest.raises(ValueError, match="key_result"):
        limbs(key_results="pool", key_result_pool_share=0.04).settle(Actuals(9, 10, key_result=1.5))


def test_who_is_advanced_cost_and_who_needs_a_target():
    reimbursed = {"cost_plus", "gain_share", "three_limbs", "cost_plus_incentive_fee"}
    reimbursed |= {"shared_savings", "risk_corridor"}
    for contract in EXAMPLES.values():
        assert contract.reimburses_cost == (contract.kind in reimbursed)
        assert contract.needs_target == (contract.kind in reimbursed - {"cost_plus"})
        assert 0 <= contract.indexation <= 1


def test_cost_share_is_what_a_provider_bears_of_the_next_pound():
    assert FixedPrice().cost_share(0.7) == Block().cost_share(1.3) == 1
    assert CostPlus(fee_share=0.08).cost_share() == -0.08
    assert CostPlus(fee_gbp=900).cost_share() == 0
    banded = GainShare(
        bands=(
            Band(upto=0.8, provider_share=0.15),
            Band(upto=1.1, provider_share=0.5),
            Band(upto=None, provider_share=0.2),
        ),
        fee_share=0,
    )
    ratios = (0.79, 0.8, 1.0, 1.0999, 1.1, 2.0)
    assert [banded.cost_share(ratio) for ratio in ratios] == [0.15, 0.5, 0.5, 0.5, 0.2, 0.2]


def test_past_a_cap_nobody_cares_any_more():
    capped = GainShare(provider_share=0.5, fee_share=0, gain_cap=0.1, pain_cap=0.1)
    assert [capped.cost_share(ratio) for ratio in (0.79, 0.8, 1.0, 1.19, 1.2, 1.3)] == [
        0,
        0.5,
        0.5,
        0.5,
        0,
        0,
    ]
    assert [limbs().cost_share(ratio) for ratio in (0.5, 1.0, 1.1999, 1.2)] == [0.5, 0.5, 0.5, 0]
    assert limbs(pain_capped_at_fee=False).cost_share(3) == 0.5


def test_poor_performance_weakens_the_reward_for_saving_and_sharpens_the_pain():
    modified = limbs(key_results="modifier")
    assert modified.cost_share(0.9, performance=0.6) == pytest.approx(0.3)
    assert modified.cost_share(1.05, performance=0.6) == pytest.approx(0.7)
    assert modified.cost_share(1.15, performance=0.6) == 0


def test_in_the_dead_band_nothing_is_shared():
    quiet = GainShare(provider_share=0.5, fee_share=0, dead_band=0.02)
    assert quiet.settle(Actuals(985, 1000)).gain_or_pain_gbp == 0
    assert quiet.settle(Actuals(900, 1000)).gain_or_pain_gbp == 40
    assert quiet.settle(Actuals(1100, 1000)).gain_or_pain_gbp == -40
    assert [quiet.cost_share(ratio) for ratio in (0.97, 0.98, 1.0, 1.02)] == [0.5, 0, 0, 0.5]


def test_only_a_pool_puts_money_on_key_results():
    pool = limbs(key_results="pool", key_result_pool_share=0.04)
    assert pool.key_result_stake() == 0.04
    assert limbs(key_results="modifier").key_result_stake() == 0
    better = pool.settle(Actuals(1000, 1000, key_result=1)).paid_gbp
    assert better - pool.settle(Actuals(1000, 1000, key_result=0)).paid_gbp == 40


def test_the_bands_tell_the_way_from_target_to_outturn():
    contract = GainShare(
        bands=(Band(upto=1.1, provider_share=0.5), Band(upto=None, provider_share=0.2)),
        fee_share=0,
    )
    above = contract.settle(Actuals(1300, 1000)).bands
    assert [tuple(band) for band in above] == [(1.0, 1.1, 0.5, -50), (1.1, 1.3, 0.2, -40)]
    assert contract.settle(Actuals(1000, 1000)).bands == ()


def test_without_a_target_cost_plus_has_no_gain_to_share():
    settlement = CostPlus(fee_share=0.1).settle(Actuals(100, performance_adjustment_gbp=-2))
    assert isnan(settlement.target_cost_gbp)
    assert settlement.gain_or_pain_gbp == settlement.performance_gbp == -2
    assert settlement.parties["commissioner"] == (108, 2)


def test_a_month_in_which_nothing_happened_settles_to_nothing():
    nothing = Actuals(0, 0)
    for contract in (FixedPrice(), GainShare(provider_share=0.5, fee_share=0.1), limbs()):
        assert contract.settle(nothing).paid_gbp == 0


def test_split_hands_out_every_penny():
    assert split(100, [1 / 3] * 3) == (34, 33, 33)
    assert split(-100, [1 / 3] * 3) == (-34, -33, -33)
    assert split(7, [1.0]) == (7,)
    assert split(1, [0.2, 0.7, 0.1]) == (0, 1, 0)


@pytest.mark.parametrize("shares", [[0.5, 0.4], [1.5, -0.5], []])
def test_shares_that_do_not_make_a_whole_are_refused(shares):
    with pytest.raises(ValueError, match="add up to 1"):
        split(100, shares)
