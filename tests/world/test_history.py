"""What happened to contracts and providers, kept event by event and read by further measures."""

import math

import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import MEASURES, measure
from tests.small import finished, small

UNAWARE = {"bidding.common_error_sd": 0.12, "bidding.awareness": 0}


@pytest.fixture(scope="module")
def losing():
    """An auction among bidders who do not know that they underestimate."""
    return finished(small(parameters=UNAWARE, months=60), "auction")


def test_events_are_as_many_as_the_record_counts(losing):
    history = losing.record.history
    assert len(history.given_back) == losing.handbacks > 0
    assert len(history.closed) == losing.exits
    signed = {id(one.deal) for one in history.signed}
    assert all(one.deal.start == one.month for one in history.signed)
    # What was inherited can be given back too; all else was signed first.
    late = [one.deal for one in history.given_back if one.deal.start > 0]
    assert all(id(deal) in signed for deal in late)


def test_low_prices_are_given_back_more_often(losing):
    period = counted(losing)
    assert measure(period, "given_back_low_share") > 0
    assert measure(period, "given_back_gap") > 0
    assert 0 <= measure(period, "lowest_price_wins_share") <= 1
    assert 0.5 < measure(period, "agreed_price_ratio") < 1.25


def test_work_delivered_by_provider_adds_up_to_all_work(losing):
    record = losing.record
    assert record.delivered().sum() == pytest.approx(record._value.sum())


def test_targets_are_noted_only_where_there_are_any(losing):
    period = counted(losing)
    assert math.isnan(measure(period, "underrun_share"))
    assert math.isnan(measure(period, "target_drift_share"))
    period = counted(finished(small(months=36), "alliance"))
    assert -0.5 < measure(period, "underrun_share") < 0.5
    assert measure(period, "target_drift_share") > 0


@pytest.mark.parametrize(
    "name", ["rated_good_voluntary_gap", "rated_good_small_gap", "closure_voluntary_gap"]
)
def test_gaps_between_shares_are_shares(losing, name):
    found = measure(counted(losing), name)
    assert math.isnan(found) or -1 <= found <= 1


def test_wellbeing_of_a_year_that_is_not_there_is_missing(losing):
    period = counted(losing)
    assert 0 < measure(period, "wellbeing_year_1") < 1
    assert math.isnan(measure(period, "wellbeing_year_9"))
    grown = measure(period, "wellbeing_year_4") - measure(period, "wellbeing_year_1")
    assert measure(period, "wellbeing_growth_1_to_4") == pytest.approx(grown)
    assert "wellbeing_year_9" in MEASURES
