"""The compiled month against plain Python, against itself on more threads, and against its sums."""

import numba
import numpy as np
import pytest

from alliance_sim.world.kernel import ONE_THREAD, THREADS
from alliance_sim.world.life import AT, SUMS
from alliance_sim.world.living import exp
from alliance_sim.world.people import IN_CARE, REABLEMENT, WAITING, People
from benchmarks.town import Town
from tests.world.lives import MONTHS, any_care, history, twins
from tests.world.plain_month import PLAIN

EVENTS = ("stage", "joined", "crises", "arrived", "tie", "voiceless", "isolated")
ELEMENTS = ("informed", "partner", "resources", "expertise", "connected")


@pytest.mark.parametrize(("residents", "months"), [(400, MONTHS), (3000, 2)])
def test_the_kernel_agrees_with_plain_python_event_by_event(residents, months):
    town = Town(residents, death=0.6)
    luck = np.random.default_rng(residents)
    cares = [any_care(town, luck) for _ in range(months)]
    compiled, compiled_sums = history(twins(town), cares)
    plain, plain_sums = history(town, cares, PLAIN)
    for name in People._fields:
        if name in EVENTS:
            np.testing.assert_array_equal(compiled[name], plain[name], err_msg=name)
        else:
            np.testing.assert_allclose(
                compiled[name], plain[name], rtol=1e-12, atol=1e-12, err_msg=name
            )
    np.testing.assert_allclose(compiled_sums, plain_sums, rtol=1e-11)
    happened = compiled_sums.sum(axis=(0, 1))
    # The index is counted only where elements do not make up for one another.
    idle = [name for name in SUMS if happened[AT[name]] == 0 and name != "index"]
    assert (happened >= 0).all()
    assert idle == []


def test_any_number_of_threads_leaves_the_same_bits():
    town = Town(30_000)
    luck = np.random.default_rng(1)
    cares = [any_care(town, luck) for _ in range(3)]
    expected, expected_sums = history(twins(town), cares, ONE_THREAD)
    before = numba.get_num_threads()
    try:
        for threads in {1, numba.config.NUMBA_NUM_THREADS}:
            numba.set_num_threads(threads)
            found, sums = history(twins(town), cares, THREADS)
            assert sums.tobytes() == expected_sums.tobytes()
            for name in People._fields:
                assert found[name].tobytes() == expected[name].tobytes(), name
    finally:
        numba.set_num_threads(before)


@pytest.fixture(scope="module")
def lived():
    """A town, and two years of it under care of every kind."""
    town = Town(2500)
    luck = np.random.default_rng(2)
    cares = [any_care(town, luck) for _ in range(MONTHS)]
    # What people around bring is nobody's working hour; it has tests of its own.
    none = np.zeros(town.n_cells)
    cares = [care._replace(lent=none, lent_before=none) for care in cares]
    columns, sums = history(town, cares)
    return town, columns, {name: sums[:, :, AT[name]] for name in SUMS}


def by_cell(town, column):
    """Add a column of (months, residents) up by cell."""
    out = np.zeros((len(column), town.n_cells))
    for lo, hi, g in zip(town.cells.lo, town.cells.hi, town.cells.cell, strict=True):
        out[:, g] += column[:, lo:hi].sum(axis=1)
    return out


def test_residents_are_neither_lost_nor_doubled(lived):
    town, columns, sums = lived
    sizes = by_cell(town, np.ones((1, town.residents)))
    assert (sums["residents"] == sizes).all()
    assert sizes.sum() == town.residents
    arrived = columns["arrived"] == np.arange(1, MONTHS + 1)[:, None]
    assert (sums["arrivals"] == by_cell(town, arrived)).all()
    assert (sums["deaths"] == sums["arrivals"]).all()
    assert sums["deaths"].sum() > 0


def test_every_sum_is_the_sum_of_the_residents(lived):
    town, columns, sums = lived
    stage = columns["stage"]
    counted = {
        "known": stage >= WAITING,
        "in_reablement": stage == REABLEMENT,
        "in_care": stage == IN_CARE,
        "voiceless_known": (columns["voiceless"] == 1) & (stage >= WAITING),
        "joined": columns["joined"],
    }
    for name, column in counted.items():
        assert (sums[name] == by_cell(town, column)).all(), name
    for name in ("strain", *ELEMENTS):
        np.testing.assert_allclose(sums[name], by_cell(town, columns[name]), rtol=1e-13)
    np.testing.assert_allclose(sums["tie_months"], by_cell(town, columns["tie"]), rtol=1e-13)


def test_needed_hours_are_brought_by_someone_or_unmet(lived):
    _, _, sums = lived
    in_reablement = (
        sums["needed_hours"] - sums["support_hours"] - sums["delivered_hours"] - sums["unmet_hours"]
    )
    tolerance = 1e-10 * sums["needed_hours"].max()
    assert (in_reablement > -tolerance).all()
    assert (np.abs(in_reablement[sums["in_reablement"] == 0]) < tolerance).all()
    assert (in_reablement[sums["in_reablement"] > 0] > 0).all()
    assert (sums["delivered_hours"] <= sums["paid_need_hours"]).all()


def test_without_reablement_every_needed_hour_is_accounted_for():
    town = Town(500)
    for _ in range(6):
        town.live(town.care(reablement=0.0))
        brought = [town.total(f"{name}_hours") for name in ("support", "delivered", "unmet")]
        assert sum(brought) == pytest.approx(town.total("needed_hours"), rel=1e-12)


def test_shares_stay_between_nothing_and_all(lived):
    _, columns, sums = lived
    for name in ("strain", *ELEMENTS):
        assert columns[name].min() >= 0, name
        assert columns[name].max() <= 1, name
    for part, whole in (
        ("handoffs_kept", "handoffs_tried"),
        ("assessed", "waiting"),
        ("known", "residents"),
        ("in_care", "known"),
        ("crises", "residents"),
        ("deaths", "residents"),
        ("joined", "residents"),
        ("unmet_hours", "needed_hours"),
        ("support_hours", "needed_hours"),
    ):
        assert (sums[part] <= sums[whole]).all(), part
        assert (sums[part] >= 0).all(), part


def test_the_kernels_exponential_is_close_to_the_real_one():
    x = np.linspace(-15, 15, 3001)
    found = np.array([exp(value) for value in x])
    np.testing.assert_allclose(found, np.exp(x), rtol=1e-8)
    assert exp(-1000.0) == exp(-30.0)
    assert exp(1000.0) == exp(30.0)
