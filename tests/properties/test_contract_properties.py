"""What holds for every contract and every outturn: sums, direction, caps, bands, scale."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alliance_sim.rules.contracts import (
    Actuals,
    Band,
    Block,
    Capitation,
    Corridor,
    CostAndVolume,
    CostPlus,
    CostPlusIncentiveFee,
    FixedPrice,
    GainShare,
    OutcomePayment,
    RiskCorridor,
    SharedSavings,
    Spot,
    ThreeLimbs,
    pence,
    split,
)
from alliance_sim.rules.levers.price_scores import FORMULAS

shares = st.floats(0, 1)
pennies = st.integers(0, 10**11)
optional_shares = st.none() | shares


@st.composite
def bands(draw):
    ends = sorted(draw(st.sets(st.integers(1, 300), max_size=5)))
    return tuple(
        Band(upto=end, provider_share=draw(shares)) for end in [*(e / 100 for e in ends), None]
    )


gain_shares = st.builds(
    GainShare,
    provider_share=shares,
    bands=st.just(()) | bands(),
    dead_band=optional_shares,
    gain_cap=optional_shares,
    pain_cap=optional_shares,
    fee_share=shares,
)
three_limbs = st.builds(
    ThreeLimbs,
    provider_share=shares,
    fee_share=shares,
    key_results=st.sampled_from(["none", "pool", "modifier"]),
    key_result_pool_share=shares,
    pain_capped_at_fee=st.booleans(),
)
incentive_fees = st.builds(
    lambda fees, share: CostPlusIncentiveFee(
        least_fee_share=fees[0], fee_share=fees[1], most_fee_share=fees[2], provider_share=share
    ),
    st.lists(shares, min_size=3, max_size=3).map(sorted),
    shares,
)


@st.composite
def corridor_lists(draw):
    ends = sorted(draw(st.sets(st.integers(1, 150), max_size=4)))
    return tuple(
        Corridor(upto=end, provider_share=draw(shares)) for end in [*(e / 100 for e in ends), None]
    )


corridors = st.builds(RiskCorridor, corridors=corridor_lists(), discount=shares)
shared_savings = st.builds(
    SharedSavings,
    savings_rate=shares,
    loss_rate=shares,
    least_saving=shares,
    least_loss=shares,
    from_first_pound=st.booleans(),
    savings_cap=optional_shares,
    loss_cap=optional_shares,
    loss_cap_revenue=optional_shares,
    quality_gate=optional_shares,
    quality_scales_savings=st.booleans(),
)
contracts = st.one_of(
    st.builds(FixedPrice),
    st.builds(Block),
    st.builds(CostPlus, fee_share=shares),
    st.builds(CostPlus, fee_gbp=st.floats(0, 1e6)),
    gain_shares,
    three_limbs,
    st.builds(Spot, premium=shares),
    st.builds(CostAndVolume, tolerance=shares, marginal_share=shares),
    st.builds(Capitation),
    st.builds(OutcomePayment, upfront_share=st.floats(0.01, 1), expected_outcomes=shares),
    incentive_fees,
    corridors,
    shared_savings,
)
outturns = st.builds(
    Actuals,
    cost_gbp=pennies.map(lambda p: p / 100),
    target_cost_gbp=pennies.map(lambda p: p / 100),
    units=st.floats(0, 1e5),
    price_gbp=st.floats(0, 1e3),
    expected_units=st.floats(1, 1e5),
    people=st.floats(0, 1e5),
    outcomes=shares,
    revenue_gbp=pennies.map(lambda p: p / 100),
    performance=shares,
    key_result=st.floats(-1, 1),
    performance_adjustment_gbp=st.floats(-1e5, 1e5),
    packages=st.just(()),
)


@given(contracts, outturns)
def test_every_penny_is_paid_by_someone_and_received_by_someone(contract, actuals):
    settlement = contract.settle(actuals)
    cost = pence(actuals.cost_gbp)
    parties = settlement.parties
    assert sum(pence(party.pays_gbp) for party in parties.values()) == cost
    assert pence(parties["commissioner"].pays_gbp) == pence(settlement.paid_gbp)
    assert sum(pence(limb) for limb in settlement.limbs.values()) == pence(settlement.paid_gbp)
    assert pence(parties["provider"].gain_or_pain_gbp) == pence(settlement.gain_or_pain_gbp)
    if contract.needs_target:
        gains = sum(pence(party.gain_or_pain_gbp) for party in parties.values())
        assert gains == pence(actuals.target_cost_gbp) - cost
        from_cost = sum(pence(band.amount_gbp) for band in settlement.bands)
        assert from_cost + settlement.performance + settlement.limited == settlement.gain


@given(contracts, outturns, pennies)
def test_overspending_never_pays_a_provider_and_never_saves_the_buyer_money(
    contract, actuals, extra
):
    less, more = (
        contract.settle(actuals._replace(cost_gbp=cost / 100))
        for cost in (pence(actuals.cost_gbp), pence(actuals.cost_gbp) + extra)
    )
    fee_on_cost = pence(more.limbs["2"]) - pence(less.limbs["2"])
    assert fee_on_cost == 0 or contract.kind == "cost_plus"
    assert pence(more.gain_or_pain_gbp) <= pence(less.gain_or_pain_gbp)
    # A pain of up to twice the share can outgrow the overspend under the modifier, and so can the
    # step at which all of a loss is repaid, or none of a saving shared any more.
    steps = contract.kind == "shared_savings" and contract.from_first_pound
    if getattr(contract, "key_results", "none") != "modifier" and not steps:
        assert pence(more.paid_gbp) >= pence(less.paid_gbp)


@given(gain_shares, outturns)
def test_caps_hold(contract, actuals):
    settlement = contract.settle(actuals._replace(performance_adjustment_gbp=0.0))
    gain, target = pence(settlement.gain_or_pain_gbp), pence(actuals.target_cost_gbp)
    if contract.gain_cap is not None:
        assert gain <= contract.gain_cap * target + 0.5001
    if contract.pain_cap is not None:
        assert gain >= -contract.pain_cap * target - 0.5001


@given(three_limbs, outturns)
def test_capped_members_never_lose_more_than_their_fee(contract, actuals):
    settlement = contract.settle(actuals)
    if contract.pain_capped_at_fee:
        assert settlement.parties["provider"].pays_gbp <= 0


@given(gain_shares, outturns, st.integers(1, 400))
def test_cutting_a_band_in_two_moves_no_penny(contract, actuals, cut):
    assume(contract.bands and all(band.upto != cut / 100 for band in contract.bands))
    after = next(
        place
        for place, band in enumerate(contract.bands)
        if band.upto is None or cut / 100 < band.upto
    )
    half = Band(upto=cut / 100, provider_share=contract.bands[after].provider_share)
    cut_bands = (*contract.bands[:after], half, *contract.bands[after:])
    whole, finer = contract.settle(actuals), contract.model_copy(update={"bands": cut_bands})
    finer_settled = finer.settle(actuals)
    assert finer_settled.limbs == whole.limbs
    assert finer_settled.parties == whole.parties
    assert len(finer_settled.bands) <= len(whole.bands) + 1


@given(gain_shares, outturns)
def test_one_band_and_one_share_are_the_same_deal(contract, actuals):
    share = contract.provider_share
    plain = contract.model_copy(update={"bands": ()})
    banded = contract.model_copy(update={"bands": (Band(upto=None, provider_share=share),)})
    assert plain.settle(actuals) == banded.settle(actuals)


@given(contracts, outturns, st.integers(2, 1000))
def test_scaling_money_scales_money(contract, actuals, times):
    assume(getattr(contract, "fee_gbp", None) is None)
    # At the very step a rounded penny decides; away from it scale makes no difference.
    assume(contract.kind != "shared_savings" or not contract.from_first_pound)
    big = actuals._replace(
        cost_gbp=times * pence(actuals.cost_gbp) / 100,
        target_cost_gbp=times * pence(actuals.target_cost_gbp) / 100,
        price_gbp=times * actuals.price_gbp,
        revenue_gbp=times * pence(actuals.revenue_gbp) / 100,
        performance_adjustment_gbp=times * actuals.performance_adjustment_gbp,
    )
    small, large = contract.settle(actuals), contract.settle(big)
    # Each rounding of the small settlement, up to half a penny, is scaled with the money: those
    # of price, adjustment, fee, pool, cap and share, and one for each edge of a band.
    cuts = len(getattr(contract, "bands", ())) + 2 * len(getattr(contract, "corridors", ()))
    roundings = 10 + 2 * cuts
    for name in ("paid_gbp", "gain_or_pain_gbp"):
        gap = pence(getattr(large, name)) - times * pence(getattr(small, name))
        assert abs(gap) <= (times + 1) / 2 * roundings


@given(shares, pennies, pennies)
def test_a_pain_mirrors_the_gain_of_the_same_size(share, target, gap):
    assume(gap <= target)
    contract = GainShare(provider_share=share, fee_share=0)
    under, over = (
        contract.settle(Actuals((target + way * gap) / 100, target / 100)) for way in (-1, 1)
    )
    assert under.gain_or_pain_gbp == -over.gain_or_pain_gbp


percents = st.integers(0, 100).map(lambda percent: percent / 100)


@given(
    st.builds(
        GainShare,
        bands=bands(),
        dead_band=st.none() | percents,
        gain_cap=st.none() | percents,
        pain_cap=st.none() | percents,
        fee_share=percents,
    )
    | st.builds(
        ThreeLimbs,
        provider_share=percents,
        fee_share=percents,
        key_results=st.sampled_from(["none", "modifier"]),
        pain_capped_at_fee=st.booleans(),
    ),
    st.integers(50, 200),
    percents,
)
def test_cost_share_is_the_slope_of_what_the_provider_bears(contract, percent, performance):
    # A target so large that bands end, at whole percents, only at the start of a pound; a cap may
    # bite within one, and then what is borne of it lies between the shares at its two ends.
    target = 10**9
    cost = percent * target // 100
    at, beyond = (
        contract.settle(Actuals(c, target, performance=performance)) for c in (cost, cost + 1)
    )
    borne = at.gain_or_pain_gbp - beyond.gain_or_pain_gbp
    ends = [contract.cost_share(c / target, performance) for c in (cost, cost + 1)]
    assert min(ends) - 0.011 <= borne <= max(ends) + 0.011


@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_a_split_adds_up_and_does_not_depend_on_the_order_of_members(amount, weights, luck):
    assume(sum(weights) > 0)
    parts = [weight / sum(weights) for weight in weights]
    got = split(amount, parts)
    assert sum(got) == amount
    for part, money in zip(parts, got, strict=True):
        assert abs(money - amount * part) <= 1 + abs(amount) * 1e-11
    order = list(range(len(parts)))
    luck.shuffle(order)
    swapped = split(amount, [parts[member] for member in order])
    assert sorted(swapped) == sorted(got)
    for member, money in zip(order, swapped, strict=True):
        assert abs(money - got[member]) <= 1


@given(
    st.sampled_from(sorted(FORMULAS)),
    st.lists(st.tuples(st.floats(5, 50), st.floats(0.01, 1)), min_size=2, max_size=8),
    shares,
    st.floats(0.1, 0.99),
    st.floats(0, 1),
)
def test_a_leading_bid_that_gets_cheaper_and_better_still_leads(
    formula, bids, weight, cheaper, better
):
    prices, quality = (np.array(column) for column in zip(*bids, strict=True))
    terms = {"price_weight": weight, "ceiling": 60.0}
    before = FORMULAS[formula](prices, quality, **terms)
    prices, quality = prices.copy(), quality.copy()
    prices[0] *= cheaper
    quality[0] += better * (1 - quality[0])
    after = FORMULAS[formula](prices, quality, **terms)
    if before[0] >= before.max():
        assert after[0] >= after.max() - 1e-9
    swapped = FORMULAS[formula](prices[::-1], quality[::-1], **terms)
    assert swapped[::-1] == pytest.approx(after)
