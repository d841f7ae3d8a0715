"""A map of where each option wins as work for the desk: every place, every option, some futures."""

from typing import Any

from alliance_sim.experiments.axes import Axis
from alliance_sim.experiments.regimes import Found, grid, run_worlds
from alliance_sim.scenario import Scenario
from alliance_sim.views.desk.job import Tell, Work

MapKey = tuple[str, str, tuple[str, tuple[float, ...]], tuple[str, tuple[float, ...]], int, int]


def key_of_map(scenario: Scenario, x: Axis, y: Axis, futures: int, seed: int) -> MapKey:
    """What a map depends on: equal keys, equal maps."""
    return ("map", scenario.digest, (x.name, x.values), (y.name, y.values), futures, seed)


def mapping(scenario: Scenario, x: Axis, y: Axis, futures: int, seed: int) -> Work:
    """Every option in every place of two axes, in the same futures."""

    def work(executor: Any, tell: Tell) -> list[Found]:
        worlds = grid(scenario, x, y)
        tell(0, len(worlds) * len(scenario.options) * futures)
        return run_worlds(worlds, replications=futures, seed=seed, executor=executor, progress=tell)

    return work
