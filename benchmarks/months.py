"""A resident's month: the kernel, plain Mesa and random numbers alone, at several sizes."""

import time
from typing import Any

import mesa
import numba

from alliance_sim.world.kernel import ONE_THREAD
from alliance_sim.world.kernel import THREADS as SEVERAL
from benchmarks.luck_alone import luck_alone
from benchmarks.measure import Stopwatch, apart, memory_now, peak_memory
from benchmarks.plain_mesa import PlainMesa
from benchmarks.town import Town

LARGEST_MESA = 100_000
"""Beyond this many objects plain Mesa only takes longer."""

THREADS = 2
SETTLED = 12
"""Months lived before anything is timed, so that people are at every stage."""


def compare_engines(residents: int, rounds: int) -> dict[str, Any]:
    """Nanoseconds per resident-month of everything that is compared, in alternating rounds."""
    town = Town(residents)
    care = town.care()
    for run in (ONE_THREAD, SEVERAL):
        for _ in range(SETTLED):
            town.live(care, run)
    key = town.keys(1)[0]
    luck_alone(residents, key)
    watches = {
        "kernel": Stopwatch(lambda: town.live(care)),
        "luck_alone": Stopwatch(lambda: luck_alone(residents, key)),
    }
    if numba.config.NUMBA_NUM_THREADS >= THREADS:
        numba.set_num_threads(THREADS)
        watches["kernel_two_threads"] = Stopwatch(
            lambda: town.live(care, SEVERAL), time.perf_counter
        )
    models = []
    if residents <= LARGEST_MESA:
        for name, shuffled in (("mesa_do", False), ("mesa_shuffle_do", True)):
            model = PlainMesa(town.cells, town.rules, care, seed=1, shuffled=shuffled)
            model.step()
            models.append(model)
            watches[name] = Stopwatch(model.step)
    for _ in range(rounds):
        for watch in watches.values():
            watch.round()
    for model in models:
        model.remove_all_agents()
        getattr(mesa.Agent, "_ids", {}).pop(model, None)
    found: dict[str, Any] = {
        f"{name}_ns": 1e9 * watch.least / residents for name, watch in watches.items()
    }
    found["month_ms"] = 1e3 * watches["kernel"].least
    found["luck_share"] = found["luck_alone_ns"] / found["kernel_ns"]
    if "mesa_do_ns" in found:
        for name in ("kernel", "kernel_two_threads"):
            if f"{name}_ns" in found:
                found[f"{name}_ratio"] = found["mesa_do_ns"] / found[f"{name}_ns"]
    return found


def kernel_memory(residents: int) -> float:
    """Bytes per resident of everything in a town that grows with it."""
    town = Town(residents)
    held = (*town.people, *town.cells, town.partial)
    return sum(column.nbytes for column in held) / residents


def mesa_memory(residents: int) -> float:
    """Bytes per resident that a plain Mesa model adds to its process, two months into its run."""
    town = Town(residents)
    before = memory_now()
    model = PlainMesa(town.cells, town.rules, town.care(), seed=1)
    for _ in range(2):
        model.step()
    return (memory_now() - before) / residents


def residents_months(sizes: list[int], rounds: int) -> list[dict[str, Any]]:
    """One row for each size: times, ratios and memory."""
    rows = []
    for residents in sizes:
        row = {"residents": residents, **compare_engines(residents, rounds)}
        row["kernel_bytes"] = kernel_memory(residents)
        if residents <= LARGEST_MESA:
            row["mesa_bytes"] = apart(mesa_memory, residents)
        rows.append(row)
    return rows


def _many(residents: int, months: int) -> dict[str, Any]:
    numba.set_num_threads(min(THREADS, numba.config.NUMBA_NUM_THREADS))
    small = Town(100)
    small.live(small.care(), SEVERAL)
    begun = time.perf_counter()
    town = Town(residents)
    care = town.care()
    settled = time.perf_counter()
    for _ in range(months):
        town.live(care, SEVERAL)
    return {
        "residents": residents,
        "months": months,
        "threads": numba.get_num_threads(),
        "seconds_to_settle": settled - begun,
        "seconds": time.perf_counter() - settled,
        "peak_gib": peak_memory() / 2**30,
    }


def many_people(residents: int, months: int) -> dict[str, Any]:
    """A whole nation's clients through a whole run, in a process of its own."""
    found: dict[str, Any] = apart(_many, residents, months)
    return found
