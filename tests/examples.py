"""Small instances of every lever, contract and way of buying, and of those who bid.

Round numbers that make results easy to work out by hand; none of them is evidence.
"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from alliance_sim.rules.behaviour.bidding import CostDistribution
from alliance_sim.rules.behaviour.effort import EffortCosts, Incentives
from alliance_sim.rules.behaviour.trust import TrustRates
from alliance_sim.rules.contracts import (
    Block,
    Capitation,
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
)
from alliance_sim.rules.levers import (
    BidBeliefs,
    CapabilityFirst,
    Continuity,
    DescendingClock,
    FirstPrice,
    Governance,
    LowestPrice,
    OpenBookTarget,
    OwnTeam,
    ScoredBids,
    SecondPrice,
)
from alliance_sim.rules.mechanisms import Alliance, CompetitiveTender, ReverseAuction
from alliance_sim.rules.offers import Bidders

BENCHMARKS = json.loads(
    (Path(__file__).parent / "rules" / "benchmarks.json").read_text(encoding="utf-8")
)


def benchmark(key):
    """The rows of one table of theory's figures."""
    return BENCHMARKS[key]["rows"]


def named(row):
    """A row of such a table by its first columns, as the name of a test."""
    return " ".join(f"{name}={value}" for name, value in list(row.items())[:4])


PROCEDURE = {
    "authority_cost": 8000.0,
    "authority_cost_per_bid": 1000.0,
    "bid_cost": 5000.0,
    "quality_noise_sd": 0.0,
}


FORMATION = {"set_by": "bids", "reserve": "ceiling"}


def scored_bids(**changes):
    usual = {
        "price_weight": 0.4,
        "formula": "lowest_ratio",
        "low_bid_ratio": 0.8,
        "low_bids_explained": True,
    }
    return ScoredBids(**PROCEDURE | usual | changes)


def lowest_price(**changes):
    return LowestPrice(**PROCEDURE | {"quality_floor": 0.5, "recheck": False} | changes)


def capability_first(**changes):
    return CapabilityFirst(**PROCEDURE | {"members": 3, "trust_weight": 0.3} | changes)


def own_team(**changes):
    return OwnTeam(**PROCEDURE | changes)


def first_price(**changes):
    return FirstPrice(**FORMATION | changes)


def second_price(**changes):
    return SecondPrice(**FORMATION | changes)


def descending_clock(**changes):
    usual = {
        "decrement": 0.0,
        "visibility": "price",
        "extends": True,
        "ticks": 60,
        "minimum_bidders": 1,
        "ties": "lot",
    }
    return DescendingClock(**FORMATION | usual | changes)


def open_book_target(**changes):
    usual = {"contingency": 0.03, "own_estimate_weight": 0.5, "audit_accuracy": 0.6}
    return OpenBookTarget(**FORMATION | usual | changes)


def governance(**changes):
    usual = {
        "monitoring_intensity": 0.6,
        "kpi_stake": 0.2,
        "outcome_stake": 0.0,
        "judged_together": False,
        "open_book": 0.1,
        "peer_visibility": 0.0,
        "information_sharing": 0.1,
        "co_design": 0.1,
        "decides": "commissioner",
        "best_for_service": False,
        "monitoring_response": 0.0,
        "inspections": 0.0,
        "risk_based": 0.0,
        "words": 0.0,
    }
    return Governance(**usual | changes)


def continuity(**changes):
    usual = {
        "term_months": 36,
        "renewal_probability": 0.3,
        "set_up_months": 5,
        "set_up_cost_share": 0.0,
        "staff_transfer_share": 0.6,
        "volume_guarantee": 0.9,
    }
    return Continuity(**usual | changes)


def gain_share(**changes):
    return GainShare(**{"provider_share": 0.5, "fee_share": 0.05} | changes)


SELECTIONS = {
    "scored_bids": scored_bids(),
    "lowest_price": lowest_price(),
    "capability_first": capability_first(),
}
PRICES = {
    "first_price": first_price(),
    "second_price": second_price(),
    "descending_clock": descending_clock(),
    "open_book_target": open_book_target(),
}
CONTRACTS = {
    "fixed_price": FixedPrice(),
    "block": Block(),
    "cost_plus": CostPlus(fee_share=0.05),
    "gain_share": gain_share(),
    "three_limbs": ThreeLimbs(
        provider_share=0.5, fee_share=0.05, key_results="none", pain_capped_at_fee=True
    ),
    "spot": Spot(),
    "cost_and_volume": CostAndVolume(tolerance=0.05, marginal_share=0.6),
    "capitation": Capitation(),
    "outcome_payment": OutcomePayment(upfront_share=0.2),
    "cost_plus_incentive_fee": CostPlusIncentiveFee(
        fee_share=0.08, least_fee_share=0.03, most_fee_share=0.12, provider_share=0.2
    ),
    "shared_savings": SharedSavings(
        savings_rate=0.5, loss_rate=0.3, least_saving=0.02, least_loss=0.02, loss_cap=0.04
    ),
    "risk_corridor": RiskCorridor(
        first_upto=0.05,
        first_share=0.5,
        second_upto=0.1,
        second_share=0.35,
        third_upto=0.15,
        third_share=0.15,
        beyond_share=0.05,
    ),
}


def tender(**levers):
    usual = {
        "selection": scored_bids(),
        "price": first_price(),
        "contract": FixedPrice(),
        "governance": governance(),
        "continuity": continuity(),
    }
    return CompetitiveTender(**usual | levers)


def reverse_auction(**levers):
    usual = {
        "selection": lowest_price(),
        "price": descending_clock(),
        "contract": FixedPrice(),
        "governance": governance(open_book=0.0),
        "continuity": continuity(set_up_months=2),
    }
    return ReverseAuction(**usual | levers)


def alliance(**levers):
    usual = {
        "selection": capability_first(),
        "price": open_book_target(),
        "contract": gain_share(),
        "governance": governance(
            monitoring_intensity=0.3,
            kpi_stake=0.05,
            outcome_stake=0.2,
            judged_together=True,
            open_book=0.6,
            peer_visibility=0.5,
            decides="unanimous",
            best_for_service=True,
        ),
        "continuity": continuity(term_months=60, renewal_probability=0.6, set_up_months=10),
    }
    return Alliance(**usual | levers)


STANDARD_ERRORS = 4
"""How far a mean over seeded draws may lie from theory's."""


def agrees(values, expected, known_to=0.0):
    """Whether the mean of draws is what it should be, in standard errors of the mean."""
    values = np.asarray(values, dtype=float)
    error = values.std(ddof=1) / np.sqrt(len(values))
    return abs(values.mean() - expected) <= STANDARD_ERRORS * error + known_to


def bidders(floor, **changes):
    """Bidders with these floors: equally able, all services covered, numbered from 100.

    Floors of one award, or of a batch of awards of shape (awards, bidders).
    """
    floor = np.asarray(floor, dtype=float)
    count, shape = floor.shape[-1], floor.shape
    usual = {
        "provider": np.arange(100, 100 + count),
        "floor": floor,
        "capability": np.full(shape, 0.7),
        "writing": np.zeros(shape),
        "trust": np.full(shape, 0.5),
        "panel": np.zeros(shape),
        "tie": np.broadcast_to(np.linspace(0.1, 0.9, count) if count else np.zeros(0), shape),
        "markup": np.full(shape, 0.05),
        "covers": np.ones((count, 1), dtype=bool),
    }
    return Bidders(**usual | {name: np.asarray(value) for name, value in changes.items()})


UNIFORM = CostDistribution("uniform", mean=1.0, sd=0.0, low=0.8, high=1.2)
LOW, WIDTH = UNIFORM.low, UNIFORM.high - UNIFORM.low
NORMAL = CostDistribution("normal", mean=1.0, sd=0.1, low=0.75, high=1.25)


def beliefs(**changes):
    usual = BidBeliefs(
        rule="equilibrium",
        rivals_cost=UNIFORM,
        pound_per_point=0.0,
        ceiling=1.2,
        provider_share=0.5,
        padding_cost=5.0,
        typical_quality=0.7,
    )
    return replace(usual, **changes)


def effort_costs(**changes):
    """One unit of effort costs nothing but itself, and nothing crowds anything out."""
    usual = EffortCosts(
        verifiable=0.0,
        relational=0.0,
        saving=0.0,
        curvature=1.0,
        substitution=0.0,
        damage_verifiable=0.0,
        damage_relational=0.0,
    )
    return usual._replace(**changes)


def incentives(**changes):
    """No pay for anything; outcomes are half verifiable, half relational, and all arrive."""
    usual = {
        "cost_share": 0.0,
        "kpi": 0.0,
        "outcome": 0.0,
        "kpi_visibility": 0.0,
        "weight_verifiable": 0.5,
        "weight_relational": 0.5,
        "human_scale": 1.0,
    }
    return Incentives(
        **{name: np.asarray(value, dtype=float) for name, value in (usual | changes).items()}
    )


TRUST_RATES = TrustRates(
    gain=0.01,
    engagement=0.02,
    monitoring_loss=0.005,
    broken_loss=0.3,
    retender_loss=0.1,
    dispute_loss=0.5,
)
