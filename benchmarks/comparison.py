"""Where the seconds of `make demo`'s comparison go."""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alliance_sim.experiments.compare import run_all
from alliance_sim.scenario import load
from alliance_sim.simulate import simulate
from alliance_sim.world import model
from alliance_sim.world.kernel import Month
from alliance_sim.world.model import World

SCENARIO = Path(__file__).parents[1] / "scenarios" / "bexley_home_care.yaml"

MONTH = {
    "shocks": "market",
    "procure": "market",
    "place_residents": "providers",
    "deliver": "providers",
    "live": "providers",
    "settle": "records",
    "relate": "providers",
    "adapt": "market",
    "observe": "records",
}
"""The nine steps of a month and the part of the whole to which each belongs; within `live`, the
compiled month is the kernel and the rest gathers what providers offer."""

PARTS = ("setting up", "market", "providers", "kernel", "records", "summaries")


@contextmanager
def timed_steps() -> Iterator[dict[str, float]]:
    """Seconds of processor time that each step takes, by name, while this lasts."""
    seconds: dict[str, float] = dict.fromkeys(("__init__", *MONTH, "kernel"), 0.0)

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*given: Any, **named: Any) -> Any:
            begun = time.process_time()
            try:
                return function(*given, **named)
            finally:
                seconds[name] += time.process_time() - begun

        return call

    before = [(name, getattr(World, name)) for name in ("__init__", *MONTH)]
    halves = model.ONE_THREAD
    try:
        for name, function in before:
            setattr(World, name, timed(name, function))
        model.ONE_THREAD = Month(*(timed("kernel", half) for half in halves))
        yield seconds
    finally:
        for name, function in before:
            setattr(World, name, function)
        model.ONE_THREAD = halves


def comparison(replications: int, workers: int, residents: int | None = None) -> dict[str, Any]:
    """Processor seconds of the comparison in one process by part, and seconds with workers.

    Args:
        replications: Futures of every option.
        workers: Processes for the second figure.
        residents: How many instead of the scenario's own number.
    """
    changes = {} if residents is None else {"place.residents": residents}
    scenario = load(SCENARIO, changes)
    for option in scenario.options:
        simulate(scenario, option)
    with timed_steps() as steps:
        begun = time.process_time()
        run_all(scenario, replications=replications, workers=1)
        whole = time.process_time() - begun
    parts = dict.fromkeys(PARTS, 0.0)
    parts["setting up"] = steps["__init__"]
    for step, part in MONTH.items():
        parts[part] += steps[step]
    parts["kernel"] = steps["kernel"]
    parts["providers"] -= steps["kernel"]
    parts["summaries"] = whole - sum(parts.values())
    begun = time.perf_counter()
    run_all(scenario, replications=replications, workers=workers)
    return {
        "residents": scenario.residents,
        "months": scenario.months,
        "options": len(scenario.options),
        "replications": replications,
        "workers": workers,
        "seconds_with_workers": time.perf_counter() - begun,
        "processor_seconds": whole,
        "parts": parts,
        "steps": {name: steps[name] for name in MONTH},
    }
