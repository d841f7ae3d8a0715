"""Adapters from vectors of payment rules to the classes that settle them."""

import re
from collections.abc import Mapping
from typing import Any

from alliance_sim.analysis.vectors.inputs import UNIT, Inputs
from alliance_sim.evidence import catalogue
from alliance_sim.rules.contracts import (
    Actuals,
    Agreement,
    Band,
    CostAndVolume,
    CostPlusIncentiveFee,
    GainShare,
    OutcomePayment,
    Party,
    RiskCorridor,
    Settlement,
    SharedSavings,
    TargetAdjustment,
    ThreeLimbs,
)

Outputs = Mapping[str, Any]
POINTS = 100
"""An overall performance score of 100 is full performance."""

PER_CENT = 100
UNCAPPED = ("none", "uncapped", "inf", None)
MSSP = {"A": "basic_a", "B": "basic_a", "E": "basic_e", "1+": "basic_e", "ENH": "enhanced"}
RANGE = re.compile(r"(?:<([\d.]+)%|([\d.]+)-([\d.]+)%|>([\d.]+)%):([\d.]+)%")
THEN = re.compile(r"([\d.]+):([\d.]+) to ([\d.]+)% then ([\d.]+)% contractor")


def _track(name: str) -> dict[str, float]:
    """The terms of a track that is known by name."""
    group = f"contracts.tracks.{name}."
    values = catalogue().values({})
    return {
        path.removeprefix(group): float(value)
        for path, value in values.items()
        if path.startswith(group)
    }


def _limbs(given: Inputs, **terms: Any) -> Settlement:
    """A settlement in three limbs; what results count is in `terms`."""
    fee, cap = given.ratio("fee", "TOC"), given.any("pain_cap")
    actuals = {name: terms.pop(name) for name in ("performance", "key_result") if name in terms}
    pain_cap = None
    if cap == "fee":
        pain_cap = fee
    elif cap not in UNCAPPED:
        pain_cap = min(given.ratio("pain_cap", "TOC"), 1.0)
    most = given.data.get("gain_cap")
    rule = ThreeLimbs(
        provider_share=given.share("provider_share"),
        fee_share=fee,
        gain_cap=None if most in UNCAPPED else min(given.ratio("gain_cap", "TOC"), 1.0),
        pain_cap=pain_cap,
        **{"pain_capped_at_fee": False, "key_results": "none"} | terms,
    )
    return rule.settle(Actuals(given.money("AOC"), given.money("TOC"), **actuals))


def _of_limbs(settlement: Settlement) -> dict[str, float]:
    """What every vector in three limbs may ask for."""
    from_cost = sum(band.amount_gbp for band in settlement.bands)
    commissioner, provider = settlement.parties["commissioner"], settlement.parties["provider"]
    money = {
        "limb1": settlement.limbs["1"],
        "limb2": settlement.limbs["2"],
        "limb3": settlement.limbs["3"],
        "limb3_cost": from_cost,
        "limb3_unmodified": from_cost,
        "limb3_kra": settlement.performance_gbp,
        "total_paid_to_providers": settlement.paid_gbp,
        "provider_margin": -provider.pays_gbp,
        "commissioner_saving_vs_TOC_plus_fee": commissioner.gain_or_pain_gbp,
    }
    return {name: amount / UNIT for name, amount in money.items()}


def three_limb_cost_only(given: Inputs) -> Outputs:
    """Results do not count."""
    return _of_limbs(_limbs(given))


def three_limb_option1_separate_kra(given: Inputs) -> Outputs:
    """A pool for results; the loss of cost and results together ends at the fee."""
    terms = {"key_results": "pool", "key_result_pool_share": given.ratio("kra_pool", "TOC")}
    capped = given.any("pain_cap") not in UNCAPPED
    result = given.number("kra_score", low=-1.0)
    return _of_limbs(_limbs(given, **terms, pain_capped_at_fee=capped, key_result=result))


def three_limb_option2_modifier(given: Inputs) -> Outputs:
    """Performance scales the gain down and the pain up."""
    level = given.number("ops", low=0.0) / POINTS
    return _of_limbs(_limbs(given, key_results="modifier", performance=level))


def gainpain_split_among_members(given: Inputs) -> Outputs:
    """The members of one side divide what it gains or loses."""
    shares = given.any("shares")
    if not isinstance(shares, dict) or not shares:
        raise given.wrong("shares", "expected a mapping of members and their shares")
    inside = Inputs(given.document, (*given.place, "shares"), shares)
    parties = tuple(Party(name=str(name), share=inside.share(name)) for name in shares)
    rule = GainShare(provider_share=1.0, fee_share=0.0)
    gain = given.number("limb3") * UNIT
    actuals = Actuals(max(-gain, 0.0), max(gain, 0.0))
    found = Agreement(rule=rule, parties=parties).settle(actuals).parties
    return {f"limb3_{name}": found[str(name)].gain_or_pain_gbp / UNIT for name in shares}


def _bands(given: Inputs) -> tuple[Band, ...]:
    """Bands as people write them: `<80%:15%;80-90%:30%;>90%:20%`, or a split and a ceiling."""
    text = given.any("bands")
    if isinstance(text, str) and (match := THEN.fullmatch(text.strip())):
        one, other, end, beyond = map(float, match.groups())
        if one != other:
            raise given.wrong("bands", f"{match[1]}:{match[2]} does not say whose share is which")
        rows = [(end / PER_CENT, one / (one + other)), (None, beyond / PER_CENT)]
        return tuple(Band(upto=upto, provider_share=share) for upto, share in rows)
    bands, before = [], None
    for part in text.split(";") if isinstance(text, str) else ():
        match = RANGE.fullmatch(part.strip())
        start = match and (match[2] or match[4])
        if not match or start != before:
            break
        before = match[1] or match[3]
        upto = float(before) / PER_CENT if before else None
        bands.append(Band(upto=upto, provider_share=float(match[5]) / PER_CENT))
    if not bands or bands[-1].upto is not None:
        example = "<80%:15%;80-110%:50%;>110%:20%"
        raise given.wrong("bands", f"expected bands without gaps, such as '{example}'")
    return tuple(bands)


def nec_option_c_bands(given: Inputs) -> Outputs:
    """The gap between prices and defined cost, shared band by band."""
    rule = GainShare(bands=_bands(given), fee_share=0.0)
    found = rule.settle(Actuals(given.money("pwdd"), given.money("prices")))
    return {
        "contractor_share": found.gain_or_pain_gbp / UNIT,
        "final_payment": found.paid_gbp / UNIT,
        "client_saving_vs_prices": found.parties["commissioner"].gain_or_pain_gbp / UNIT,
    }


def nec_compensation_event(given: Inputs) -> Outputs:
    """An event moves the target by its price; what it costs less is gain, the rest on target."""
    event = TargetAdjustment(reason="compensation event", amount_gbp=given.money("ce_price"))
    rule = GainShare(provider_share=given.share("share"), fee_share=0.0)
    target = given.money("target")
    actuals = Actuals(target + given.money("ce_cost"), target)
    found = Agreement(rule=rule, target_adjustments=(event,)).settle(actuals)
    gains = sum(party.gain_or_pain_gbp for party in found.parties.values())
    return {
        "new_target": found.target_cost_gbp / UNIT,
        "extra_gain_pool": gains / UNIT,
        "contractor_gain": found.gain_or_pain_gbp / UNIT,
    }


def cost_plus_incentive_fee(given: Inputs) -> Outputs:
    """A fee that moves with cost between its bounds."""
    rule = CostPlusIncentiveFee(
        fee_share=given.ratio("target_fee", "target_cost"),
        least_fee_share=given.ratio("min_fee", "target_cost"),
        most_fee_share=given.ratio("max_fee", "target_cost"),
        provider_share=given.share("contractor_share"),
    )
    found = rule.settle(Actuals(given.money("actual_cost"), given.money("target_cost")))
    fee = found.limbs["2"] + found.limbs["3"]
    return {"fee": fee / UNIT, "price": found.paid_gbp / UNIT}


def aco_reach_corridor(given: Inputs) -> Outputs:
    """What each track keeps of a saving, or bears of an overspend, as shares of the benchmark."""
    saved = given.number("savings_pct_of_benchmark")
    if saved > 1:
        raise given.wrong("savings_pct_of_benchmark", f"expected at most 1, found {saved}")
    actuals = Actuals((1 - saved) * UNIT, float(UNIT))
    return {
        f"{track}_kept_pct": RiskCorridor(**_track(track)).settle(actuals).gain_or_pain_gbp / UNIT
        for track in ("global", "professional")
    }


def mssp_shared_savings(given: Inputs) -> Outputs:
    """A shared saving (or, negative, a loss repaid), the quality standard being met."""
    least = given.share("msr")
    track = _track(given.word("track", MSSP))
    rule = SharedSavings(**track, least_saving=least, least_loss=least)
    actuals = Actuals(
        given.money("spend"), given.money("benchmark"), revenue_gbp=given.money("revenue")
    )
    return {"payment_to_aco": rule.settle(actuals).gain_or_pain_gbp / UNIT}


def outcome_payment_20_80(given: Inputs) -> Outputs:
    """A part up front, the rest as outcomes are confirmed."""
    rule = OutcomePayment(upfront_share=given.share("upfront"))
    actuals = Actuals(
        0.0,
        price_gbp=given.money("plan_value"),
        units=1.0,
        outcomes=given.share("outcomes_confirmed_share"),
    )
    return {"paid": rule.settle(actuals).paid_gbp / UNIT}


def cost_and_volume(given: Inputs) -> Outputs:
    """A block, corrected for volume beyond a tolerance."""
    rule = CostAndVolume(tolerance=given.share("tolerance"), marginal_gbp=given.money("marginal"))
    actuals = Actuals(
        0.0,
        price_gbp=given.money("block"),
        units=given.number("actual", low=0.0),
        expected_units=given.number("planned", low=0.0),
    )
    return {"paid": rule.settle(actuals).paid_gbp / UNIT}
