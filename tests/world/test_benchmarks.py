"""The benchmarks measure what they say and leave everything as it was; how fast is not tested."""

import json

import pytest

from alliance_sim.world import model
from alliance_sim.world.model import World
from benchmarks import months
from benchmarks.__main__ import COLUMNS, main, table
from benchmarks.comparison import MONTH, comparison, timed_steps
from benchmarks.months import residents_months


@pytest.fixture
def in_this_process(monkeypatch):
    """Memory is measured here and not in a new process, which takes seconds to start."""
    monkeypatch.setattr(months, "apart", lambda function, *given: function(*given))


def test_a_row_of_months_has_every_column_and_prints(in_this_process):
    (row,) = residents_months([300], rounds=1)
    optional = {"kernel_two_threads_ns", "kernel_two_threads_ratio"}
    assert {key for _, key, _ in COLUMNS} - row.keys() <= optional
    assert all(value >= 0 for value in row.values())
    assert row["kernel_ratio"] == pytest.approx(row["mesa_do_ns"] / row["kernel_ns"])
    lines = table([row, {"residents": 10**6}]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert "1,000,000" in lines[-1]


def test_the_parts_of_the_comparison_add_up_and_the_clocks_are_taken_off_again():
    before = {name: getattr(World, name) for name in MONTH}, model.ONE_THREAD
    found = comparison(1, 1, residents=60)
    assert sum(found["parts"].values()) == pytest.approx(found["processor_seconds"])
    assert min(found["parts"].values()) >= 0
    assert min(found["steps"].values()) > 0
    assert found["parts"]["kernel"] <= found["steps"]["live"]
    assert ({name: getattr(World, name) for name in MONTH}, model.ONE_THREAD) == before


def test_the_clocks_are_taken_off_even_when_a_run_fails():
    before = World.step, World.live
    with pytest.raises(ZeroDivisionError), timed_steps():
        raise ZeroDivisionError
    assert before == (World.step, World.live)


def test_an_unknown_topic_is_refused_by_name(capsys):
    with pytest.raises(SystemExit) as refused:
        main(["weather"])
    assert refused.value.code == 2
    assert "weather: not one of months, nation, comparison" in capsys.readouterr().err


def test_machines_are_answered_in_json(in_this_process, capsys):
    main(["months", "--sizes", "50", "--rounds", "1", "--json"])
    (row,) = json.loads(capsys.readouterr().out)["months"]
    assert row["residents"] == 50
