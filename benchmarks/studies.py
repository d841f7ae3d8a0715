"""`python -m benchmarks.studies`: what the machinery of studies costs, beside the runs themselves.

Overhead is what a batch of runs that do nothing takes; workers are compared on real runs, which
both numbers of workers do from a folder that is empty.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from alliance_sim.experiments.studies.crews import Crew, InProcess, Processes
from alliance_sim.experiments.studies.jobs import Job, Outcomes, Worlds
from alliance_sim.experiments.studies.plan import load_study_text
from alliance_sim.experiments.studies.running import run_study
from alliance_sim.results.tables import RESULTS
from benchmarks.measure import apart, peak_memory

SCENARIOS = Path(__file__).parents[1] / "scenarios"

TRIVIAL = """\
title: Runs that do nothing
scenario: bexley_home_care.yaml
vary: {{home_care.kpi_visibility: , home_care.relational_share: , market.providers: }}
design: {{kind: lhs, n: {rows}}}
replications: {replications}
"""

REAL = """\
title: Real runs
scenario: bexley_home_care.yaml
set: {{place.residents: {residents}}}
vary: {{home_care.kpi_visibility: }}
design: {{kind: lhs, n: {rows}}}
replications: 4
"""

REPLICATIONS = 10
"""Futures of a row of the runs that do nothing."""

QUERY = """
SELECT "row", option, avg(net_monetary_benefit_gbp), stddev(net_monetary_benefit_gbp),
       avg(wellbeing), avg(cost_total_gbp), count(*)
FROM read_parquet('{path}') GROUP BY ALL ORDER BY ALL
"""


def nothing(job: Job, worlds: Worlds) -> Outcomes:
    """A run that takes no time and gives numbers of the usual size."""
    mean = float(job.row * 31 + job.replication)
    return {
        option: {name: mean + place for place, name in enumerate(RESULTS)}
        for option in ("tender", "auction", "alliance")
    }


def batch(runs: int, workers: int, folder: str) -> dict[str, Any]:
    """Runs that do nothing: seconds and peak memory of the process that has them done."""
    rows = max(runs // REPLICATIONS, 2)
    text = TRIVIAL.format(rows=rows, replications=REPLICATIONS)
    plan = load_study_text(text, "trivial.yaml", SCENARIOS)
    crew: Crew = InProcess() if workers == 1 else Processes(workers)
    began = time.perf_counter()
    report = run_study(plan, Path(folder), executor=crew, evaluate=nothing)
    seconds = time.perf_counter() - began
    done = report.new
    return {
        "runs": done,
        "workers": workers,
        "milliseconds_a_run": 1000 * seconds / done,
        "peak_mib": peak_memory() / 2**20,
    }


def reading(folder: str) -> dict[str, Any]:
    """Seconds that DuckDB takes to read and aggregate all outcomes of a folder."""
    import duckdb

    path = Path(folder) / "outcomes.parquet"
    began = time.perf_counter()
    found = duckdb.connect().execute(QUERY.format(path=path)).fetchall()
    return {"duckdb_seconds": time.perf_counter() - began, "groups": len(found)}


def real(rows: int, residents: int, workers: int, folder: str) -> float:
    """Seconds of real runs, from the first result on: starting workers happens once a batch."""
    plan = load_study_text(REAL.format(rows=rows, residents=residents), "real.yaml", SCENARIOS)
    ended: list[tuple[float, int]] = []
    run_study(
        plan,
        Path(folder),
        executor=Processes(workers),
        progress=lambda now: ended.append((time.perf_counter(), now.done)),
    )
    # Until every worker has loaded what it needs, fewer are at work than there are.
    first, last = ended[2 * workers], ended[-1]
    return (last[0] - first[0]) / (last[1] - first[1])


def measured(sizes: list[int], rows: int, residents: int) -> dict[str, Any]:
    """Everything, each in a process and a folder of its own."""
    found: dict[str, Any] = {"trivial": []}
    with tempfile.TemporaryDirectory() as home:
        for runs in sizes:
            for workers in (1, 2):
                folder = f"{home}/{runs}_{workers}"
                found["trivial"].append(apart(batch, runs, workers, folder))
        found |= reading(f"{home}/{sizes[-1]}_1")
        each = {
            workers: real(rows, residents, workers, f"{home}/real_{workers}") for workers in (1, 2)
        }
    found["seconds_a_real_run"] = each
    found["two_workers_against_one"] = each[1] / each[2]
    return found


def tell(found: dict[str, Any]) -> None:
    """Everything that was measured, in words."""
    for one in found["trivial"]:
        print(
            "{runs:,} runs that do nothing, {workers} at a time: {milliseconds_a_run:.2f} ms a "
            "run, {peak_mib:.0f} MiB at most".format(**one)
        )
    print(f"DuckDB reads and aggregates the largest in {found['duckdb_seconds']:.2f} s")
    for workers, seconds in found["seconds_a_real_run"].items():
        print(f"Real runs with {workers} at a time: one every {seconds:.2f} s")
    print(f"Two workers against one: {found['two_workers_against_one']:.2f} times as fast")


def main(arguments: list[str] | None = None) -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.studies", description=__doc__)
    parser.add_argument("--runs", type=int, nargs="+", default=[1_000, 10_000], help="that do none")
    parser.add_argument("--rows", type=int, default=30, help="rows of real runs, four futures each")
    parser.add_argument("--residents", type=int, default=500, help="of a real run")
    parser.add_argument("--json", action="store_true", help="for machines")
    given = parser.parse_args(arguments)
    found = measured(given.runs, given.rows, given.residents)
    if given.json:
        print(json.dumps(found))
    else:
        tell(found)


if __name__ == "__main__":
    main()
