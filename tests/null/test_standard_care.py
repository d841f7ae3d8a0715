"""Where nothing is relational and everybody is alike, no way of buying has an advantage."""

import numpy as np
import pytest

from alliance_sim.experiments.compare import run_all
from alliance_sim.rules.services import SERVICES
from alliance_sim.world.market import KINDS
from tests.small import all_levers, finished, small

SELLERS = [kind for kind in KINDS if kind != "in_house"]

STANDARD = {f"{service}.relational_share": 0.0 for service in SERVICES}
STANDARD |= {"effort.substitution": 0.0}

# One kind of bidder in all but name: as able, as careful, with costs drawn from the distribution
# that all believe in.
SYMMETRIC = {
    "market.capability_spread": 0.0,
    "market.background_closure": 0.0,
    "bidding.common_error_sd": 0.0,
    "bidding.belief_spread": 1.0,
    "bidding.belief_width": 4.0,
    "shocks.own_sd": 0.0,
}
for kind in SELLERS:
    SYMMETRIC |= {
        f"provider_kinds.{kind}.{name}": value
        for name, value in {
            "cost_ratio": 1.0,
            "overhead_fixed": 0.0,
            "overhead_size": 0.0,
            "mission": 0.05,
            "risk_aversion": 0.0,
            "capability": 0.7,
            "bid_writing": 0.0,
            "capacity_share": 9.0,
            "turnover": 0.2,
        }.items()
    }
# Price decides alone, whichever way it comes about.
PRICE_ALONE = {
    "competitive_tender.selection.price_weight": 1.0,
    "competitive_tender.selection.low_bid_ratio": 0.0,
    "reverse_auction.selection.quality_floor": 0.0,
    "reverse_auction.price.decrement": 0.0,
}
for way in ("competitive_tender", "reverse_auction"):
    PRICE_ALONE |= {
        f"{way}.selection.{name}": value
        for name, value in {
            "authority_cost": 1000.0,
            "authority_cost_per_bid": 100.0,
            "bid_cost": 1000.0,
            "quality_noise_sd": 0.0,
        }.items()
    }


def interval(differences):
    """Mean of paired differences and half the width of its 95 % interval."""
    error = np.std(differences, ddof=1) / np.sqrt(len(differences))
    return float(np.mean(differences)), 1.96 * float(error)


@pytest.mark.statistical
def test_a_sealed_tender_and_an_auction_cost_the_same_for_standard_care():
    levers = all_levers("competitive_tender", small())
    same = {
        "governance": levers["governance"],
        "continuity": levers["continuity"] | {"set_up_months": 0},
    }
    story = small(
        {
            "sealed": {"mechanism": "competitive_tender"} | same,
            "clock": {"mechanism": "reverse_auction"} | same,
        },
        STANDARD | SYMMETRIC | PRICE_ALONE,
        services=["home_care"],
        months=2,
        warm_up=0,
    )
    prices, costs = [], []
    for replication in range(32):
        worlds = [finished(story, option, replication) for option in story.options]
        prices.append([np.mean([t.award.price_ratio for t in w.awards]) for w in worlds])
        costs.append([w.record.columns["cost_care_gbp"].sum() for w in worlds])
    for found in (np.array(prices), np.array(costs)):
        mean, half = interval((found[:, 1] - found[:, 0]) / found[:, 0].mean())
        assert abs(mean) <= half
        assert abs(mean) + half < 0.015


@pytest.mark.statistical
def test_where_nothing_is_relational_an_alliance_does_not_beat_a_tender():
    relations = {
        "trust.handoff_trust": 0.0,
        "wellbeing.informed.relational": 0.0,
        "wellbeing.partner.relational": 0.0,
    }
    story = small(
        {"tender": {"mechanism": "competitive_tender"}, "alliance": {"mechanism": "alliance"}},
        STANDARD | relations,
        months=48,
    )
    found = run_all(story, replications=10).outcomes
    benefit = found.pivot(index="replication", columns="option", values="net_monetary_benefit_gbp")
    assert (benefit["tender"] - benefit["alliance"]).mean() > 0
