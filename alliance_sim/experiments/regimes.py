"""The same options in many worlds: over a grid of two axes, or over sampled parameter sets.

Every world meets the same luck, so that neighbours on a map differ by what their axes say and by
nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from alliance_sim.evidence import InputError, Parameter, Value
from alliance_sim.experiments.axes import Axis, at, at_place
from alliance_sim.results.tables import RESULTS
from alliance_sim.scenario import Scenario
from alliance_sim.simulate import simulate

Progress = Callable[[int, int], None]
"""Called with how many runs are done and how many there are."""

Found = Mapping[str, NDArray[np.float64]]
"""Every outcome and party column of a world, shape (replications, options)."""

COLUMNS = RESULTS

Job = tuple[Scenario, str, int, int, tuple[str, ...]]


def run_worlds(
    worlds: Sequence[Scenario],
    *,
    replications: int,
    seed: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
    measures: Sequence[Sequence[str]] = (),
) -> list[Found]:
    """Every option of every world in the same futures; a world that comes twice is run once.

    Args:
        worlds: What is simulated.
        replications: How many futures, at least 1.
        seed: Seed of the experiment.
        executor: Anything with `map`; this process where there is none.
        progress: Told after every run.
        measures: For each world, further measures to find beside outcomes and parties.
    """
    if replications < 1:
        raise ValueError("replications must be at least 1")
    unlike = {world.digest: world for world in worlds}
    wanted: dict[str, dict[str, None]] = {digest: {} for digest in unlike}
    for world, names in zip(worlds, measures or [()] * len(worlds), strict=True):
        wanted[world.digest] |= dict.fromkeys(names)
    jobs: list[Job] = [
        (world, option, seed, replication, tuple(wanted[digest]))
        for digest, world in unlike.items()
        for option in world.options
        for replication in range(replications)
    ]
    rows: list[list[float]] = []
    each = map if executor is None else executor.map
    for row in each(_run, jobs):
        rows.append(row)
        if progress is not None:
            progress(len(rows), len(jobs))
    found: dict[str, Found] = {}
    start = 0
    for digest, world in unlike.items():
        columns = (*COLUMNS, *wanted[digest])
        count = len(world.options) * replications
        table = np.array(rows[start : start + count]).reshape(len(world.options), replications, -1)
        found[digest] = {name: table[:, :, place].T for place, name in enumerate(columns)}
        start += count
    return [found[world.digest] for world in worlds]


def _run(job: Job) -> list[float]:
    scenario, option, seed, replication, measures = job
    run = simulate(scenario, option, seed, replication, measures=measures)
    results = {**run.outcomes, **run.parties, **run.measures}
    return [float(results[name]) for name in (*COLUMNS, *measures)]


def grid(scenario: Scenario, x: Axis, y: Axis) -> list[Scenario]:
    """A world for each pair of values, x moving first.

    Raises:
        InputError: A value is not one that the scenario can have.
    """
    return [
        at(scenario, {**x.settings(across), **y.settings(up)})
        for up in y.values
        for across in x.values
    ]


@dataclass(frozen=True)
class Sampled:
    """Parameter sets of a Latin hypercube, and the worlds that they make."""

    parameters: tuple[Parameter, ...]
    places: NDArray[np.float64]
    """How far along its range each parameter is, shape (sets, parameters)."""

    worlds: tuple[Scenario, ...]
    refused: int
    """Sets that no scenario can have, which are left out."""


def sample(
    scenario: Scenario,
    parameters: Sequence[Parameter],
    count: int,
    seed: int,
    keep: Sequence[str] = (),
) -> Sampled:
    """Parameter sets that cover all ranges evenly.

    Args:
        scenario: What they change.
        parameters: What is varied, each over its range.
        count: How many sets.
        seed: Seed of the sample; the luck of the runs does not depend on it.
        keep: Paths that are left as they are.
    """
    varied = tuple(one for one in parameters if one.path not in keep)
    drawn = qmc.LatinHypercube(len(varied), rng=np.random.default_rng(seed)).random(count)
    worlds, kept = [], []
    for row in drawn:
        settings: dict[str, Value] = {
            one.path: at_place(one, float(place)) for one, place in zip(varied, row, strict=True)
        }
        try:
            worlds.append(at(scenario, settings))
        except InputError:
            continue
        kept.append(row)
    places = np.array(kept).reshape(len(kept), len(varied))
    return Sampled(varied, places, tuple(worlds), count - len(kept))
