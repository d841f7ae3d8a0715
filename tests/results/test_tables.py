"""Every stored column is declared once, in the words of the public interface."""

import pytest

from alliance_sim.results import BY_OUTCOME, OUTCOMES, PARTIES, TABLES

INTERFACE = [
    "cost_total_gbp",
    "cost_care_gbp",
    "cost_procurement_gbp",
    "cost_governance_gbp",
    "cost_monitoring_gbp",
    "cost_crisis_gbp",
    "quality_experienced",
    "quality_measured",
    "quality_gap",
    "continuity_months",
    "handoffs_kept_share",
    "wellbeing",
    "wellbeing_informed",
    "wellbeing_partner",
    "wellbeing_resources",
    "wellbeing_expertise",
    "wellbeing_connected",
    "unmet_need_hours",
    "equity_gap",
    "provider_margin_share",
    "bidders_mean",
    "market_concentration_hhi",
    "voluntary_sector_share",
    "handbacks",
    "provider_exits",
    "trust",
    "net_monetary_benefit_gbp",
]


def test_outcomes_stand_in_the_order_of_the_interface():
    assert [column.name for column in OUTCOMES] == INTERFACE
    assert list(BY_OUTCOME) == INTERFACE


@pytest.mark.parametrize("name", TABLES)
def test_no_column_is_declared_twice_and_all_have_words(name):
    columns = TABLES[name]
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.label and column.meaning for column in columns)
    assert not any("_" in column.label + column.unit for column in columns)


def test_names_that_end_in_gbp_are_pounds_and_others_are_not():
    for columns in TABLES.values():
        for column in columns:
            assert column.is_money == column.name.endswith("_gbp"), column.name


def test_costs_are_better_low_and_wellbeing_high():
    for column in OUTCOMES:
        if column.name.startswith("cost_"):
            assert column.higher_is_better is False
        if column.name.startswith("wellbeing"):
            assert column.higher_is_better is True


def test_parts_of_a_party_belong_to_a_party_that_is_whole():
    wholes = {party.name for party in PARTIES if party.part_of is None}
    assert {party.part_of for party in PARTIES if party.part_of} <= wholes
    assert {"commissioner", "providers", "nhs", "unpaid_carers", "residents"} == wholes
