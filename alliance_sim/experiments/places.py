"""Every option of a scenario in the same futures, kept council by council and nothing else."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import pandas as pd

from alliance_sim.results.places import PLACE_TABLES
from alliance_sim.scenario import Scenario
from alliance_sim.simulate import simulate_councils

Job = tuple[Scenario, str, int, int]


@dataclass(frozen=True, slots=True)
class PlaceResults:
    """All runs in order of option and replication.

    `outcomes` has one row a run: option, replication, and every outcome and party of the whole
    place. `councils` has one row a run and council, the columns of `PLACE_TABLES["councils"]`.
    """

    outcomes: pd.DataFrame
    councils: pd.DataFrame


def run_places(
    scenario: Scenario,
    *,
    replications: int,
    seed: int = 1,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PlaceResults:
    """Simulate every option in every future, keeping only what councils came to.

    Args:
        scenario: What is compared.
        replications: How many futures, at least 1.
        seed: Seed of the experiment.
        executor: Anything with `map`; this process where None.
        progress: Told after every run.

    Raises:
        ValueError: There is not even one future.
    """
    if replications < 1:
        raise ValueError("replications must be at least 1")
    # All options of a future one after another: whoever stops early has whole futures.
    jobs = [(scenario, option, seed, r) for r in range(replications) for option in scenario.options]
    found: Iterable[tuple[dict[str, float], dict[str, list[Any]]]]
    found = map(_one, jobs) if executor is None else executor.map(_one, jobs)
    outcomes, councils = [], []
    for done, ((_, option, _, replication), (whole, parts)) in enumerate(
        zip(jobs, found, strict=True), start=1
    ):
        run = {"option": option, "replication": replication}
        outcomes.append({**run, **whole})
        councils.append(pd.DataFrame({**run, **parts}))
        if progress is not None:
            progress(done, len(jobs))
    order = {name: position for position, name in enumerate(scenario.options)}
    columns = [column.name for column in PLACE_TABLES["councils"]]
    return PlaceResults(
        outcomes=_sorted(pd.DataFrame(outcomes), order),
        councils=_sorted(pd.concat(councils, ignore_index=True)[columns], order),
    )


def _one(job: Job) -> tuple[dict[str, float], dict[str, list[Any]]]:
    return simulate_councils(*job)


def _sorted(frame: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """By option as the scenario has them, then by replication; councils keep their order."""
    place = frame["option"].map(order)
    rows = frame.assign(_place=place).sort_values(["_place", "replication"], kind="stable")
    return rows.drop(columns="_place").reset_index(drop=True)
