"""Every outcome is a number where it is due, and missing - not 0 - where nothing happened."""

import math

import numpy as np
import pytest
from hypothesis import given, settings

from alliance_sim.experiments.compare import run_all
from alliance_sim.results import TABLES
from alliance_sim.simulate import simulate
from alliance_sim.world.people import GROUPS
from tests.given import stories
from tests.small import WAYS, small

some = settings(max_examples=15, deadline=None)

# What may be missing: nobody won anything, nobody was in care, nothing was handed on, all
# residents belong to one group.
MAY_BE_MISSING = {
    "bidders_mean",
    "provider_margin_share",
    "market_concentration_hhi",
    "voluntary_sector_share",
    "trust",
    "continuity_months",
    "handoffs_kept_share",
    "quality_experienced",
    "quality_measured",
    "quality_gap",
    "equity_gap",
}
SHARES = (
    "quality_experienced",
    "quality_measured",
    "handoffs_kept_share",
    "wellbeing",
    "wellbeing_informed",
    "wellbeing_partner",
    "wellbeing_resources",
    "wellbeing_expertise",
    "wellbeing_connected",
    "market_concentration_hhi",
    "voluntary_sector_share",
    "trust",
)
COUNTS = ("handbacks", "provider_exits", "bidders_mean", "unmet_need_hours", "continuity_months")


def missing(found):
    return {name for name, value in found.items() if math.isnan(value)}


def test_a_full_set_of_services_leaves_no_outcome_missing():
    results = run_all(small(), replications=2)
    columns = [column.name for column in TABLES["outcomes"]]
    assert list(results.outcomes.columns) == columns
    assert np.isfinite(results.outcomes.drop(columns="option").to_numpy(dtype=float)).all()


@some
@given(story=stories())
def test_outcomes_lie_on_their_scales_and_only_those_that_never_happened_are_missing(story):
    run = simulate(small(**story), "it", seed=7)
    found = run.outcomes
    assert missing(found) <= MAY_BE_MISSING
    assert all(math.isfinite(value) for name, value in found.items() if name not in missing(found))
    assert all(0 <= found[name] <= 1 + 1e-12 for name in SHARES if name not in missing(found))
    assert all(found[name] >= 0 for name in COUNTS if name not in missing(found))
    total = sum(value for name, value in found.items() if name.startswith("cost_")) / 2
    assert total == pytest.approx(found["cost_total_gbp"])
    parties = run.parties
    kinds = [
        value
        for name, value in parties.items()
        if name not in ("party_commissioner_gbp", "party_providers_gbp", "party_nhs_gbp")
        and name.endswith("_gbp")
    ]
    assert np.nansum(kinds) == pytest.approx(parties["party_providers_gbp"], abs=0.01)


def test_without_an_award_there_is_no_number_of_bidders():
    never = {"continuity": {"set_up_months": 100}}
    story = small({name: way | never for name, way in WAYS.items()})
    for option in story.options:
        assert math.isnan(simulate(story, option).outcomes["bidders_mean"])


def test_an_award_without_bidders_has_none_which_is_a_number():
    story = small(parameters={"market.providers": 0})
    for option in story.options:
        found = simulate(story, option).outcomes
        assert found["bidders_mean"] == 0
        # Nobody but the council's own team ever sold anything or was trusted with a contract.
        assert missing(found) == {"provider_margin_share", "trust"}


def test_what_is_not_bought_has_no_price_no_quality_and_no_handoff():
    story = small(services=["community_connection"])
    run = simulate(story, "tender")
    assert np.isnan(run.monthly["price_home_care_gbp"]).all()
    story = small(services=["home_care"], parameters={"residents.isolated_share": 0.0})
    assert np.isfinite(simulate(story, "tender").monthly["price_home_care_gbp"]).all()


def test_without_a_second_group_there_is_no_gap_between_groups():
    assert GROUPS == 2
    story = small(parameters={"residents.overlooked_share": 0.0})
    assert math.isnan(simulate(story, "tender").outcomes["equity_gap"])


def test_parties_that_are_not_in_the_market_have_no_result():
    story = small(parameters={"provider_kinds.community_network.pool_share": 0.0})
    run = simulate(story, "tender")
    assert math.isnan(run.parties["party_community_network_gbp"])
    assert math.isfinite(run.parties["party_local_private_gbp"])
