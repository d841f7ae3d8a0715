"""The comparison: all options of a scenario in the same futures."""

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from alliance_sim.results import TABLES
from alliance_sim.scenario import Scenario
from alliance_sim.simulate import Run, simulate

Progress = Callable[[int, int], None]
"""Called with how many runs are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Results:
    """All runs of a comparison as the four stored tables, in order of option and replication."""

    outcomes: pd.DataFrame
    monthly: pd.DataFrame
    ledger: pa.Table
    providers: pd.DataFrame
    people: float

    def tables(self) -> dict[str, pd.DataFrame | pa.Table]:
        """The tables by the name they are stored under."""
        return {
            "outcomes": self.outcomes,
            "monthly": self.monthly,
            "ledger": self.ledger,
            "providers": self.providers,
        }


def run_all(
    scenario: Scenario,
    *,
    replications: int = 20,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Results:
    """Simulate every option in every future.

    Args:
        scenario: What is compared.
        replications: How many futures, at least 1; future r has the same luck under every option.
        seed: Seed of the experiment.
        workers: Processes to use; the result does not depend on it.
        progress: Told after every run.
        executor: Anything with `map`, used instead of own processes.
    """
    if replications < 1 or workers < 1:
        raise ValueError("replications and workers must be at least 1")
    jobs = [(scenario, option, seed, r) for r in range(replications) for option in scenario.options]
    runs: list[Run] = []
    for run in _each(jobs, min(workers, len(jobs)), executor):
        runs.append(run)
        if progress is not None:
            progress(len(runs), len(jobs))
    order = {name: position for position, name in enumerate(scenario.options)}
    runs.sort(key=lambda run: (order[run.option], run.replication))
    return gather(runs)


def _each(
    jobs: list[tuple[Scenario, str, int, int]], workers: int, executor: Executor | None
) -> Iterator[Run]:
    if executor is not None:
        yield from executor.map(_one, jobs)
    elif workers == 1:
        yield from map(_one, jobs)
    else:
        with ProcessPoolExecutor(workers, mp_context=process_context()) as pool:
            yield from pool.map(_one, jobs, chunksize=max(1, len(jobs) // (4 * workers)))


def process_context() -> multiprocessing.context.BaseContext:
    """How worker processes start.

    On Linux they are forked, which spares every worker the seconds that imports take; no threads
    run in this process then. Elsewhere they start afresh.
    """
    method = "fork" if sys.platform == "linux" else "spawn"
    return multiprocessing.get_context(method)


def _one(job: tuple[Scenario, str, int, int]) -> Run:
    scenario, option, seed, replication = job
    return simulate(scenario, option, seed, replication)


def gather(runs: list[Run]) -> Results:
    """Put finished runs into the four stored tables, in the order given."""
    keys = [{"option": run.option, "replication": run.replication} for run in runs]
    outcomes = pd.DataFrame(
        [{**key, **run.outcomes, **run.parties} for key, run in zip(keys, runs, strict=True)]
    )
    return Results(
        outcomes=outcomes[_names("outcomes")],
        monthly=pd.concat([_monthly(run) for run in runs], ignore_index=True)[_names("monthly")],
        ledger=pa.concat_tables([_ledger(run) for run in runs]),
        providers=pd.concat([_frame(run, run.providers) for run in runs], ignore_index=True)[
            _names("providers")
        ],
        people=runs[0].people,
    )


def _names(table: str) -> list[str]:
    return [column.name for column in TABLES[table]]


def _frame(run: Run, columns: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame({"option": run.option, "replication": run.replication, **columns})


def _monthly(run: Run) -> pd.DataFrame:
    months = len(run.monthly["wellbeing"])
    return _frame(run, {"month": np.arange(1, months + 1), **run.monthly})


def _ledger(run: Run) -> pa.Table:
    rows = run.ledger
    accounts, purposes = np.array(run.accounts), np.array(run.purposes)
    count = len(rows["pence"])
    return pa.table(
        {
            "option": pa.array(np.repeat(run.option, count)),
            "replication": pa.array(np.repeat(run.replication, count)),
            "month": pa.array(rows["month"]),
            "transfer": pa.array(rows["transfer"]),
            "account": pa.array(accounts[rows["account"]]),
            "purpose": pa.array(purposes[rows["purpose"]]),
            "pence": pa.array(rows["pence"]),
        }
    ).select(_names("ledger"))
