"""Risk by source: each process has one, switching it moves no other, one that is off adds none."""

import numpy as np
import pytest

from alliance_sim.analysis.figures import sources as figure
from alliance_sim.analysis.sources import by_source
from alliance_sim.experiments.sources import SOURCES, run_sources
from alliance_sim.simulate import simulate
from alliance_sim.world.draws import PROCESSES, Streams
from alliance_sim.world.model import World
from alliance_sim.world.people import EXOGENOUS
from tests.small import WAYS, alike, small

WHO = np.arange(50)


def test_every_process_belongs_to_one_source():
    named = [process for processes in SOURCES.values() for process in processes]
    assert sorted(named) == sorted(PROCESSES)


@pytest.mark.parametrize("source", SOURCES)
def test_switching_a_source_moves_its_own_draws_and_no_other(source):
    as_it_is, partner, switched = Streams(1, 0), Streams(1, 7), Streams(1, 0)
    switched.borrow(dict.fromkeys(SOURCES[source], 7))
    for process in PROCESSES:
        whose = partner if process in SOURCES[source] else as_it_is
        for month in (0, 5):
            assert switched.key_of(process, month) == whose.key_of(process, month)
            mine, theirs = (s.uniform(process, month, WHO) for s in (switched, whose))
            assert np.array_equal(mine, theirs)


@pytest.mark.parametrize("source", [name for name in SOURCES if name != "demand"])
def test_people_stay_who_they_are_when_anything_but_demand_is_switched(source):
    scenario = small(months=8)
    one = World(scenario, "tender", 1, 0)
    other = World(scenario, "tender", 1, 0, other_luck=dict.fromkeys(SOURCES[source], 3))
    for world in (one, other):
        world.run()
    for column in EXOGENOUS:
        assert np.array_equal(getattr(one.people, column), getattr(other.people, column)), column
    same = np.array_equal(one.market.own_cost, other.market.own_cost)
    assert same == (source != "own_cost")
    assert (one.common_cost == other.common_cost) == (source != "common_cost")


def test_all_luck_of_another_future_is_that_future():
    scenario = small(months=8)
    other = dict.fromkeys(PROCESSES, 5)
    assert alike(
        simulate(scenario, "alliance", 1, 0, other_luck=other), simulate(scenario, "alliance", 1, 5)
    )


def test_an_unknown_process_is_refused():
    with pytest.raises(KeyError):
        Streams(1, 0).borrow({"weather": 1})


@pytest.fixture(scope="module")
def found():
    """A place where general cost never moves, and one where it does."""
    ways = {"tender": WAYS["tender"], "alliance": WAYS["alliance"]}
    both = {}
    for name, sd in (("calm", 0.0), ("stormy", 0.05)):
        scenario = small(ways, {"shocks.common_sd": sd}, months=18)
        switched = run_sources(scenario, replications=3)
        both[name] = by_source(switched.results.outcomes, switched.parties)
    return both


def test_a_source_that_is_off_adds_nothing_to_anyone(found):
    for (_, _, source), one in found["calm"].found.items():
        if source == "common_cost":
            assert one.variance.mean == 0
            assert one.share == 0 or np.isnan(one.share)


def test_a_source_that_is_on_adds_to_the_council_and_providers(found):
    for party in ("commissioner", "providers"):
        assert found["stormy"].found["tender", party, "common_cost"].variance.mean > 0


def test_shares_of_a_party_add_to_one_and_carry_an_error(found):
    sources = found["stormy"]
    for option in sources.options:
        for party in ("commissioner", "providers", "nhs", "residents"):
            mine = [sources.found[option, party, source] for source in sources.sources]
            assert sum(one.share for one in mine) == pytest.approx(1)
            assert all(one.share >= 0 and np.isfinite(one.share_se) for one in mine)
            assert all(one.swing_interval[0] <= one.swing for one in mine)


def test_the_figure_says_what_it_shows(found):
    chart = figure.build(found["stormy"])
    assert b"<svg" in chart.svg()[:10]
    assert chart.png().startswith(b"\x89PNG")
    assert "Common cost" in set(chart.table["Source"])
    assert "interval" in chart.alt
    assert "_" not in chart.description


def test_one_future_has_no_swing():
    with pytest.raises(ValueError, match="2 futures"):
        run_sources(small(), replications=1)
