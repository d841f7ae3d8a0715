"""The desk: served in turn, shared where alike, stopped at once, kept up to a size."""

import os
import time
from functools import partial

import pytest

from alliance_sim.views.desk import Desk, State
from alliance_sim.views.desk.cache import Cache
from alliance_sim.views.desk.comparing import comparing

PATIENCE = 120.0
LONG = 600.0

# In Python 3.11, a pool whose workers are ended while a cancelled task still waits raises
# InvalidStateError in a thread of its own; nobody is harmed by it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


@pytest.fixture(scope="module")
def desk():
    made = Desk(1, prepared=())
    yield made
    made.close()


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def adding(numbers, executor, tell):
    total = 0
    for done, number in enumerate(executor.map(abs, numbers), start=1):
        total += number
        tell(done, len(numbers), total)
    return total


def sleeping(seconds, executor, tell):
    tell(0, 1)
    return list(executor.map(time.sleep, [seconds]))


def whose(executor, tell):
    return executor.submit(os.getpid).result()


def failing(executor, tell):
    raise ValueError("the reason")


def dying_once(marker, executor, tell):
    if not marker.exists():
        marker.touch()
        executor.submit(os._exit, 1).result()
    return "came through"


def test_work_is_done_and_its_answer_kept(desk):
    job = desk.ask("anna", "sum", "Adding", partial(adding, [-1, 2, -3]))
    until(lambda: job.is_over)
    assert job.state is State.DONE
    assert desk.answer("sum") == 6
    assert (job.done, job.of) == (3, 3)


def test_who_asks_the_same_waits_for_the_same_and_another_has_another(desk):
    long = desk.ask("first", "long", "Waiting", partial(sleeping, LONG))
    until(lambda: long.state is State.RUNNING)
    one = desk.ask("anna", "shared", "Adding", partial(adding, [1]))
    assert desk.ask("ben", "shared", "Adding", partial(adding, [1])) is one
    other = desk.ask("carol", "other", "Adding", partial(adding, [2]))
    assert desk.position(long) == 0
    assert desk.position(one) == 1
    assert desk.position(other) == 2
    desk.cancel("anna", "shared")
    assert one.state is State.QUEUED
    desk.cancel("first", "long")
    until(lambda: one.is_over and other.is_over)
    assert (desk.answer("shared"), desk.answer("other")) == (1, 2)


def test_cancel_ends_the_workers_and_others_come_after(desk):
    job = desk.ask("anna", "who", "Asking", whose)
    until(lambda: job.is_over)
    before = desk.answer("who")
    long = desk.ask("anna", "endless", "Waiting", partial(sleeping, LONG))
    until(lambda: long.of == 1)
    desk.cancel("anna", "endless")
    assert long.state is State.CANCELLED
    until(lambda: not alive(before))
    again = desk.ask("anna", "who again", "Asking", whose)
    until(lambda: again.is_over)
    assert desk.answer("who again") != before


def test_a_session_waits_for_one_thing_at_a_time(desk):
    long = desk.ask("first", "long again", "Waiting", partial(sleeping, LONG))
    until(lambda: long.state is State.RUNNING)
    given_up = desk.ask("anna", "given up", "Adding", partial(adding, [1]))
    wanted = desk.ask("anna", "wanted", "Adding", partial(adding, [5]))
    assert given_up.state is State.CANCELLED
    desk.cancel("first", "long again")
    until(lambda: wanted.is_over)
    assert desk.answer("given up") is None
    assert desk.answer("wanted") == 5


def test_what_goes_wrong_is_told_and_can_be_asked_again(desk):
    job = desk.ask("anna", "wrong", "Failing", failing)
    until(lambda: job.is_over)
    assert job.state is State.FAILED
    assert str(job.error) == "the reason"
    again = desk.ask("anna", "wrong", "Adding", partial(adding, [7]))
    until(lambda: again.is_over)
    assert desk.answer("wrong") == 7


def test_work_whose_worker_died_is_begun_again(desk, tmp_path):
    job = desk.ask("anna", "dying", "Dying", partial(dying_once, tmp_path / "marker"))
    until(lambda: job.is_over)
    assert desk.answer("dying") == "came through"


def test_a_comparison_tells_what_is_known_so_far(desk, tiny_scenario):
    seen = []

    def watched(executor, tell):
        def listen(done, of, partial=None):
            tell(done, of, partial)
            if partial is not None:
                seen.append(partial.comparison.replications)

        return comparing(tiny_scenario, 4, 1, pause=0.0)(executor, listen)

    job = desk.ask("anna", "comparison", "Comparing", watched)
    until(lambda: job.is_over)
    assert job.state is State.DONE, job.error
    assert seen == [2, 3]
    found = desk.answer("comparison")
    assert found.comparison.replications == 4
    assert found.comparison.options == tuple(tiny_scenario.options)


def test_answers_are_kept_up_to_a_size_and_the_longest_unasked_go_first():
    cache = Cache(most=2_500)
    for name in ("a", "b"):
        cache.put(name, bytes(1_000))
    assert cache.get("a") is not None
    cache.put("c", bytes(1_000))
    assert cache.get("b") is None
    assert cache.get("a") is not None
    assert cache.size <= cache.most
    cache.put("huge", bytes(10_000))
    assert cache.get("huge") is None
    assert cache.get("a") is not None


def alive(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
