"""Whatever is bought however, people, providers and prices meet the same luck."""

from collections import defaultdict

import numpy as np
import pytest

import alliance_sim.world.model as model
from alliance_sim.experiments.compare import run_all
from alliance_sim.results import TABLES
from alliance_sim.world.draws import NUMBER, PROCESSES, Streams
from alliance_sim.world.people import EXOGENOUS
from tests.small import WAYS, equal, finished, months_of, shipped, small

# One of each contract, hybrids with other people's levers, and prices set by the buyer.
MANY_WAYS = WAYS | {
    "block": {"mechanism": "competitive_tender", "contract": {"kind": "block"}},
    "cost_plus": {"mechanism": "reverse_auction", "contract": {"kind": "cost_plus"}},
    "three_limbs": {"mechanism": "alliance", "contract": {"kind": "three_limbs"}},
    "fixed_fee": {"mechanism": "competitive_tender", "price_set_by": "buyer"},
    "partners_by_price": {"mechanism": "alliance", "selection": {"kind": "lowest_price"}},
}
# Hard times: prices jump, providers close, contracts are short.
HARD_TIMES = {
    "shocks.common_sd": 0.06,
    "market.background_closure": 0.3,
    "market.entry_months": 3,
    "competitive_tender.continuity.term_months": 5,
}
NO_POLICY_MOVES = {"common_cost", "own_cost", "manager", "closure", "kpi_noise"}


class Remembering(Streams):
    """Streams that remember every draw by what it was drawn for."""

    def __init__(self, seed, replication):
        super().__init__(seed, replication)
        self.drawn = defaultdict(dict)

    def uniform(self, process, month, who):
        return self._remember(process, month, who, super().uniform(process, month, who))

    def normal(self, process, month, who):
        return self._remember(process, month, who, super().normal(process, month, who))

    def _remember(self, process, month, who, values):
        for one, value in zip(who.tolist(), values.tolist(), strict=True):
            assert one not in self.drawn[process, month], f"{process} drawn twice for {one}"
            self.drawn[process, month][one] = value
        return values


def test_every_resident_and_month_is_the_same_under_every_option():
    story = small(MANY_WAYS, HARD_TIMES)
    worlds = zip(*(months_of(story, option) for option in story.options), strict=True)
    births = 0
    for first, *others in worlds:
        births += (first.people.arrived == first.month).sum()
        for other in others:
            for column in EXOGENOUS:
                assert equal(getattr(first.people, column), getattr(other.people, column)), column
            assert other.common_cost == first.common_cost
            assert equal(other.market.own_cost, first.market.own_cost)
    assert births > 0


def test_one_resident_in_another_services_hands_is_still_the_same_person():
    # Not even the services bought move who people are and what befalls them.
    stories = [small(services=[service]) for service in ("home_care", "advocacy")]
    stories.append(small(parameters={"market.providers": 2, "residents.outreach": 0.3}))
    for one, *others in zip(*(months_of(story, "tender") for story in stories), strict=True):
        for other in others:
            for column in EXOGENOUS:
                assert equal(getattr(one.people, column), getattr(other.people, column)), column


def test_every_draw_for_the_same_purpose_is_the_same(monkeypatch):
    monkeypatch.setattr(model, "Streams", Remembering)
    two = {"councils": ["Bexley", "Camden"], "residents": 40}
    story = small(MANY_WAYS, HARD_TIMES, place=two)
    drawn = [finished(story, option).streams.drawn for option in story.options]
    first = drawn[0]
    for other in drawn[1:]:
        assert {key for key in first if key[0] in NO_POLICY_MOVES} == {
            key for key in other if key[0] in NO_POLICY_MOVES
        }
        for key, values in other.items():
            if key[0] in NO_POLICY_MOVES:
                assert values == first[key], key
            shared = values.keys() & first.get(key, {}).keys()
            assert all(values[one] == first[key][one] for one in shared), key
    used = {process for process, _ in set().union(*drawn)}
    # People are drawn elsewhere; what was added later is drawn only where its mechanism is on.
    usual = set(PROCESSES[: NUMBER["change_of_need"]]) - {"people", "month_of_people"}
    assert usual <= used <= set(NUMBER)


def test_deaths_and_arrivals_are_the_same_in_every_month():
    monthly = run_all(small(MANY_WAYS, HARD_TIMES), replications=1).monthly
    for column in ("residents", "deaths", "arrivals"):
        by_option = monthly.pivot(index="month", columns="option", values=column)
        assert by_option.nunique(axis=1).eq(1).all()
    assert monthly["deaths"].sum() > 0


@pytest.mark.parametrize("name", ["bexley_home_care", "call_off_unmet_need"])
def test_the_warm_up_is_the_same_in_every_column(name):
    story = shipped(name, **{"place.residents": 100, "months": 26, "warm_up": 9})
    results = run_all(story, replications=2)
    early = results.monthly[results.monthly["month"] <= story.warm_up]
    columns = [column.name for column in TABLES["monthly"] if column.name != "option"]
    first, *others = (part[columns].to_numpy(float) for _, part in early.groupby("option"))
    assert len(first) == 2 * story.warm_up
    assert all(equal(first, other) for other in others)
    ledger = results.ledger.to_pandas()
    early = ledger[ledger["month"] <= story.warm_up].drop(columns="transfer")
    first, *others = (part.drop(columns="option").to_numpy() for _, part in early.groupby("option"))
    assert all(np.array_equal(first, other) for other in others)


def test_after_the_warm_up_options_differ():
    results = run_all(small(), replications=1)
    late = results.monthly[results.monthly["month"] == 24]
    assert late["cost_care_gbp"].nunique() == len(WAYS)
