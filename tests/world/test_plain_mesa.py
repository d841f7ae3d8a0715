"""Plain Mesa, which the benchmarks compare with, lives by the same rules."""

import mesa
import numpy as np
import pytest

from alliance_sim.world.life import AT, SUMS
from benchmarks.plain_mesa import PlainMesa
from benchmarks.town import Town

RESIDENTS = 200
MONTHS = 12
FUTURES = 20


def kernel_means(replication, **care):
    """Monthly means per resident by name, after a year under the kernel."""
    town = Town(RESIDENTS, replication=replication)
    seen = np.zeros(len(SUMS))
    for _ in range(MONTHS):
        town.live(town.care(**care))
        seen += town.sums.sum(axis=0)
    return seen / (RESIDENTS * MONTHS)


def mesa_means(seed, shuffled, **care):
    """The same of plain Mesa, which is let go of at the end."""
    town = Town(RESIDENTS)
    model = PlainMesa(town.cells, town.rules, town.care(**care), seed, shuffled)
    seen = np.zeros(len(SUMS))
    for _ in range(MONTHS):
        model.step()
        seen += [model.total(name) for name in SUMS]
    model.remove_all_agents()
    getattr(mesa.Agent, "_ids", {}).pop(model, None)
    return seen / (RESIDENTS * MONTHS)


@pytest.mark.statistical
@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("changed", [0.0, 1.0])
def test_plain_mesa_and_the_kernel_have_the_same_means(shuffled, changed):
    ours = np.array([kernel_means(r, changed=changed) for r in range(3 * FUTURES)])
    theirs = np.array([mesa_means(seed, shuffled, changed=changed) for seed in range(FUTURES)])
    error = np.hypot(
        ours.std(axis=0, ddof=1) / np.sqrt(len(ours)),
        theirs.std(axis=0, ddof=1) / np.sqrt(len(theirs)),
    )
    apart = np.abs(ours.mean(axis=0) - theirs.mean(axis=0))
    far = {name: (apart[AT[name]], error[AT[name]]) for name in SUMS}
    assert {name: pair for name, pair in far.items() if pair[0] > 4 * pair[1] + 1e-12} == {}
    # Nobody is lost between services, and elements have a plain mean, unless a scenario says so.
    never = [AT["handoffs_lost"], AT["reassessed"], AT["index"]]
    assert (np.delete(ours.sum(axis=0), never) > 0).all()
