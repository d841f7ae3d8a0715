"""The same seed gives the same tables, whoever computes them; another seed gives others."""

import gc
import weakref

import mesa
import pandas as pd
import pytest

from alliance_sim.experiments.compare import run_all
from alliance_sim.simulate import simulate
from alliance_sim.world.model import World
from tests.small import alike, small

STORY = small(months=14)


def same(one, other):
    tables = one.tables()
    for name, table in other.tables().items():
        if isinstance(table, pd.DataFrame):
            pd.testing.assert_frame_equal(tables[name], table, check_exact=True)
        else:
            assert tables[name].equals(table)


@pytest.fixture(scope="module")
def once():
    return run_all(STORY, replications=2, seed=4)


def test_the_same_seed_gives_the_same_tables(once):
    same(once, run_all(STORY, replications=2, seed=4))


def test_the_number_of_workers_changes_nothing(once):
    same(once, run_all(STORY, replications=2, seed=4, workers=2))


def test_more_replications_leave_those_before_as_they_were(once):
    more = run_all(STORY, replications=3, seed=4)
    fewer = more.outcomes[more.outcomes["replication"] < 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(once.outcomes, fewer, check_exact=True)


def test_another_seed_and_another_replication_give_other_outcomes(once):
    other = run_all(STORY, replications=2, seed=5)
    column = "net_monetary_benefit_gbp"
    everything = pd.concat([once.outcomes[column], other.outcomes[column]])
    assert everything.nunique() == len(everything) == 2 * 2 * len(STORY.options)


def test_what_an_option_is_called_and_what_stands_beside_it_change_nothing():
    alone = simulate(small({"zebra": {"mechanism": "reverse_auction"}}, months=14), "zebra")
    beside = simulate(STORY, "auction")
    assert alike(alone, beside)


def test_no_world_outlives_its_run(monkeypatch):
    made = []
    start = World.__init__

    def watched(self, *args, **more):
        start(self, *args, **more)
        made.append(weakref.ref(self))

    monkeypatch.setattr(World, "__init__", watched)
    story = small(months=2, warm_up=0, place={"councils": ["Bexley"], "residents": 5})
    before = len(getattr(mesa.Agent, "_ids", {}))
    for replication in range(20):
        simulate(story, "alliance", replication=replication)
    gc.collect()
    assert len(made) == 20
    assert [world for world in made if world() is not None] == []
    assert len(getattr(mesa.Agent, "_ids", {})) == before
