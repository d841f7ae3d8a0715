"""What holds for any number of parties, whatever their limits and whatever the rule."""

from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.rules.contracts import (
    Actuals,
    Agreement,
    Band,
    GainShare,
    Party,
    Quality,
    Retention,
    pence,
)
from tests.properties.test_contract_properties import bands, contracts, outturns, shares

money = st.none() | st.integers(0, 10**8).map(lambda p: p / 100)
limit = st.none() | shares


@st.composite
def sides_of(draw, side, prefix):
    """Parties of one side; those with limits give what is over to one without, or who pays."""
    weights = draw(st.lists(st.integers(1, 50), min_size=1, max_size=4))
    whole = sum(weights)
    found = []
    for number, weight in enumerate(weights):
        limits = {}
        # The first of each side has no limits, so that excess always finds a home.
        if number and draw(st.booleans()):
            limits = {
                "dead_band": draw(shares),
                "gain_cap": draw(limit),
                "gain_cap_gbp": draw(money),
                "pain_cap": draw(limit),
                "pain_cap_gbp": draw(money),
                "excess_to": draw(st.sampled_from(["payer0", "carer0"])),
            }
            if side == "provider":
                limits["floor_gbp"] = draw(st.none() | st.floats(-1e6, 1e6))
        found.append(Party(name=f"{prefix}{number}", side=side, share=weight / whole, **limits))
    return found


@st.composite
def agreements(draw):
    rule = draw(contracts)
    parts = {}
    if rule.needs_target and draw(st.booleans()):
        parts["quality"] = Quality(
            gate=draw(limit),
            kept_below_gate=draw(shares),
            scales_gain=draw(st.booleans()),
            scales_pain=draw(st.booleans()),
        )
    if draw(st.booleans()):
        of = draw(st.sampled_from(["fee", "payment"]))
        parts["retention"] = Retention(share=draw(shares), of=of, released_at=draw(shares))
    parties = (*draw(sides_of("commissioner", "payer")), *draw(sides_of("provider", "carer")))
    return Agreement(rule=rule, parties=parties, **parts)


@given(agreements(), outturns)
def test_all_parties_together_pay_the_actual_cost_to_the_penny(agreement, actuals):
    settlement = agreement.settle(actuals)
    everyone = settlement.shares
    assert sum(party.pays for party in everyone) == pence(actuals.cost_gbp)
    assert sum(party.gain for party in everyone) == settlement.room
    payers = [party for party in everyone if party.side == "commissioner"]
    carers = [party for party in everyone if party.side == "provider"]
    assert sum(party.pays for party in payers) == settlement.paid
    assert sum(party.cost for party in carers) == settlement.cost
    assert sum(party.fee for party in carers) == settlement.fee
    assert sum(party.gain for party in carers) == settlement.gain
    assert sum(party.receives for party in carers) == settlement.paid
    told = [pence(money.pays_gbp) for money in settlement.parties.values()]
    assert told == [party.pays for party in everyone]


@given(agreements(), outturns)
def test_limits_of_a_party_hold_whoever_else_is_limited(agreement, actuals):
    settlement = agreement.settle(actuals)
    target = settlement.target or 0
    for party, got in zip(agreement.parties, settlement.shares, strict=True):
        floor = party.floor_gbp is not None
        for cap, cap_gbp, amount in (
            (party.gain_cap, party.gain_cap_gbp, got.gain),
            (party.pain_cap, party.pain_cap_gbp, -got.gain),
        ):
            if floor and amount > 0 and amount == got.gain:
                continue
            if cap is not None:
                assert amount <= cap * target + 1
            if cap_gbp is not None:
                assert amount <= pence(cap_gbp)
        if floor:
            assert got.fee + got.gain >= pence(party.floor_gbp)


@given(agreements(), outturns)
def test_parties_change_who_has_what_and_never_what_the_rule_gives(agreement, actuals):
    alone = agreement.model_copy(update={"parties": ()}).settle(actuals)
    settlement = agreement.settle(actuals)
    assert settlement.gain - settlement.limited == alone.gain - alone.limited
    assert (settlement.cost, settlement.fee, settlement.target) == (*alone[:2], alone.target)


percents = st.integers(0, 100).map(lambda percent: percent / 100)


@st.composite
def in_percents(draw):
    rule = GainShare(
        provider_share=draw(percents),
        fee_share=draw(percents),
        gain_cap=draw(st.none() | percents),
        pain_cap=draw(st.none() | percents),
    )
    part = draw(percents)
    parties = (
        Party(name="A", share=part, pain_cap=draw(st.none() | percents)),
        Party(name="B", share=1 - part, gain_cap=draw(st.none() | percents)),
    )
    return Agreement(rule=rule, parties=parties)


@given(in_percents(), st.integers(0, 10**5), st.integers(0, 10**5), st.integers(2, 1000))
def test_where_nothing_needs_rounding_scaling_money_scales_every_partys(
    agreement, cost, target, times
):
    # In hundreds of pounds, every percentage of a percentage is whole pence.
    small = agreement.settle(Actuals(100.0 * cost, 100.0 * target))
    large = agreement.settle(Actuals(100.0 * cost * times, 100.0 * target * times))
    assert [party.pays * times for party in small.shares] == [party.pays for party in large.shares]
    assert [party.gain * times for party in small.shares] == [party.gain for party in large.shares]


@given(bands(), outturns, st.integers(1, 400), agreements())
def test_cutting_a_band_in_two_changes_no_partys_money(rows, actuals, cut, agreement):
    ends = [band.upto for band in rows]
    if cut / 100 in ends:
        return
    after = next(n for n, end in enumerate(ends) if end is None or cut / 100 < end)
    half = Band(upto=cut / 100, provider_share=rows[after].provider_share)
    whole, finer = (
        agreement.model_copy(
            update={"rule": GainShare(bands=each, fee_share=0.1), "quality": None}
        ).settle(actuals)
        for each in (rows, (*rows[:after], half, *rows[after:]))
    )
    assert whole.shares == finer.shares
