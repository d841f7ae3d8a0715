"""Random numbers by address: right in distribution, unrelated, and nobody else's business."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from alliance_sim.world.draws import (
    PROCESSES,
    Streams,
    address,
    first_uniform,
    normal_of,
    second_uniform,
)

MANY = np.arange(100_000)
FIVE_ERRORS = 5 / np.sqrt(len(MANY))


def test_the_mixing_is_that_of_splitmix64():
    published = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
    assert [address(np.uint64(0), position) for position in range(3)] == published


def test_uniforms_are_uniform():
    for process in ("tie", "people"):
        u = Streams(1, 0).uniform(process, 3, MANY)
        assert 0 < u.min() < u.max() < 1
        assert stats.kstest(u, "uniform").pvalue > 1e-4


def test_normals_are_normal():
    z = Streams(1, 0).normal("own_cost", 3, MANY)
    assert z.mean() == pytest.approx(0, abs=FIVE_ERRORS)
    assert z.var() == pytest.approx(1, abs=FIVE_ERRORS * np.sqrt(2))
    assert stats.kstest(z, "norm").pvalue > 1e-4


def test_both_halves_of_a_block_are_uniform_and_unrelated():
    key = Streams(1, 0).key_of("month_of_people", 1)
    blocks = [address(key, i) for i in range(20_000)]
    halves = np.array([[first_uniform(b), second_uniform(b)] for b in map(np.uint64, blocks)])
    for column in halves.T:
        assert stats.kstest(column, "uniform").pvalue > 1e-4
    assert abs(np.corrcoef(halves.T)[0, 1]) < 5 / np.sqrt(len(halves))


def test_the_extreme_blocks_stay_within_0_and_1():
    for half in (first_uniform, second_uniform):
        ends = [half(np.uint64(bits)) for bits in (0, 2**64 - 1, 2**31, 2**63, 2**31 - 1)]
        assert 0 < min(ends) < max(ends) < 1


@settings(deadline=None)
@given(st.floats(2**-33, 1 - 2**-33))
def test_the_normal_quantile_is_right_to_nine_digits(u):
    assert normal_of(u) == pytest.approx(stats.norm.ppf(u), rel=2e-9, abs=2e-9)


def test_neighbouring_addresses_are_unrelated():
    here = Streams(1, 0)
    z = here.normal("own_cost", 5, MANY)
    others = {
        "process": here.normal("entry", 5, MANY),
        "month": here.normal("own_cost", 6, MANY),
        "resident": here.normal("own_cost", 5, MANY + 1),
        "resident next but one": here.normal("own_cost", 5, MANY + 2),
        "replication": Streams(1, 1).normal("own_cost", 5, MANY),
        "seed": Streams(2, 0).normal("own_cost", 5, MANY),
    }
    for name, other in others.items():
        assert abs(np.corrcoef(z, other)[0, 1]) < FIVE_ERRORS, name
        assert abs(np.corrcoef(z**2, other**2)[0, 1]) < FIVE_ERRORS, name


def test_no_two_processes_or_months_share_a_key():
    here = Streams(1, 0)
    keys = {int(here.key_of(process, month)) for process in PROCESSES for month in range(200)}
    assert len(keys) == len(PROCESSES) * 200


@settings(deadline=None)
@given(
    st.sets(st.integers(0, 10**6), min_size=1, max_size=30),
    st.integers(0, 2**31),
    st.integers(0, 1000),
    st.integers(0, 600),
)
def test_everyone_draws_the_same_whoever_else_is_asked(who, seed, replication, month):
    streams = Streams(seed, replication)
    together = np.array(sorted(who))
    for draw in (streams.uniform, streams.normal):
        alone = [draw("panel", month, np.array([one]))[0] for one in together]
        assert list(draw("panel", month, together)) == alone
        assert list(draw("panel", month, together[::-1])) == alone[::-1]
