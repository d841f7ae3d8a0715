"""The comparison: its public shape, its signs, and its pairing."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from alliance_sim.analysis.compare import compare
from alliance_sim.results import OUTCOMES, PARTIES
from tests.analysis.synthetic import outcomes

FACTS = {"scenario": "Bexley", "version": "0.1.0", "seed": 1, "scenario_hash": "sha256:00"}
NAMES = [column.name for column in OUTCOMES]


@pytest.fixture(scope="module")
def table():
    return outcomes()


@pytest.fixture(scope="module")
def comparison(table):
    return compare(table)


@pytest.fixture(scope="module")
def found(comparison):
    return comparison.as_dict(**FACTS)


def test_json_has_the_shape_of_the_interface(found):
    assert list(found) == [
        "scenario",
        "version",
        "seed",
        "replications",
        "scenario_hash",
        "options",
        "differences",
        "probability_best",
    ]
    assert found["replications"] == 20
    assert list(found["options"]) == ["tender", "auction", "alliance"]
    tender = found["options"]["tender"]
    assert list(tender) == ["outcomes", "risk"]
    assert list(tender["outcomes"]) == NAMES
    assert set(tender["outcomes"]["wellbeing"]) == {"mean", "sd", "ci95"}
    assert list(tender["risk"]) == [party.name for party in PARTIES]
    assert set(tender["risk"]["commissioner"]) == {
        "mean",
        "sd",
        "cvar95",
        "p_loss",
        "variance_share",
    }
    assert list(found["differences"]) == ["auction-tender", "alliance-tender", "alliance-auction"]
    assert list(found["differences"]["alliance-tender"]) == NAMES
    assert set(found["differences"]["alliance-tender"]["trust"]) == {"mean", "ci95", "p_better"}
    assert set(found["probability_best"]) == {
        "net_monetary_benefit_gbp",
        "cost_total_gbp",
        "wellbeing",
    }


def test_json_is_strict_and_what_is_not_known_is_null(found):
    json.dumps(found, allow_nan=False)
    assert found["options"]["alliance"]["outcomes"]["bidders_mean"] == {
        "mean": None,
        "sd": None,
        "ci95": [None, None],
    }
    assert found["differences"]["alliance-tender"]["provider_margin_share"]["p_better"] is None
    assert found["options"]["tender"]["risk"]["residents"]["variance_share"] is None


def test_means_are_those_of_the_table(table, comparison):
    for option, own in table.groupby("option"):
        for name in NAMES:
            mean = comparison.outcomes[option][name].mean
            assert mean == pytest.approx(own[name].mean(), nan_ok=True)


def test_differences_are_paired_by_future_whatever_the_order_of_rows(table, comparison):
    shuffled = pd.concat(
        own.sample(frac=1, random_state=7) for _, own in table.groupby("option", sort=False)
    )
    assert compare(shuffled).as_dict(**FACTS) == comparison.as_dict(**FACTS)
    wide = table.pivot(index="replication", columns="option", values="cost_total_gbp")
    apart = wide["alliance"] - wide["tender"]
    difference = comparison.differences["alliance", "tender"]["cost_total_gbp"]
    assert difference.estimate.mean == pytest.approx(apart.mean())
    assert difference.p_better == pytest.approx((apart < 0).mean())


def test_luck_that_is_shared_cancels(comparison):
    difference = comparison.differences["alliance", "tender"]["cost_total_gbp"]
    assert 0.8 < difference.variance_removed < 1


def test_a_pair_turned_round_has_the_other_sign_and_the_other_chance(comparison):
    one = comparison.difference("alliance", "tender", "wellbeing")
    other = comparison.difference("tender", "alliance", "wellbeing")
    assert other.estimate.mean == -one.estimate.mean
    assert (other.estimate.low, other.estimate.high) == (-one.estimate.high, -one.estimate.low)
    assert other.p_better == 1 - one.p_better


def test_whole_parties_share_the_variance_and_parts_share_their_whole(comparison):
    for option in comparison.options:
        risk = comparison.risk[option]
        wholes = [p.name for p in PARTIES if p.is_money and p.part_of is None]
        parts = [p.name for p in PARTIES if p.part_of == "providers"]
        assert sum(risk[name].variance_share for name in wholes) == pytest.approx(1)
        assert sum(risk[name].variance_share for name in parts) == pytest.approx(
            risk["providers"].variance_share
        )


def test_swapping_labels_swaps_results_and_nothing_else(table, comparison):
    names = {"tender": "alliance", "alliance": "tender", "auction": "auction"}
    swapped = compare(table.assign(option=table["option"].map(names)))
    assert swapped.outcomes["alliance"] == comparison.outcomes["tender"]
    assert (
        swapped.probability_best["wellbeing"]["tender"]
        == (comparison.probability_best["wellbeing"]["alliance"])
    )


def test_two_options_that_do_the_same_cannot_be_told_apart(table):
    tender = table[table["option"] == "tender"]
    twins = compare(pd.concat([tender, tender.assign(option="twin")]))
    difference = twins.differences["twin", "tender"]["net_monetary_benefit_gbp"]
    assert difference.estimate.mean == 0
    assert difference.p_better == 0.5
    assert not difference.estimate.is_clear
    assert twins.probability_best["wellbeing"] == {"tender": 0.5, "twin": 0.5}


@pytest.mark.parametrize("options", [("a",), ("a", "b"), ("a-b", "c d", "e_f", "g")])
@pytest.mark.parametrize("replications", [1, 2, 5])
def test_any_number_of_options_and_futures(options, replications):
    comparison = compare(outcomes(options, replications))
    found = comparison.as_dict(**FACTS)
    json.dumps(found, allow_nan=False)
    assert list(found["options"]) == list(options)
    assert len(found["differences"]) == len(options) * (len(options) - 1) // 2
    assert sum(found["probability_best"]["wellbeing"].values()) == pytest.approx(1)


def test_one_future_has_means_and_no_intervals():
    found = compare(outcomes(replications=1)).as_dict(**FACTS)
    wellbeing = found["options"]["tender"]["outcomes"]["wellbeing"]
    assert wellbeing["mean"] is not None
    assert wellbeing["ci95"] == [None, None]


def test_a_future_that_is_missing_for_one_option_is_left_out_of_the_pair(table):
    short = table[(table["option"] != "alliance") | (table["replication"] != 0)]
    difference = compare(short).differences["alliance", "tender"]["trust"]
    assert difference.estimate.n == 19


def test_tables_that_cannot_be_compared_are_refused(table):
    with pytest.raises(ValueError, match="no outcomes"):
        compare(table.head(0))
    with pytest.raises(ValueError, match="twice"):
        compare(pd.concat([table, table.head(1)]))
    with pytest.raises(ValueError, match="lack trust"):
        compare(table.drop(columns="trust"))


def test_the_summary_has_a_row_for_each_option_and_outcome_or_party(comparison):
    summary = comparison.summary()
    assert len(summary) == 3 * (len(NAMES) + len(PARTIES))
    council = summary[summary["outcome"] == "party_commissioner_gbp"].iloc[0]
    assert council["mean"] == comparison.risk[council["option"]]["commissioner"].mean
    row = summary[(summary["option"] == "tender") & (summary["outcome"] == "trust")].iloc[0]
    assert row["mean"] == comparison.outcomes["tender"]["trust"].mean
    assert row["unit"] == "score 0 to 1"
    never = summary[(summary["option"] == "alliance") & (summary["outcome"] == "bidders_mean")]
    assert math.isnan(never["mean"].iloc[0])
    assert np.isfinite(summary["replications"]).all()
