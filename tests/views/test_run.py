"""`run`: one option month by month, and what happened on the way."""

import json
import math

import pytest

from alliance_sim.metrics.measures import MEASURES
from alliance_sim.results import open_results
from alliance_sim.scenario import load, with_changes
from alliance_sim.simulate import simulate
from alliance_sim.views.story import watch
from tests.views.asking import ask, in_words

MONTHS, WARM_UP = 14, 2


@pytest.fixture(scope="module")
def told(tiny):
    said = ask("run", tiny, "--option", "alliance", "--json")
    assert said.code == 0, said.err
    return json.loads(said.out)


def test_json_tells_the_months_and_the_events_in_order(told):
    keys = "scenario version seed replication scenario_hash option outcomes measures months events"
    assert list(told) == keys.split()
    assert [month["month"] for month in told["months"]] == list(range(1, MONTHS + 1))
    months = [event["month"] for event in told["events"]]
    assert months == sorted(months)
    assert {event["event"] for event in told["events"]} <= {"award", "handback", "exit"}


def test_it_is_the_same_future_as_in_a_comparison(tiny, kept, told):
    run = simulate(load(tiny), "alliance", seed=1, replication=0)
    assert told["outcomes"] == run.outcomes
    monthly = open_results(kept.folder).monthly.query("option == 'alliance' and replication == 0")
    assert [month["trust"] for month in told["months"]] == monthly["trust"].tolist()


def test_every_further_measure_is_told_too(tiny, told):
    assert set(told["measures"]) == set(MEASURES)
    run = simulate(load(tiny), "alliance", measures=["quality_p10"])
    assert told["measures"]["quality_p10"] == run.measures["quality_p10"]


def test_an_award_names_its_bidders_winners_and_prices(told):
    award = next(event for event in told["events"] if event["event"] == "award")
    bidders = [bid["provider"] for bid in award["bids"]]
    assert award["month"] > WARM_UP
    assert set(award["winners"]) <= set(bidders)
    assert 1 <= len(award["winners"]) <= 3
    assert award["prices_gbp"].keys() == set(award["services"])
    for service, price in award["prices_gbp"].items():
        assert price == pytest.approx(award["price_ratio"] * award["reference_gbp"][service])


def test_everyone_who_leaves_or_hands_back_is_told_by_name():
    # A market where nobody has much to fall back on and losses are not borne for long.
    scenario = with_changes(
        load_shipped(),
        {"place.residents": 200, "months": 48, "parameters.market.handback_loss": 0.0},
    )
    story = watch(scenario, "auction", seed=3, replication=0)
    for leavings, column in ((story.handbacks, "handbacks"), (story.exits, "exits")):
        by_month = [0] * len(story.months[column])
        for leaving in leavings:
            by_month[leaving.month - 1] += 1
        assert by_month == story.months[column].tolist()
    assert story.exits
    assert story.handbacks


def load_shipped():
    from alliance_sim.views.shipped import find

    return load(find("bexley_home_care"))


def test_people_read_months_and_then_what_happened(tiny):
    said = ask("run", tiny, "--option", "tender")
    assert said.code == 0
    text = in_words(said.out)
    assert text.startswith("A small place: Tender Months 1 to 2 pass under the inherited")
    assert text.index("Month Cost") < text.index("What happened") < text.index("Counted months:")
    assert "Care Act" in text
    assert "_" not in text
    assert "nan" not in text


def test_another_future_is_another_story(tiny, told):
    said = ask("run", tiny, "--option", "alliance", "--json", "--replication", 1)
    assert json.loads(said.out)["outcomes"] != told["outcomes"]


def test_out_keeps_the_same_files_as_a_comparison_and_the_story(tiny, kept, tmp_path):
    out = tmp_path / "one"
    said = ask("run", tiny, "--option", "alliance", "--out", out, "--replication", 1)
    assert said.code == 0, said.err
    assert in_words(said.out).endswith(f"The report is {out / 'report.html'}")
    run = open_results(out)
    assert run.outcomes["replication"].tolist() == [1]
    stored = run.outcomes["cost_total_gbp"].tolist()
    compared = open_results(kept.folder).outcomes.query("option == 'alliance' and replication == 1")
    assert stored == compared["cost_total_gbp"].tolist()
    assert run.manifest["replication"] == 1
    assert {"month", "event"} <= set(run.manifest["events"][0])


def test_json_holds_null_for_what_never_happened(told):
    assert all(
        value is None or math.isfinite(value)
        for month in told["months"]
        for value in month.values()
    )
