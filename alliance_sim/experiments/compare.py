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
from numpy.typing import NDArray

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
            yield from pool.map(_one, jobs, chunksize=max(1, len(jobs) // (32 * workers)))


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
    return Results(
        outcomes=_frame(runs, [{k: [v] for k, v in _results(run).items()} for run in runs])[
            _names("outcomes")
        ],
        monthly=_frame(runs, [_months(run) for run in runs])[_names("monthly")],
        ledger=_ledger(runs),
        providers=_frame(runs, [run.providers for run in runs])[_names("providers")],
        people=runs[0].people,
    )


def _names(table: str) -> list[str]:
    return [column.name for column in TABLES[table]]


def _results(run: Run) -> dict[str, float]:
    return {**run.outcomes, **run.parties}


def _months(run: Run) -> dict[str, Any]:
    months = len(run.monthly["wellbeing"])
    return {"month": np.arange(1, months + 1), **run.monthly}


def _frame(runs: list[Run], parts: list[dict[str, Any]]) -> pd.DataFrame:
    """One table from the columns of every run, all with the same names."""
    rows = [len(next(iter(part.values()))) for part in parts]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return pd.DataFrame(
        {
            "option": np.repeat(np.array([run.option for run in runs], dtype=object), rows),
            "replication": np.repeat([run.replication for run in runs], rows),
            **columns,
        }
    )


def _ledger(runs: list[Run]) -> pa.Table:
    """All postings of all runs; a run's account numbers stand for its own names."""
    rows = [len(run.ledger["pence"]) for run in runs]
    columns = {
        name: np.concatenate([run.ledger[name] for run in runs])
        for name in ("month", "transfer", "pence")
    }
    accounts = sorted({name for run in runs for name in run.accounts})
    number = {name: position for position, name in enumerate(accounts)}
    own = [np.array([number[name] for name in run.accounts]) for run in runs]
    account = np.concatenate(
        [mine[run.ledger["account"]] for mine, run in zip(own, runs, strict=True)]
    )
    purpose = np.concatenate([run.ledger["purpose"] for run in runs])
    return pa.table(
        {
            "option": _text(np.repeat(np.arange(len(runs)), rows), [run.option for run in runs]),
            "replication": pa.array(np.repeat([run.replication for run in runs], rows)),
            "month": pa.array(columns["month"]),
            "transfer": pa.array(columns["transfer"]),
            "account": _text(account, accounts),
            "purpose": _text(purpose, list(runs[0].purposes)),
            "pence": pa.array(columns["pence"]),
        }
    ).select(_names("ledger"))


def _text(codes: NDArray[np.int64], words: list[str]) -> pa.Array:
    """A column of words from their positions."""
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words)).cast(pa.string())
