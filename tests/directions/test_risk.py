"""Who bears what: shocks, contracts that pass them on, and those who walk away from them."""

import numpy as np
import pytest

from alliance_sim.experiments.compare import run_all
from tests.small import small

CONTRACTS = {
    "fixed": {"kind": "fixed_price", "indexation": 0.0},
    "shared": {"kind": "gain_share", "provider_share": 0.5},
    "plus": {"kind": "cost_plus"},
}
# The same tender for the same work from the first month on; only the contract differs.
SAME_TENDER = {
    name: {
        "mechanism": "competitive_tender",
        "contract": contract,
        "continuity": {"set_up_months": 0},
    }
    for name, contract in CONTRACTS.items()
}


@pytest.fixture(scope="module")
def by_shock():
    """Outcomes by size of shock; the same luck, scaled."""
    return {
        shock: run_all(
            small(
                SAME_TENDER,
                {"shocks.common_sd": shock},
                services=["home_care"],
                months=24,
                warm_up=0,
            ),
            replications=6,
        ).outcomes
        for shock in (0.0, 0.03)
    }


def by_option(outcomes, name):
    return outcomes.pivot(index="replication", columns="option", values=name)


@pytest.mark.statistical
def test_bigger_shocks_make_providers_hand_back_what_has_a_fixed_price(by_shock):
    calm, rough = (by_option(by_shock[shock], "handbacks").mean() for shock in (0.0, 0.03))
    assert rough["fixed"] > calm["fixed"]
    assert rough["fixed"] > rough["shared"]
    assert rough["plus"] == calm["plus"] == 0


@pytest.mark.statistical
def test_what_providers_do_not_bear_the_council_does(by_shock):
    providers = by_option(by_shock[0.03], "party_providers_gbp").std()
    council = by_option(by_shock[0.03], "party_commissioner_gbp").std()
    assert providers["fixed"] > providers["shared"] > providers["plus"]
    assert council["fixed"] < council["shared"] < council["plus"]


@pytest.mark.statistical
def test_whoever_bears_cost_saves_it(by_shock):
    # Under cost plus nobody has a reason to save, and the council pays for it.
    care = by_option(by_shock[0.0], "cost_care_gbp").mean()
    assert care["fixed"] < care["plus"]
    quality = by_option(by_shock[0.0], "quality_experienced").mean()
    assert quality["fixed"] < quality["plus"]


@pytest.mark.statistical
def test_a_larger_share_of_pain_leaves_providers_with_more_of_it():
    story = small(
        {
            f"share_{percent}": {
                "mechanism": "competitive_tender",
                "contract": {
                    "kind": "gain_share",
                    "provider_share": percent / 100,
                    "pain_cap": 1.0,
                },
                "continuity": {"set_up_months": 0},
            }
            for percent in (0, 30, 90)
        },
        {"shocks.common_sd": 0.03, "market.handback_loss": 1.0},
        services=["home_care"],
        months=24,
        warm_up=0,
    )
    spread = by_option(run_all(story, replications=6).outcomes, "party_providers_gbp").std()
    assert np.all(np.diff(spread[["share_0", "share_30", "share_90"]]) > 0)
